"""A table (XLSX) or a calendar (ICS) of days off and days worked → decisions, with the place of whatever is wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from icalendar import Calendar as Ics

from domain.calendar import Decision
from domain.calendar_table import BASIS, DAY, EXPECTED, KIND, NAME, OFF, SHEET, STATE, UNIT, UNIT_FIELD, WORKED
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.wording.dates import plain
from reading.scorecard_workbook import Row, is_workbook, rows_of, sheets_of

MOST_SPAN = 31
"""Days of one event: the longest holiday is shorter; a longer event is a slip."""
WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
MOST_BYTES = 2 * 1024 * 1024


def read_days(data: bytes, name: str, units: Mapping[str, str] = MappingProxyType({})) -> tuple[Decision, ...]:
    """The decisions of a file, whatever its name says it is; Refusal with every place that does not fit.

    `units`: folded name or code of a unit → its code, for days that bind one unit alone.
    """
    problems: list[Problem] = []
    asked = _Units(units, problems)
    found = list(_table(data, name, asked) if is_workbook(data) else _events(data, name, asked))
    seen: set[tuple[date, str | None]] = set()
    for day in found:
        if (day.day, day.unit) in seen:
            problems.append(Problem(plain(day.day), "ngày này được nêu hai lần"))
        seen.add((day.day, day.unit))
    if not found and not problems:
        problems.append(Problem("(cả tệp)", "không có ngày nào"))
    if problems:
        raise Refusal("invalid", "invalid-file", f"Tệp {name} có {len(problems)} chỗ cần sửa.", tuple(problems))
    return tuple(found)


@dataclass(frozen=True)
class _Units:
    """The units one may name, and where it is written down what is wrong."""

    known: Mapping[str, str]
    problems: list[Problem]

    def code(self, typed: str, place: str) -> str | None:
        """The code of what stands in a place; None where nothing stands there: everybody."""
        named = typed.strip()
        if named and fold(named) not in self.known:
            said = f"danh bạ không có đơn vị “{named[:80]}”; để trống là áp dụng cho cả cơ quan"
            self.problems.append(Problem(place, said))
        return self.known.get(fold(named), named) or None


def _table(data: bytes, name: str, units: _Units) -> Iterator[Decision]:
    problems = units.problems
    sheets = sheets_of(data, name)
    lines = sheets.get(SHEET) or next(iter(sheets.values()), [])
    rows = list(rows_of(SHEET, lines))
    heads = rows[0].letters if rows else {}
    missing = [head for head in (DAY, KIND, BASIS) if head not in heads]
    problems += [Problem(SHEET, f"thiếu cột “{head}”") for head in missing]
    for row in rows if not missing else ():
        day, works = _day(row, problems), _works(row, problems)
        if BASIS not in row.cells:
            problems.append(Problem(row.place(BASIS), "ghi văn bản làm căn cứ: số, ngày, cơ quan"))
        if day is not None and works is not None:
            decided = fold(row.cells.get(STATE, "")) != fold(EXPECTED)
            unit = units.code(row.cells.get(UNIT, ""), row.place(UNIT))
            yield Decision(day, works, row.cells.get(BASIS, ""), decided, unit, row.cells.get(NAME, ""))


def _day(row: Row, problems: list[Problem]) -> date | None:
    text = row.cells.get(DAY, "")
    typed = WRITTEN.fullmatch(text)
    try:
        if typed:
            return date(int(typed[3]), int(typed[2]), int(typed[1]))
        return date.fromisoformat(text[:10])
    except ValueError:
        problems.append(Problem(row.place(DAY), f"cần một ngày, ví dụ 02/9/2026, đang ghi “{text[:40]}”"))
        return None


def _works(row: Row, problems: list[Problem]) -> bool | None:
    text = fold(row.cells.get(KIND, ""))
    if text in {fold(OFF), fold(WORKED)}:
        return text == fold(WORKED)
    problems.append(Problem(row.place(KIND), f"ghi “{OFF}” hoặc “{WORKED}”"))
    return None


def _events(data: bytes, name: str, units: _Units) -> Iterator[Decision]:
    problems = units.problems
    try:
        if len(data) > MOST_BYTES:
            raise ValueError(len(data))
        found = Ics.from_ical(data.decode("utf-8-sig"))
        events = list(found.walk("VEVENT"))
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        problem = Problem("(cả tệp)", "cần tệp Excel (.xlsx) theo mẫu hoặc tệp lịch (.ics)")
        raise Refusal("invalid", "invalid-file", f"Không đọc được tệp {name}.", (problem,)) from error
    for number, event in enumerate(events, start=1):
        place = f"VEVENT {number}"
        first, last = _span(event, place, problems)
        if first is None or last is None:
            continue
        categories = {fold(word) for word in _categories(event)}
        basis = str(event.get("description") or event.get("summary") or "").strip()
        if not basis:
            problems.append(Problem(place, "thiếu căn cứ (DESCRIPTION)"))
            continue
        works = fold(WORKED) in categories
        decided = str(event.get("status") or "").upper() != "TENTATIVE"
        summary = str(event.get("summary") or "").strip()[:200]
        unit = units.code(str(event.get(UNIT_FIELD) or ""), f"{place} ({UNIT_FIELD})")
        for offset in range((last - first).days):
            yield Decision(first + timedelta(days=offset), works, basis[:500], decided, unit, summary)


def _span(event: object, place: str, problems: list[Problem]) -> tuple[date | None, date | None]:
    """First day, and the day after the last: all-day events only."""
    start, end = (getattr(event.get(name), "dt", None) for name in ("dtstart", "dtend"))  # type: ignore[attr-defined]
    if not isinstance(start, date) or isinstance(start, datetime):
        problems.append(Problem(place, "cần sự kiện cả ngày (DTSTART là một ngày)"))
        return None, None
    last = end if isinstance(end, date) and not isinstance(end, datetime) else start + timedelta(days=1)
    if not 0 < (last - start).days <= MOST_SPAN:
        problems.append(Problem(place, f"kéo dài từ 1 đến {MOST_SPAN} ngày"))
        return None, None
    return start, last


def _categories(event: object) -> list[str]:
    told = event.get("categories")  # type: ignore[attr-defined]
    parts = told if isinstance(told, list) else [told] if told is not None else []
    return [str(word) for part in parts for word in getattr(part, "cats", [part])]
