"""Writing planned steps down, and setting aside those that a moved deadline or a closed subject has outlived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Desk
from domain import ladder, laying
from domain.deadline import DEFAULT_POLICY, Basis, Deadline
from domain.ladder import Phase, Planned, Step, StepState
from domain.ladders import AUDIENCES, Chain, Ladders
from domain.subject import Caller, SubjectKind
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, StepRow
from storage.views.ladders import ladders_of

OPEN = [state.value for state in StepState if state.is_open]


@dataclass(frozen=True)
class Shift:
    """A step that another calendar moves although its deadline, if it has one, stays."""

    step: StepRow
    at: datetime
    release_at: datetime | None


def plan_deadline(
    session: Session,
    desk: Desk,
    assignment: AssignmentRow,
    deadline: Deadline,
    *,
    vertical: bool,
    known: Ladders | None = None,
) -> None:
    """Write the steps that a deadline brings to an assignment; `known` are the ladders in force, already read."""
    chain = followed(session, assignment, known)
    steps = laying.plan(deadline, chain, desk.calendar, desk.spread(assignment.id), desk.clock(), vertical=vertical)
    write(session, desk, assignment, steps)


def plan_acceptance(session: Session, desk: Desk, assignment: AssignmentRow) -> None:
    """Write the steps that chase whoever must answer the report that now stands."""
    chain = followed(session, assignment)
    steps = laying.plan_acceptance(desk.today(), chain, desk.calendar, desk.spread(assignment.id), assignment.reports)
    write(session, desk, assignment, steps)


def followed(session: Session, assignment: AssignmentRow, known: Ladders | None = None) -> Chain:
    """The ladder an assignment follows, over time; `known` are ladders other than those in force."""
    item = session.get_one(ItemRow, assignment.item)
    directive = session.get_one(DirectiveRow, assignment.directive)
    return (known or ladders_of(session)).chosen(item.ladder, directive.ladder, item.priority)


def standing(assignment: AssignmentRow) -> Deadline | None:
    """The deadline in force as the domain plans by it; its day is that on which a ladder that began anew did so."""
    if assignment.deadline is None or assignment.deadline_at is None:
        return None
    return Deadline(
        assignment.ladder_from or assignment.deadline,
        assignment.deadline_at,
        Basis(assignment.basis),
        assignment.named or assignment.deadline,
        DEFAULT_POLICY,
        assignment.explanation,
    )


def write(session: Session, desk: Desk, assignment: AssignmentRow, steps: Iterable[Planned]) -> None:
    """Write planned steps of an assignment as rows."""
    session.add_all(
        StepRow(
            id=desk.ids(),
            subject_kind=SubjectKind.ASSIGNMENT.value,
            subject=assignment.id,
            rung=step.rung,
            phase=step.phase.value,
            role=AUDIENCES[step.phase],
            at=step.at,
            planned_at=desk.clock(),
            release=step.release.value,
            state=StepState.PENDING.value,
            repeat_days=step.repeat_days,
            occurrence=step.occurrence,
            deadline_version=assignment.deadline_version,
        )
        for step in steps
    )


def open_steps(session: Session, assignment: str) -> list[StepRow]:
    """Rows of the steps of an assignment that something can still become of."""
    return list(
        session.scalars(
            select(StepRow)
            .where(
                StepRow.subject_kind == SubjectKind.ASSIGNMENT.value,
                StepRow.subject == assignment,
                StepRow.state.in_(OPEN),
            )
            .order_by(StepRow.at, StepRow.id)
        )
    )


def supersede(rows: Iterable[StepRow], reason: str) -> None:
    """Set steps aside for good, with the reason."""
    for row in rows:
        row.state, row.reason, row.release_at = StepState.SUPERSEDED.value, reason, None
        row.version += 1


def resume(session: Session, desk: Desk, assignment: AssignmentRow) -> None:
    """Bring held steps back after a return or a pause; those whose day passed fall on the next working morning."""
    morning = ladder.morning_after(desk.clock(), desk.calendar, desk.spread(assignment.id))
    for row in open_steps(session, assignment.id):
        if row.state == StepState.HELD.value:
            row.state, row.reason, row.release_at = StepState.PENDING.value, None, None
            row.at = row.at if row.at > desk.clock() else morning
            row.version += 1


def step_of(row: StepRow) -> Step:
    """The row as the domain reasons about it."""
    return Step(
        id=row.id,
        rung=row.rung,
        phase=Phase(row.phase),
        at=row.at,
        release=ladder.Release(row.release),
        state=StepState(row.state),
        release_at=row.release_at,
        repeat_days=row.repeat_days,
        occurrence=row.occurrence,
        nags=row.nags,
    )


def settle(step: StepRow, state: StepState, reason: str | None, now: datetime, by: Caller) -> None:
    """Put a step into a state, with its reason and, where nothing more can become of it, who or what took it."""
    step.state, step.reason = state.value, reason
    step.version += 1
    if not state.is_open:
        step.taken_at, step.taken_by = now, by.value
