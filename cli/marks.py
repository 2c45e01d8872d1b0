"""Comparing the database with the marks kept outside of it, and setting the next mark."""

import structlog

from acts import holds
from acts.desk import Desk
from settings import Settings
from storage import log as events
from storage.marks import Marks

log = structlog.get_logger(__name__)


def look_back(settings: Settings, desk: Desk) -> None:
    """Hold everything where the database is older than its marks; else mark how far it has come."""
    marks = Marks(settings.marks)
    try:
        set_back = holds.look_back(desk, marks.read())
    except OSError as error:
        log.warning("the marks cannot be read", file=str(marks.file), error=str(error))
        return
    if not set_back:
        with desk.memory.reading() as session:
            seq, digest = events.head(session)
        desk.mark(seq, digest, desk.clock())
        marks.settle()
