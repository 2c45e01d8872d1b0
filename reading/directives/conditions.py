"""What an order waits for: "khi UBND Thành phố có chỉ đạo", "sau khi được phê duyệt", "nếu …"."""

import re
from dataclasses import dataclass

from domain.directive import DueRule
from reading.directives.lexicon import any_of
from reading.directives.units import unit_list
from reading.directives.words import words

_WHEN = re.compile(
    (
        r"(?<!\w)(?<!từ )(?P<c>(?:ngay sau khi|ngay khi|sau khi|chỉ khi|khi|trong trường hợp|trường hợp"
        r"|nếu)\s+(?!cần\b|có\)|triển khai thực hiện\b)[^,.;:()]{6,220})"
    ),
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s+(?:theo (?:Công văn|Quyết định|Kế hoạch|Văn bản|quy định)|thì|để)\s", re.IGNORECASE)
_EVENT = re.compile(
    (
        r"(?<!\w)(?:có (?:văn bản |ý kiến )?(?:chỉ đạo|hướng dẫn|chủ trương|quyết định|yêu cầu|kết luận|ý kiến"
        r"|kết quả|văn bản|thông báo|kế hoạch)|được .{0,60}(?:phê duyệt|chấp thuận|thông qua|ban hành|giao|bố trí"
        r"|thẩm định|chỉ đạo)|ban hành|phê duyệt|thông qua|chấp thuận|cho ý kiến|hướng dẫn|chỉ đạo|hoàn thành"
        r"|kết thúc|phát sinh|có hiệu lực|đi vào hoạt động)"
    ),
    re.IGNORECASE,
)
_AWAITED = re.compile(rf"(?<!\w){any_of('awaited')}(?!\w)", re.IGNORECASE)
_INNER = re.compile(r"^(?:trong )?trường hợp .{2,60}?\s((?:sau |ngay )?khi (?:có|được) )", re.IGNORECASE)
_PLAINLY = re.compile(r"(?:(?:sau|ngay|chỉ) )?khi có (?!liên quan|điều kiện|thể\b|nhu cầu)", re.IGNORECASE)
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
        plain = _PLAINLY.match(words_of) is not None
        if event is None and not plain and not (match.start() == 0 and _MERE_CASE.match(words_of)):
            continue
        return Condition(
            words_of, event is not None and (_names_body(words_of) or _AWAITED.search(words_of) is not None)
        )
    return None


def by_event(condition: Condition | None) -> DueRule | None:
    """The rule of a deadline that waits for what another body does."""
    return DueRule("by-event", anchor=condition.text) if condition is not None and condition.outside else None


def _names_body(condition: str) -> bool:
    """Whether a unit or authority stands in the condition."""
    sentence = words(condition)
    return any(unit_list(condition, sentence, at) is not None for at in range(1, min(len(sentence), 6))) or bool(
        re.search(r"cấp (?:có thẩm quyền|trên)|Trung ương|Chính phủ|Bộ |Thủ tướng|Thành phố|Tỉnh", condition)
    )
