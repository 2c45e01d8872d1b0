"""`/api/directives/{directive}/forms`: the periodic form asked for, as a workbook out, and back as one report."""

from collections.abc import Container
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response

from acts import completions, periodic_forms
from acts.completions import Report
from acts.desk import Answer, Desk
from api.deps import AtDesk, Key, Seen, Visitor, reply
from api.pages import figures
from api.schemas import Body, Day, Id
from api.uploads import Sent, sent_file
from domain.directive import ASKED_PERIODICALLY, Cadence
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, may
from reading.periodic_form import Returned, read_form
from storage.views import assignments
from storage.views.assignments import AssignmentLine, Filters
from storage.views.paging import MOST, Wanted
from writing.periodic_form import MEDIA_TYPE, FormLine, write_form

router = APIRouter(prefix="/api/directives/{directive}/forms", tags=["directives"])
Upload = Annotated[Sent, Depends(sent_file)]
BY_FORM = "phiếu báo cáo theo văn bản"
"""The source of a report that came back on the form and was recorded for its unit."""


class FormBody(Body):
    """For which period, and by when it is to come back (left out: the last day of the period, or the day it is due)."""

    period: Id
    due_on: Day | None = None


@router.post("", status_code=201)
def ask(desk: AtDesk, scope: Visitor, key: Key, directive: str, body: FormBody) -> JSONResponse:
    """Ask units how daily and continuous orders went in a period; asked again only those not yet asked are."""
    return reply(periodic_forms.ask(desk, scope, directive, body.period, body.due_on, key))


class RhythmBody(Body):
    """How often it is asked for by itself; null no more."""

    cadence: Cadence | None


@router.put("/rhythm")
def ask_by_itself(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, directive: str, body: RhythmBody) -> JSONResponse:
    """Have the form asked for by itself, some working days before each period ends."""
    return reply(periodic_forms.ask_by_itself(desk, scope, directive, body.cadence, seen, key))


@router.get("/{unit}/file.xlsx")
def get_form(desk: AtDesk, scope: Visitor, directive: str, unit: str) -> Response:
    """What a unit still owes of a directive as a workbook to fill in."""
    return form_file(desk, scope, directive, unit)


@router.post("/{unit}/file", status_code=201)
def post_form(desk: AtDesk, scope: Visitor, key: Key, sent: Upload, directive: str, unit: str) -> JSONResponse:
    """A form that came back: one report for all tasks with a result."""
    return reply(take_form(desk, scope, directive, unit, sent, key))


def form_file(desk: Desk, scope: Scope, directive: str, unit: str) -> Response:
    """The workbook."""
    lines = lines_of(desk, scope, directive, unit)
    if not lines:
        raise absent()
    wanted = figures.wanted(desk, [line.item for line in lines])
    asked = [
        (one.criterion, number.field.rpartition(":")[2], f"{one.name}: {number.label}")
        for one in wanted
        for number in one.numbers
    ]
    told = [FormLine(line.id, line.ref, line.text, line.deadline) for line in lines]
    data = write_form(lines[0].number or "", lines[0].unit_name, told, asked)
    headers = {"Content-Disposition": f'attachment; filename="phieu-{unit}.xlsx"'}
    return Response(data, media_type=MEDIA_TYPE, headers=headers)


def lines_of(desk: Desk, scope: Scope, directive: str, unit: str) -> list[AssignmentLine]:
    """What the form asks: open tasks of the unit; a standing order only by the period it was asked for."""
    running = [line for line in _owed(desk, scope, directive, unit) if line.work.runs]
    return [line for line in running if line.period or Cadence(line.cadence) not in ASKED_PERIODICALLY]


def _owed(desk: Desk, scope: Scope, directive: str, unit: str) -> tuple[AssignmentLine, ...]:
    with desk.memory.reading() as session:
        narrowed = Filters(directive=directive, unit=unit)
        return assignments.find(session, scope, desk.today(), narrowed, wanted=Wanted(None, MOST)).items


def take_form(desk: Desk, scope: Scope, directive: str, unit: str, sent: Sent, key: str) -> Answer:
    """Report what a form says, in one completion; a task that is not on it any more is told by its code."""
    form = read_form(sent.data, sent.name)
    return report_form(desk, scope, directive, unit, form, key)


def report_form(desk: Desk, scope: Scope, directive: str, unit: str, form: Returned, key: str) -> Answer:
    """One completion that answers every task of the form with a result."""
    if foreign := _outdated(form, {line.id for line in _owed(desk, scope, directive, unit)}):
        raise foreign
    own = may(scope, Act.REPORT, unit)
    document: dict[str, Any] | None = dict(form.document) if form.document else None
    report = Report(
        tuple(form.results),
        document,
        date.fromisoformat(document["issued_on"]) if document else None,
        {name: dict(values) for name, values in form.values.items()},
        form.note,
        recorded_for=None if own else unit,
        source=completions.UNIT if own else BY_FORM,
    )
    try:
        return completions.complete(desk, scope, report, key)
    except Refusal as refusal:
        raise _outdated(form, {line.id for line in lines_of(desk, scope, directive, unit)}) or refusal from None


def _outdated(form: Returned, open_still: Container[str]) -> Refusal | None:
    """What is no longer asked of what the form answers; asked only when it was refused, as it may have come in before."""
    strange = [
        Problem(f"Mục {ref}", "không còn trong phiếu: đã báo cáo, đã dừng hoặc của đơn vị khác")
        for one, (ref, _) in form.results.items()
        if one not in open_still
    ]
    if not strange:
        return None
    told = "Phiếu có nhiệm vụ không còn chờ báo cáo; đề nghị tải phiếu mới."
    return Refusal("conflict", "form-outdated", told, tuple(strange), allowed=("form",))
