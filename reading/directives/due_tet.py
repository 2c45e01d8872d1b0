"""Deadlines before the lunar new year: "trước Tết", "chậm nhất 15 ngày trước Tết"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from domain.directive import DueRule
from reading.directives.days import Era
from reading.directives.due import Due, said
from reading.directives.tet import day_before_tet
from reading.directives.words import CAPITALS

_NAMED = (
    r"Tết(?! (?:Trung thu|Dương lịch|Độc lập|Thiếu nhi|trồng cây|Đoan ngọ|Nguyên tiêu|Thanh minh|Hàn thực|quân dân"
    r"|Đoàn kết))(?:\s+(?:Nguyên đán|cổ truyền"
    rf"|Âm lịch))*(?:\s+[{CAPITALS}]\w+\s+[{CAPITALS}]\w+)?(?:\s*(?:năm\s*)?(?P<year>20\d{{2}}))?"
)
_BEFORE = r"trước\s+(?:dịp\s+|kỳ nghỉ\s+|khi nghỉ\s+|ngày\s+)?"
_TET = re.compile(rf"(?<!\w){_BEFORE}{_NAMED}", re.IGNORECASE)
_DAYS_BEFORE_TET = re.compile(
    (
        r"(?<!\w)(?:(?:chậm nhất|muộn nhất|ít nhất|tối thiểu|xong|hoàn thành)(?:\s+(?:là|vào"
        rf"|trước))*\s+)?(?P<n>\d{{1,2}})\s+(?P<unit>ngày|tuần)\s+{_BEFORE}{_NAMED}"
    ),
    re.IGNORECASE,
)
_TET_AND_DAYS = re.compile(
    rf"(?<!\w){_BEFORE}{_NAMED}\s+(?:ít nhất\s+|tối thiểu\s+)?(?P<n>\d{{1,2}})\s+(?P<unit>ngày|tuần)(?!\w)",
    re.IGNORECASE,
)
_DAYS_OF = {"ngày": 1, "tuần": 7}


def tet_dues(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    """So many days before the first day of the new year, else its eve."""
    for match in (*_DAYS_BEFORE_TET.finditer(clean), *_TET_AND_DAYS.finditer(clean)):
        eve = _eve(match, era)
        days = int(match["n"]) * _DAYS_OF[match["unit"].lower()]
        day = None if eve is None else eve + timedelta(days=1 - days)
        yield Due(day, said(text, match), DueRule("fixed"), match.start(), day is None), match.end()
    for match in _TET.finditer(clean):
        day = _eve(match, era)
        yield Due(day, said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def _eve(match: re.Match[str], era: Era) -> date | None:
    year = int(match["year"]) if match["year"] else None
    return day_before_tet(year, era.issued_on) if year or era.issued_on else day_before_tet(era.year, None)
