"""Figures as they had arrived by an instant, and the cards they are scored by."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, literal, or_, select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.period import Period
from domain.scorecard import Measurement, Scorecard, from_plain
from storage.tables import AnswerLineRow, MeasurementRow, ScorecardRow

CONTESTED = "contested"
"""The state of a line of a report that its unit does not own to."""
LEVEL = "@level"
"""Where the level an appraiser gave stands among the values: no value may have such a name."""


def arrived(session: Session, period: Period, as_of: datetime) -> list[MeasurementRow]:
    """Figures of the period that had arrived by `as_of`, the latest last.

    A figure of work that is owed once names no period; it belongs to the one in which it arrived.
    """
    today = Calendar().local_date(as_of)
    once = (MeasurementRow.period == "") & MeasurementRow.arrived_on.between(period.since, period.until)
    return list(
        session.scalars(
            select(MeasurementRow)
            .where(
                or_(MeasurementRow.period == period.name, once),
                MeasurementRow.arrived_on <= today,
                MeasurementRow.entered_at <= as_of,
                MeasurementRow.source.not_in(_contested(as_of)),
            )
            .order_by(MeasurementRow.arrived_on, MeasurementRow.entered_at, MeasurementRow.id)
        )
    )


def _contested(as_of: datetime) -> Select[str]:
    """Sources of figures that came with a report the unit does not own to."""
    return select(literal("completion/") + AnswerLineRow.completion).where(
        AnswerLineRow.state == CONTESTED, AnswerLineRow.answered_at <= as_of
    )


def places(session: Session, period: Period, as_of: datetime) -> dict[str, dict[str, str | None]]:
    """The figures of a period by id, each named as a person would find it: criterion, unit, period, day of arrival."""
    return {
        row.id: {
            "criterion": row.criterion,
            "unit": row.unit,
            "period": row.period or None,
            "arrived_on": row.arrived_on.isoformat(),
        }
        for row in arrived(session, period, as_of)
    }


def measured(session: Session, period: Period, as_of: datetime) -> list[dict[str, Any]]:
    """The figures that count for a period, as data: a later row of a criterion and unit corrects an earlier one."""
    latest = {(row.criterion, row.unit): row.values for row in arrived(session, period, as_of)}
    return [{"criterion": one, "unit": unit, "values": latest[one, unit]} for one, unit in sorted(latest)]


def measurements_of(rows: Sequence[MeasurementRow], unit: str) -> dict[str, Measurement]:
    """The latest figures of each criterion for one unit: a later row corrects an earlier one."""
    return {row.criterion: measurement(row) for row in rows if row.unit == unit}


def measurement(row: MeasurementRow) -> Measurement:
    """A row as the index reads it; what a reader opens to check it is the row itself."""
    values = {name: Fraction(str(value)) for name, value in row.values.items() if name != LEVEL}
    return Measurement(
        values=values,
        records=(row.id,),
        source=row.source,
        note=row.note or None,
        not_applicable=row.not_applicable,
        level=row.values.get(LEVEL),
    )


def values_to_plain(measured: Measurement) -> dict[str, Any]:
    """The values and the level of a measurement as they are stored: exact fractions as text."""
    level: Mapping[str, str] = {LEVEL: measured.level} if measured.level is not None else {}
    return {**{name: str(value) for name, value in measured.values.items()}, **level}


def scorecard(session: Session, scorecard_id: str) -> Scorecard | None:
    """The card of that id."""
    row = session.get(ScorecardRow, scorecard_id)
    return from_plain(row.body) if row is not None else None


def scorecards(session: Session) -> list[tuple[str, Scorecard]]:
    """All cards with their ids, by what names them."""
    rows = session.scalars(select(ScorecardRow).order_by(ScorecardRow.key))
    return [(row.id, from_plain(row.body)) for row in rows]
