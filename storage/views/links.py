"""What the items of a draft may be linked to, and what has been answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.tables import AssignmentRow, DirectiveRow, ItemLinkRow, ItemRow
from storage.views.measurements import scorecards

Answers = Mapping[tuple[str, str, str], bool]
"""Item, kind, target → whether a person agreed."""


@dataclass(frozen=True)
class Followed:
    """An item that is being followed: how it is called, what it says, who leads."""

    id: str
    called: str
    text: str
    lead: tuple[str, ...]


def answered(session: Session, directive: str) -> Answers:
    """What was said of the links of a directive's items."""
    rows = session.scalars(select(ItemLinkRow).join(ItemRow).where(ItemRow.directive == directive))
    return {(row.item, row.kind, row.target): row.agreed for row in rows}


def followed(session: Session, directive: str) -> list[Followed]:
    """Items of other directives with open work, or a period to come."""
    owed = select(AssignmentRow.item).where(AssignmentRow.closed_at.is_(None))
    rows = session.execute(
        select(ItemRow, DirectiveRow)
        .join(DirectiveRow, DirectiveRow.id == ItemRow.directive)
        .where(
            ItemRow.directive != directive,
            ItemRow.state == "issued",
            or_(ItemRow.id.in_(owed), ItemRow.next_period.is_not(None)),
        )
        .order_by(ItemRow.directive, ItemRow.position)
    )
    return [
        Followed(
            item.id, f"mục {item.ref}, {order.number or order.title or order.id}", item.text, tuple(item.lead_codes)
        )
        for item, order in rows
    ]


def criteria(session: Session) -> dict[str, str]:
    """The scored criteria of all cards, by id; of two versions the later names it."""
    return {leaf.id: leaf.name for _, card in scorecards(session) for _, leaf in card.leaves()}
