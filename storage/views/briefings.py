"""What a head is briefed on before the weekly meeting: what their unit has not done by its day, and what this week asks for."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.office import Role, UnitKind, Validity
from domain.status import WorkState
from storage.tables import AssignmentRow, GrantRow, OfficialRow, UnitRow
from storage.views.before_heads import is_being_told, is_declined, is_excused

BRIEFING = "briefing"
RUNNING = [state.value for state in WorkState if state.runs]


def owed(session: Session, unit: str, today: date) -> list[str]:
    """The assignments of a unit that are overdue or due by the end of this week, the earliest first.

    A head hears only of days that bind (domain.md §0.1); of what is overdue once the unit itself is told, unless the
    office has said no, and of nothing that fell due before the house was live.
    """
    sunday = today + timedelta(days=6 - today.weekday())
    asked = select(AssignmentRow).where(
        AssignmentRow.unit == unit,
        AssignmentRow.work.in_(RUNNING),
        AssignmentRow.counts,
        AssignmentRow.deadline <= sunday,
    )
    rows = session.scalars(asked.order_by(AssignmentRow.deadline, AssignmentRow.id))
    return [row.id for row in rows if _may_be_told(session, row, today)]


def _may_be_told(session: Session, row: AssignmentRow, today: date) -> bool:
    if row.deadline is None or row.deadline >= today:
        return True
    return is_being_told(session, row) and not is_excused(session, row) and not is_declined(session, row)


def briefed(session: Session, today: date) -> list[str]:
    """The units whose heads have something to be briefed on; agencies of another authority are not."""
    asked = (
        select(GrantRow)
        .join(OfficialRow, OfficialRow.id == GrantRow.official)
        .join(UnitRow, UnitRow.code == GrantRow.unit)
        .where(GrantRow.role == Role.HEAD.value, OfficialRow.active, UnitRow.kind != UnitKind.VERTICAL.value)
    )
    held = [grant for grant in session.scalars(asked) if Validity(grant.since, grant.until).covers(today)]
    return [unit for unit in sorted({str(grant.unit) for grant in held}) if owed(session, unit, today)]
