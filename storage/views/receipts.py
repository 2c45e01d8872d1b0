"""What the page of a receipt link shows: the order as its unit owes it, and who may confirm it there."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.office import Role
from domain.status import WorkState
from domain.wording import orders
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, UnitRow
from storage.views.office import Person, holders


@dataclass(frozen=True)
class Order:
    """A directive as one unit owes it and has not yet said to have received it."""

    number: str
    issued_on: date | None
    unit_name: str
    titles: tuple[str, ...]


def order_of(session: Session, assignment: str, unit: str) -> Order | None:
    """The order an assignment belongs to, as that unit still owes it; None where there is nothing to receive."""
    row = session.get(AssignmentRow, assignment)
    if row is None or row.unit != unit or row.work != WorkState.ISSUED.value or row.closed_at is not None:
        return None
    same = (AssignmentRow.directive == row.directive, AssignmentRow.unit == unit)
    asked = select(ItemRow).join(AssignmentRow, AssignmentRow.item == ItemRow.id).distinct()
    items = session.scalars(asked.where(*same, AssignmentRow.work == WorkState.ISSUED.value).order_by(ItemRow.position))
    directive = session.get_one(DirectiveRow, row.directive)
    return Order(
        directive.number or directive.title or "",
        directive.issued_on,
        session.get_one(UnitRow, unit).name,
        tuple(orders.title(item.text, item.product) for item in items),
    )


def confirmers(session: Session, unit: str, day: date) -> list[Person]:
    """Who may confirm at a unit on a day: its officials and its head, or who stands in for them."""
    found = [*holders(session, Role.OFFICIAL, unit, day), *holders(session, Role.HEAD, unit, day)]
    return list({person.id: person for person in found}.values())
