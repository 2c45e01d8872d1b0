"""`/api/health`: 200 while the database answers; the state of Temporal, worker and mail in a word each."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from acts.desk import Desk
from acts.review_alarm import reviews_missed
from api.deps import Doors, doors
from storage.views import pulse
from storage.views.clocks import clocks_apart
from storage.views.holds import gate

router = APIRouter(prefix="/api", tags=["system"])


def outgoing(desk: Desk) -> str:
    """Whether mails may leave: "ok", "held", or "fenced" where the database belongs to another installation."""
    with desk.memory.reading() as session:
        now = gate(session, desk.instance())
    return "fenced" if now.fenced else "ok" if now.mail else "held"


def _apart(desk: Desk) -> bool:
    with desk.memory.reading() as session:
        return bool(clocks_apart(session))


@router.get("/health")
def health(opened: Annotated[Doors, Depends(doors)]) -> JSONResponse:
    """Whether a report would be accepted now. Temporal away is no fault of the doors: it is said, and 200."""
    alive = pulse.answers(opened.desk.memory)
    states = {name: probe() for name, probe in opened.probes.items()}
    if alive:
        states["reviews"] = "late" if reviews_missed(opened.desk) else "ok"
        states["outgoing"] = outgoing(opened.desk)
        states["clocks"] = "apart" if _apart(opened.desk) else "ok"
    return JSONResponse(
        {"status": "ok" if alive else "down", "database": "ok" if alive else "unreachable", **states},
        200 if alive else 503,
    )
