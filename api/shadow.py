"""`/api/shadow`: the weeks in which all mail goes to the office alone."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from acts.shadow import begin_shadow, end_shadow
from api.deps import AtDesk, Key, Visitor, reply
from api.plain import plain
from api.schemas import Body, Day
from storage.views.shadow import shadow

router = APIRouter(prefix="/api/shadow", tags=["system"])


class ShadowBody(Body):
    """The last day on which mails go to the office."""

    until: Day


@router.get("")
def show(desk: AtDesk) -> dict[str, Any]:
    """Whether it lasts today, and its days."""
    with desk.memory.reading() as session:
        told = shadow(session)
    return {"lasts": told is not None and told.covers(desk.today()), **(plain(told) if told is not None else {})}


@router.post("", status_code=201)
def begin(desk: AtDesk, scope: Visitor, key: Key, body: ShadowBody) -> JSONResponse:
    """Begin it, or move its last day."""
    return reply(begin_shadow(desk, scope, body.until, key))


@router.post("/end", status_code=201)
def end(desk: AtDesk, scope: Visitor, key: Key) -> JSONResponse:
    """Go live now."""
    return reply(end_shadow(desk, scope, key))
