"""The log as a feed: what happened after a place in it, as far as somebody sees."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.rights import Act, Scope, may, require
from storage import log
from storage.log import Event
from storage.tables import AssignmentRow, CompletionRow

LOOKED_AT = 1000
"""Events looked through for one page of a unit; what is not theirs is passed over."""
SHOWN = frozenset(
    {"notices", "classed", "extension", "granted", "until", "late", "spoken", "by_hand", "waiting", "step"}
)
"""What of an event a unit reads: states and numbers, no units, no people, no other assignments."""


@dataclass(frozen=True)
class Feed:
    """Some events in order, and the number to go on after, also where nothing was to be told."""

    events: tuple[Event, ...]
    last: int


def after(session: Session, scope: Scope, seq: int, limit: int) -> Feed:
    """The next events after `seq`: all of them for who reads the log, a unit's own for its people."""
    require(scope, Act.READ_EVENTS)
    if may(scope, Act.READ_LOG):
        found = log.read_after(session, seq, limit)
        return Feed(tuple(found), found[-1].seq if found else seq)
    looked = log.read_after(session, seq, LOOKED_AT)
    shown: list[Event] = []
    for event in looked:
        if (told := told_to(session, scope, event)) is not None:
            shown.append(told)
        if len(shown) == limit:
            return Feed(tuple(shown), event.seq)
    return Feed(tuple(shown), looked[-1].seq if looked else seq)


def told_to(session: Session, scope: Scope, event: Event) -> Event | None:
    """The event as `scope` may read it, None where it may not: whole for who reads the log.

    A unit reads of its own work only, with nothing of others in it and nobody named. The links of the chain cover the
    whole event, so a part of it carries none.
    """
    if may(scope, Act.READ_LOG):
        return event
    kind, _, about = event.subject.partition("/")
    unit: str | None = None
    if kind == "assignment":
        unit = session.scalar(select(AssignmentRow.unit).where(AssignmentRow.id == about))
    elif kind == "completion":
        unit = session.scalar(select(CompletionRow.unit).where(CompletionRow.id == about))
    elif kind == "directive" and event.kind == "directive.issued":
        ours = scope.own_units
        owed = select(AssignmentRow.unit).where(AssignmentRow.directive == about, AssignmentRow.unit.in_(sorted(ours)))
        unit = session.scalar(owed.limit(1))
    if unit is None or not scope.sees(unit):
        return None
    data = {name: value for name, value in event.data.items() if name in SHOWN} if kind != "directive" else {}
    return replace(event, actor="", data=data, previous="", digest="")
