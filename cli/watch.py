"""What a part does as long as it works: a sign of life, and a look at the marks kept outside the database."""

import socket
from collections.abc import Callable

import structlog

from acts import holds
from acts.desk import Desk
from acts.outages import beat
from acts.verification import keep_verification
from proof.verify import verify
from settings import Settings
from storage import log as events
from storage.journal import Journal
from storage.marks import Marks
from storage.views.holds import instance

log = structlog.get_logger(__name__)


def keep_watch(settings: Settings, desk: Desk, part: str, temporal: Callable[[], float | None] = lambda: None) -> None:
    """Compare with the marks, and say that `part` works; what it slept through is written down.

    `temporal` says by how many seconds Temporal's clock is ahead of this machine's, where this part knows.
    """
    look_back(settings, desk)
    if (gap := beat(desk, part, socket.gethostname(), temporal())) is not None:
        log.warning("stood still", part=part, since=gap[0].isoformat(), until=gap[1].isoformat())


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
        forget(settings, desk)


def forget(settings: Settings, desk: Desk) -> None:
    """Let go of promises that every backup must hold by now; a copy of an installation lets go of nothing."""
    mine = desk.instance()
    with desk.memory.reading() as session:
        if not mine or instance(session) != mine:
            return
    try:
        Journal(settings.promises).forget(mine, desk.clock())
    except OSError as error:
        log.warning("the journal cannot be cut down", file=str(settings.promises), error=str(error))


def verify_and_keep(settings: Settings, desk: Desk) -> None:
    """Check the promises as `dondoc verify` does, without asking for clocks, and keep what was found for who looks."""
    told = verify(desk.memory, now=desk.clock(), files=settings.files)
    broken = [(check.name, len(check.violations)) for check in told if check.ok is False]
    for name, number in broken:
        log.error("a promise does not hold", check=name, violations=number)
    keep_verification(desk, len(told), broken)
