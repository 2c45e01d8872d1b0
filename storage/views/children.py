"""Work and its parts: what units below owe of an assignment, and what an assignment is itself a part of."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.status import TimeState, WorkState, time_state
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, UnitRow


@dataclass(frozen=True)
class Part:
    """One of two: a part of the work asked about, or the work it is part of. `from_above` where a superior gave it."""

    id: str
    ref: str
    text: str
    unit: str
    unit_name: str
    work: WorkState
    time: TimeState
    deadline: date | None
    from_above: bool


def children_of(session: Session, assignment: str, today: date) -> tuple[Part, ...]:
    """The parts of an assignment, in their order."""
    asked = _parts().where(ItemRow.parent == assignment).order_by(ItemRow.position, UnitRow.code)
    return tuple(_part(row[0], row[1], row[2], row[3], today) for row in session.execute(asked))


def parent_of(session: Session, assignment: str, today: date) -> Part | None:
    """The work an assignment is part of."""
    above = select(ItemRow.parent).join(AssignmentRow, AssignmentRow.item == ItemRow.id)
    asked = _parts().where(AssignmentRow.id == above.where(AssignmentRow.id == assignment).scalar_subquery())
    row = session.execute(asked).first()
    return _part(row[0], row[1], row[2], row[3], today) if row else None


def _parts() -> Select[AssignmentRow, ItemRow, DirectiveRow, UnitRow]:
    return (
        select(AssignmentRow, ItemRow, DirectiveRow, UnitRow)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .join(UnitRow, UnitRow.code == AssignmentRow.unit)
    )


def _part(row: AssignmentRow, item: ItemRow, order: DirectiveRow, unit: UnitRow, today: date) -> Part:
    work = WorkState(row.work)
    return Part(
        id=row.id,
        ref=item.ref,
        text=item.text,
        unit=row.unit,
        unit_name=unit.name,
        work=work,
        time=time_state(work, row.deadline, row.result_on, today, row.missed, counts=row.counts),
        deadline=row.deadline,
        from_above=order.from_above and item.parent is None,
    )
