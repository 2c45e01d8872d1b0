"""`/api/extensions`: requests for more time, the decision on them, and the document that confirms a leader's word."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from acts import extensions
from api.deps import AtDesk, Key, Paging, Seen, Visitor, reply
from api.plain import page
from api.schemas import DecisionBody, Document
from storage.views import extensions as view

router = APIRouter(prefix="/api/extensions", tags=["extensions"])


@router.get("")
def list_extensions(
    desk: AtDesk,
    scope: Visitor,
    paging: Paging,
    state: Literal["asked", "granted", "refused"] | None = None,
    unit: Annotated[str | None, Query(max_length=100)] = None,
    awaits_document: Annotated[bool | None, Query(description="chờ văn bản")] = None,
) -> dict[str, Any]:
    """Requests for more time, the latest first."""
    with desk.memory.reading() as session:
        return page(view.find(session, scope, paging, state, unit, awaits_document=awaits_document))


@router.post("/{extension}/decision", status_code=201)
def decide(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, extension: str, body: DecisionBody) -> JSONResponse:
    """Grant or refuse it; never by the unit that owes, and after the deadline never by who asked."""
    return reply(
        extensions.decide(
            desk,
            scope,
            extension,
            granted=body.granted,
            reason=body.reason,
            classed=body.classed,
            version=seen,
            key=key,
        )
    )


@router.post("/{extension}/document", status_code=201)
def link_document(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, extension: str, body: Document) -> JSONResponse:
    """Link the document that confirms a leader's word."""
    return reply(extensions.link_document(desk, scope, extension, body.model_dump(mode="json"), seen, key))
