"""The deadlines that lie ahead of somebody, for their own calendar."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.directive import product_of
from domain.rights import Scope
from domain.status import WorkState
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, UnitRow

MOST = 1000
RUNNING = [state.value for state in WorkState if state.runs]


@dataclass(frozen=True)
class DeadlineLine:
    """One open assignment with the instant it is due and how often that has moved."""

    assignment: str
    version: int
    text: str
    product: str | None
    number: str | None
    ref: str
    unit_name: str
    at: datetime


def ahead(session: Session, scope: Scope) -> list[DeadlineLine]:
    """Of the units somebody holds a role in, the earliest first; who follows all units gets those of all."""
    asked = (
        select(AssignmentRow, ItemRow, DirectiveRow, UnitRow)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .join(UnitRow, UnitRow.code == AssignmentRow.unit)
        .where(AssignmentRow.work.in_(RUNNING), AssignmentRow.deadline_at.is_not(None))
    )
    if scope.units is not None:
        asked = asked.where(AssignmentRow.unit.in_(sorted(scope.units)))
    rows = session.execute(asked.order_by(AssignmentRow.deadline_at, AssignmentRow.id).limit(MOST))
    return [
        DeadlineLine(
            assignment=row.id,
            version=row.deadline_version,
            text=item.text,
            product=product_of(item.cadence, item.product),
            number=directive.number,
            ref=item.ref,
            unit_name=unit.name,
            at=row.deadline_at,
        )
        for row, item, directive, unit in rows
        if row.deadline_at is not None
    ]
