"""Days of the lunar calendar: "trước rằm tháng Chạp", "đêm 29 Tết"; left without a date, for a person to name the solar day."""

import re
from collections.abc import Iterator

from domain.directive import DueRule
from reading.directives.due import Due, said
from reading.directives.due_words import INTRO

_HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?\s*,?\s*)?(?:(?:sáng|trưa|chiều|tối|đêm)\s+)?"
_DAY = r"(?:(?:ngày\s+)?(?:m[ùồ]ng\s+)?(?:\d{1,2}|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:ngày\s+)?rằm)"
_BY_THE_MOON = re.compile(
    (
        rf"{INTRO}{_HOUR}(?:{_DAY}\s+(?:tháng\s+(?:Chạp|Giêng)|Tết)|(?:ngày\s+)?rằm(?:\s+tháng\s+\w+)?"
        rf"|(?:ngày\s+)?m[ùồ]ng\s+\w+|{_DAY}(?:[/.-]\d{{1,2}}|\s+tháng\s+\w+)(?:[/.-]\d{{4}})?\s*\(?\s*(?:âm lịch"
        r"|ÂL)\)?)(?!\w)"
    ),
    re.IGNORECASE,
)


def moon_dues(clean: str, text: str) -> Iterator[tuple[Due, int]]:
    """Each such day, its date unknown."""
    for match in _BY_THE_MOON.finditer(clean):
        yield Due(None, said(text, match), DueRule("fixed"), match.start(), by_moon=True), match.end()
