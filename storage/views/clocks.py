"""The clocks of an installation as its parts told them last, against one that all of them see alike."""

import time

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain.clocks import DATABASE, Difference, Reading, differences, is_fresh
from storage.tables import PulseRow


def shared(session: Session) -> float:
    """Seconds on a clock that every part sees alike: the database's, or, where it is a file, how long its machine has run."""
    if _has_own(session):
        return float(session.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def clocks_apart(session: Session) -> tuple[Difference, ...]:
    """Which clocks differ by more than may be."""
    now = shared(session)
    readings = [
        Reading(told["part"], told["host"], told["ahead"])
        for row in session.scalars(select(PulseRow).order_by(PulseRow.part))
        for told in row.clocks or ()
        if is_fresh(told["at"], now)
    ]
    return differences([*readings, *([Reading(DATABASE, "", 0.0)] if _has_own(session) else [])])


def _has_own(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
