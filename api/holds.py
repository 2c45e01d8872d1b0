"""`/api/holds`: what holds the mails back, what waits behind it, and the word that holds them or lets them go."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import holds
from api.deps import AtDesk, Key, MaybeSeen, Visitor, reply
from api.plain import plain
from api.schemas import Id, ReasonBody
from storage.views import holds as view

router = APIRouter(prefix="/api/holds", tags=["system"])
MOST_DROPPED = 1000


class ReleaseBody(ReasonBody):
    """Why everything goes on, and the mails that do not leave."""

    without: Annotated[list[Id], Field(default_factory=list, max_length=MOST_DROPPED)]


@router.get("")
def list_holds(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """Whether anything may leave, the holds (the latest first), and the mails that would leave without them."""
    with desk.memory.reading() as session:
        now = view.gate(session, desk.instance())
        waiting = view.would_leave(session, scope, desk.clock(), desk.today())
        return {
            "fenced": now.fenced,
            "held": bool(now.holds),
            "items": [plain(one) for one in view.holds(session, scope)],
            "would_leave": [plain(one) for one in waiting],
        }


@router.post("", status_code=201)
def hold(desk: AtDesk, scope: Visitor, key: Key, body: ReasonBody) -> JSONResponse:
    """Hold every mail back."""
    return reply(holds.hold(desk, scope, body.reason, key))


@router.post("/{hold_id}/keep")
def keep(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, hold_id: str, body: ReasonBody) -> JSONResponse:
    """Say that a hold was looked at and stays."""
    return reply(holds.keep(desk, scope, hold_id, body.reason, seen, key))


@router.post("/{hold_id}/release")
def release(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, hold_id: str, body: ReleaseBody) -> JSONResponse:
    """Let everything go but the mails named."""
    return reply(holds.release(desk, scope, hold_id, body.reason, body.without, seen, key))
