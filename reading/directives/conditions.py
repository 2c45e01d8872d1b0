"""What an order waits for: "khi UBND Thành phố có chỉ đạo", "sau khi được phê duyệt", "nếu …"."""

import re
from dataclasses import dataclass

from domain.directive import DueRule
from reading.directives.lexicon import any_of
from reading.directives.units import unit_list
from reading.directives.verbs import length_at
from reading.directives.words import words

_WHEN = re.compile(
    (
        r"(?<!\w)(?<!từ )(?P<c>(?:ngay sau khi|ngay khi|sau khi|chỉ khi|khi|trong trường hợp|trường hợp"
        r"|nếu)\s+(?!cần\b|có\)|triển khai thực hiện\b)(?:[^,.;:()]|(?<=\d)[.,](?=\d)){6,220})"
    ),
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s+(?:theo (?:Công văn|Quyết định|Kế hoạch|Văn bản|quy định)|thì|để)\s", re.IGNORECASE)
_EVENT = re.compile(
    (
        r"(?<!\w)(?:có (?:văn bản |ý kiến )?(?:chỉ đạo|hướng dẫn|chủ trương|quyết định|yêu cầu|kết luận|ý kiến"
        r"|kết quả|văn bản|thông báo|kế hoạch)|được .{0,60}(?:phê duyệt|chấp thuận|thông qua|ban hành|giao|bố trí"
        r"|thẩm định|chỉ đạo)|ban hành|phê duyệt|thông qua|chấp thuận|cho ý kiến|hướng dẫn|chỉ đạo|hoàn thành"
        r"|kết thúc|phát sinh|có hiệu lực|đi vào hoạt động|(?:vượt|đạt|xuống (?:dưới|thấp)|lên (?:cấp|trên|mức|đến)|quá|tăng|giảm)"
        r" (?:[^\W\d]+ ){0,3}\d)"
    ),
    re.IGNORECASE,
)
_AWAITED = re.compile(rf"(?<!\w){any_of('awaited')}(?!\w)", re.IGNORECASE)
_INNER = re.compile(r"^(?:trong )?trường hợp .{2,60}?\s((?:sau |ngay )?khi (?:có|được) )", re.IGNORECASE)
_PLAINLY = re.compile(r"(?:(?:sau|ngay|chỉ) )?khi có (?!liên quan|điều kiện|thể\b|nhu cầu)", re.IGNORECASE)
_WORD_OF_TIME = re.compile(r"(?:ngay (?:sau )?|sau |chỉ )?khi\s+", re.IGNORECASE)
_BEFALLS = re.compile(
    r"(?:(?:ngay (?:sau )?|sau |chỉ )?khi) (?:phát hiện|nhận (?:được|tin|thông tin)|tiếp nhận (?:được|thông tin|tin)|xảy ra"
    r"|xuất hiện|phát sinh|gặp (?:sự cố|thiên tai|khó khăn|vướng)|bùng phát|tái phát)(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:giờ|phút|ngày|tuần|tháng|ngày làm việc|kể từ|tính từ)(?: kể)?(?: từ)?\s*$", re.IGNORECASE)
_AT_ONCE = re.compile(r"^ngay (?=(?:sau )?khi\s)", re.IGNORECASE)  # "ngay khi": how soon, not what must happen
_LOOK_BACK = 40
_MERE_CASE = re.compile(r"(?:trong )?trường hợp|nếu", re.IGNORECASE)


@dataclass(frozen=True)
class Condition:
    """The words of the condition, and whether another body must act first."""

    text: str
    outside: bool


def read_condition(text: str) -> Condition | None:
    """The first condition that holds the whole order back; "khi" in a mere description is none."""
    for match in _WHEN.finditer(text):
        words_of = _ENDS.split(match["c"], maxsplit=1)[0].strip()
        if (inner := _INNER.search(words_of)) is not None:
            words_of = words_of[inner.start(1) :]
        event = _EVENT.search(words_of)
        plain = _PLAINLY.match(words_of) is not None or _happens(text, match) or _opens(text, match)
        if event is None and not plain and not (match.start() == 0 and _MERE_CASE.match(words_of)):
            continue
        words_of = _AT_ONCE.sub("", words_of)
        return Condition(
            words_of, event is not None and (_names_body(words_of) or _AWAITED.search(words_of) is not None)
        )
    return None


def _happens(text: str, match: re.Match[str]) -> bool:
    """As in "báo ngay khi phát hiện …": what befalls, where nothing is counted from it."""
    return _BEFALLS.match(match["c"]) is not None and not _COUNTED.search(
        text[max(0, match.start() - _LOOK_BACK) : match.start()]
    )


def _opens(text: str, match: re.Match[str]) -> bool:
    """As in "Khi mực nước vượt báo động 2, …": a clause with a subject of its own before the order; "Khi thực hiện, …" is none."""
    first = _WORD_OF_TIME.match(match["c"])
    if match.start() or first is None or text[match.end() : match.end() + 1] != ",":
        return False
    return not length_at(words(match["c"][first.end() :]), 0)


def by_event(condition: Condition | None) -> DueRule | None:
    """The rule of a deadline that waits for what another body does."""
    return DueRule("by-event", anchor=condition.text) if condition is not None and condition.outside else None


def _names_body(condition: str) -> bool:
    """Whether a unit or authority stands in the condition."""
    sentence = words(condition)
    return any(unit_list(condition, sentence, at) is not None for at in range(1, min(len(sentence), 6))) or bool(
        re.search(r"cấp (?:có thẩm quyền|trên)|Trung ương|Chính phủ|Bộ |Thủ tướng|Thành phố|Tỉnh", condition)
    )
