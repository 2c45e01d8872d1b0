"""`/api/directives`: a document comes in, is looked at, gets its annex, and is issued."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import correcting, directives, issue, issue_preview, movers, originals, passing_down
from acts.desk import Answer, Desk
from acts.directives import must_be_draft
from api import signed_number
from api.deps import AtDesk, DryRun, Key, Paging, Seen, Visitor, doors, reply, versioned
from api.doubts import doubts
from api.plain import page, plain
from api.schemas import Body, Day, Id, Line, MoverBody, OriginBody
from api.uploads import Sent, sent_file, text_of
from domain.annex import ANOTHER, doubted
from domain.deadline import Basis
from domain.directive import Cadence
from domain.rights import Act, Scope, require
from domain.same_number import CODE
from reading.annex import read_annex
from reading.directives import read
from reading.directives.links import without_proposals
from reading.directives.plain import to_plain
from reading.directives.recognition import recognise
from storage.views import directives as view
from storage.views.directives import HEAD
from storage.views.directory import directory
from storage.views.same_number import warnings_of

router = APIRouter(prefix="/api/directives", tags=["directives"])
Upload = Annotated[Sent, Depends(sent_file)]
FORM = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}, "required": ["file"]}
TEXT = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "name": {"type": "string", "description": "tells the format"}},
    "required": ["text"],
}


def takes(json: dict[str, Any]) -> dict[str, Any]:
    """What a call that takes a file or JSON says of its body."""
    content = {"multipart/form-data": {"schema": FORM}, "application/json": {"schema": json}}
    return {"requestBody": {"required": True, "content": content}}


class ItemChanges(Body):
    """What a person corrects of one item; what is left out stays."""

    lead_codes: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    cooperating_codes: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    acceptors: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    due_on: Day | None = None
    cadence: Cadence = Cadence.ONCE
    basis: Basis = Basis.NONE
    product: Line | None = None
    follow: bool = True
    criteria: Annotated[tuple[Id, ...], Field(max_length=50)] = ()


class Issue(Body):
    """Number and date as the registry gave them."""

    number: Line
    issued_on: Day


class OriginalBody(Body):
    """The signed file, by the id it was given when it was handed in."""

    file: Id


@router.post("", status_code=201, openapi_extra=takes(TEXT))
def take_in(desk: AtDesk, scope: Visitor, key: Key, sent: Upload) -> JSONResponse:
    """Read a document into a draft: a file, or `{"text"}`. A text marked secret is refused, nothing is kept."""
    require(scope, Act.INTAKE)
    data, name = text_of(sent) if sent.as_json else (sent.data, sent.name)
    return reply(drafted(desk, scope, data, name, key))


def drafted(desk: Desk, scope: Scope, data: bytes, name: str, key: str) -> Answer:
    """A draft of what a document says; `name` tells its format."""
    require(scope, Act.INTAKE)
    draft = recognise(read(data, name, working_day_after=desk.calendar.add_working_days), _directory(desk))
    digest = hashlib.sha256(data).hexdigest()
    return directives.take_in(desk, scope, without_proposals(to_plain(draft, with_codes=True)), draft.text, digest, key)


def _directory(desk: Desk) -> Any:
    with desk.memory.reading() as session:
        return directory(session)


@router.get("")
def list_directives(
    desk: AtDesk, scope: Visitor, paging: Paging, state: Literal["draft", "issued"] | None = None
) -> dict[str, Any]:
    """Directives, the newest first; a unit sees what was issued to it."""
    with desk.memory.reading() as session:
        return page(view.find(session, scope, paging, state))


@router.get("/{directive}")
def get_directive(desk: AtDesk, scope: Visitor, directive: str) -> JSONResponse:
    """One directive with its items."""
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
    body = {
        **plain(found.line),
        "items": plain(found.items),
        "text": found.text,
        "notes": plain(found.notes),
        "lost_points": plain(found.lost_points),
        "warnings": plain(found.warnings),
        "annex": plain(found.annex),
        "originals": plain(found.originals),
    }
    return versioned(body, found.line.version)


@router.patch("/{directive}/items/{item}")
def correct_item(
    desk: AtDesk, scope: Visitor, key: Key, seen: Seen, directive: str, item: str, body: ItemChanges
) -> JSONResponse:
    """Correct what was read of an item, while the directive is a draft."""
    changes = body.model_dump(exclude_unset=True, mode="json")
    return reply(correcting.correct_item(desk, scope, directive, item, changes, seen, key))


@router.post("/{directive}/origin")
def tell_origin(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, directive: str, body: OriginBody) -> JSONResponse:
    """Say of a draft whether a superior gave it, and who."""
    answer = passing_down.came_from_above(desk, scope, directive, body.issuer, seen, key, above=body.from_above)
    return reply(answer)


@router.post("/{directive}/mover")
def name_mover(desk: AtDesk, scope: Visitor, key: Key, seen: Seen, directive: str, body: MoverBody) -> JSONResponse:
    """Name who may move its deadlines."""
    return reply(movers.name_of_directive(desk, scope, directive, body.role(), seen, key))


@router.post("/{directive}/originals", status_code=201)
def attach_original(
    request: Request, desk: AtDesk, scope: Visitor, key: Key, directive: str, body: OriginalBody
) -> JSONResponse:
    """Attach the signed file (PDF, handed in before by `POST /api/evidence`); the last one attached is in force.

    `warnings` say where it writes another number or date than those entered.
    """
    done = originals.attach_original(desk, scope, directive, body.file, key)
    warnings = signed_number.warnings_of(doors(request), desk, scope, directive, body.file)
    return reply(replace(done, body={**done.body, "warnings": warnings}))


@router.post("/{directive}/annex", openapi_extra=takes({"type": "object"}))
def lay_annex(
    desk: AtDesk, scope: Visitor, key: Key, directive: str, sent: Upload, dry_run: DryRun = False
) -> JSONResponse:
    """Give deadlines their basis: the annex as a file or as JSON of the same shape (docs/schemas/annex.schema.json).

    After the issue a signed annex corrects days and products, whose deadlines then move; each unit is told once.
    """
    require(scope, Act.INTAKE)
    annex = read_annex(sent.data, sent.name)
    return reply(directives.lay_annex(desk, scope, directive, annex, key, dry_run=dry_run))


@router.post("/{directive}/issue")
def issue_directive(
    desk: AtDesk, scope: Visitor, key: Key, directive: str, body: Issue, dry_run: DryRun = False
) -> JSONResponse:
    """Put it in force: items become assignments that are owed. A dry run tells what that would make, and what is open."""
    if dry_run:
        return JSONResponse(previewed(desk, scope, directive, body.number, body.issued_on))
    return reply(issue.issue(desk, scope, directive, body.number, body.issued_on, key))


def previewed(desk: Desk, scope: Scope, directive: str, number: str, issued_on: date) -> dict[str, Any]:
    """Assignments, deadlines with their instants, the first reminder of each unit, and what still stands open."""
    foreseen = issue_preview.foresee(desk, scope, directive, issued_on)
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
        again = warnings_of(session, directive, number, issued_on)
    must_be_draft(found.line.state)
    followed = [one for one in foreseen if one.follow]
    return {
        "dry_run": True,
        "id": directive,
        "assignments": sum(len(one.units) for one in followed),
        "dated": sum(len(one.units) for one in followed if one.deadline),
        "without_lead": [one.ref for one in followed if not one.units],
        "items": plain(foreseen),
        "reminders": plain(issue_preview.first_reminders(foreseen)),
        "warnings": [
            *([f"Ngày văn bản: {issue.ahead(desk.today()).message}."] if issued_on > desk.today() else []),
            *(one["message"] for one in again),
            *(one["message"] for one in doubted(found.annex, number, issued_on)),
            *(one["message"] for one in found.warnings if one["code"] not in {CODE, ANOTHER, *HEAD}),
            *(f"Mục {item.ref}: {doubt}" for item in found.items for doubt in doubts(item)),
        ],
    }
