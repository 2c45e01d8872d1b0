"""*Số liệu*: where figures come from and what is missing, an owner's table shown before it is kept, units below target."""

import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import figures, indicators, sources
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.figure_tables import IndicatorBody, figures_of, read_table
from api.measurements import MeasurementRows, figure_of
from api.office import SourceBody
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.shell import FIGURES, go, page
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.indicator import from_plain
from domain.period import period_of
from domain.rights import SYSTEM, Act, Scope, may
from domain.scorecard import decimal_text
from domain.telling.figures import shown_told, target_told, value_told
from reading.figure_sheet import Table
from storage.views import directives, office
from storage.views import indicators as indicators_view
from storage.views import sources as view
from storage.views.sources import SourceLine

router = APIRouter()
PERIODS_BACK = 6


@router.get(FIGURES)
def show(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """Sources with what is missing, and items judged by figures with where units stand."""
    return _shown(request, desk, scope)


@router.post(FIGURES + "/nguon")
def set_source(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Name a source; its owner owes its figures from now on."""

    def deed() -> Response:
        told: dict[str, Any] = {name: sent.one(name) for name in ("code", "name", "unit", "window", "cadence")}
        told |= {"arrival_day": sent.one("arrival_day"), "columns": _pairs(sent, "columns")}
        body = shaped(SourceBody, {**told, "unit_names": _pairs(sent, "unit_names")})
        sources.set_source(desk, scope, body.source(), sent.key)
        return go(FIGURES, "nguon-so-lieu")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, trouble), "source", sent)


def _pairs(sent: Filled, name: str) -> dict[str, str]:
    """Lines "heading = meaning"."""
    lines = [line for line in (sent.one(name) or "").split("\n") if line.strip()]
    if any("=" not in line for line in lines):
        raise Refusal(
            "invalid", "lines", "Mỗi dòng ghi hai vế, nối bằng dấu bằng.", (Problem(name, "vế trái = vế phải"),)
        )
    return {left.strip(): right.strip() for left, _, right in (line.rpartition("=") for line in lines)}


@router.post(FIGURES + "/{source}/xem-truoc")
def preview(request: Request, desk: AtDesk, scope: Visitor, source: str, sent: Form) -> Response:
    """What an owner's file holds, line by line; nothing is kept."""

    def deed() -> Response:
        if sent.file is None:
            raise Refusal("invalid", "no-file", "Chưa chọn tệp.", (Problem("file", "cần tệp Excel của nguồn số liệu"),))
        period = desk.period(sent.one("period") or "").name
        line, table = read_table(desk, scope, source, sent.file)
        return _previewed(request, desk, line, table, period)

    return attempt(deed, lambda trouble: _shown(request, desk, scope, trouble), f"table-{source}", sent)


def _previewed(request: Request, desk: Desk, line: SourceLine, table: Table, period: str) -> Response:
    with desk.memory.reading() as session:
        names = {unit.code: unit.name for unit in office.units(session)}
    rows = [
        {
            "criterion": one.criterion,
            "unit": one.unit,
            "period": period,
            "values": {name: str(value) for name, value in one.measurement.values.items()},
            "source": line.code,
            "note": one.measurement.note,
        }
        for one in figures_of(line, table, period)
    ]
    headings = list(dict.fromkeys(meant for meant in line.columns.values() if meant != "unit"))
    shown = [
        (
            names[one.unit],
            one.place,
            [
                _cell(one.figures.get(code, {}).get(name))
                for code, _, name in (meant.rpartition(".") for meant in headings)
            ],
        )
        for one in table.told
    ]
    words = {meant: heading for heading, meant in line.columns.items()}
    return page(
        request,
        "figure_table.html",
        line=line,
        period=period,
        table=table,
        headings=[words[meant] for meant in headings],
        shown=shown,
        rows=json.dumps(rows, ensure_ascii=False),
    )


def _cell(value: Any) -> str:
    return "–" if value is None else decimal_text(value).replace(".", ",")


@router.post(FIGURES + "/{source}/nhap")
def take(request: Request, desk: AtDesk, scope: Visitor, source: str, sent: Form) -> Response:
    """Keep what was shown."""

    def deed() -> Response:
        try:
            told = json.loads(sent.one("rows") or "[]")
        except ValueError:
            told = None
        body = shaped(MeasurementRows, {"rows": told})
        figures.take_measurements(desk, scope, [figure_of(row) for row in body.rows], sent.key)
        return go(FIGURES, "so-lieu")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, trouble), f"table-{source}", sent)


@router.get(FIGURES + "/chi-tieu/{item}")
def show_item(request: Request, desk: AtDesk, item: str) -> Response:
    """Which figures judge an item."""
    return _item(request, desk, item)


@router.post(FIGURES + "/chi-tieu/{item}")
def judge(request: Request, desk: AtDesk, scope: Visitor, item: str, sent: Form) -> Response:
    """Set them, or take them off."""

    def deed() -> Response:
        told = {name: sent.one(name) for name in ("code", "numerator", "denominator", "op", "target", "source")}
        judged = None if sent.one("none") else shaped(IndicatorBody, told).indicator()
        indicators.set_indicator(desk, scope, item, judged, sent.version, sent.key)
        return go(FIGURES, "chi-tieu")

    return attempt(deed, lambda trouble: _item(request, desk, item, trouble), "indicator", sent)


def _item(request: Request, desk: Desk, item: str, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        line = directives.item(session, SYSTEM, item)
        known = {one.code: one.name for one in view.find(session, SYSTEM)}
    judged = from_plain(dict(line.indicator)) if line.indicator else None
    target = value_told(judged, judged.target) if judged else ""
    return page(request, "indicator.html", trouble=trouble, item=line, sources=known, target=target)


def _shown(request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        lines = view.find(session, scope)
        judged = indicators_view.find(session, scope, desk.period)
        units = {unit.code: unit.name for unit in office.units(session)}
    return page(
        request,
        "source_tables.html",
        trouble=trouble,
        sources=lines,
        periods={line.code: _periods(desk, line) for line in lines},
        judged=[(one, target_told(one.indicator), _latest(one)) for one in judged],
        units=units,
        may_set=may(scope, Act.SET_RULES),
        may_measure=may(scope, Act.MEASURE),
    )


def _latest(one: indicators_view.IndicatorLine) -> str:
    return shown_told(one.indicator, one.standing.latest) if one.standing.latest else "chưa có số liệu"


def _periods(desk: Desk, line: SourceLine) -> list[str]:
    """The periods figures may be for: the missing ones first, then the present one and those before it."""
    found = [one.period for one in line.owed]
    day = desk.today()
    for _ in range(PERIODS_BACK):
        period = period_of(Cadence(line.cadence), day)
        found.append(period.name)
        day = period.since.fromordinal(period.since.toordinal() - 1)
    return list(dict.fromkeys(found))
