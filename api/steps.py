"""`/api/steps`: what waits for a person's word, and the word."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import steps
from api.bulk import reply_rows
from api.deps import AtDesk, Key, MaybeSeen, Paging, Visitor, reply
from api.plain import page
from api.schemas import Body, Reason, ReasonBody, RowsBody
from domain.ladder import StepState
from storage.views import steps as view

router = APIRouter(prefix="/api/steps", tags=["steps"])
LONGEST_POSTPONEMENT = 10


class Postponement(Body):
    """By how many working days, and why."""

    working_days: Annotated[int, Field(ge=1, le=LONGEST_POSTPONEMENT)]
    reason: Reason


@router.get("")
def list_steps(desk: AtDesk, scope: Visitor, paging: Paging, state: StepState = StepState.AWAITING) -> dict[str, Any]:
    """Steps in a state, the earliest first; without one those that await release."""
    with desk.memory.reading() as session:
        return page(view.find(session, scope, state, paging))


@router.post("/releases")
def release_many(desk: AtDesk, scope: Visitor, key: Key, body: RowsBody) -> JSONResponse:
    """Let many go now: each row is answered for itself, in the order asked."""
    return reply_rows(steps.release_many(desk, scope, body.asked(), key))


@router.post("/{step}/release")
def release(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, step: str) -> JSONResponse:
    """Let it go now."""
    return reply(steps.release(desk, scope, step, seen, key))


@router.post("/{step}/postponement")
def postpone(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, step: str, body: Postponement) -> JSONResponse:
    """Put it off by working days."""
    return reply(steps.postpone(desk, scope, step, body.working_days, body.reason, seen, key))


@router.post("/{step}/decline")
def decline(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, step: str, body: ReasonBody) -> JSONResponse:
    """Do not send it, with the reason."""
    return reply(steps.decline(desk, scope, step, body.reason, seen, key))
