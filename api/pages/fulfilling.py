"""What work waits for, declared as having come about on the page of its directive: shown first, then done; and taken back."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.fulfilling import declare, take_back
from api.deps import AtDesk, Visitor
from api.pages.directives import shown
from api.pages.forms import Filled, Form, attempt, shaped
from api.pages.shell import DIRECTIVES, go, page
from api.schemas import FulfilmentBody, ReasonBody
from api.unit_names import names_of
from storage.views import directives as view

router = APIRouter()
ITEM = DIRECTIVES + "/{directive}/muc/{item}"


@router.post(ITEM + "/dieu-kien")
def fulfil(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str, sent: Form) -> Response:
    """Declare the condition fulfilled; the deadlines that arise are shown first."""

    def deed() -> Response:
        told = _told(sent)
        declared = shaped(FulfilmentBody, _body(told)).declared()
        if sent.one("shown") is None:
            found = declare(desk, scope, item, declared, sent.version, dry_run=True).body
            with desk.memory.reading() as session:
                line = view.item(session, scope, item)
            names = names_of(desk).by_code
            return page(
                request, "fulfilment.html", found=found, item=line, told=told, version=sent.version, units=names
            )
        declare(desk, scope, item, declared, sent.version, sent.key)
        return go(f"{DIRECTIVES}/{directive}", "dieu-kien")

    return attempt(deed, lambda trouble: shown(request, desk, scope, directive, trouble), f"condition-{item}", sent)


@router.post(ITEM + "/huy-dieu-kien")
def undo(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str, sent: Form) -> Response:
    """Take a wrong declaration back."""

    def deed() -> Response:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        take_back(desk, scope, item, body.reason, sent.version, sent.key)
        return go(f"{DIRECTIVES}/{directive}", "huy-dieu-kien")

    return attempt(deed, lambda trouble: shown(request, desk, scope, directive, trouble), f"retraction-{item}", sent)


def _told(sent: Filled) -> dict[str, str | None]:
    days = {name: sent.day(name) for name in ("fulfilled_on", "document.issued_on")}
    return {**days, **{name: sent.one(name) for name in ("fulfilled_at", "document.number", "document.signer", "note")}}


def _body(told: dict[str, str | None]) -> dict[str, object]:
    """The form as the body of the same call over JSON: a document is there as soon as one of its fields is."""
    document = {
        name.removeprefix("document."): value
        for name, value in told.items()
        if name.startswith("document.") and value is not None
    }
    days = {"fulfilled_on": told["fulfilled_on"], "fulfilled_at": told["fulfilled_at"]}
    return {**days, "document": document or None, "note": told["note"] or ""}
