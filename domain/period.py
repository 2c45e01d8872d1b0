"""A period: the named slice of time in which something recurs or is reported (domain.md §3)."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.directive import Cadence
from domain.errors import Problem, Refusal

FIRST_YEAR, LAST_YEAR = 1990, 2199
"""Years a period may name: wide enough for any record, narrow enough to catch a slip of the pen."""

_ROMAN = ("I", "II", "III", "IV")
_DECEMBER = 12


@dataclass(frozen=True)
class Period:
    """First and last day, both included; `due_on` where the period itself says when its report is to be sent."""

    name: str
    since: date
    until: date
    due_on: date | None = None
    label: str = field(default="", compare=False)

    def covers(self, day: date) -> bool:
        """Whether `day` lies within."""
        return self.since <= day <= self.until


@dataclass(frozen=True)
class Window:
    """The window of data of one yearly recurring report, as (month, day); a `since` after `until` is last year's.

    `first_year` and `last_year` bound the years whose reports it is of: rules of reporting change between years, and a
    review of a year gone by keeps the window it was made under.
    """

    code: str
    since: tuple[int, int]
    until: tuple[int, int]
    due: tuple[int, int]
    label: str = ""
    first_year: int | None = None
    last_year: int | None = None

    def holds(self, year: int) -> bool:
        """Whether the report of `year` is of this window."""
        first, last = self.years
        return first <= year <= last

    def meets(self, other: "Window") -> bool:
        """Whether both hold in some year."""
        (first, last), (others_first, others_last) = self.years, other.years
        return max(first, others_first) <= min(last, others_last)

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year whose report is of this window."""
        return self.first_year or FIRST_YEAR, self.last_year or LAST_YEAR


DEFAULT_WINDOWS = (
    Window("BC1", (12, 15), (3, 14), (3, 20), "báo cáo quý I"),
    Window("BC6T", (12, 15), (6, 14), (6, 20), "báo cáo 6 tháng đầu"),
    Window("BC9T", (6, 15), (9, 14), (9, 20), "báo cáo quý III"),
    Window("BCN", (12, 15), (12, 14), (12, 20), "báo cáo năm"),
)
"""Windows of reform reports (581/BNV-CCHC); there is no separate report of the second and the fourth quarter."""


def parse_period(name: str, windows: tuple[Window, ...] = DEFAULT_WINDOWS) -> Period:
    """The period of that name: 2023, 2023-H1, 2023-Q1, 2023-03, 2023-W05, or a report window such as 2023-BC1."""
    match = re.fullmatch(r"(?P<year>\d{4})(?:-(?P<slice>[A-Z0-9]+))?", name.strip(), re.ASCII)
    if match is None or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        raise _refuse_name(name, windows)
    year, part = int(match["year"]), match["slice"]
    window = next((window for window in windows if window.code == part and window.holds(year)), None)
    period = _window(year, window) if window else _calendar_slice(year, part)
    if period is None:
        raise _refuse_name(name, windows)
    return period


def period_of(cadence: Cadence, day: date) -> Period:
    """The calendar period of `cadence` that holds `day`; a cadence without periods is refused."""
    if cadence not in _BUILDERS:
        raise Refusal(
            "invalid",
            "cadence-without-period",
            f"Chế độ “{cadence}” không chia thành kỳ; chỉ theo dõi theo kỳ tuần, tháng, quý, 6 tháng hoặc năm.",
            allowed=tuple(_BUILDERS),
        )
    return _BUILDERS[cadence](day)


def periods_of(cadence: Cadence, since: date, until: date) -> Iterator[Period]:
    """The calendar periods of `cadence` that touch since … until, in order.

    A single, a daily and a continuous order have none: the last two join the periodic form (domain.md §0.4).
    """
    if cadence not in _BUILDERS or until < since:
        return
    period = period_of(cadence, since)
    while period.since <= until:
        yield period
        period = period_of(cadence, period.until + timedelta(days=1))


def following(period: Period, windows: tuple[Window, ...] = DEFAULT_WINDOWS) -> Period:
    """The next period of the same kind; report windows follow one another by the day their report is due."""
    if is_window(period, windows):
        year = int(period.name.partition("-")[0])
        years = range(year, min(year + 2, LAST_YEAR + 1))
        named = sorted(
            (one for year in years for one in named_in(year, windows)), key=lambda one: (one.until, one.since)
        )
        later = named[[one.name for one in named].index(period.name) + 1 :]
        return later[0] if later else parse_period(f"{year + 1}-{period.name.partition('-')[2]}", windows)
    return period_of(cadence_of(period), period.until + timedelta(days=1))


def named_in(year: int, windows: tuple[Window, ...] = DEFAULT_WINDOWS) -> Iterator[Period]:
    """The periods that the windows name in a year."""
    return (_window(year, window) for window in windows if window.holds(year))


def is_window(period: Period, windows: tuple[Window, ...] = DEFAULT_WINDOWS) -> bool:
    """Whether it is a report window, not a slice of the calendar."""
    year, _, part = period.name.partition("-")
    return any(window.code == part and window.holds(int(year)) for window in windows)


def cadence_of(period: Period) -> Cadence:
    """The cadence a calendar period belongs to, told by its name; a report window is refused."""
    part = period.name.partition("-")[2]
    shapes = {
        "": Cadence.YEARLY,
        r"H\d": Cadence.HALF_YEARLY,
        r"Q\d": Cadence.QUARTERLY,
        r"\d\d": Cadence.MONTHLY,
        r"W\d\d": Cadence.WEEKLY,
    }
    found = next((cadence for shape, cadence in shapes.items() if re.fullmatch(shape, part)), None)
    if found is None:
        raise Refusal(
            "invalid", "period-without-cadence", f"Kỳ “{period.name}” là kỳ báo cáo, không theo chế độ lặp lại nào."
        )
    return found


def _calendar_slice(year: int, part: str | None) -> Period | None:
    if part is None:
        return _year(date(year, 1, 1))
    if re.fullmatch(r"H[12]", part):
        return _half(date(year, 6 * int(part[1]), 1))
    if re.fullmatch(r"Q[1-4]", part):
        return _quarter(date(year, 3 * int(part[1]), 1))
    if re.fullmatch(r"0[1-9]|1[0-2]", part):
        return _month(date(year, int(part), 1))
    if re.fullmatch(r"W\d\d", part):
        return _week_of_year(year, int(part[1:]))
    return None


def _week_of_year(year: int, week: int) -> Period | None:
    last = date(year, 12, 28).isocalendar().week  # 28 December always lies in the last ISO week
    return _week(date.fromisocalendar(year, week, 1)) if 1 <= week <= last else None


def _window(year: int, window: Window) -> Period:
    since_year = year - 1 if window.since > window.until else year
    until, due = date(year, *window.until), date(year, *window.due)
    label = f"{window.label or window.code} năm {year}"
    return Period(f"{year}-{window.code}", date(since_year, *window.since), until, due, label)


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(
        f"{_known(year)}-W{week:02d}", monday, monday + timedelta(days=6), label=f"tuần {week:02d} năm {year}"
    )


def _month(day: date) -> Period:
    return _months(day.year, day.month, 1, f"{day.month:02d}", f"tháng {day.month} năm {day.year}")


def _quarter(day: date) -> Period:
    number = (day.month + 2) // 3
    return _months(day.year, 3 * number - 2, 3, f"Q{number}", f"quý {_ROMAN[number - 1]} năm {day.year}")


def _half(day: date) -> Period:
    number = (day.month + 5) // 6
    return _months(day.year, 6 * number - 5, 6, f"H{number}", f"6 tháng {('đầu', 'cuối')[number - 1]} năm {day.year}")


def _year(day: date) -> Period:
    return _months(day.year, 1, _DECEMBER, "", f"năm {day.year}")


def _months(year: int, first: int, count: int, part: str, label: str) -> Period:
    last = first + count - 1
    name = f"{_known(year)}-{part}" if part else str(_known(year))
    return Period(name, date(year, first, 1), date(year, last, monthrange(year, last)[1]), label=label)


def _known(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal("invalid", "period-year", f"Năm {year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}.")
    return year


_BUILDERS: dict[Cadence, Callable[[date], Period]] = {
    Cadence.WEEKLY: _week,
    Cadence.MONTHLY: _month,
    Cadence.QUARTERLY: _quarter,
    Cadence.HALF_YEARLY: _half,
    Cadence.YEARLY: _year,
}


def _refuse_name(name: str, windows: tuple[Window, ...]) -> Refusal:
    forms = (
        "2023",
        "2023-H1",
        "2023-Q1",
        "2023-03",
        "2023-W05",
        *dict.fromkeys(f"2023-{window.code}" for window in windows),
    )
    return Refusal(
        "invalid",
        "period-name",
        f"Không có kỳ “{name}”.",
        problems=(
            Problem(
                "period", f"Tên kỳ viết theo một trong các dạng: {', '.join(forms)}; năm {FIRST_YEAR}–{LAST_YEAR}."
            ),
        ),
        allowed=forms,
    )
