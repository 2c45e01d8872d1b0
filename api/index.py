"""`/api/scorecards` and `/api/measurements`: the rules of the index, its figures, and the points as they stand."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import figures
from acts.figures import MOST_ROWS, Figure
from api.deps import AtDesk, Key, Visitor, reply
from api.schemas import Body, Id, Line, Note
from api.schemas import Figure as Number
from domain.rights import absent
from domain.scorecard import Measurement, score_to_plain, to_plain
from storage.views import measurements, records

router = APIRouter(prefix="/api", tags=["index"])


class MeasurementRow(Body):
    """One figure: for a criterion, a unit and a period, with where it came from."""

    criterion: Id
    unit: Id
    period: Id
    values: Annotated[dict[Id, Number], Field(max_length=50, default_factory=dict)]
    level: Id | None = None
    not_applicable: bool = False
    source: Line
    note: Note = ""
    arrived_on: date | None = None


class MeasurementRows(Body):
    """A table of figures: stored whole or not at all."""

    rows: Annotated[list[MeasurementRow], Field(min_length=1, max_length=MOST_ROWS)]


@router.get("/scorecards")
def list_scorecards(desk: AtDesk, _scope: Visitor) -> dict[str, Any]:
    """The versions of the rules."""
    with desk.memory.reading() as session:
        found = measurements.scorecards(session)
    heads = [
        {"id": one, "key": card.key, "title": card.title, "year": card.year, "subject": card.subject}
        for one, card in found
    ]
    return {"items": heads, "next": None}


@router.get("/scorecards/{scorecard}")
def get_scorecard(desk: AtDesk, _scope: Visitor, scorecard: str) -> dict[str, Any]:
    """One version of the rules, whole."""
    with desk.memory.reading() as session:
        card = measurements.scorecard(session, scorecard)
    if card is None:
        raise absent()
    return {"id": scorecard, **to_plain(card)}


@router.get("/scorecards/{scorecard}/estimate")
def estimate(
    desk: AtDesk,
    scope: Visitor,
    scorecard: str,
    unit: Annotated[str, Query(max_length=100)],
    period: Annotated[str, Query(max_length=100)],
) -> dict[str, Any]:
    """The points of a unit as they stand (điểm tạm tính), with every loss and its reason."""
    with desk.memory.reading() as session:
        return score_to_plain(records.estimate(session, scope, scorecard, unit, period, desk.clock()))


@router.post("/measurements", status_code=201)
def measure(desk: AtDesk, scope: Visitor, key: Key, body: MeasurementRows) -> JSONResponse:
    """Hand in figures, all of them or none."""
    return reply(figures.take_measurements(desk, scope, [_figure(row) for row in body.rows], key))


def _figure(row: MeasurementRow) -> Figure:
    measured = Measurement(
        values={name: Fraction(value) for name, value in row.values.items()},
        source=row.source,
        note=row.note or None,
        not_applicable=row.not_applicable,
        level=row.level,
    )
    return Figure(row.criterion, row.unit, row.period, measured, row.arrived_on)
