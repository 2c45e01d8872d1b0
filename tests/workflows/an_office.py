"""An office small enough to hold in memory: it keeps the promises of `take_due` and remembers who asked."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from activities.nudge_moved import Batch, Moved
from domain.errors import Refusal
from domain.subject import MAIL, Caller, Outlook, Subject


def utc_now() -> datetime:
    return datetime.now(UTC)


class Office:
    """Instants per subject; a look takes what is due, once, and says what comes next."""

    def __init__(self, clock: Callable[[], datetime] = utc_now) -> None:
        self.clock = clock
        self.ahead: dict[Subject, list[datetime]] = {}
        self.taken: list[tuple[Subject, datetime]] = []
        self.looks: list[tuple[Subject, Caller]] = []
        self.closed: set[Subject] = set()
        self.refused: set[Subject] = set()
        self.broken = 0
        self.batches: list[Batch] = []
        self.most = 3
        self._lock = threading.Lock()

    def plan(self, subject: Subject, *instants: datetime) -> None:
        with self._lock:
            self.ahead[subject] = sorted(instants)

    def look(self, subject: Subject, by: Caller) -> Outlook:
        now = self.clock()
        with self._lock:
            self.looks.append((subject, by))
            if self.broken:
                self.broken -= 1
                raise OSError("the disk is away for a moment")
            if subject in self.refused:
                raise Refusal("conflict", "not-now", "Không thực hiện được lúc này.")
            if subject in self.closed:
                return Outlook(closed=True)
            ahead = self.ahead.get(subject, [])
            self.taken += [(subject, at) for at in ahead if at <= now]
            self.ahead[subject] = [at for at in ahead if at > now]
            return Outlook(wake_at=min(self.ahead[subject], default=None))

    def next_moved(self, batch: Batch) -> Moved:
        with self._lock:
            self.batches.append(batch)
            if self.broken:
                self.broken -= 1
                raise OSError("the disk is away for a moment")
            ahead = [one for one in sorted(self.ahead) if batch.after is None or one > batch.after]
        some = ahead[: self.most]
        return Moved(tuple(some), (), some[-1] if len(ahead) > len(some) else None)

    def send(self) -> Outlook:
        return self.look(MAIL, Caller.CLOCK)
