"""Deadlines by an event whose day the text does not write: "trước kỳ họp thứ 5", "chậm nhất 10 ngày trước ngày khai mạc"."""

import re
from collections.abc import Iterator

from domain.directive import DueRule
from reading.directives.due import Due, Unit, said
from reading.directives.due_relative import COUNT, UNITS, WORDS
from reading.directives.lexicon import any_of
from reading.directives.words import spelt

_EVENT = rf"(?:{any_of('events_beginning')}\s+)?(?:các\s+)?{any_of('events')}(?!\w)"
_NOT_OF_IT = r"(?:theo|để|nhằm|và|báo cáo|gửi|trình|đồng thời|phải|cần|thì|không|ít nhất|tối thiểu|về|kết quả)(?!\w)"
_NAMED = rf"{_EVENT}(?:\s+(?!{_NOT_OF_IT})[\w/–-]+){{0,12}}"
_UNIT = r"(?P<unit>ngày làm việc|ngày|giờ|tuần|tháng)(?!\w)"
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:chậm nhất|muộn nhất|ít nhất|tối thiểu)(?:\s+(?:là|vào))?\s+)?(?:{COUNT}\s+{_UNIT}\s+)?"
    rf"trước\s+(?P<event>(?:(?:khi|ngày|thời điểm|lúc|thời gian|dịp)\s+)*{_NAMED})(?P<behind>\s+(?:ít nhất|tối thiểu)\s+[\w ]+)?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?<!\w)(?<!trước và )(?:ngay\s+)?sau\s+(?P<event>(?:(?:khi|ngày|thời điểm)\s+)*{_NAMED})", re.IGNORECASE
)
_BEHIND = re.compile(rf"\s+(?:(?:ít nhất|tối thiểu)\s+)?{COUNT}\s+{_UNIT}$", re.IGNORECASE)
_FACING = re.compile(rf"{any_of('facing')}\s*$", re.IGNORECASE)
_BEFORE_AND_AFTER = re.compile(r"(?<!\w)trước(?:,? trong)?(?:,| và|, và)?\s*$", re.IGNORECASE)
_SPEAKS = re.compile(r"(?<!\w)(?:báo cáo|trình)\s*$", re.IGNORECASE)
_FINISHES = re.compile(r"(?<!\w)(?:hoàn thành|hoàn thiện|hoàn tất|gửi|nộp|xong|lập|xây dựng)(?!\w)", re.IGNORECASE)
_GATHERING = re.compile(r"trước\s+(?:đại hội|hội nghị|kỳ họp|phiên họp|cuộc họp|hội thảo)(?!\w)", re.IGNORECASE)
_LOOK_BACK = 40


def event_dues(clean: str, text: str) -> Iterator[tuple[Due, int]]:
    """What must be done before something that has no day yet, and what begins once it is over.

    The count of a rule goes on from the event: 0 and less are before it. Without one the event is where the work begins.
    """
    plain = spelt(clean)
    for match in _BEFORE.finditer(plain):
        if _is_spoken_to(plain, match):
            continue
        event, behind = match["event"], _BEHIND.search(match[0])
        if behind is not None:
            event = event.removesuffix(behind[0])
        n, unit = _count(behind or match)
        yield Due(None, said(text, match), DueRule("by-event", -n, unit, event), match.start()), match.end()
    for match in _AFTER.finditer(plain):
        behind_before = _BEFORE_AND_AFTER.search(plain[max(0, match.start() - _LOOK_BACK) : match.start()])
        if not behind_before and not _is_spoken_to(plain, match):
            yield Due(None, said(text, match), DueRule("by-event", anchor=match["event"]), match.start()), match.end()


def _is_spoken_to(plain: str, match: re.Match[str]) -> bool:
    """As in "phát biểu trước hội nghị"; and what voters ask "trước kỳ họp" is told of, not owed by then."""
    before = plain[max(0, match.start() - _LOOK_BACK) : match.start()]
    speaks = _SPEAKS.search(before) and _GATHERING.match(match[0]) and not _FINISHES.search(before)
    return bool(_FACING.search(before) or speaks)


def _count(match: re.Match[str]) -> tuple[int, Unit]:
    """How long before; none at all is by the event itself."""
    if match["unit"] is None:
        return 0, "days"
    return int(match["n"]) if match["n"] else WORDS[match["word"].lower()], UNITS[match["unit"].lower()]
