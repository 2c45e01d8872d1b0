"""The document of work given by word, entered on the page of its directive."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.confirming import confirm
from api.deps import AtDesk, Visitor
from api.pages.directives import shown
from api.pages.forms import Form, attempt, shaped
from api.pages.shell import DIRECTIVES, go
from api.schemas import Document

router = APIRouter()
ITEM = DIRECTIVES + "/{directive}/muc/{item}"


@router.post(ITEM + "/van-ban")
def link(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str, sent: Form) -> Response:
    """Link the document that confirms a leader's word."""

    def deed() -> Response:
        told = {"number": sent.one("number"), "issued_on": sent.day("issued_on"), "signer": sent.one("signer")}
        body = shaped(Document, told)
        confirm(desk, scope, item, body.model_dump(mode="json"), sent.version, sent.key)
        return go(f"{DIRECTIVES}/{directive}", "co-van-ban")

    return attempt(deed, lambda trouble: shown(request, desk, scope, directive, trouble), f"document-{item}", sent)
