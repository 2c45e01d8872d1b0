"""`/api/messages`: what became of every mail, and sending one again."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from acts import resending
from api.deps import AtDesk, Key, Paging, Visitor, reply
from api.plain import page, plain
from api.schemas import Day
from domain.sending import DeliveryState
from storage.views import delivery as view
from storage.views.delivery import Sought
from storage.views.holds import gate

router = APIRouter(prefix="/api/messages", tags=["messages"])


@router.get("")
def list_messages(
    desk: AtDesk,
    scope: Visitor,
    paging: Paging,
    state: DeliveryState | None = None,
    kind: Annotated[str | None, Query(max_length=40)] = None,
    unit: Annotated[str | None, Query(max_length=100)] = None,
    text: Annotated[str | None, Query(max_length=200)] = None,
    since: Day | None = None,
    until: Day | None = None,
) -> dict[str, Any]:
    """Mails, the latest first."""
    sought = Sought(state, kind, unit, text, since, until)
    with desk.memory.reading() as session:
        held = not gate(session, desk.instance()).mail
        return page(view.find(session, scope, desk.today(), sought, paging, held=held))


@router.get("/{message}")
def get_message(desk: AtDesk, scope: Visitor, message: str) -> dict[str, Any]:
    """One mail: what it tells, why, and its text."""
    with desk.memory.reading() as session:
        found: dict[str, Any] = plain(
            view.get(session, scope, message, desk.today(), held=not gate(session, desk.instance()).mail)
        )
    return {**found.pop("line"), **found}


@router.post("/{message}/resend")
def send_again(desk: AtDesk, scope: Visitor, key: Key, message: str) -> JSONResponse:
    """Send it once more, to where its addressee is now."""
    return reply(resending.send_again(desk, scope, message, key))
