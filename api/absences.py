"""`/api/absences`: who is away on which days, and who acts in their place."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import absences
from acts.absences import Leave
from api.deps import AtDesk, Key, Seen, Visitor, reply
from api.plain import plain
from api.schemas import Body, Day, Id, Line, NoNul
from storage.views import absences as view

router = APIRouter(prefix="/api/absences", tags=["office"])


class AbsenceBody(Body):
    """Who is away (by login; left out: oneself), on which days, and who acts for them, in one unit or everywhere."""

    official: Line | None = None
    substitute: Line | None = None
    unit: Id | None = None
    since: Day
    until: Day
    reason: Annotated[str, Field(max_length=500), NoNul] = ""


@router.get("")
def list_absences(
    desk: AtDesk, scope: Visitor, past: Annotated[bool, Query(description="those that are over as well")] = False
) -> dict[str, Any]:
    """Absences of today and ahead: one's own and one's colleagues', for the office all."""
    with desk.memory.reading() as session:
        return {"items": plain(view.find(session, scope, desk.today(), past=past)), "next": None}


@router.post("", status_code=201)
def enter(desk: AtDesk, scope: Visitor, key: Key, body: AbsenceBody) -> JSONResponse:
    """Enter an absence; the substitute is told, and holds the roles on these days only."""
    return reply(absences.enter(desk, scope, Leave(**body.model_dump()), key))


@router.post("/{absence}/end", status_code=201)
def end(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, absence: str) -> JSONResponse:
    """End it early: from today on nobody acts in their place."""
    return reply(absences.end(desk, scope, absence, seen, key))
