"""The five dates of a period as steps: when each is due, what becomes of those found late, and what each asks for.

Everything here is a pure function; `acts.review_steps` carries it out (domain.md §5).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.calendar import Calendar
from domain.ladder import StepState
from domain.report_dates import ReportDates

END_OF_DAY = time(23, 59)
"""Everything of the last day counts: the figures are frozen in its last minute."""


class ReviewDate(StrEnum):
    """The five dates of a period, in their order; each is a rung of its subject `review/<period>`."""

    OPENED = "opened"  # mở kỳ, đề nghị các đơn vị gửi nội dung
    UNITS_SEND = "units-send"  # hạn gửi nội dung
    CUT_OFF = "cut-off"  # chốt số liệu
    DRAFTED = "drafted"  # dự thảo
    SUBMITTED = "submitted"  # trình ký, trước hạn gửi


ROLES = {
    ReviewDate.OPENED: "unit",
    ReviewDate.UNITS_SEND: "unit",
    ReviewDate.CUT_OFF: "none",
    ReviewDate.DRAFTED: "office",
    ReviewDate.SUBMITTED: "office",
}
"""Whom each date addresses; nobody is told of the freezing itself, the draft speaks of it."""

REQUESTS = (ReviewDate.OPENED, ReviewDate.UNITS_SEND)


@dataclass(frozen=True)
class Fate:
    """What becomes of a date that is due: its state, the reason, and the later date it was gathered into."""

    state: StepState
    reason: str | None = None
    into: ReviewDate | None = None


def instants(dates: ReportDates, calendar: Calendar, spread: timedelta) -> dict[ReviewDate, datetime]:
    """When each date is due: mornings before the office opens, the cut-off at the end of its day, never out of order."""
    frozen = calendar.instant(dates.cut_off, END_OF_DAY)

    def morning(day: date) -> datetime:
        return calendar.opening(day) - spread

    return {
        ReviewDate.OPENED: morning(dates.opened),
        ReviewDate.UNITS_SEND: morning(dates.units_send),
        ReviewDate.CUT_OFF: frozen,
        ReviewDate.DRAFTED: max(morning(dates.drafted), frozen),
        ReviewDate.SUBMITTED: max(morning(dates.submitted), frozen),
    }


def fates(due: Collection[ReviewDate]) -> dict[ReviewDate, Fate]:
    """What becomes of the dates that are due at one moment.

    Usually there is one. After a standstill a request is not sent once its time is over, and of two that would reach
    the same people the later one says it; the freezing is never skipped.
    """
    return {one: _fate(one, due) for one in ReviewDate if one in due}


def _fate(one: ReviewDate, due: Collection[ReviewDate]) -> Fate:
    if one in REQUESTS and ReviewDate.CUT_OFF in due:
        return Fate(StepState.EXPIRED, "Đã qua ngày chốt số liệu")
    later = {ReviewDate.OPENED: ReviewDate.UNITS_SEND, ReviewDate.DRAFTED: ReviewDate.SUBMITTED}.get(one)
    if later in due:
        return Fate(StepState.COLLAPSED, "Gộp vào mốc sau của kỳ", later)
    return Fate(StepState.TAKEN)


def asked_by(one: ReviewDate, dates: ReportDates) -> tuple[str, date]:
    """What a date asks of its addressee, and by which day."""
    match one:
        case ReviewDate.DRAFTED:
            return "Rà soát, hoàn thiện dự thảo; số liệu đã chốt", dates.submitted
        case ReviewDate.SUBMITTED:
            return "Trình ký văn bản", dates.due
        case _:
            return "Gửi nội dung báo cáo", dates.units_send


MISSED = timedelta(hours=3)
"""A date taken or still waiting so long after its instant was missed: its morning has passed, which is an alarm."""


def missed(at: datetime, now: datetime) -> bool:
    """Whether the morning of a date that was due at `at` has passed by `now`."""
    return now - at > MISSED
