"""*Phiếu báo cáo theo văn bản*: a unit answers all of a directive at once, on the page or with the workbook that comes back."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from acts import periodic_forms
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.pages import figures
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.shell import DIRECTIVES, go, own_units, page, sees_all
from api.periodic_forms import FormBody, RhythmBody, lines_of, report_form, take_form
from api.schemas import Document
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.period import period_of
from domain.rights import Act, Scope, may
from domain.wording.words import cadence_label
from reading.periodic_form import Returned
from storage.views import directives, office

router = APIRouter()
PAGE = DIRECTIVES + "/{directive}/phieu"
RESULT = "result-"


@router.get(PAGE)
def show(
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    directive: str,
    don_vi: Annotated[str | None, Query(max_length=100)] = None,
) -> Response:
    """The form of a unit."""
    return _shown(request, desk, scope, directive, don_vi)


@router.post(DIRECTIVES + "/{directive}/gui-phieu")
def ask(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Ask for it."""

    def deed() -> Response:
        body = shaped(FormBody, {"period": sent.one("period"), "due_on": sent.day("due_on")})
        periodic_forms.ask(desk, scope, directive, body.period, body.due_on, sent.key)
        return go(f"{DIRECTIVES}/{directive}/phieu", "phieu")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, None, trouble), "ask", sent)


@router.post(DIRECTIVES + "/{directive}/phieu-dinh-ky")
def ask_by_itself(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Have it asked for by itself, or no more."""

    def deed() -> Response:
        told = sent.one("cadence")
        cadence = shaped(RhythmBody, {"cadence": told}).cadence if told else None
        periodic_forms.ask_by_itself(desk, scope, directive, cadence, sent.version, sent.key)
        return go(f"{DIRECTIVES}/{directive}/phieu", "phieu-dinh-ky")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, None, trouble), "rhythm", sent)


@router.post(PAGE + "/{unit}")
def fill(request: Request, desk: AtDesk, scope: Visitor, directive: str, unit: str, sent: Form) -> Response:
    """Hand the form in as filled on the page."""

    def deed() -> Response:
        report_form(desk, scope, directive, unit, _filled(desk, scope, directive, unit, sent), sent.key)
        return go(f"{DIRECTIVES}/{directive}/phieu", "phieu-ve", don_vi=unit)

    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, unit, trouble), "form", sent)


@router.post(PAGE + "/{unit}/tep")
def hand_in(request: Request, desk: AtDesk, scope: Visitor, directive: str, unit: str, sent: Form) -> Response:
    """Hand the workbook in."""

    def deed() -> Response:
        if sent.file is None:
            raise Refusal("invalid", "no-file", "Chưa chọn tệp.", (Problem("file", "cần tệp phiếu đã điền"),))
        take_form(desk, scope, directive, unit, sent.file, sent.key)
        return go(f"{DIRECTIVES}/{directive}/phieu", "phieu-ve", don_vi=unit)

    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, unit, trouble), "file", sent)


def _filled(desk: Desk, scope: Scope, directive: str, unit: str, sent: Filled) -> Returned:
    """The page as the form that a workbook would be."""
    refs = {line.id: line.ref for line in lines_of(desk, scope, directive, unit)}
    results = {one: (refs.get(one, "?"), said) for one, said in sent.under(RESULT).items()}
    if not results:
        raise Refusal("invalid", "empty", "Chưa ghi kết quả của nhiệm vụ nào.", (Problem("result", "ghi ít nhất một"),))
    named = {"number": sent.one("number"), "issued_on": sent.day("issued_on"), "signer": sent.one("signer")}
    if not any(named.values()):
        return Returned(results, figures.told(sent))
    document = shaped(Document, named).model_dump(mode="json", exclude_none=True)
    return Returned(results, figures.told(sent), document)


def _shown(
    request: Request, desk: Desk, scope: Scope, directive: str, chosen: str | None, trouble: Trouble | None = None
) -> Response:
    with desk.memory.reading() as session:
        whole = directives.whole(session, scope, directive)
        units = {unit.code: unit.name for unit in office.units(session)}
    follows = sees_all(scope)
    offered = {code: units[code] for code in (units if follows else own_units(scope))}
    forms = {code: lines_of(desk, scope, directive, code) for code in offered}
    owing = {code: offered[code] for code, lines in forms.items() if lines}
    unit = chosen if chosen in offered else next(iter(owing), None)
    lines = forms.get(unit or "", [])
    return page(
        request,
        "periodic_form.html",
        trouble=trouble,
        directive=whole.line,
        owing=owing,
        unit=unit,
        unit_name=units.get(unit or "", ""),
        lines=lines,
        wanted=figures.wanted(desk, [line.item for line in lines]),
        period=_period(desk.today()),
        may_ask=may(scope, Act.ASSIGN),
        rhythms={one.value: cadence_label(one) for one in periodic_forms.RHYTHMS},
        may_fill=unit is not None and (may(scope, Act.REPORT, unit) or may(scope, Act.RECORD, unit)),
    )


def _period(today: date) -> str:
    return period_of(Cadence.QUARTERLY, today).name
