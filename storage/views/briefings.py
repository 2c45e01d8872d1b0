"""What a head is briefed on before the weekly meeting: what their unit has not done by its day, and what this week asks for."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.office import Role, UnitKind, Validity
from domain.status import WorkState
from storage.tables import AssignmentRow, GrantRow, ItemRow, OfficialRow, UnitRow
from storage.views.before_heads import is_being_told, is_declined, is_excused_by
from storage.views.shadow import shadow

BRIEFING = "briefing"
RUNNING = [state.value for state in WorkState if state.runs]


def owed(session: Session, unit: str, today: date) -> list[str]:
    """The assignments of a unit that are overdue or due by the end of this week, the earliest first.

    A head hears only of days that bind (domain.md §0.1); of what is overdue once the unit itself is told, unless the
    office has said no, and of nothing that fell due before the house was live.
    """
    return _owed(session, [unit], today).get(unit, [])


def briefed(session: Session, today: date) -> list[str]:
    """The units whose heads have something to be briefed on; agencies of another authority are not."""
    asked = (
        select(GrantRow)
        .join(OfficialRow, OfficialRow.id == GrantRow.official)
        .join(UnitRow, UnitRow.code == GrantRow.unit)
        .where(GrantRow.role == Role.HEAD.value, OfficialRow.active, UnitRow.kind != UnitKind.VERTICAL.value)
    )
    held = [grant for grant in session.scalars(asked) if Validity(grant.since, grant.until).covers(today)]
    return sorted(_owed(session, {str(grant.unit) for grant in held}, today))


def _owed(session: Session, units: Collection[str], today: date) -> dict[str, list[str]]:
    """By unit, what its head may be told of: one look at the rows for all, as those that are overdue may be hundreds."""
    sunday, known = today + timedelta(days=6 - today.weekday()), shadow(session)
    ahead = AssignmentRow.deadline >= today
    asked = (
        select(AssignmentRow, ItemRow.read)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .where(
            AssignmentRow.unit.in_(units),
            AssignmentRow.work.in_(RUNNING),
            AssignmentRow.counts,
            AssignmentRow.deadline <= sunday,
            ahead | (is_being_told() & ~is_declined()),
        )
        .order_by(AssignmentRow.deadline, AssignmentRow.id)
    )
    found: dict[str, list[str]] = {}
    for row, read in session.execute(asked):
        if row.deadline >= today or not is_excused_by(known, row, read):
            found.setdefault(row.unit, []).append(row.id)
    return found
