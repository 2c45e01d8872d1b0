"""`/api/units` and `/api/events`: the office, and what happened in it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.deps import AtDesk, Visitor
from api.plain import plain
from storage.views import events, office
from storage.views.paging import MOST, USUAL

router = APIRouter(prefix="/api", tags=["office"])
LARGEST_SEQ = 2**63 - 1


@router.get("/units")
def list_units(desk: AtDesk, _scope: Visitor) -> dict[str, Any]:
    """All units, by code: within one authority their names are no secret."""
    with desk.memory.reading() as session:
        return {"items": plain(office.units(session)), "next": None}


@router.get("/events")
def list_events(
    desk: AtDesk,
    scope: Visitor,
    after: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL,
) -> dict[str, Any]:
    """The log after a sequence number; `next` is where to go on, also while there is nothing new."""
    with desk.memory.reading() as session:
        found = events.after(session, scope, after, limit)
    return {"items": plain(found), "next": str(found[-1].seq if found else after)}
