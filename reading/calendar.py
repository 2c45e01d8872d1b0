"""Where the public holidays of Vietnam enter: the library's dates, the built-in corrections, the office's own decisions."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import holidays

from domain.calendar import Calendar, Decision, merge
from domain.errors import Refusal
from domain.period import FIRST_YEAR
from reading.calendar_checks import findings_of
from reading.calendar_shapes import CalendarFile, swapped_off
from reading.refuse import read_model, refusal_of

__all__ = ["CalendarFile", "build", "public_working_day", "read_calendar", "seed"]

BUILT_IN = Path(__file__).with_name("calendar_vn.yaml")
"""Announcements the library does not know, as data with their legal basis."""

LAST_SEED_YEAR = 2100
"""The library's lunar tables end here."""

LAW = "Điều 112 Bộ luật Lao động 2019"
CULTURE_DAY, CULTURE_LAW = "Ngày Văn hóa Việt Nam", "Nghị quyết 80-NQ/TW"
SWAP = "Thông báo hoán đổi ngày làm việc trong dịp nghỉ lễ"
SWAPPED_NAME = re.compile(r"thay cho ngày (\d{2})/(\d{2})/(\d{4})")

FIXED_NAMES = frozenset({"Tết Dương lịch", "Ngày Chiến thắng", "Ngày Quốc tế Lao động", CULTURE_DAY})
"""Holidays whose day, and whose substitute for a weekend, the law itself gives for every year (art. 111, 112)."""

NATIONAL_DAY = "Quốc khánh"
SUBSTITUTE = "(nghỉ bù)"


def seed(years: Iterable[int], decided_until: int | None = None) -> tuple[Decision, ...]:
    """Public holidays, substitutes, swap days and made-up working days of `years`, in order of their days.

    Tết, Giỗ Tổ and the second day of National Day are announced year by year: after the last announced year (or
    `decided_until`, if later) they are expected, not decided.
    """
    built_in = _built_in()
    wanted = frozenset(years)
    last = max(built_in.decided_until or FIRST_YEAR, decided_until or FIRST_YEAR)
    library = [decision for year in wanted for decision in _of_year(year, last)]
    corrections = [decision for decision in built_in.all_decisions() if decision.day.year in wanted]
    return tuple(sorted(merge(library, corrections).values(), key=lambda decision: decision.day))


def read_calendar(data: bytes, name: str) -> CalendarFile:
    """The office's calendar.yaml; raises Refusal with the line of each fault and what would be right."""
    file = read_model(data, name, CalendarFile)
    findings = findings_of(file)
    if findings:
        raise refusal_of(findings, name, data)
    return file


def build(file: CalendarFile | None, years: Iterable[int], unit: str | None = None) -> Calendar:
    """The calendar of the office, or of its `unit`, for `years`: the seed, overridden by the file's decisions."""
    file = file or CalendarFile()
    decisions = merge(seed(years, file.decided_until), file.all_decisions(), unit=unit)
    own = file.hours_of_units().get(unit) if unit is not None else None
    return Calendar(decisions=decisions).keeping(own or file.hours())


def public_working_day(day: date, n: int) -> date:
    """The `n`-th working day after `day` where no office has said anything: weekends and the country's holidays."""
    return _around(day.year).add_working_days(day, n)


@cache
def _around(year: int) -> Calendar:
    return build(None, (year, year + 1, year + 2))


@cache
def _built_in() -> CalendarFile:
    return read_calendar(BUILT_IN.read_bytes(), BUILT_IN.name)


def _of_year(year: int, decided_until: int) -> Iterator[Decision]:
    off, made_up = _library(year)
    for day, name in off:
        swapped = SWAPPED_NAME.search(name)
        if swapped:
            worked = date(int(swapped[3]), int(swapped[2]), int(swapped[1]))
            yield Decision(day, False, SWAP, name=swapped_off(worked))
        else:
            basis = CULTURE_LAW if CULTURE_DAY in name else LAW
            yield Decision(day, False, basis, year <= decided_until or _is_law(day, name), name=name)
    for day in made_up:
        yield Decision(day, True, SWAP, name="ngày làm bù")


@cache
def _library(year: int) -> tuple[tuple[tuple[date, str], ...], tuple[date, ...]]:
    """Days off with their names, and days of rest worked, of one year; a library call costs about a millisecond."""
    if not FIRST_YEAR <= year <= LAST_SEED_YEAR:
        raise Refusal(
            "invalid",
            "calendar-year",
            f"Chỉ có lịch nghỉ lễ của các năm {FIRST_YEAR}–{LAST_SEED_YEAR}, không có năm {year}.",
        )
    of_year = holidays.country_holidays("VN", years=year, language="vi")
    worked = sorted(day for day in of_year.weekend_workdays if day.year == year)
    return tuple(sorted(of_year.items())), tuple(worked)


def _is_law(day: date, name: str) -> bool:
    """Whether one of the holidays on `day` needs no announcement; names of one day are joined by semicolons."""
    return any(_is_fixed(day, part.strip()) for part in name.split(";"))


def _is_fixed(day: date, name: str) -> bool:
    plain = name.removesuffix(SUBSTITUTE).strip()
    if plain == NATIONAL_DAY:
        return (day.month, day.day) == (9, 2) or name.endswith(SUBSTITUTE)
    return plain in FIXED_NAMES
