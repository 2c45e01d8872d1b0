"""Standstills: what counts as one, and when what would leave after one is a storm (rule R6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST = timedelta(minutes=10)
"""A part silent for so long stood still; a restart or an update is shorter."""
CATCHES_UP_AFTER = timedelta(hours=1)
"""After a standstill of the worker this long, mails wait until everything that fell due meanwhile was looked at."""


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
