"""One assignment: its facts, what comes next and when, its history, and what the one who looks may do."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import escalating, extensions, objections, remarks, reminding
from acts.desk import Desk
from acts.movers import ASKED
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.history import history
from api.pages.my_work import contact_of, days_left
from api.pages.shell import go, page
from api.reminders import offered
from api.schemas import ExtensionBody, ReasonBody
from domain.office import Role
from domain.rights import MOVERS, SYSTEM, Act, Scope, may
from storage.views import assignments as view
from storage.views import directives, office, people
from storage.views.assignments import Whole
from storage.views.evidence import carried
from storage.views.review_requests import part_of

router = APIRouter()
ASSIGNMENT = "/nhiem-vu/{assignment}"


@router.get(ASSIGNMENT)
def show(request: Request, desk: AtDesk, scope: Visitor, assignment: str) -> Response:
    """All of one assignment."""
    return shown(request, desk, scope, assignment)


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

    return attempt(deed, lambda trouble: shown(request, desk, scope, assignment, trouble), "extension", sent)


@router.post(ASSIGNMENT + "/don-doc")
def escalate(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Report to the head of the unit by hand."""

    def deed() -> Response:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        answer = escalating.escalate(desk, scope, assignment, body.reason, sent.key)
        return go(f"/nhiem-vu/{assignment}", "don-doc" if answer.body["state"] == "sent" else "cho-don-doc")

    return attempt(deed, lambda trouble: shown(request, desk, scope, assignment, trouble), "escalation", sent)


@router.post(ASSIGNMENT + "/zalo")
def reminded_by_zalo(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Write down that the unit was reminded by Zalo."""

    def deed() -> Response:
        reminding.reminded_by_zalo(desk, scope, assignment, sent.key)
        return go(f"/nhiem-vu/{assignment}", "zalo")

    return attempt(deed, lambda trouble: shown(request, desk, scope, assignment, trouble), "zalo", sent)


def shown(request: Request, desk: Desk, scope: Scope, assignment: str, trouble: Trouble | None = None) -> Response:
    """The page of an assignment, with what went wrong in one of its forms."""
    today = desk.today()
    with desk.memory.reading() as session:
        whole = view.whole(session, scope, assignment, today)
        files = carried(session, (one for report in whole.reports for one in report.evidence))
        known = {one for event in whole.timeline for one in (event.actor, *event.data.get("in_place_of", ()))}
        found = {one: people.person(session, one) for one in known}
        units = {unit.code: unit.name for unit in office.units(session)}
        part = part_of(session, assignment)
        opens_directive = directives.is_seen(session, scope, whole.line.directive)
    line = whole.line
    return page(
        request,
        "assignment.html",
        trouble=trouble,
        line=line,
        for_zalo=offered(desk, scope, assignment) if may(scope, Act.ESCALATE, line.unit) else "",
        left=days_left(desk, [line]),
        acceptor=units.get(line.acceptor or ""),
        whole=whole,
        part=part,
        mover=MOVERS[Role(line.mover)] if line.mover else None,
        files=files,
        ahead=_ahead(whole),
        asked=[one for one in whole.extensions if one.state == ASKED],
        history=history(whole, {actor: one.name for actor, one in found.items() if one is not None}, desk.calendar),
        contact=contact_of(desk),
        units=units,
        others=_others(desk, line.unit),
        leads=_others(desk, ""),
        concerned={code: units[code] for code in _concerned(desk, line) if code in units},
        obstacles=[one for one in whole.remarks if one.kind == remarks.OBSTACLE and one.closed_at is None],
        may=_may(scope, line),
        colleagues=_colleagues(desk, scope, line.unit),
        contestable=_contestable(desk, whole),
        unwritten=[one for one in whole.extensions if one.awaits_document],
        opens_directive=opens_directive,
    )


def _ahead(whole: Whole) -> list[view.StepLine]:
    """The steps still to come, as they stand today."""
    return [step for step in whole.steps if step.state in {"pending", "awaiting", "held"}]


def _others(desk: Desk, unit: str) -> dict[str, str]:
    """Units that work may be handed to, and that may hold it up."""
    with desk.memory.reading() as session:
        return {one.code: one.name for one in office.units(session) if one.parent is not None and one.code != unit}


def _concerned(desk: Desk, line: view.AssignmentLine) -> list[str]:
    """Units one may turn to by name: who owes it, who confirms it, the office in charge, who cooperates."""
    with desk.memory.reading() as session:
        charge = office.in_charge(session)
        helpers = directives.item(session, SYSTEM, line.item).cooperating_codes
    named = (line.unit, line.acceptor, charge.code if charge else None, *helpers)
    return list(dict.fromkeys(one for one in named if one is not None))


def _colleagues(desk: Desk, scope: Scope, unit: str) -> dict[str, str]:
    """Whom the head may entrust with it, by login."""
    with desk.memory.reading() as session:
        found = people.officials(session, scope, desk.today())
    return {one.login: one.name for one in found if any(held == unit for _, held in one.roles)}


def _contestable(desk: Desk, whole: Whole) -> view.Reported | None:
    """The report recorded for the unit that it may still say is not its own."""
    today, calendar = desk.today(), desk.calendar
    for report in whole.reports:
        stands = report.id == whole.line.completion and report.recorded_for is not None
        if stands and today <= objections.last_day(report.entered_at, calendar):
            return report
    return None


def _may(scope: Scope, line: view.AssignmentLine) -> dict[str, bool]:
    """What the page offers; the acts themselves ask again."""
    unit = line.unit
    reports = may(scope, Act.REPORT, unit)
    return {
        "report": reports,
        "record": not reports and may(scope, Act.RECORD, unit),
        "acknowledge": may(scope, Act.ACKNOWLEDGE, unit),
        "extend": may(scope, Act.ASK_EXTENSION, unit),
        "escalate": may(scope, Act.ESCALATE, unit),
        "release": may(scope, Act.RELEASE, lead=unit),
        "progress": may(scope, Act.PROGRESS, unit),
        "comment": may(scope, Act.COMMENT, unit),
        "assign": may(scope, Act.ASSIGN, unit),
        "stop": may(scope, Act.STOP, unit, lead=unit),
        "reopen": may(scope, Act.ANSWER, unit, lead=unit, acceptor=line.acceptor),
        "delegate": may(scope, Act.DELEGATE, unit),
        "move": may(scope, Act.DECIDE_EXTENSION, unit, lead=unit, mover=Role(line.mover) if line.mover else None),
        "confirm": may(scope, Act.RECORD),
    }
