"""The annexes of a directive that were signed: the one in force, those before it, and the days in force that each has moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.annex import AUTHORITY, called
from domain.rights import Scope
from storage.tables import AssignmentRow, ExtensionRow, ItemRow
from storage.views import directives


@dataclass(frozen=True)
class DayMoved:
    """A day in force that an annex moved, of one assignment."""

    ref: str
    unit: str
    period: str
    before: date | None
    after: date | None


@dataclass(frozen=True)
class SignedAnnex:
    """One signed annex; the newest is in force."""

    number: str
    issued_on: date
    signer: str | None
    moved: tuple[DayMoved, ...]


def signed_annexes(session: Session, scope: Scope, directive: str) -> tuple[SignedAnnex, ...]:
    """All signed annexes of a directive, the newest first; refused as absent where this scope does not see it."""
    annex = directives.whole(session, scope, directive).annex or {}
    told = [*annex.get("earlier", ()), annex]
    moves = _moves(session, directive)
    return tuple(_signed(one, moves) for one in reversed(told) if one.get("number") and one.get("issued_on"))


def _signed(annex: Mapping[str, Any], moves: Iterable[tuple[str, DayMoved]]) -> SignedAnnex:
    day = date.fromisoformat(annex["issued_on"])
    name = called(annex["number"], day)
    return SignedAnnex(annex["number"], day, annex.get("signer"), tuple(one for by, one in moves if by == name))


def _moves(session: Session, directive: str) -> list[tuple[str, DayMoved]]:
    """Days that annexes moved, each with the name of the annex, as the units were told of it."""
    asked = (
        select(ExtensionRow, AssignmentRow, ItemRow)
        .join(AssignmentRow, AssignmentRow.id == ExtensionRow.assignment)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .where(AssignmentRow.directive == directive, ExtensionRow.authority == AUTHORITY)
        .order_by(ItemRow.position, AssignmentRow.unit, AssignmentRow.period)
    )
    return [
        (moved.decision or "", DayMoved(item.ref, owed.unit, owed.period, moved.before, moved.after))
        for moved, owed, item in session.execute(asked)
    ]
