"""The desk of an installation, from its settings: the database checked, the calendar of the office, the shifted clock."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from acts.desk import Desk
from cli.machine import known_instance
from cli.master_key import master_key
from domain.calendar import Calendar
from domain.errors import Refusal
from domain.journal import Promise
from domain.outgoing import Mark
from reading.calendar import build
from settings import Settings
from storage.database import Memory
from storage.journal import Journal
from storage.marks import Marks
from storage.schema import assert_current
from writing.review import template_digest

YEARS_BACK, YEARS_AHEAD = 5, 2
"""Years of public holidays an installation knows around its today."""


def open_desk(settings: Settings) -> Desk:
    """The desk at a database of this version. Raises UnsafeDatabase where a setting or the schema would break a promise."""
    _refuse_shifted_mail(settings)
    memory = Memory(settings.database)
    memory.assert_settings()
    assert_current(memory)
    clock = shifted(settings.offset)
    return Desk(
        memory,
        clock,
        lambda: uuid4().hex,
        _seed(clock().year),
        template_digest,
        key=master_key(settings),
        wall=shifted(timedelta()),
        instance=lambda: known_instance(settings),
        mark=lambda seq, digest, at: _mark(settings, seq, digest, at),
        promise=lambda promises: _promise(settings, promises),
    )


def _mark(settings: Settings, seq: int, digest: str, at: datetime) -> None:
    """Write down outside the database how far its log has come; a copy of an installation marks nothing."""
    if mine := known_instance(settings):
        Marks(settings.marks).write(Mark(mine, seq, digest, at))


def _promise(settings: Settings, promises: Sequence[Promise]) -> None:
    """Write down outside the database what is promised; a copy of an installation promises nothing."""
    if mine := known_instance(settings):
        Journal(settings.promises).write(mine, promises)


@contextmanager
def at_desk(settings: Settings) -> Iterator[Desk]:
    """The desk for as long as a command needs it."""
    desk = open_desk(settings)
    try:
        yield desk
    finally:
        desk.memory.close()


def shifted(offset: timedelta) -> Callable[[], datetime]:
    """The clock of an installation: UTC, ahead of the real one by `offset`."""
    return lambda: datetime.now(UTC) + offset


def _seed(year: int) -> Calendar:
    """The calendar before the office's own decisions: the public holidays around today."""
    return build(None, range(year - YEARS_BACK, year + YEARS_AHEAD + 1))


def _refuse_shifted_mail(settings: Settings) -> None:
    if settings.offset and settings.smtp_url is not None:
        raise Refusal(
            "invalid",
            "shifted-clock",
            "Không thể dùng máy chủ thư thật khi đồng hồ được dời (DONDOC_CLOCK_OFFSET); "
            "bỏ một trong hai thiết lập DONDOC_CLOCK_OFFSET, DONDOC_SMTP_URL.",
        )
