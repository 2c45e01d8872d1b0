"""The index as it is read: estimates, rankings, trends, what hangs on open work, and what would change it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.office import Unit
from domain.period import Period, parse_period
from domain.record import AssignmentRecord
from domain.rights import SYSTEM, Scope, absent
from domain.scorecard import Facts, Outlook, Place, Score, Scorecard, decimal_text, outlook, ranked, score
from storage.tables import AssignmentRow, MeasurementRow, PublicationRow, ReviewRow, UnitRow
from storage.views import office
from storage.views.measurements import arrived, measurement, scorecard, scorecards
from storage.views.records import facts_of, facts_with, records

_local = Calendar().local_date


@dataclass(frozen=True)
class Estimated:
    """One unit's facts under one card: what a score and everything tried on it is computed from."""

    card: Scorecard
    facts: Facts
    period: Period


def card_of(session: Session, scorecard_id: str) -> Scorecard:
    """The card of that id; refused as absent."""
    found = scorecard(session, scorecard_id)
    if found is None:
        raise absent()
    return found


def estimated(session: Session, scope: Scope, scorecard_id: str, unit: str, period: str, as_of: datetime) -> Estimated:
    """The card and the facts of a unit; refused as absent where either is not there or not seen."""
    card = card_of(session, scorecard_id)
    if not scope.sees(unit) or session.get(UnitRow, unit) is None:
        raise absent()
    return Estimated(card, facts_of(session, unit, period, as_of), office.period(session, period))


def links(facts: Facts) -> dict[str, str]:
    """Where each record behind the score can be read."""
    owed = {record.id: f"/api/assignments/{record.id}" for record in facts.assignments}
    figures = (id_ for measured in facts.measurements.values() for id_ in measured.records)
    return {**{id_: f"/api/measurements/{id_}" for id_ in figures}, **owed}


def is_scored(unit: Unit, card: Scorecard) -> bool:
    """A card is for the authority itself or for its own units, those of one block where it says so."""
    if card.subject == "self":
        return unit.parent is None
    return unit.parent is not None and not unit.is_vertical and card.block in {None, unit.block}


def facts_of_units(
    session: Session, owed: Sequence[AssignmentRecord], units: Sequence[Unit], period: Period, as_of: datetime
) -> Iterator[Facts]:
    """The facts of many units out of one reading of the rows; a unit of which nothing is known is left out."""
    figures = arrived(session, period, as_of)
    for unit in units:
        facts = facts_with(owed, figures, unit, period, as_of)
        if facts.assignments or facts.measurements:
            yield facts


def scores(session: Session, card: Scorecard, period: Period, as_of: datetime) -> list[Score]:
    """Estimates of all units the card is for."""
    units = [unit for unit in office.units(session) if is_scored(unit, card)]
    return [
        score(card, facts) for facts in facts_of_units(session, records(session, SYSTEM, as_of), units, period, as_of)
    ]


def ranking(session: Session, scorecard_id: str, period: str, as_of: datetime) -> dict[str, tuple[Place, ...]]:
    """Units in their order as they stand now, block by block: only comparable units are compared."""
    card, wanted = card_of(session, scorecard_id), office.period(session, period)
    blocks = {unit.code: unit.block or "" for unit in office.units(session)}
    found = scores(session, card, wanted, as_of)
    names = sorted({blocks[one.unit] for one in found})
    return {name: ranked(card, (one for one in found if blocks[one.unit] == name)) for name in names}


def publication(session: Session, scorecard_id: str, period: str) -> PublicationRow | None:
    """The published index of a period, if it is."""
    return session.get(PublicationRow, (scorecard_id, period))


def stakes(session: Session, scope: Scope, scorecard_id: str, unit: str, period: str, as_of: datetime) -> Outlook:
    """What hangs on a unit's open work today, and what its score comes to by the period's end if nothing more is done."""
    found = estimated(session, scope, scorecard_id, unit, period, as_of)
    return outlook(found.card, found.facts, found.period.until)


def trend(session: Session, scope: Scope, scorecard_id: str, unit: str) -> list[dict[str, Any]]:
    """The frozen scores of a unit under one card, period by period as they were frozen."""
    card = card_of(session, scorecard_id)
    if not scope.sees(unit) or session.get(UnitRow, unit) is None:
        raise absent()
    rows = session.scalars(select(ReviewRow).order_by(ReviewRow.as_of, ReviewRow.period))
    return [
        {"period": row.period, "as_of": row.as_of.isoformat(), **_head(one)}
        for row in rows
        for one in row.snapshot["scores"]
        if one["unit"] == unit and one["scorecard"] == card.key
    ]


def _head(one: dict[str, Any]) -> dict[str, Any]:
    kept = ("points", "max", "full_max", "share_measured", "total_shown", "band")
    return {name: one[name] for name in kept}


def cards_for(session: Session, assignment: str, scope: Scope, as_of: datetime) -> list[tuple[str, Estimated]]:
    """The cards that count the unit of an assignment this year, with its facts; absent where it is not seen."""
    row = session.get(AssignmentRow, assignment)
    if row is None or not scope.sees(row.unit):
        raise absent()
    return standing_of(session, [row.unit], as_of)[row.unit]


def standing_of(session: Session, units: Iterable[str], as_of: datetime) -> dict[str, list[tuple[str, Estimated]]]:
    """The cards that count each of these units this year, with its facts, out of one reading of their rows."""
    wanted, period = frozenset(units), parse_period(str(_local(as_of).year))
    cards = [(id_, card) for id_, card in scorecards(session) if str(card.year) == period.name]
    owed, figures = records(session, SYSTEM, as_of, units=wanted), arrived(session, period, as_of)
    return {
        unit.code: [
            (id_, Estimated(card, facts_with(owed, figures, unit, period, as_of), period))
            for id_, card in cards
            if is_scored(unit, card)
        ]
        for unit in office.units(session)
        if unit.code in wanted
    }


def figure(session: Session, scope: Scope, measurement_id: str) -> dict[str, Any]:
    """One figure as it was handed in: what the records of a score point to."""
    row = session.get(MeasurementRow, measurement_id)
    if row is None or not scope.sees(row.unit):
        raise absent()
    return _figure(row)


def figures(session: Session, scope: Scope, unit: str, period: str, criterion: str | None) -> list[dict[str, Any]]:
    """Every figure of a unit and a period with those it corrected, the latest last."""
    if not scope.sees(unit):
        raise absent()
    asked = select(MeasurementRow).where(MeasurementRow.unit == unit, MeasurementRow.period == period)
    if criterion is not None:
        asked = asked.where(MeasurementRow.criterion == criterion)
    order = (MeasurementRow.criterion, MeasurementRow.arrived_on, MeasurementRow.entered_at, MeasurementRow.id)
    return [_figure(row) for row in session.scalars(asked.order_by(*order))]


def _figure(row: MeasurementRow) -> dict[str, Any]:
    measured = measurement(row)
    return {
        "id": row.id,
        "criterion": row.criterion,
        "unit": row.unit,
        "period": row.period or None,
        "values": {name: decimal_text(value) for name, value in measured.values.items()},
        "level": measured.level,
        "not_applicable": row.not_applicable,
        "source": row.source,
        "note": row.note,
        "arrived_on": row.arrived_on.isoformat(),
        "entered_at": row.entered_at.isoformat(),
    }
