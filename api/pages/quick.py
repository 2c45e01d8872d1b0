"""*Giao việc nhanh*: one line of work said at a meeting or on the telephone, given at once, linked to a document later."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import items
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.pages.directives import may_lead
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import DIRECTIVES, go, page
from api.schemas import ItemBody

router = APIRouter()
QUICK = "/giao-viec"
SOURCES = ("Họp giao ban", "Điện thoại", "Ý kiến trực tiếp", "Zalo")
"""What is offered as the source; anything else may be typed."""


@router.get(QUICK)
def show_quick(request: Request, desk: AtDesk) -> Response:
    """The form."""
    return _form(request, desk)


@router.post(QUICK)
def give(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Give it; shown again with what was entered where a rule says no."""

    def deed() -> Response:
        told = {name: sent.one(name) for name in ("text", "lead", "source", "giver")}
        body = shaped(ItemBody, {**told, "due_on": sent.day("due_on")})
        answer = items.give(desk, scope, body.text, body.lead, body.due_on, body.source, body.giver, sent.key)
        return go(f"{DIRECTIVES}/{answer.body['directive']}", "giao-viec")

    return attempt(deed, lambda trouble: _form(request, desk, trouble), "quick", sent)


def _form(request: Request, desk: Desk, trouble: Trouble | None = None) -> Response:
    return page(request, "quick.html", trouble=trouble, leads=may_lead(desk), sources=SOURCES)
