"""One assignment: its facts, what comes next and when, its history, and what the one who looks may do."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import extensions, steps
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.history import history
from api.pages.my_work import contact_of, days_left
from api.pages.shell import go, page
from api.schemas import ExtensionBody, ReasonBody
from domain.rights import Act, Scope, may
from storage.views import assignments as view
from storage.views import office, people
from storage.views.assignments import Whole
from storage.views.evidence import carried

router = APIRouter()
ASSIGNMENT = "/nhiem-vu/{assignment}"


@router.get(ASSIGNMENT)
def show(request: Request, desk: AtDesk, scope: Visitor, assignment: str) -> Response:
    """All of one assignment."""
    return _shown(request, desk, scope, assignment)


@router.post(ASSIGNMENT + "/gia-han")
def ask(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Ask for more time."""

    def deed() -> Response:
        told = {name: sent.one(name) for name in ("reason", "class", "authority")}
        body = shaped(ExtensionBody, {**told, "until": sent.day("until")})
        extensions.ask(
            desk, scope, assignment, body.until, body.reason, body.classed, body.authority, sent.version, sent.key
        )
        return go(f"/nhiem-vu/{assignment}", "gia-han")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, assignment, trouble), "extension", sent)


@router.post(ASSIGNMENT + "/don-doc")
def escalate(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Report to the head of the unit by hand."""

    def deed() -> Response:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        steps.escalate(desk, scope, assignment, body.reason, sent.key)
        return go(f"/nhiem-vu/{assignment}", "don-doc")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, assignment, trouble), "escalation", sent)


def _shown(request: Request, desk: Desk, scope: Scope, assignment: str, trouble: Trouble | None = None) -> Response:
    today = desk.today()
    with desk.memory.reading() as session:
        whole = view.whole(session, scope, assignment, today)
        files = carried(session, (one for report in whole.reports for one in report.evidence))
        known = {one for event in whole.timeline for one in (event.actor, *event.data.get("in_place_of", ()))}
        found = {one: people.person(session, one) for one in known}
        units = {unit.code: unit.name for unit in office.units(session)}
    line = whole.line
    return page(
        request,
        "assignment.html",
        trouble=trouble,
        line=line,
        left=days_left(desk, [line]),
        acceptor=units.get(line.acceptor or ""),
        whole=whole,
        files=files,
        ahead=_ahead(whole),
        asked=[one for one in whole.extensions if one.state == extensions.ASKED],
        history=history(whole, {actor: one.name for actor, one in found.items() if one is not None}),
        contact=contact_of(desk),
        may=_may(scope, line.unit),
    )


def _ahead(whole: Whole) -> list[view.StepLine]:
    """The steps still to come, as they stand today."""
    return [step for step in whole.steps if step.state in {"pending", "awaiting", "held"}]


def _may(scope: Scope, unit: str) -> dict[str, bool]:
    """What the page offers; the acts themselves ask again."""
    reports = may(scope, Act.REPORT, unit)
    return {
        "report": reports,
        "record": not reports and may(scope, Act.RECORD, unit),
        "acknowledge": may(scope, Act.ACKNOWLEDGE, unit),
        "extend": may(scope, Act.ASK_EXTENSION, unit),
        "escalate": may(scope, Act.ESCALATE, unit),
    }
