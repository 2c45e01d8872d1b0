"""Standstills: what counts as one, and when what would leave after one is a storm (rule R6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.calendar import Calendar

LEAST = timedelta(minutes=10)
"""A part silent for so long stood still; a restart or an update is shorter."""
CATCHES_UP_AFTER = timedelta(hours=1)
"""After a standstill of the worker this long, mails wait until everything that fell due meanwhile was looked at."""


CREDITED_FROM = timedelta(minutes=30)
"""A standstill of the doors this long may have kept a report from coming in (rule R7)."""
CREDIT_HOURS = 8
"""Working hours before a deadline in which a standstill matters."""
CREDIT_GRACE = timedelta(hours=4)
"""How much longer than the standstill itself a unit has after it."""


@dataclass(frozen=True)
class StormGuard:
    """What an office takes for too much at once: mails, or a share of its open work in percent.

    `wait`: such a wave leaves only by a person's word; else by itself, each addressee told in one mail.
    """

    mails: int = 500
    share: int = 20
    wait: bool = False


@dataclass(frozen=True)
class Wave:
    """What would leave at once: so many mails, about so many assignments of those that are open."""

    mails: int
    assignments: int
    open: int

    def is_storm(self, guard: StormGuard) -> bool:
        """Whether it is more than the office takes."""
        return self.mails > guard.mails or self.assignments * 100 > guard.share * self.open


def silent(last: datetime | None, now: datetime) -> tuple[datetime, datetime] | None:
    """The standstill between the last sign of life and now; None where there was none."""
    return (last, now) if last is not None and now - last >= LEAST else None


def may_be_credited(
    since: datetime, until: datetime, deadline: datetime, entered: datetime, calendar: Calendar
) -> bool:
    """Whether a report entered late may count as in time because the doors stood still before its deadline (rule R7).

    They stood still for half an hour or more within the last eight working hours before it, and the report came within
    as long as they had stood still, and four hours more, after they were open again. A person decides.
    """
    if until - since < CREDITED_FROM or since >= deadline:
        return False
    near = calendar.add_working_hours(until, CREDIT_HOURS) >= deadline
    return near and until < entered <= until + (until - since) + CREDIT_GRACE
