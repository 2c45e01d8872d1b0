"""*Trang lãnh đạo*: one sheet before the briefing – how the work stands, what is oldest, what waits for a leader's word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from acts import remarks, steps
from acts.desk import Desk
from acts.movers import ASKED
from api import reviews
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import LEADER, go, page
from api.schemas import ReasonBody
from domain.directive import Cadence
from domain.ladder import StepState
from domain.office import Role
from domain.period import period_of
from domain.review_rows import standing_as, where
from domain.rights import Act, Scope, absent, may
from domain.tally import Standing
from domain.telling import chair, parts
from domain.telling.charts import trend
from storage.views import extensions, office
from storage.views import steps as steps_view
from storage.views.extensions import ExtensionLine
from storage.views.paging import MOST, Wanted
from storage.views.records import records

router = APIRouter()
GLANCE = 10
"""What waits for a word, so much of it on the sheet; all of it stands under Theo dõi, đôn đốc."""


@dataclass(frozen=True)
class Oldest:
    """One of the tasks that are overdue longest, with what the office proposes."""

    assignment: str | None
    row: dict[str, Any]
    proposal: str


@router.get(LEADER)
def show(
    request: Request, desk: AtDesk, scope: Visitor, ky: Annotated[str | None, Query(max_length=20)] = None
) -> Response:
    """The sheet of this quarter, or of another period."""
    return _shown(request, desk, scope, ky)


@router.post(LEADER + "/y-kien/{assignment}")
def say(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """A leader's word on one task: the unit and the office in charge hear of it."""

    def deed() -> Response:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        with desk.memory.reading() as session:
            in_charge = office.in_charge(session)
        mentioned = (in_charge.code,) if in_charge else ()
        remarks.comment(desk, scope, assignment, body.reason, mentioned, sent.key)
        return go(LEADER, "cho-y-kien")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, None, trouble), f"say-{assignment}", sent)


@router.post(LEADER + "/trinh/{step}")
def answer(request: Request, desk: AtDesk, scope: Visitor, step: str, sent: Form) -> Response:
    """A leader's word on what waits for one: let it go, or not, with the reason."""

    def deed() -> Response:
        if sent.one("choice") == "dong-y":
            steps.release(desk, scope, step, sent.version, sent.key)
            return go(LEADER, "gui")
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        steps.decline(desk, scope, step, body.reason, sent.version, sent.key)
        return go(LEADER, "khong-gui")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, None, trouble), f"step-{step}", sent)


def _shown(request: Request, desk: Desk, scope: Scope, wanted: str | None, trouble: Trouble | None = None) -> Response:
    if scope.units is not None or not may(scope, Act.READ_LOG):
        raise absent()
    period = desk.period(wanted) if wanted else period_of(Cadence.QUARTERLY, desk.today())
    snapshot = reviews.preview(desk, scope, period.name)
    with desk.memory.reading() as session:
        waiting = steps_view.find(session, scope, StepState.AWAITING).items
        days = sum(_decides(scope, one) for one in extensions.find(session, scope, Wanted(None, MOST), ASKED).items)
        ids = {_key(where(one)): one.id for one in records(session, scope, desk.clock())}
    return page(
        request,
        "leader.html",
        trouble=trouble,
        period=period,
        snapshot=snapshot,
        figures=chair.figures(snapshot),
        against=parts.than(snapshot) if parts.before(snapshot) else None,
        oldest=list(_oldest(snapshot, ids)),
        overdue=snapshot["total"]["states"][Standing.OVERDUE.value],
        risks=chair.at_risk(snapshot),
        waiting=waiting[:GLANCE],
        waits=len(waiting),
        days=days,
        trend=trend(snapshot) is not None,
        may_release=may(scope, Act.RELEASE),
        may_say=may(scope, Act.COMMENT),
    )


def _decides(scope: Scope, one: ExtensionLine) -> bool:
    """Whether moving this day was kept for a leader, and whoever looks is one who may."""
    named = Role(one.mover) if one.mover else None
    leaders = {Role.DEPUTY_CHAIR, Role.CHAIR}
    return named in leaders and may(scope, Act.DECIDE_EXTENSION, one.unit, lead=one.unit, mover=named)


def _oldest(snapshot: dict[str, Any], ids: dict[tuple[str | None, ...], str]) -> Iterator[Oldest]:
    for row in standing_as(snapshot, Standing.OVERDUE)[: chair.OLDEST]:
        yield Oldest(ids.get(_key(row)), dict(row), chair.proposal_of(row, snapshot))


def _key(row: Any) -> tuple[str | None, ...]:
    return tuple(row[name] for name in ("directive", "ref", "unit", "period"))
