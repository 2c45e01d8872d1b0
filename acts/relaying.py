"""Laying the steps of open work out anew by other ladders: what lies ahead moves, goes or comes; what has happened stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts import round_relaying
from acts.desk import Deed, Desk
from acts.plans import followed, settle, standing, step_of, write
from acts.round_relaying import WHY, RelaidRound
from domain import laying
from domain.indicator import STEP as FIGURES
from domain.ladder import ACCEPTOR_PHASES, BY_HAND, Phase, Planned, StepState
from domain.ladders import AUDIENCES, Chain, Ladders
from domain.laying import Rewrite
from domain.office import UnitKind
from domain.status import WorkState
from domain.subject import Caller, SubjectKind
from storage.tables import AssignmentRow, CompletionRow, StepRow, UnitRow

TOGETHER = 500
"""Assignments named by one event."""
SHOWN = 200
"""Assignments a preview tells one by one; all are counted."""


@dataclass(frozen=True)
class Relaid:
    """One assignment and what another ladder makes of its steps."""

    assignment: AssignmentRow
    steps: dict[str, StepRow]
    rewrite: Rewrite


@dataclass(frozen=True)
class Effect:
    """What a change of ladders makes of all open work and of rounds. Nobody is told: people hear of deadlines, not of reminders."""

    relaid: tuple[Relaid, ...]
    rounds: tuple[RelaidRound, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As it is shown before and after."""
        rewrites = [one.rewrite for one in self.relaid]
        rewrites += [found for one in self.rounds for found in one.rewrites.values()]
        return {
            "assignments": len(self.relaid),
            "steps": {
                "moved": sum(len(one.moved) for one in rewrites),
                "dropped": sum(len(one.dropped) for one in rewrites),
                "added": sum(len(one.added) for one in rewrites),
            },
            "told": [],
            "items": [_line(one) for one in self.relaid[:SHOWN]],
            "rounds": [one.plain() for one in self.rounds],
        }


def _line(one: Relaid) -> dict[str, Any]:
    return {
        "assignment": one.assignment.id,
        "unit": one.assignment.unit,
        "moved": [
            {"rung": step.rung, "from": step.at.isoformat(), "to": new.at.isoformat()}
            for step, new in one.rewrite.moved
        ],
        "dropped": [step.rung for step in one.rewrite.dropped],
        "added": [{"rung": new.rung, "at": new.at.isoformat()} for new in one.rewrite.added],
    }


def effect(session: Session, desk: Desk, known: Ladders, rows: Iterable[AssignmentRow]) -> Effect:
    """What these ladders would make of the steps ahead of these assignments; nothing is changed."""
    found = (_relaid(session, desk, known, row) for row in rows)
    return Effect(tuple(one for one in found if not one.rewrite.is_empty))


def open_work(session: Session) -> list[AssignmentRow]:
    """Every assignment that is still followed, in a fixed order, so that two acts never wait for each other."""
    asked = select(AssignmentRow).where(AssignmentRow.closed_at.is_(None)).order_by(AssignmentRow.id)
    return list(session.scalars(asked))


def _relaid(session: Session, desk: Desk, known: Ladders, row: AssignmentRow) -> Relaid:
    chain, spread = followed(session, row, known), desk.spread(row.id)
    steps = {step.id: step for step in _steps(session, row)}
    wanted = wanted_steps(session, desk, row, chain)
    found = laying.rewrite(
        [step_of(step) for step in steps.values()], wanted, chain, desk.clock(), desk.calendar, spread
    )
    return Relaid(row, steps, found)


def wanted_steps(session: Session, desk: Desk, row: AssignmentRow, chain: Chain) -> tuple[Planned, ...]:
    """All steps that a ladder lays out for an assignment as it stands: by its deadline, and by a report that waits."""
    spread, deadline = desk.spread(row.id), standing(row)
    vertical = session.get_one(UnitRow, row.unit).kind == UnitKind.VERTICAL.value
    of_unit = (
        ()
        if deadline is None
        else laying.plan(deadline, chain, desk.calendar, spread, row.opened_at, vertical=vertical)
    )
    reported_at = _reported_at(session, row)
    if reported_at is None:
        return of_unit
    since = desk.calendar.local_date(reported_at)
    return (*of_unit, *laying.plan_acceptance(since, chain, desk.calendar, spread, row.reports))


def _reported_at(session: Session, row: AssignmentRow) -> datetime | None:
    if row.work != WorkState.REPORTED.value or row.completion is None:
        return None
    return session.get_one(CompletionRow, row.completion).entered_at.astimezone(UTC)


def _steps(session: Session, row: AssignmentRow) -> list[StepRow]:
    """Steps of the deadline in force, and of the report that waits, whatever became of them."""
    asked = select(StepRow).where(StepRow.subject_kind == SubjectKind.ASSIGNMENT.value, StepRow.subject == row.id)
    return [
        step
        for step in session.scalars(asked.order_by(StepRow.at, StepRow.id))
        if not step.rung.startswith(FIGURES)
        and step.rung != BY_HAND
        and (
            step.occurrence == row.reports
            if Phase(step.phase) in ACCEPTOR_PHASES
            else step.deadline_version == row.deadline_version
        )
    ]


def carry_out(doing: Deed, desk: Desk, found: Effect) -> None:
    """Write the rewrites down, and say in the log whose outlook moved."""
    for one in found.relaid:
        for step, new in one.rewrite.moved:
            _put(doing, one.steps[step.id], new)
        for step in one.rewrite.dropped:
            row = one.steps[step.id]
            row.release_at = None
            settle(row, StepState.SUPERSEDED, WHY, doing.now, Caller.PERSON)
        _add(doing, desk, one)
    named = [one.assignment.id for one in found.relaid]
    for first in range(0, len(named), TOGETHER):
        doing.note("ladder.relaid", "office/ladders", assignments=named[first : first + TOGETHER])
    for round_found in found.rounds:
        round_relaying.carry_out(doing, round_found)
    if found.rounds:
        subjects = [one.subject for one in found.rounds]
        doing.note("ladder.relaid", "office/ladders", assignments=[], subjects=subjects)
    doing.session.flush()


def _add(doing: Deed, desk: Desk, one: Relaid) -> None:
    """New steps; one that an earlier change had set aside comes back into its place."""
    aside = {(step.rung, step.occurrence): step for step in one.steps.values()}
    fresh = []
    for new in one.rewrite.added:
        row = aside.get((new.rung, new.occurrence))
        if row is None:
            fresh.append(new)
            continue
        _put(doing, row, new)
        row.state, row.reason, row.taken_at, row.taken_by = StepState.PENDING.value, None, None, None
    write(doing.session, desk, one.assignment, fresh)


def _put(doing: Deed, row: StepRow, new: Planned) -> None:
    row.at, row.phase, row.role = new.at, new.phase.value, AUDIENCES[new.phase]
    row.release, row.repeat_days = new.release.value, new.repeat_days
    row.version, row.planned_at = row.version + 1, doing.now
