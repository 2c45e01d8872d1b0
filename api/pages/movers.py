"""*Ai được lùi hạn*: named on the page of a directive, for all of it or for one item."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.movers import name_of_directive, name_of_item
from api.deps import AtDesk, Visitor
from api.pages.directives import ONE, shown
from api.pages.forms import Form, attempt, shaped
from api.pages.shell import DIRECTIVES, go
from api.schemas import MoverBody

router = APIRouter()


@router.post(ONE + "/lui-han")
def name(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Name who moves its deadlines."""

    def deed() -> Response:
        told, item = sent.one("mover"), sent.one("item")
        mover = shaped(MoverBody, {"mover": told}).role() if told else None
        if item is None:
            name_of_directive(desk, scope, directive, mover, sent.version, sent.key)
        else:
            name_of_item(desk, scope, item, mover, None, sent.key)
        return go(f"{DIRECTIVES}/{directive}", "lui-han")

    return attempt(deed, lambda trouble: shown(request, desk, scope, directive, trouble), "mover", sent)
