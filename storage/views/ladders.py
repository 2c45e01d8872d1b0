"""The ladders of the office: all versions as the domain knows them, and as they are listed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.ladder import Phase, Release, Rung
from domain.ladders import BUILT_IN, Ladders, Priority, Version
from storage.tables import LadderRow

KNOWN = "ladders"
"""Where a session keeps what it has read: a transaction plans hundreds of assignments by the same ladders."""


def ladders_of(session: Session) -> Ladders:
    """All versions, read once a transaction."""
    if KNOWN not in session.info:
        rows = session.scalars(select(LadderRow).order_by(LadderRow.code, LadderRow.version))
        session.info[KNOWN] = Ladders(tuple(_version(row) for row in rows))
    found: Ladders = session.info[KNOWN]
    return found


def forget(session: Session) -> None:
    """Read them anew: a version was taken in within this transaction."""
    session.info.pop(KNOWN, None)


@dataclass(frozen=True)
class LadderLine:
    """A version as it is listed: `state` is in-force, ahead or past on the day the list is asked for."""

    version: Version
    state: str


def listed(session: Session, today: date) -> list[LadderLine]:
    """Every version of every ladder, the default first and the newest of each first; the built-in one has version 0."""
    known = ladders_of(session)
    found = []
    for code in known.latest():
        chain = known.chain(code)
        assert chain is not None, "a ladder that has a version has a chain"
        mine = [one for one in (BUILT_IN, *known.versions) if one.code == code]
        for one in sorted(mine, key=lambda version: -version.version):
            ahead = one in chain.versions and one.since > today
            state = "ahead" if ahead else "in-force" if one == chain.on(today) and one.since <= today else "past"
            found.append(LadderLine(one, state))
    return found


def to_plain(version: Version) -> dict[str, Any]:
    """What of a version is stored as data."""
    return {
        "priorities": [one.value for one in version.priorities],
        "rungs": [
            {
                "code": rung.code,
                "phase": rung.phase.value,
                "offset": rung.offset,
                "release": rung.release.value,
                "repeat_days": rung.repeat_days,
            }
            for rung in version.rungs
        ],
    }


def _version(row: LadderRow) -> Version:
    rungs = tuple(
        Rung(one["code"], Phase(one["phase"]), one["offset"], Release(one["release"]), one["repeat_days"])
        for one in row.body["rungs"]
    )
    priorities = tuple(Priority(one) for one in row.body["priorities"])
    return Version(row.code, row.version, row.title, row.since, rungs, row.basis, priorities)
