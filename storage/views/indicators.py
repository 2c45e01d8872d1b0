"""Items judged by figures: the figures of each unit window by window, and where everybody stands."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.indicator import Indicator, Shown, Standing, from_plain, stand
from domain.period import Period
from domain.rights import Scope
from domain.scorecard import Addressees
from domain.status import WorkState
from storage.tables import AssignmentRow, ItemRow, MeasurementRow, UnitRow
from storage.views.measurements import scorecards

Named = Callable[[str], Period]
"""The period of a name in the office's calendar."""


def addressees(session: Session) -> Addressees:
    """What figures may be for: criteria of the cards, and codes under which figures judge an item."""
    rows = session.scalars(select(ItemRow.indicator).where(ItemRow.indicator.is_not(None)))
    codes = frozenset(from_plain(row).code for row in rows if row)
    return Addressees((card for _, card in scorecards(session)), codes)


def span_of(named: Named, row: AssignmentRow) -> Period | None:
    """The span an assignment is owed for; None where it is owed once."""
    return named(row.period) if row.period else None


def shown_of(session: Session, named: Named, indicator: Indicator, unit: str) -> list[Shown]:
    """The figures of a unit, one for each window: a later row corrects an earlier one."""
    asked = select(MeasurementRow).where(MeasurementRow.criterion == indicator.code, MeasurementRow.unit == unit)
    rows = session.scalars(asked.order_by(MeasurementRow.arrived_on, MeasurementRow.entered_at, MeasurementRow.id))
    latest = {row.period: row for row in rows}
    found = (_shown(named, indicator, row) for row in latest.values())
    return [one for one in found if one is not None]


def _shown(named: Named, indicator: Indicator, row: MeasurementRow) -> Shown | None:
    """One window; None where it does not apply, names no period, or lacks the numbers asked for."""
    names = [name for name in (indicator.numerator, indicator.denominator) if name is not None]
    if row.not_applicable or not row.period or any(name not in row.values for name in names):
        return None
    try:
        period = named(row.period)
    except Refusal:
        return None
    below = Fraction(str(row.values[indicator.denominator])) if indicator.denominator else None
    return Shown(period, Fraction(str(row.values[indicator.numerator])), below)


@dataclass(frozen=True)
class IndicatorLine:
    """One unit's work judged by figures, and where it stands."""

    assignment: str
    item: str
    text: str
    unit: str
    unit_name: str
    period: str
    work: WorkState
    indicator: Indicator
    standing: Standing


def find(session: Session, scope: Scope, named: Named) -> list[IndicatorLine]:
    """Open work judged by figures that this scope sees, the worst first."""
    asked = (
        select(AssignmentRow, ItemRow, UnitRow)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(UnitRow, UnitRow.code == AssignmentRow.unit)
        .where(ItemRow.indicator.is_not(None), AssignmentRow.closed_at.is_(None))
        .order_by(ItemRow.id, AssignmentRow.unit, AssignmentRow.id)
    )
    found = []
    for row, item, unit in session.execute(asked):
        if not item.indicator or not scope.sees(row.unit):
            continue
        indicator = from_plain(item.indicator)
        shown = shown_of(session, named, indicator, row.unit)
        standing = stand(indicator, shown, span_of(named, row), row.deadline)
        line = (row.id, row.item, item.text, row.unit, unit.name, row.period, WorkState(row.work))
        found.append(IndicatorLine(*line, indicator, standing))
    return sorted(found, key=lambda one: (-one.standing.below, one.standing.latest is None))
