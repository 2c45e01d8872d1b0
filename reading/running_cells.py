"""Cells of an office's own table → days, deadlines, documents; ValueError says what would be right."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from domain.directive import Cadence
from domain.folding import fold
from domain.months import day_of_month

_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?!\d)")
_WORDED = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH = re.compile(r"thang (\d{1,2})\s?(?:/|nam|-)\s?(\d{4})")
_QUARTER = re.compile(r"quy (i{1,3}|iv|[1-4])\s?(?:/|nam|-)\s?(\d{4})")
_HALF = re.compile(r"6 thang dau nam (\d{4})")
_YEAR = re.compile(r"(?:het |cuoi |trong )?nam (\d{4})")
_NUMBER = re.compile(
    r"(?<![\w/])\d{1,6}[a-zA-Z]?(?:/(?:\d{4}/)?[A-ZĐ][\wĐđÀ-ỹ.&]*(?:-[\wĐđÀ-ỹ.&]+)*|-[A-ZĐ]{1,6}/[A-ZĐ]\w*(?:-\w+)?)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CADENCES: Mapping[str, Cadence] = {
    r"hang ngay|moi ngay": Cadence.DAILY,
    r"hang tuan|moi tuan": Cadence.WEEKLY,
    r"hang thang|moi thang": Cadence.MONTHLY,
    r"hang quy|moi quy": Cadence.QUARTERLY,
    r"6 thang(?! dau)|sau thang|nua nam": Cadence.HALF_YEARLY,
    r"hang nam|moi nam": Cadence.YEARLY,
    r"thuong xuyen|lien tuc": Cadence.CONTINUOUS,
    r"^mot lan$|^1 lan$": Cadence.ONCE,
}
_FIRST_YEAR, _LAST_YEAR, _CENTURY = 2000, 2100, 100
RIGHT = "ghi ngày/tháng/năm, ví dụ 31/3/2026"


class When(NamedTuple):
    """What a cell of a deadline says: a day, a cadence, or that there is none."""

    on: date | None
    cadence: Cadence | None


def days_in(cell: str) -> list[date]:
    """Every day a cell writes; ValueError for one the calendar does not have."""
    found = [(year, month, day) for day, month, year in (_DAY.findall(cell) or _WORDED.findall(fold(cell)))]
    return [_day(*one) for one in found or _ISO.findall(cell)]


def _day(year: str, month: str, day: str) -> date:
    number = int(year)
    number += _FIRST_YEAR if number < _CENTURY else 0
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        raise ValueError(f"năm {year} không hợp lý; {RIGHT}")
    try:
        return date(number, int(month), int(day))
    except ValueError:
        raise ValueError(f"không có ngày {day}/{month}/{year}") from None


def day_in(cell: str) -> date:
    """The one day a cell writes."""
    found = list(dict.fromkeys(days_in(cell)))
    if len(found) != 1:
        raise ValueError(f"{'có hơn một ngày' if found else f'“{cell[:60]}” không phải là ngày'}; {RIGHT}")
    return found[0]


def when(cell: str) -> When:
    """The deadline a cell writes: a day, the end of a month, quarter or year, or a cadence. Words alone are no day."""
    if days_in(cell):
        return When(day_in(cell), None)
    folded = fold(cell)
    if (ending := _ending(folded)) is not None:
        return When(ending, None)
    if (cadence := cadence_in(cell)) is not None:
        return When(None, cadence)
    if folded.strip(" -–./") in {"", "khong", "khong co", "khong xac dinh", "chua xac dinh", "khong thoi han"}:
        return When(None, None)
    raise ValueError(f"chưa hiểu hạn “{cell[:60]}”; {RIGHT}, hoặc ghi chế độ (hằng tháng, hằng quý, thường xuyên)")


def _ending(folded: str) -> date | None:
    """The last day of a month, a quarter, half a year or a year."""
    if found := _MONTH.search(folded):
        return _last(int(found[2]), int(found[1]))
    if found := _QUARTER.search(folded):
        return _last(int(found[2]), 3 * (_ROMAN.get(found[1]) or int(found[1])))
    if found := _HALF.search(folded):
        return _last(int(found[1]), 6)
    if found := _YEAR.fullmatch(folded):
        return _last(int(found[1]), 12)
    return None


def _last(year: int, month: int) -> date:
    first = _day(str(year), str(month), "1")
    return day_of_month(first, 31)


def cadence_in(cell: str) -> Cadence | None:
    """The cadence a cell writes."""
    folded = fold(cell)
    return next((cadence for words, cadence in _CADENCES.items() if re.search(words, folded)), None)


def number_in(cell: str) -> str | None:
    """The number of a document a cell writes: "12/CT-UBND"."""
    found = _NUMBER.search(cell)
    return found[0].rstrip(".-") if found else None
