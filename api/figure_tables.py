"""`/api/sources/{source}/figures`, `/api/indicators`: tables of sources as their owners keep them, and items judged by figures."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import BeforeValidator

from acts import figures, indicators
from acts.desk import Desk
from acts.figures import Figure
from api.deps import AtDesk, Key, Seen, Visitor, reply
from api.plain import plain
from api.schemas import Body, Id
from api.uploads import Sent, sent_file
from domain.errors import Problem, Refusal
from domain.indicator import Indicator, to_plain
from domain.rights import Act, Scope, absent, require
from domain.scorecard import Measurement
from domain.telling.figures import shown_told, target_told
from reading.exact_shapes import number
from reading.figure_sheet import Table, read_figure_sheet
from storage.views import indicators as view
from storage.views import office, sources
from storage.views.sources import SourceLine

router = APIRouter(prefix="/api", tags=["index"])
Upload = Annotated[Sent, Depends(sent_file)]
Exact = Annotated[Any, BeforeValidator(number)]


class IndicatorBody(Body):
    """Which figures judge an item: their code, the names of numerator and denominator, the target (0.95, "95%" or 3)."""

    code: Id
    numerator: Id
    denominator: Id | None = None
    op: Literal[">=", "<=", ">", "<", "="] = ">="
    target: Exact
    source: Id | None = None

    def indicator(self) -> Indicator:
        """As the domain knows it."""
        return Indicator(self.code, self.numerator, self.denominator, self.op, self.target, self.source)


class JudgedBody(Body):
    """The figures that judge an item; null: none, it is reported."""

    indicator: IndicatorBody | None


@router.get("/indicators")
def list_indicators(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """Open work judged by figures: the latest window, how many running ones fall short, whether the target is out of reach."""
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        found = view.find(session, scope, desk.period)
    return {"items": [_told(one) for one in found], "next": None}


def _told(one: view.IndicatorLine) -> dict[str, Any]:
    latest = one.standing.latest
    return {
        "assignment": one.assignment,
        "item": one.item,
        "unit": one.unit,
        "period": one.period,
        "indicator": to_plain(one.indicator),
        "target": target_told(one.indicator),
        "latest": plain(latest.value) if latest else None,
        "window": latest.period.name if latest else None,
        "told": shown_told(one.indicator, latest) if latest else None,
        "below": one.standing.below,
        "unreachable": one.standing.is_unreachable,
    }


@router.post("/items/{item}/indicator", status_code=201)
def set_indicator(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, item: str, body: JudgedBody) -> JSONResponse:
    """Say which figures judge an item: from then on a report no longer closes it."""
    judged = body.indicator.indicator() if body.indicator else None
    return reply(indicators.set_indicator(desk, scope, item, judged, seen, key))


@router.post("/sources/{source}/figures", status_code=201)
def take_table(
    desk: AtDesk,
    scope: Visitor,
    key: Key,
    sent: Upload,
    source: str,
    period: Annotated[str, Query(max_length=100)],
    dry_run: Annotated[bool, Query(description="only show what was read")] = False,
    partial: Annotated[bool, Query(description="take the lines that were understood, leave the others")] = False,
) -> JSONResponse:
    """Take in the owner's workbook as it is. `dry_run` answers 200 with figures and messages by cell, and keeps nothing."""
    line, table = read_table(desk, scope, source, sent)
    if dry_run:
        return JSONResponse({"dry_run": True, "period": desk.period(period).name, **table_told(table)})
    if table.problems and not partial:
        told = "Bảng có chỗ chưa đọc được; sửa tệp, hoặc nhập các dòng đọc được (partial=true)."
        raise Refusal("invalid", "figures", told, table.problems)
    return reply(figures.take_measurements(desk, scope, figures_of(line, table, period), key))


def read_table(desk: Desk, scope: Scope, source: str, sent: Sent) -> tuple[SourceLine, Table]:
    """The source and what its file holds; refused where nobody has said what its headings mean."""
    require(scope, Act.MEASURE)
    with desk.memory.reading() as session:
        line = next((one for one in sources.find(session, scope) if one.code == source), None)
        units = office.units(session)
    if line is None:
        raise absent()
    if not line.columns:
        problem = Problem("columns", "nêu mỗi cột của tệp là gì (POST /api/sources)")
        raise Refusal("conflict", "no-template", "Nguồn số liệu này chưa có mẫu tệp.", (problem,))
    known = {name: unit.code for unit in units for name in (unit.name, unit.short_name, *unit.aliases) if name}
    return line, read_figure_sheet(sent.data, sent.name, line.columns, {**known, **line.unit_names})


def table_told(table: Table) -> dict[str, Any]:
    """A table as it is shown before it is kept."""
    return {
        "rows": [{"unit": one.unit, "place": one.place, "figures": plain(dict(one.figures))} for one in table.told],
        "problems": [{"field": one.field, "message": one.message} for one in table.problems],
        "notes": [{"field": one.field, "message": one.message} for one in table.notes],
    }


def figures_of(line: SourceLine, table: Table, period: str) -> list[Figure]:
    """The rows of a table as measurements."""
    return [
        Figure(code, one.unit, period, Measurement(values=dict(values), source=line.code, note=one.place))
        for one in table.told
        for code, values in one.figures.items()
    ]
