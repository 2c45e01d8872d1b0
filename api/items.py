"""`/api/items`: single things required, across directives."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.deps import AtDesk, Paging, Visitor, versioned
from api.plain import page, plain
from storage.views import directives as view

router = APIRouter(prefix="/api/items", tags=["items"])
Word = Annotated[str | None, Query(max_length=200)]


@router.get("")
def list_items(
    desk: AtDesk, scope: Visitor, paging: Paging, directive: Word = None, lead: Word = None, text: Word = None
) -> dict[str, Any]:
    """Items by directive and place; accents and case of `text` do not count."""
    with desk.memory.reading() as session:
        return page(view.items(session, scope, paging, directive, lead, text))


@router.get("/{item}")
def get_item(desk: AtDesk, scope: Visitor, item: str) -> JSONResponse:
    """One item."""
    with desk.memory.reading() as session:
        found = view.item(session, scope, item)
    return versioned(plain(found), found.version)
