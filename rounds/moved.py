"""Whom events of the log move, a batch at a time: read anew for each batch, so that it holds what is true by then."""

from activities.nudge_moved import Batch, Moved
from domain.subject import SubjectKind
from storage.database import Memory
from storage.log import read_these
from storage.views.subjects import open_among, subjects_of

MOST = 50
"""Subjects in a batch, behind each a pause: what the embedded engine drains while others still get through. An event
that moves no more is passed on by the relay itself."""


def next_moved(memory: Memory, batch: Batch, most: int = MOST) -> Moved:
    """The next subjects of a batch in their fixed order; channels are not among them, the relay nudges those at once."""
    with memory.reading() as session:
        named = {one for event in read_these(session, batch.events) for one in subjects_of(session, event)}
        owed = sorted(one for one in named if one.kind is not SubjectKind.CHANNEL)
        ahead = [one for one in owed if batch.after is None or one > batch.after]
        some = ahead[:most]
        running = open_among(session, some)
    opened = tuple(one for one in some if one in running)
    closed = tuple(one for one in some if one not in running)
    return Moved(opened, closed, some[-1] if len(ahead) > most else None)
