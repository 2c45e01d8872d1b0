"""What an office reports of, and in which rhythm: its slices of the calendar and its report windows, all of it data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from domain.calendar import Calendar
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.period import (
    DEFAULT_WINDOWS,
    Period,
    Window,
    cadence_of,
    is_window,
    named_in,
    parse_period,
    periods_of,
)
from domain.report_dates import PERIODS, YEARS, ReportDates, Rhythm, preceding, report_dates

REPORTABLE = (Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY, Cadence.YEARLY)
"""Slices of the calendar that an office may report of besides its windows."""
LONGEST_DAYS = 60
USUAL_RHYTHM = Rhythm()


@dataclass(frozen=True)
class Reporting:
    """The windows of recurring reports, the slices of the calendar that are reported, and how their dates lie.

    `since` is the day from which it holds: a window that is added late opens nothing that had ended before.
    """

    windows: tuple[Window, ...] = DEFAULT_WINDOWS
    slices: tuple[Cadence, ...] = (Cadence.QUARTERLY,)
    rhythm: Rhythm = USUAL_RHYTHM
    since: date | None = None

    def period(self, name: str) -> Period:
        """The period of that name; refused where the calendar of this office has none."""
        return parse_period(name, self.windows)

    def windows_in(self, year: int) -> tuple[Period, ...]:
        """The report windows of a year, by the rules that hold for it."""
        return tuple(named_in(year, self.windows))

    def dates(self, period: Period, calendar: Calendar) -> ReportDates:
        """When the report of a period is opened, written and sent."""
        return report_dates(period, calendar, self.rhythm)

    def preceding(self, period: Period) -> Period | None:
        """The period it is compared with."""
        return preceding(period, self.windows)

    def compared_with(self, period: Period) -> str:
        """What the period before is called in a sentence."""
        return YEARS if is_window(period, self.windows) else PERIODS

    def reports(self, name: str) -> bool:
        """Whether a period of that name is one the office reports of."""
        try:
            period = self.period(name)
            return is_window(period, self.windows) or cadence_of(period) in self.slices
        except Refusal:
            return False

    def reported(self, known_since: date, today: date) -> Iterator[Period]:
        """Periods that have begun by `today` and had not ended before anything was known, in order of their ends."""
        since = max(known_since, self.since or known_since)
        sliced = (period for cadence in self.slices for period in periods_of(cadence, since, today))
        years = range(since.year, today.year + 2)
        named = (period for year in years for period in self.windows_in(year))
        begun = [period for period in (*sliced, *named) if period.since <= today and period.until >= since]
        yield from sorted(begun, key=lambda period: (period.until, period.name))


DEFAULT_REPORTING = Reporting()


def fit(reporting: Reporting) -> Reporting:
    """Rules fit to be in force; refused where two windows share a code, or a day cannot be."""
    problems = [*_windows(reporting.windows), *_days(reporting.rhythm)]
    problems += [
        Problem("slices", f"chỉ nhận: {', '.join(REPORTABLE)}") for one in reporting.slices if one not in REPORTABLE
    ]
    if problems:
        raise Refusal("invalid", "reporting", "Kỳ báo cáo chưa dùng được.", tuple(problems))
    return reporting


def _windows(windows: Sequence[Window]) -> Iterator[Problem]:
    for place, window in enumerate(windows):
        if any(window.code == other.code and window.meets(other) for other in windows[:place]):
            yield Problem(f"windows[{place}].code", "mỗi mã kỳ chỉ dùng một lần trong một năm")
        if window.first_year and window.last_year and window.last_year < window.first_year:
            yield Problem(f"windows[{place}].last_year", "không trước năm đầu áp dụng (first_year)")
        if window.due < window.until:
            yield Problem(f"windows[{place}].due", "không trước ngày chốt số liệu (until)")


def _days(rhythm: Rhythm) -> Iterator[Problem]:
    for name, days in vars(rhythm).items():
        if not 0 <= days <= LONGEST_DAYS:
            yield Problem(f"days.{name}", f"từ 0 đến {LONGEST_DAYS} ngày")
    if rhythm.opens < rhythm.units_send:
        yield Problem("days.opens", "không ít hơn số ngày của hạn đơn vị gửi (units_send)")
    if rhythm.due < rhythm.drafted:
        yield Problem("days.due", "không ít hơn số ngày của dự thảo (drafted)")


def reporting_to_plain(reporting: Reporting) -> dict[str, Any]:
    """As it is stored and sent; days of a window as month-day."""
    return {
        "windows": [
            {
                "code": window.code,
                **{name: "{:02d}-{:02d}".format(*getattr(window, name)) for name in ("since", "until", "due")},
                "label": window.label,
                **{name: year for name in ("first_year", "last_year") if (year := getattr(window, name)) is not None},
            }
            for window in reporting.windows
        ],
        "slices": [cadence.value for cadence in reporting.slices],
        "days": asdict(reporting.rhythm),
        "since": reporting.since.isoformat() if reporting.since else None,
    }


def reporting_from_plain(body: Mapping[str, Any]) -> Reporting:
    """What `reporting_to_plain` stored."""
    since = body.get("since")
    return Reporting(
        tuple(
            Window(
                one["code"],
                _month_day(one["since"]),
                _month_day(one["until"]),
                _month_day(one["due"]),
                one["label"],
                one.get("first_year"),
                one.get("last_year"),
            )
            for one in body["windows"]
        ),
        tuple(Cadence(one) for one in body["slices"]),
        Rhythm(**body["days"]),
        date.fromisoformat(since) if since else None,
    )


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
