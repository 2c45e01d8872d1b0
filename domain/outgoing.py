"""Whether anything may leave the house: the fence around an instance, holds, and the mark that shows a database set back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HoldKind(StrEnum):
    """Why everything that would leave is held."""

    OPERATOR = "operator"  # a person's word
    ROLLED_BACK = "rolled-back"  # the database is older than what was marked elsewhere
    RESTORED = "restored"  # the database was taken over on another machine
    CATCHING_UP = "catching-up"  # after a standstill, until everything that fell due was looked at
    STORM = "storm"  # more would leave at once than the office takes

    @property
    def holds_calls(self) -> bool:
        """Whether other systems are told nothing either: a database of the past would tell them the past."""
        return self in {HoldKind.ROLLED_BACK, HoldKind.RESTORED}


@dataclass(frozen=True)
class Mark:
    """How far the log had come at an instant, written down outside the database."""

    instance: str
    seq: int
    digest: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """A hold that stands: since when, by whom, and why."""

    id: str
    kind: HoldKind
    since: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Gate:
    """What may leave. `fenced`: the database belongs to another installation than this one."""

    fenced: bool
    holds: tuple[Standing, ...] = ()

    @property
    def mail(self) -> bool:
        """Whether mails may leave, and escalations go on."""
        return not self.fenced and not self.holds

    @property
    def calls(self) -> bool:
        """Whether other systems may be told of events."""
        return not self.fenced and not any(hold.kind.holds_calls for hold in self.holds)


def lost(
    marks: Iterable[Mark], instance: str, head: int, digest_at: Callable[[int], str | None], decided: datetime | None
) -> Mark | None:
    """The furthest mark of this instance that is not on the log any more; None where the log holds all it should.

    What was marked before an operator last `decided` on such a loss is settled.
    """
    own = [mark for mark in marks if mark.instance == instance and (decided is None or mark.at > decided)]
    furthest = max((mark.seq for mark in own), default=0)
    last = (mark for mark in own if mark.seq == furthest)
    return next((mark for mark in last if mark.seq > head or digest_at(mark.seq) != mark.digest), None)
