"""`/api/measurements`: figures handed in, and each of them as it can be looked up."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BeforeValidator, Field

from acts import figures
from acts.figures import MOST_ROWS, Figure
from api.deps import AtDesk, Key, Visitor, reply
from api.schemas import Body, Day, Id, Line, Note
from domain.scorecard import Measurement
from reading.figures import Value, rate_with_its_sign
from reading.trials import exactly
from storage.views import index

router = APIRouter(prefix="/api/measurements", tags=["index"])
Values = Annotated[
    dict[Id, Value],
    BeforeValidator(rate_with_its_sign),
    BeforeValidator(exactly),
    Field(max_length=50, default_factory=dict),
]


class MeasurementRow(Body):
    """One figure: for a criterion, a unit and a period, with where it came from. A rate is 0.95 or "95%"."""

    criterion: Id
    unit: Id
    period: Id
    values: Values
    level: Id | None = None
    not_applicable: bool = False
    source: Line
    note: Note = ""
    arrived_on: Day | None = None


class MeasurementRows(Body):
    """A table of figures: stored whole or not at all."""

    rows: Annotated[list[MeasurementRow], Field(min_length=1, max_length=MOST_ROWS)]


@router.post("", status_code=201)
def measure(desk: AtDesk, scope: Visitor, key: Key, body: MeasurementRows) -> JSONResponse:
    """Hand in figures, all of them or none."""
    return reply(figures.take_measurements(desk, scope, [figure_of(row) for row in body.rows], key))


@router.get("")
def list_figures(
    desk: AtDesk,
    scope: Visitor,
    unit: Annotated[str, Query(max_length=100)],
    period: Annotated[str, Query(max_length=100)],
    criterion: Annotated[str | None, Query(max_length=100)] = None,
) -> dict[str, Any]:
    """Every figure of a unit and a period, also those that were corrected later."""
    with desk.memory.reading() as session:
        return {"items": index.figures(session, scope, unit, period, criterion), "next": None}


@router.get("/{measurement}")
def get_figure(desk: AtDesk, scope: Visitor, measurement: str) -> dict[str, Any]:
    """One figure as it was handed in."""
    with desk.memory.reading() as session:
        return index.figure(session, scope, measurement)


def figure_of(row: MeasurementRow) -> Figure:
    """A row as the act takes it."""
    measured = Measurement(
        values=row.values,
        source=row.source,
        note=row.note or None,
        not_applicable=row.not_applicable,
        level=row.level,
    )
    return Figure(row.criterion, row.unit, row.period, measured, row.arrived_on)
