"""`/api/events` and `/api/audit`: what happened, page by page or as a stream; and who came in or tried to."""

import json
from collections.abc import AsyncIterator
from time import monotonic
from typing import Annotated, Any

from anyio import sleep
from anyio.to_thread import run_sync
from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.plain import plain
from domain.rights import Act, Scope, require
from storage.views import audit, events
from storage.views.events import Feed
from storage.views.paging import MOST, USUAL

router = APIRouter(prefix="/api", tags=["log"])
LARGEST_SEQ = 2**63 - 1
STREAM = "text/event-stream"
LONGEST_STREAM = 600
LOOK_EVERY = 1.0
"""Seconds between two looks at the log while a stream waits."""
After = Annotated[int, Query(ge=0, le=LARGEST_SEQ)]


@router.get("/events", responses={200: {"content": {STREAM: {"schema": {"type": "string"}}}}})
def list_events(
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    after: After = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL,
    seconds: Annotated[int, Query(ge=0, le=LONGEST_STREAM, description="how long a stream stays")] = 300,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """The log after a sequence number; `next` is where to go on, also while there is nothing new.

    Asked for as `text/event-stream` it stays open for `seconds` and tells what comes; `Last-Event-ID` goes on where
    an earlier stream ended. A unit reads of its own work alone.
    """
    require(scope, Act.READ_EVENTS)
    if STREAM in request.headers.get("accept", ""):
        place = int(last_event_id) if last_event_id is not None and _is_place(last_event_id) else after
        return StreamingResponse(
            told(desk, scope, place, seconds), media_type=STREAM, headers={"Cache-Control": "no-store"}
        )
    found = _look(desk, scope, after, limit)
    return JSONResponse({"items": plain(found.events), "next": str(found.last)})


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:30]) <= LARGEST_SEQ


def _look(desk: Desk, scope: Scope, after: int, limit: int) -> Feed:
    with desk.memory.reading() as session:
        return events.after(session, scope, after, limit)


async def told(desk: Desk, scope: Scope, after: int, seconds: float) -> AsyncIterator[str]:
    """The stream: each event with its number, a beat while there is none.

    It ends by itself; who listens comes again, with the rights they have then.
    """
    ends = monotonic() + seconds
    while True:
        found = await run_sync(_look, desk, scope, after, MOST)
        for event in found.events:
            yield f"id: {event.seq}\nevent: {event.kind}\ndata: {json.dumps(plain(event), ensure_ascii=False)}\n\n"
        moved, after = found.last > after, found.last
        if moved:
            continue
        if monotonic() >= ends:
            return
        yield ": \n\n"
        await sleep(LOOK_EVERY)


@router.get("/audit")
def list_audit(
    desk: AtDesk, scope: Visitor, after: After = 0, limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL
) -> dict[str, Any]:
    """The access log after a number: who came in, who tried, what was ended."""
    with desk.memory.reading() as session:
        found = audit.after(session, scope, after, limit)
    return {"items": plain(found), "next": str(found[-1].seq if found else after)}
