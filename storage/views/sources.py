"""Where figures come from, with the last day something arrived from each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.rights import Act, Scope, may
from storage.tables import AssignmentRow, MeasurementRow, SourceRow

DUTIES = "sources"
"""The id of the directive that stands for what sources owe."""
DUTY = "cung cấp số liệu"
"""The kind of that directive."""


def duty_of(source: str) -> str:
    """The id of the item that is the duty of a source's owner."""
    return f"source-{source}"


@dataclass(frozen=True)
class Owed:
    """A period whose figures have not come."""

    assignment: str
    period: str
    deadline: date | None


@dataclass(frozen=True)
class SourceLine:
    """A source of figures: its owner, the window of its figures, the day of the month they arrive."""

    code: str
    name: str
    unit: str
    window: str
    arrival_day: int
    template: str | None
    criteria: tuple[str, ...]
    last_arrived_on: date | None
    cadence: str
    columns: Mapping[str, str]
    unit_names: Mapping[str, str]
    owed: tuple[Owed, ...] = ()


def find(session: Session, scope: Scope) -> list[SourceLine]:
    """The sources this scope may read of: all for the office, a unit's own for its people."""
    rows = session.scalars(select(SourceRow).order_by(SourceRow.code))
    return [_line(session, row) for row in rows if scope.sees(row.unit) or may(scope, Act.MEASURE)]


def _line(session: Session, row: SourceRow) -> SourceLine:
    arrived = select(func.max(MeasurementRow.arrived_on)).where(
        (MeasurementRow.source == row.code) | (MeasurementRow.source == row.name)
    )
    return SourceLine(
        code=row.code,
        name=row.name,
        unit=row.unit,
        window=row.window,
        arrival_day=row.arrival_day,
        template=row.template,
        criteria=tuple(row.criteria),
        last_arrived_on=session.scalar(arrived),
        cadence=row.cadence,
        columns=row.columns or {},
        unit_names=row.unit_names,
        owed=_owed(session, row.code),
    )


def _owed(session: Session, source: str) -> tuple[Owed, ...]:
    asked = select(AssignmentRow).where(AssignmentRow.item == duty_of(source), AssignmentRow.closed_at.is_(None))
    rows = session.scalars(asked.order_by(AssignmentRow.deadline, AssignmentRow.id))
    return tuple(Owed(row.id, row.period, row.deadline) for row in rows)
