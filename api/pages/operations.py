"""*Vận hành*: how the house is doing, and what holds its mails back; for who keeps the system and for the office."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import holds
from acts.desk import Desk
from acts.outages import set_storm_guard
from api.deps import AtDesk, Visitor, doors
from api.holds import ReleaseBody
from api.operations import StormGuardBody, disk
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import OPERATIONS, go, page, sees_all
from api.schemas import ReasonBody
from domain.rights import Act, Scope, may
from storage.views import holds as view
from storage.views.operations import operations as operations_view
from storage.views.outage_credits import proposals
from storage.views.shadow import shadow

router = APIRouter()
PARTS = {"temporal": "Đồng hồ (Temporal)", "mail": "Máy chủ thư", "worker": "Phần đôn đốc", "journal": "Ghi sổ cam kết"}


@router.get(OPERATIONS)
def operations(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """How the system is doing."""
    return shown(request, desk, scope)


@router.post(OPERATIONS + "/giu-thu")
def hold(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Hold every mail back."""

    def deed() -> Response:
        holds.hold(desk, scope, shaped(ReasonBody, {"reason": sent.one("reason")}).reason, sent.key)
        return go(OPERATIONS, "giu-thu")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble), "hold", sent)


@router.post(OPERATIONS + "/giu-thu/{hold_id}/tiep-tuc")
def keep(request: Request, desk: AtDesk, scope: Visitor, hold_id: str, sent: Form) -> Response:
    """Say that a hold was looked at and stays."""

    def deed() -> Response:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        holds.keep(desk, scope, hold_id, body.reason, sent.version, sent.key)
        return go(OPERATIONS, "giu-tiep")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble), f"keep-{hold_id}", sent)


@router.post(OPERATIONS + "/giu-thu/{hold_id}/mo")
def release(request: Request, desk: AtDesk, scope: Visitor, hold_id: str, sent: Form) -> Response:
    """Let everything go but what was ticked."""

    def deed() -> Response:
        body = shaped(ReleaseBody, {"reason": sent.one("reason"), "without": sent.every("without")})
        holds.release(desk, scope, hold_id, body.reason, body.without, sent.version, sent.key)
        return go(OPERATIONS, "mo-thu")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble), f"release-{hold_id}", sent)


@router.post(OPERATIONS + "/nguong")
def set_guard(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Say what is too much at once after a standstill."""

    def deed() -> Response:
        told = {"mails": sent.one("mails"), "share": sent.one("share"), "wait": sent.one("wait") == "true"}
        set_storm_guard(desk, scope, shaped(StormGuardBody, told).guard(), sent.key)
        return go(OPERATIONS, "nguong")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble), "guard", sent)


def shown(request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None) -> Response:
    """The page; with trouble, beside the form that was sent."""
    with desk.memory.reading() as session:
        gate, lines = view.gate(session, desk.instance()), view.holds(session, scope)
        waiting = view.would_leave(session, scope, desk.clock(), desk.today())
        told = operations_view(session, scope, desk.clock())
        trial = shadow(session)
        late = proposals(session, scope, desk.calendar) if may(scope, Act.ANSWER) and sees_all(scope) else []
    return page(
        request,
        "operations.html",
        trouble=trouble,
        gate=gate,
        standing=[one for one in lines if one.ended_at is None],
        past=[one for one in lines if one.ended_at is not None],
        waiting=waiting,
        trial=trial,
        credits=late,
        trial_lasts=trial is not None and trial.covers(desk.today()),
        may_hold=may(scope, Act.HOLD),
        now=desk.clock(),
        told=told,
        parts={PARTS.get(name, name): probe() for name, probe in doors(request).probes.items()},
        disk=disk(doors(request)),
    )
