"""`/api/outage-credits`: results that came late because the doors stood still, and a person's word on each."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from acts.outage_credits import decide_credit
from api.deps import AtDesk, Key, Visitor, reply
from api.plain import plain
from api.schemas import Body, Id, Reason
from storage.views import outage_credits as view

router = APIRouter(prefix="/api/outage-credits", tags=["system"])


class CreditBody(Body):
    """Which result, for which standstill, and the word on it with its reason."""

    outage: Id
    assignment: Id
    granted: bool
    reason: Reason


@router.get("")
def show(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """What waits for a person's word, and what was decided."""
    with desk.memory.reading() as session:
        waiting = view.proposals(session, scope, desk.calendar)
        past = view.decided(session, scope, desk.calendar)
    return {"proposed": [plain(one) for one in waiting], "decided": [plain(one) for one in past]}


@router.post("", status_code=201)
def decide(desk: AtDesk, scope: Visitor, key: Key, body: CreditBody) -> JSONResponse:
    """Let a result count as in time, or not."""
    return reply(decide_credit(desk, scope, body.outage, body.assignment, body.reason, key, granted=body.granted))
