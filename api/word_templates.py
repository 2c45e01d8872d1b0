"""`/api/word-templates`: the office's own Word templates, which only place blocks; the usual one to begin with."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response

from acts import word_templates as acts
from acts.desk import Answer, Desk
from api.deps import AtDesk, Key, Visitor, reply
from api.uploads import Sent, sent_file
from domain.rights import Act, Scope, absent, require
from reading.word_templates import open_template, problems_of, refuse
from storage.views import word_templates as view
from writing.docx_template import ANNEXES, BLOCKS, OPTIONAL, default_template, placed
from writing.review import DOCUMENTS, MEDIA_TYPES

router = APIRouter(prefix="/api/word-templates", tags=["reviews"])


@router.get("")
def list_templates(desk: AtDesk) -> dict[str, Any]:
    """Each kind of document with its own template, if it has one, and the blocks a template may place."""
    return {"items": kinds(desk), "blocks": dict(BLOCKS), "next": None}


@router.get("/{kind}.docx", response_class=Response)
def get_template(desk: AtDesk, kind: str) -> Response:
    """The template in force, or the usual one to be edited in Word."""
    _known(kind)
    with desk.memory.reading() as session:
        own = view.in_force(session).get(kind)
        data = view.templates(session, [own])[own] if own else default_template()
    headers = {"Content-Disposition": f'attachment; filename="mau-{kind}.docx"'}
    return Response(data, media_type=MEDIA_TYPES["docx"], headers=headers)


@router.put("/{kind}")
def put_template(
    desk: AtDesk, scope: Visitor, key: Key, kind: str, sent: Annotated[Sent, Depends(sent_file)]
) -> JSONResponse:
    """Put a template in force: from the next freezing on."""
    return reply(set_checked(desk, scope, kind, sent, key))


@router.delete("/{kind}")
def delete_template(desk: AtDesk, scope: Visitor, key: Key, kind: str) -> JSONResponse:
    """Write that kind as without a template."""
    _known(kind)
    return reply(acts.drop_template(desk, scope, kind, key))


def set_checked(desk: Desk, scope: Scope, kind: str, sent: Sent, key: str) -> Answer:
    """Check a template and put it in force; refused with everything that is wrong with it."""
    require(scope, Act.SET_RULES)
    _known(kind)
    document = open_template(sent.data)
    refuse(problems_of(list(placed(document)), document, dict(BLOCKS), OPTIONAL, ANNEXES))
    return acts.set_template(desk, scope, kind, sent.name, sent.data, key)


def kinds(desk: Desk) -> list[dict[str, Any]]:
    """Kinds of documents that are written as Word files, with the template of each."""
    with desk.memory.reading() as session:
        known = view.in_force(session)
        names = {sha256: view.named(session, sha256) for sha256 in known.values()}
    return [
        {"kind": kind, "title": one.title, "sha256": known.get(kind), "name": names.get(known.get(kind, ""))}
        for kind, one in DOCUMENTS.items()
        if "docx" in one.formats
    ]


def _known(kind: str) -> None:
    if kind not in DOCUMENTS or "docx" not in DOCUMENTS[kind].formats:
        raise absent()
