"""Steps as people decide on them: what waits for a word, with the work it is about."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, literal, or_, select
from sqlalchemy.orm import Session

from domain.ladder import StepState
from domain.rights import Scope
from domain.subject import SubjectKind
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, StepRow, UnitRow
from storage.views.paging import Page, Wanted, count_of, decode_place, encode_place

ORDER = "at"


@dataclass(frozen=True)
class WaitingStep:
    """A step of an assignment with what a person needs to decide on it. `role` is whom it would tell."""

    id: str
    assignment: str
    rung: str
    phase: str
    role: str
    at: datetime
    release: str
    state: str
    release_at: datetime | None
    nags: int
    reason: str | None
    unit: str
    unit_name: str
    unit_phone: str | None
    number: str | None
    ref: str
    text: str
    deadline: date | None
    version: int


def find(session: Session, scope: Scope, state: StepState, wanted: Wanted | None = None) -> Page[WaitingStep]:
    """A page of the steps in a state, the earliest first, of the assignments this scope sees."""
    wanted = wanted or Wanted()
    units = scope.units
    query = (
        select(StepRow, AssignmentRow, ItemRow, DirectiveRow, UnitRow)
        .join(AssignmentRow, AssignmentRow.id == StepRow.subject)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .join(UnitRow, UnitRow.code == AssignmentRow.unit)
        .where(
            StepRow.subject_kind == SubjectKind.ASSIGNMENT.value,
            StepRow.state == state.value,
            literal(value=True) if units is None else AssignmentRow.unit.in_(sorted(units)),
        )
    )
    count = count_of(session, query, wanted)
    if wanted.cursor is not None:
        at, last = decode_place(wanted.cursor, ORDER)
        query = query.where(or_(StepRow.at > at, and_(StepRow.at == at, StepRow.id > last)))
    rows = session.execute(query.order_by(StepRow.at, StepRow.id).limit(wanted.limit + 1)).all()
    shown = tuple(_waiting(*row) for row in rows[: wanted.limit])
    more = len(rows) > wanted.limit
    return Page(shown, encode_place(ORDER, shown[-1].at, shown[-1].id) if more else None, count)


def _waiting(step: StepRow, row: AssignmentRow, item: ItemRow, directive: DirectiveRow, unit: UnitRow) -> WaitingStep:
    return WaitingStep(
        id=step.id,
        assignment=row.id,
        rung=step.rung,
        phase=step.phase,
        role=step.role,
        at=step.at,
        release=step.release,
        state=step.state,
        release_at=step.release_at,
        nags=step.nags,
        reason=step.reason,
        unit=row.unit,
        unit_name=unit.name,
        unit_phone=unit.body.get("phone"),
        number=directive.number,
        ref=item.ref,
        text=item.text,
        deadline=row.deadline,
        version=step.version,
    )
