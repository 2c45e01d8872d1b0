"""The round: every half minute it takes what Temporal, or its workers, slept through."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from domain.errors import Refusal
from domain.subject import Caller, Outlook, Subject
from storage.database import Memory
from storage.leases import take_lease
from storage.views.subjects import overdue_subjects

EVERY = timedelta(seconds=30)
GRACE = timedelta(seconds=15)
"""How long an instant may be past before the round counts Temporal as asleep; a clock on time is a second late at most."""
LEASE = 3 * EVERY
"""A holder that misses two rounds is taken for dead, and another process goes the round."""
LEASE_NAME = "round"
MOST = 1000
"""Subjects looked at in one go; the rest of a long sleep is for the next one."""
AT_ONCE = 4

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Went:
    """What one round did: whether this process held the lease, how many it looked at, and how many looks failed."""

    held: bool
    looked: int = 0
    failed: int = 0


class Round:
    """Goes the round while this process holds the lease. Each look is idempotent, so two rounds at once do no harm."""

    def __init__(
        self,
        memory: Memory,
        clock: Callable[[], datetime],
        look: Callable[[Subject, Caller], Outlook],
        channels: Mapping[Subject, Callable[[], Outlook]],
        holder: str,
        grace: timedelta = GRACE,
    ) -> None:
        """Look with `look` (take_due), or as `channels` send; `holder` names this process in the lease."""
        self._memory = memory
        self._clock = clock
        self._look = look
        self._channels = channels
        self._holder = holder
        self._grace = grace

    def go(self) -> Went:
        """Look at whatever was due more than the grace ago."""
        now = self._clock()
        if not self._holds(now):
            return Went(held=False)
        with self._memory.reading() as session:
            subjects = overdue_subjects(session, now, self._grace, MOST)
        return Went(held=True, looked=len(subjects), failed=self._look_at(subjects))

    def _holds(self, now: datetime) -> bool:
        with self._memory.writing() as session:
            return take_lease(session, LEASE_NAME, self._holder, now + LEASE, now)

    def _look_at(self, subjects: Sequence[Subject]) -> int:
        """Look at each; a look that fails is written down and hinders no other. How many failed."""
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="round") as pool:
            looks = [(subject, pool.submit(self._one, subject)) for subject in subjects]
        failures = [(subject, error) for subject, look in looks if (error := look.exception()) is not None]
        for subject, error in failures:
            told = log.warning if isinstance(error, Refusal) else log.error
            told("look failed", subject=str(subject), error=repr(error))
        return len(failures)

    def _one(self, subject: Subject) -> Outlook:
        send = self._channels.get(subject)
        return self._look(subject, Caller.ROUND) if send is None else send()
