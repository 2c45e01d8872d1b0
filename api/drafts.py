"""`/api/directives/{id}/items` while it is a draft: many corrected at once, one taken apart, two put together, names learned."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import naming, parting
from acts.correcting import MOST_ROWS, Correction, correct_items
from api.deps import AtDesk, Key, Seen, Visitor, reply
from api.directives import ItemChanges
from api.schemas import Body, Id, Line, NoNul, Version

router = APIRouter(prefix="/api/directives", tags=["directives"])
OWN = {"id", "version"}


class RowChanges(ItemChanges):
    """What is corrected of one item, and the version of it that was seen."""

    id: Id
    version: Version


class ManyChanges(Body):
    """Corrections of many items of one draft."""

    rows: Annotated[list[RowChanges], Field(min_length=1, max_length=MOST_ROWS)]


class Parts(Body):
    """The text of an item, cut where its parts begin."""

    parts: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=20_000), NoNul]],
        Field(min_length=parting.FEWEST, max_length=parting.MOST),
    ]


class Other(Body):
    """The item that is put into this one."""

    other: Id


class Named(Body):
    """A name as the document writes it, and the unit it means."""

    written: Line
    unit: Id


def correction(row: RowChanges) -> Correction:
    """A row of the call as the act takes it."""
    return Correction(row.id, row.version, row.model_dump(exclude_unset=True, exclude=OWN, mode="json"))


@router.patch("/{directive}/items")
def correct_many(desk: AtDesk, scope: Visitor, key: Key, directive: str, body: ManyChanges) -> JSONResponse:
    """Correct many items of a draft at once; each row answers whether it was saved, and why not."""
    rows = [correction(row) for row in body.rows]
    return reply(correct_items(desk, scope, directive, rows, key))


@router.post("/{directive}/items/{item}/split")
def split(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, directive: str, item: str, body: Parts) -> JSONResponse:
    """Cut an item into parts; together they are its text."""
    return reply(parting.split_item(desk, scope, directive, item, body.parts, seen, key))


@router.post("/{directive}/items/{item}/merge")
def merge(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, directive: str, item: str, body: Other) -> JSONResponse:
    """Put another item of the same draft into this one."""
    return reply(parting.merge_items(desk, scope, directive, item, body.other, seen, key))


@router.post("/{directive}/names", status_code=201)
def name_unit(desk: AtDesk, scope: Visitor, key: Key, directive: str, body: Named) -> JSONResponse:
    """Say which unit an unrecognised name means: kept as its alias, and filled in on this draft."""
    return reply(naming.name_unit(desk, scope, directive, body.written, body.unit, key))
