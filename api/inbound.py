"""`/api/inbound`: mails that came in, and making an answer a report, or saying that it is none."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import inbound
from acts.completions import Report
from api.deps import AtDesk, Key, Paging, Seen, Visitor, reply
from api.plain import page
from api.schemas import Body, Day, Document, Id, Note, ReasonBody
from storage.views import inbound as view

router = APIRouter(prefix="/api/inbound", tags=["messages"])
State = Literal["proposed", "confirmed", "dismissed", "bounced", "ignored", "unknown-sender", "unmatched", "marked"]


class ConfirmationBody(Body):
    """Which tasks an answer reports on, by which document; the files it came with go along."""

    assignments: Annotated[list[Id], Field(min_length=1, max_length=200)]
    document: Document | None = None
    result_on: Day | None = None
    note: Note = ""

    def report(self) -> Report:
        """As the act takes it."""
        document = self.document.model_dump(mode="json") if self.document else None
        day = self.document.issued_on if self.document else self.result_on
        return Report(tuple(self.assignments), document, day, note=self.note)


@router.get("")
def list_inbound(desk: AtDesk, scope: Visitor, paging: Paging, state: State | None = None) -> dict[str, Any]:
    """Mails that came in, the latest first."""
    with desk.memory.reading() as session:
        return page(view.find(session, scope, paging, state))


@router.post("/{inbound_id}/confirmation")
def confirm(
    desk: AtDesk, scope: Visitor, key: Key, seen: Seen, inbound_id: str, body: ConfirmationBody
) -> JSONResponse:
    """Record an answer as the report of its unit."""
    return reply(inbound.confirm(desk, scope, inbound_id, body.report(), seen, key))


@router.post("/{inbound_id}/dismissal")
def dismiss(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, inbound_id: str, body: ReasonBody) -> JSONResponse:
    """Say that it is no report, with the reason."""
    return reply(inbound.dismiss(desk, scope, inbound_id, body.reason, seen, key))
