"""`/api/items`: single things required, across directives."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from acts import amending, assignments, confirming, fulfilling, items, movers, remarks
from api.deps import AtDesk, DryRun, Key, MaybeSeen, Paging, Seen, Visitor, reply, versioned
from api.plain import page, plain
from api.schemas import AmendmentBody, ContributionBody, Document, FulfilmentBody, ItemBody, MoverBody, ReasonBody
from api.unit_names import names_of
from domain.rights import Act, require
from storage.views import directives as view

router = APIRouter(prefix="/api/items", tags=["items"])
Word = Annotated[str | None, Query(max_length=200)]


@router.get("")
def list_items(
    desk: AtDesk,
    scope: Visitor,
    paging: Paging,
    directive: Word = None,
    lead: Word = None,
    text: Word = None,
    awaits_document: Annotated[bool | None, Query(description="chờ văn bản")] = None,
    awaits_condition: Annotated[bool | None, Query(description="chờ điều kiện")] = None,
) -> dict[str, Any]:
    """Items by directive and place; accents and case of `text` do not count."""
    with desk.memory.reading() as session:
        found = view.items(session, scope, paging, directive, lead, text, waits=awaits_document, hangs=awaits_condition)
        return page(found)


@router.get("/{item}")
def get_item(desk: AtDesk, scope: Visitor, item: str) -> JSONResponse:
    """One item."""
    with desk.memory.reading() as session:
        found = view.item(session, scope, item)
    return versioned(plain(found), found.version)


@router.post("", status_code=201)
def give(desk: AtDesk, scope: Visitor, key: Key, body: ItemBody) -> JSONResponse:
    """Give work without a document (giao việc nhanh): one line, linked to a document later; `lead` by code or name."""
    require(scope, Act.ASSIGN)
    lead = names_of(desk).one("lead", body.lead)
    return reply(items.give(desk, scope, body.text, lead, body.due_on, body.source, body.giver, key))


@router.post("/{item}/document", status_code=201)
def confirm(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, item: str, body: Document) -> JSONResponse:
    """Link the document of work given by word: its deadline counts from then on."""
    return reply(confirming.confirm(desk, scope, item, body.model_dump(mode="json"), seen, key))


@router.post("/{item}/mover")
def name_mover(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, item: str, body: MoverBody) -> JSONResponse:
    """Name who may move its deadlines, where that is not who moves those of its directive."""
    return reply(movers.name_of_item(desk, scope, item, body.role(), seen, key))


@router.post("/{item}/fulfilment", status_code=201)
def declare(
    desk: AtDesk,
    scope: Visitor,
    key: Key,
    seen: Seen,
    item: str,
    body: FulfilmentBody,
    dry_run: DryRun = False,
) -> JSONResponse:
    """Declare what it waited for as having come about: deadlines counted from it arise, what waited goes on."""
    return reply(fulfilling.declare(desk, scope, item, body.declared(), seen, key, dry_run=dry_run))


@router.post("/{item}/fulfilment/retraction", status_code=201)
def take_back(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, item: str, body: ReasonBody) -> JSONResponse:
    """Take a wrong declaration back, as long as nobody has acted on it."""
    return reply(fulfilling.take_back(desk, scope, item, body.reason, seen, key))


@router.post("/{item}/withdrawal", status_code=201)
def withdraw(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, item: str, body: ReasonBody) -> JSONResponse:
    """Stop following it: nothing more is owed, what was done stays."""
    return reply(assignments.withdraw(desk, scope, item, body.reason, seen, key))


@router.post("/{item}/amendments", status_code=201)
def amend(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, item: str, body: AmendmentBody) -> JSONResponse:
    """Change what it asks for, its day or its product; its open assignments follow."""
    changes = body.model_dump(exclude_unset=True, exclude={"reason"}, exclude_none=True, mode="json")
    return reply(amending.amend(desk, scope, item, changes, body.reason, seen, key))


@router.post("/{item}/contributions", status_code=201)
def contribute(desk: AtDesk, scope: Visitor, key: Key, item: str, body: ContributionBody) -> JSONResponse:
    """Hand in the part of a cooperating unit."""
    return reply(remarks.contribute(desk, scope, item, body.text, tuple(body.evidence), key))
