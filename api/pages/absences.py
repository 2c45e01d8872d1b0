"""*Vắng mặt*: who is away on which days and who acts for them; entered, and ended early."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import absences
from acts.absences import Leave
from acts.desk import Desk
from api.absences import AbsenceBody
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import go, page
from domain.rights import Scope
from storage.views import absences as view
from storage.views import office, people

router = APIRouter()
PAGE = "/vang-mat"


@router.get(PAGE)
def show(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """Absences of today and ahead, one's own and one's colleagues', for the office all."""
    return _shown(request, desk, scope)


@router.post(PAGE)
def enter(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Enter one; the substitute is told."""

    def deed() -> Response:
        told = {name: sent.one(name) for name in ("official", "substitute", "unit", "reason")}
        body = shaped(AbsenceBody, {**told, "since": sent.day("since"), "until": sent.day("until")})
        absences.enter(desk, scope, Leave(**body.model_dump()), sent.key)
        return go(PAGE, "vang-mat")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, trouble), "absence", sent)


@router.post(PAGE + "/{absence}/ket-thuc")
def end(request: Request, desk: AtDesk, scope: Visitor, absence: str, sent: Form) -> Response:
    """They are back."""

    def deed() -> Response:
        absences.end(desk, scope, absence, sent.version, sent.key)
        return go(PAGE, "het-vang-mat")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, trouble), f"end-{absence}", sent)


def _shown(request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None) -> Response:
    today = desk.today()
    with desk.memory.reading() as session:
        found = view.find(session, scope, today)
        known = people.officials(session, scope, today)
        units = {unit.code: unit.name for unit in office.units(session)}
    names = {one.login: one.name for one in known}
    return page(request, "absences.html", trouble=trouble, absences=found, people=names, units=units)
