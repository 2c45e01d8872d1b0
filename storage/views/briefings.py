"""What a head is briefed on before the weekly meeting: what their unit has not done by its day, and what this week asks for."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.office import Role, UnitKind, Validity
from domain.status import WorkState
from storage.tables import AssignmentRow, GrantRow, OfficialRow, UnitRow

BRIEFING = "briefing"
RUNNING = [state.value for state in WorkState if state.runs]


def owed(session: Session, unit: str, today: date) -> list[str]:
    """The assignments of a unit that are overdue or due by the end of this week, the earliest first."""
    sunday = today + timedelta(days=6 - today.weekday())
    asked = select(AssignmentRow.id).where(
        AssignmentRow.unit == unit, AssignmentRow.work.in_(RUNNING), AssignmentRow.deadline <= sunday
    )
    return list(session.scalars(asked.order_by(AssignmentRow.deadline, AssignmentRow.id)))


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
