"""What would happen when, and to whom: the steps of one assignment, under its ladder or another, nothing written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from acts.addressing import addressee_of
from acts.desk import Desk
from acts.plans import followed
from acts.relaying import wanted_steps
from domain.errors import Problem, Refusal
from domain.ladder import Planned, Release
from domain.ladders import AUDIENCES, Chain, Version
from domain.rights import Act, Scope, absent, require
from storage.tables import AssignmentRow
from storage.views.ladders import ladders_of
from storage.views.office import reach


@dataclass(frozen=True)
class Foreseen:
    """A step as it would come: when it is taken, when it leaves if nobody says otherwise (None: only by a word), to whom."""

    rung: str
    phase: str
    role: str
    at: datetime
    release: str
    leaves_at: datetime | None
    unit: str | None
    person: str | None
    address: str | None
    ladder: str
    version: int
    is_past: bool


def foresee(desk: Desk, scope: Scope, assignment: str, ladder: str | None = None) -> list[Foreseen]:
    """The steps that lie on an assignment's way by its own ladder, or by the one of that code."""
    require(scope, Act.READ)
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        row = session.get(AssignmentRow, assignment)
        if row is None or not scope.sees(row.unit):
            raise absent()
        chain = _chain(session, row, ladder)
        steps = wanted_steps(session, desk, row, chain)
        return [_foreseen(session, desk, row, chain, step) for step in sorted(steps, key=lambda one: one.at)]


def _chain(session: Session, row: AssignmentRow, ladder: str | None) -> Chain:
    if ladder is None:
        return followed(session, row)
    known = ladders_of(session)
    chain = known.chain(ladder)
    if chain is None:
        problem = Problem("ladder", f"một trong: {', '.join(known.latest())}")
        raise Refusal("invalid", "unknown-ladder", "Không có quy trình đôn đốc này.", (problem,))
    return chain


def _foreseen(session: Session, desk: Desk, row: AssignmentRow, chain: Chain, step: Planned) -> Foreseen:
    day = max(desk.calendar.local_date(step.at), desk.today())
    reached = reach(session, addressee_of(session, AUDIENCES[step.phase], row, day), day)
    version: Version = chain.on(desk.calendar.local_date(step.at))
    return Foreseen(
        rung=step.rung,
        phase=step.phase.value,
        role=AUDIENCES[step.phase],
        at=step.at,
        release=step.release.value,
        leaves_at=_leaves_at(desk, step),
        unit=reached.unit.name if reached.unit else None,
        person=reached.person.name if reached.person else None,
        address=reached.address,
        ladder=version.code,
        version=version.version,
        is_past=step.at <= desk.clock(),
    )


def _leaves_at(desk: Desk, step: Planned) -> datetime | None:
    """A notice leaves when the office opens, one with a veto a working day later, one that needs a word never by itself."""
    day = desk.calendar.local_date(step.at)
    match step.release:
        case Release.AUTO:
            return desk.calendar.opening(day)
        case Release.VETO:
            return desk.calendar.opening(desk.calendar.next_working_day(day, include=False))
        case Release.REQUIRED:
            return None
