"""What is written into the access log by acts, and the act that anchors it in the log of facts."""

from acts.desk import Answer, Deed, Desk, perform
from domain.rights import SYSTEM
from storage import access
from storage.tables import AccessHeadRow

ANCHORED = "access.anchored"


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
