"""*Theo dõi, đôn đốc*: what waits for the office's word, what is overdue, which mails did not arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from acts import completions, extensions, steps
from acts.desk import Desk
from acts.movers import ASKED
from api.deps import AtDesk, Visitor
from api.pages import my_work
from api.pages.effects import effects
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.my_work import days_left
from api.pages.shell import FOLLOW_UP, MY_WORK, go, page, sees_all
from api.pages.words import directive_name
from api.schemas import DecisionBody, ReasonBody, ReturnBody
from api.steps import Postponement
from domain.ladder import StepState
from domain.office import Role
from domain.rights import MOVERS, Act, Scope, absent, may
from domain.status import TimeState, WorkState
from storage.views import answers, index, office
from storage.views import assignments as view
from storage.views import directives as directives_view
from storage.views import extensions as extensions_view
from storage.views import inbound as inbound_view
from storage.views import steps as steps_view
from storage.views.assignments import Filters
from storage.views.evidence import carried
from storage.views.paging import MOST, Wanted
from storage.views.undelivered import undelivered

router = APIRouter()
SHOWN, GLANCE = 50, 6
"""Lines of the long list on one page, and of each list of answers before one asks for all of it."""
PHONED_DAYS, PHONED = 2, "Đã trao đổi điện thoại"


@dataclass(frozen=True)
class Narrowing:
    """What the list of assignments is narrowed to."""

    don_vi: Annotated[str | None, Query(max_length=100)] = None
    van_ban: Annotated[str | None, Query(max_length=100)] = None
    tinh_trang: Annotated[str, Query(max_length=20)] = TimeState.OVERDUE.value
    tim: Annotated[str | None, Query(max_length=200)] = None
    trang: Annotated[str | None, Query(max_length=1000)] = None
    phan: Annotated[str | None, Query(max_length=20)] = None

    def query(self, cursor: str) -> str:
        """The same list further on, as an address asks for it."""
        told = {"don_vi": self.don_vi, "van_ban": self.van_ban, "tinh_trang": self.tinh_trang, "tim": self.tim}
        return urlencode({**{name: value for name, value in told.items() if value}, "trang": cursor})

    def filters(self) -> Filters:
        """As the view takes them; an unknown state narrows nothing."""
        time = tuple(state for state in TimeState if state.value == self.tinh_trang)
        work = (WorkState.RETURNED, WorkState.REDO) if self.tinh_trang == "returned" else ()
        return Filters(unit=self.don_vi or None, directive=self.van_ban or None, time=time, work=work, text=self.tim)


@router.get(FOLLOW_UP)
def follow_up(request: Request, desk: AtDesk, scope: Visitor, narrowing: Annotated[Narrowing, Depends()]) -> Response:
    """The first screen of who follows the work of all units."""
    return shown(request, desk, scope, narrowing)


@router.post(FOLLOW_UP + "/bao-cao/{completion}/xac-nhan")
def accept(request: Request, desk: AtDesk, scope: Visitor, completion: str, sent: Form) -> Response:
    """Confirm a report."""

    def deed() -> Response:
        completions.accept(desk, scope, completion, sent.version, sent.key)
        return go(_place(scope), "xac-nhan")

    return attempt(deed, lambda trouble: _again(request, desk, scope, trouble), f"report-{completion}", sent)


@router.post(FOLLOW_UP + "/bao-cao/{completion}/bo-sung")
def send_back(request: Request, desk: AtDesk, scope: Visitor, completion: str, sent: Form) -> Response:
    """Ask for a report to be completed."""

    def deed() -> Response:
        body = shaped(ReturnBody, {"class": sent.one("class"), "reason": sent.one("reason")})
        completions.send_back(desk, scope, completion, body.classed, body.reason, sent.version, sent.key)
        return go(_place(scope), "bo-sung")

    return attempt(deed, lambda trouble: _again(request, desk, scope, trouble), f"return-{completion}", sent)


@router.post(FOLLOW_UP + "/gia-han/{extension}")
def decide(request: Request, desk: AtDesk, scope: Visitor, extension: str, sent: Form) -> Response:
    """Grant or refuse more time."""

    def deed() -> Response:
        granted = sent.one("granted") == "true"
        told = {"granted": granted, "reason": sent.one("reason"), "class": sent.one("class")}
        body = shaped(DecisionBody, told)
        extensions.decide(
            desk,
            scope,
            extension,
            granted=granted,
            reason=body.reason,
            classed=body.classed,
            version=sent.version,
            key=sent.key,
        )
        return go(FOLLOW_UP, "cho-gia-han" if granted else "khong-gia-han")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble=trouble), f"extension-{extension}", sent)


@router.post(FOLLOW_UP + "/moc/{step}/gui")
def release(request: Request, desk: AtDesk, scope: Visitor, step: str, sent: Form) -> Response:
    """Let an escalation go now."""

    def deed() -> Response:
        steps.release(desk, scope, step, sent.version, sent.key)
        return go(FOLLOW_UP, "gui")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble=trouble), f"step-{step}", sent)


@router.post(FOLLOW_UP + "/moc/{step}/hoan")
def postpone(request: Request, desk: AtDesk, scope: Visitor, step: str, sent: Form) -> Response:
    """Put an escalation off: somebody has telephoned."""

    def deed() -> Response:
        told = {"working_days": sent.one("working_days") or PHONED_DAYS, "reason": sent.one("reason") or PHONED}
        body = shaped(Postponement, told)
        steps.postpone(desk, scope, step, body.working_days, body.reason, sent.version, sent.key)
        return go(FOLLOW_UP, "hoan")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble=trouble), f"postpone-{step}", sent)


@router.post(FOLLOW_UP + "/moc/{step}/khong-gui")
def decline(request: Request, desk: AtDesk, scope: Visitor, step: str, sent: Form) -> Response:
    """Do not send an escalation, with the reason."""

    def deed() -> Response:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        steps.decline(desk, scope, step, body.reason, sent.version, sent.key)
        return go(FOLLOW_UP, "khong-gui")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble=trouble), f"decline-{step}", sent)


def _place(scope: Scope) -> str:
    """Where somebody answers reports: who follows all work here, the head of a unit that was named to on *Việc của tôi*."""
    return FOLLOW_UP if sees_all(scope) else MY_WORK


def _again(request: Request, desk: Desk, scope: Scope, trouble: Trouble) -> Response:
    if sees_all(scope):
        return shown(request, desk, scope, trouble=trouble)
    return my_work.shown(request, desk, scope, trouble)


def shown(
    request: Request, desk: Desk, scope: Scope, narrowing: Narrowing | None = None, trouble: Trouble | None = None
) -> Response:
    """The page, with what went wrong on it."""
    if not sees_all(scope):
        raise absent()
    narrowing, today = narrowing or Narrowing(), desk.today()
    some, first = Wanted(narrowing.trang, SHOWN, count=True), Wanted(None, 1, count=True)
    with desk.memory.reading() as session:
        listed = view.find(session, scope, today, narrowing.filters(), wanted=some)
        overdue = view.find(session, scope, today, Filters(time=(TimeState.OVERDUE,)), wanted=first)
        reports = answers.waiting_reports(session, scope)
        files = carried(session, (one for report in reports for one in report.evidence))
        asked = extensions_view.find(session, scope, Wanted(None, MOST), ASKED).items
        unwritten = extensions_view.find(session, scope, Wanted(None, MOST), awaits_document=True).items
        by_word = directives_view.items(session, scope, Wanted(None, MOST), waits=True).items
        hanging = directives_view.items(session, scope, Wanted(None, MOST), hangs=True).items
        waiting = steps_view.find(session, scope, StepState.AWAITING, Wanted(None, MOST)).items
        mails = undelivered(session, scope)
        arrived = (
            inbound_view.find(session, scope, first, inbound_view.PROPOSED).items if may(scope, Act.READ_LOG) else ()
        )
        units = {unit.code: unit.name for unit in office.units(session) if unit.parent is not None}
        issued = directives_view.find(session, scope, Wanted(None, MOST), "issued").items
        asked = asked[::-1]
        seen = (
            [one for one in reports if _isshown(reports, one, narrowing, trouble, "cho-xac-nhan")],
            [one for one in asked if _isshown(asked, one, narrowing, trouble, "gia-han")],
        )
        moves = effects(
            index.standing_of(session, {one.unit for some_ in seen for one in some_}, desk.clock()), *seen, today
        )
    return page(
        request,
        "follow_up.html",
        trouble=trouble,
        narrowing=narrowing,
        moves=moves,
        listed=listed,
        overdue=overdue.count,
        left=days_left(desk, listed.items),
        reports=reports,
        files=files,
        answerable={one.id for one in reports if may(scope, Act.ANSWER, one.unit, lead=one.unit)},
        asked=asked,
        movers={role.value: called for role, called in MOVERS.items()},
        movable={
            one.id
            for one in asked
            if may(scope, Act.DECIDE_EXTENSION, one.unit, lead=one.unit, mover=Role(one.mover) if one.mover else None)
        },
        unwritten=unwritten,
        by_word=by_word,
        hanging=hanging,
        waiting=waiting,
        mails=mails,
        arrived=bool(arrived),
        units=units,
        glance=GLANCE,
        directives={one.id: directive_name(one.number, one.title) for one in issued},
        may=_may(scope),
    )


def _isshown(every: Sequence[Any], one: Any, narrowing: Narrowing, trouble: Trouble | None, part: str) -> bool:
    """Whether a line of a list stands on the page: the first ones, or all where they are asked for."""
    is_whole = narrowing.phan == part or (trouble is not None and trouble.form != "page")
    return is_whole or one in every[:GLANCE]


def _may(scope: Scope) -> dict[str, bool]:
    """What the page offers; the acts themselves ask again."""
    return {
        "release": may(scope, Act.RELEASE),
        "decide": may(scope, Act.DECIDE_EXTENSION),
        "escalate": may(scope, Act.ESCALATE),
        "record": may(scope, Act.RECORD),
        "answer": may(scope, Act.ANSWER),
        "mails": may(scope, Act.READ_LOG),
    }
