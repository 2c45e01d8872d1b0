"""What is written into the access log by acts, and the act that anchors it in the log of facts."""

from collections.abc import Mapping
from contextlib import suppress

from acts.desk import Answer, Deed, Desk, perform
from acts.tries import take_within
from domain.limits import REFUSED, TooOften
from domain.rights import SYSTEM, Scope
from storage import access
from storage.tables import AccessHeadRow

LONGEST = 200
"""Characters kept of anything a caller sent."""
ANCHORED = "access.anchored"


def write_down(desk: Desk, scope: Scope, kind: str, told: Mapping[str, str]) -> None:
    """One line of what somebody did or was refused at the doors."""

    def deed(doing: Deed) -> Answer:
        access.append(doing.session, doing.now, kind, scope.actor, _short(told))
        return Answer({})

    perform(desk, SYSTEM, deed)


def write_refusal(desk: Desk, scope: Scope, told: Mapping[str, str]) -> None:
    """One line of what somebody asked for without the right to it; of who goes on and on no more than REFUSED tells."""

    def deed(doing: Deed) -> Answer:
        take_within(doing, {f"refused to {scope.actor}": REFUSED})
        access.append(doing.session, doing.now, "refused", scope.actor, _short(told))
        return Answer({})

    with suppress(TooOften):
        perform(desk, SYSTEM, deed)


def _short(told: Mapping[str, str]) -> dict[str, str]:
    return {name: value[:LONGEST] for name, value in told.items()}


def anchor(desk: Desk) -> bool:
    """Tell the log of facts the head of the access log; nothing where it has not moved. Whether it had."""
    with desk.memory.reading() as session:
        seq, _, anchored = access.head(session)
    if seq == anchored:
        return False

    def deed(doing: Deed) -> Answer:
        head = doing.session.get_one(AccessHeadRow, 1, with_for_update=True)
        if head.seq != head.anchored:
            head.anchored = head.seq
            doing.note(ANCHORED, "access/log", seq=head.seq, digest=head.digest)
        return Answer({})

    perform(desk, SYSTEM, deed)
    return True
