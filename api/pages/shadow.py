"""*Chạy thử song song*: begin it, move its last day, or go live, on the page of operations."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.shadow import begin_shadow, end_shadow
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, attempt, shaped
from api.pages.operations import shown
from api.pages.shell import OPERATIONS, go
from api.shadow import ShadowBody

router = APIRouter()


@router.post(OPERATIONS + "/chay-thu")
def begin(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """From now on up to and including a day, mails go to the office alone."""

    def deed() -> Response:
        begin_shadow(desk, scope, shaped(ShadowBody, {"until": sent.day("until")}).until, sent.key)
        return go(OPERATIONS, "chay-thu")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble), "shadow", sent)


@router.post(OPERATIONS + "/chay-thu/ket-thuc")
def end(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Go live now."""

    def deed() -> Response:
        end_shadow(desk, scope, sent.key)
        return go(OPERATIONS, "chay-that")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble), "shadow", sent)
