"""When a period is reported and what it is compared with: five dates, and the periods that came before (domain.md §3, §5)."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar import Calendar
from domain.period import DEFAULT_WINDOWS, FIRST_YEAR, Period, Window, cadence_of, is_window, named_in, period_of

YEARS = "cùng kỳ năm trước"
PERIODS = "kỳ trước"


@dataclass(frozen=True)
class Rhythm:
    """How many days before and after the last day of the data the dates of a report lie: the office's own data.

    `due` holds where the period itself does not say when its report is to be sent.
    """

    opens: int = 10
    units_send: int = 2
    drafted: int = 2
    due: int = 6


@dataclass(frozen=True)
class ReportDates:
    """The dates of one report, in order; the last is the day by which it must have been sent."""

    opened: date
    units_send: date
    cut_off: date
    drafted: date
    submitted: date
    due: date

    def plain(self) -> dict[str, str]:
        """As JSON."""
        return {name: day.isoformat() for name, day in vars(self).items()}


def report_dates(period: Period, calendar: Calendar, rhythm: Rhythm = Rhythm()) -> ReportDates:
    """The dates of the report of `period`.

    The last day of the data and the day the report is due are named by the period and stay as named; the office's own
    dates are working days between them: requests roll back, drafting rolls on, and the signature is asked for on the
    last working day before the report is due.
    """
    cut_off = period.until
    due = period.due_on or cut_off + timedelta(days=rhythm.due)
    units_send = calendar.previous_working_day(cut_off - timedelta(days=rhythm.units_send))
    opened = calendar.previous_working_day(cut_off - timedelta(days=rhythm.opens))
    drafted = min(calendar.next_working_day(cut_off + timedelta(days=rhythm.drafted)), due)
    submitted = max(calendar.previous_working_day(due, include=False), drafted)
    return ReportDates(min(opened, units_send), units_send, cut_off, drafted, submitted, due)


def preceding(period: Period, windows: tuple[Window, ...] = DEFAULT_WINDOWS) -> Period | None:
    """The period `period` is compared with: the one before of the same kind; for a report window, last year's same.

    Windows overlap (six months hold the first quarter), so only the same one of another year can be compared. None
    before the first period that can be named, and where last year had no such window.
    """
    year, _, part = period.name.partition("-")
    if int(year) <= FIRST_YEAR:
        return None
    if is_window(period, windows):
        before = f"{int(year) - 1}-{part}"
        return next((one for one in named_in(int(year) - 1, windows) if one.name == before), None)
    return period_of(cadence_of(period), period.since - timedelta(days=1))


def same_moment(period: Period, earlier: Period, as_of: date) -> date:
    """The day on which an earlier period stood as `period` stands on `as_of`: as many days after its own last day.

    While a period still runs, it is compared with the earlier one as it stood on its last day.
    """
    return earlier.until + max(as_of - period.until, timedelta())
