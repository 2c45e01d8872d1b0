"""Dates of reports whose morning has passed: an alarm for the office's own page, for keepers and for programs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.reporting import Reporting
from domain.review_dates import ReviewDate, missed
from domain.wording.words import label
from storage.views import reviews

KNOCKS = timedelta(days=1)
"""The calendar job opens periods every hour: a day after its first one, a period that is not open was forgotten."""


@dataclass(frozen=True)
class MissedDate:
    """One date of a period that waits although its morning has passed; `at` None: the period was never opened."""

    period: str
    label: str
    date: ReviewDate
    at: datetime | None

    @property
    def said(self) -> str:
        """As people read it: "chốt số liệu"."""
        return label(self.date)

    def __str__(self) -> str:
        """As programs read it: "2026-Q1/cut-off"."""
        return f"{self.period}/{self.date.value}"


def missed_dates(session: Session, reporting: Reporting, calendar: Calendar, now: datetime) -> list[MissedDate]:
    """Every missed date, the oldest first: told from rows and days alone, also while no worker runs."""
    since = reviews.known_since(session)
    waiting = [
        MissedDate(period, reporting.period(period).label, ReviewDate(rung), at)
        for period, rung, at in reviews.waiting(session)
        if missed(at, now) and reporting.reports(period) and since is not None and at >= since
    ]
    return [*waiting, *_never_opened(session, reporting, calendar, now)]


def _never_opened(session: Session, reporting: Reporting, calendar: Calendar, now: datetime) -> list[MissedDate]:
    since = reviews.known_since(session)
    if since is None:
        return []
    first, yesterday = calendar.local_date(since), calendar.local_date(now - KNOCKS)
    begun = reporting.reported(first, yesterday) if first <= yesterday else ()
    planned = reviews.opened(session)
    return [MissedDate(one.name, one.label, ReviewDate.OPENED, None) for one in begun if one.name not in planned]
