"""Work from above on its pages: said of a draft that a superior gave it, and passed on to units below as child tasks."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.passing_down import came_from_above, pass_down
from api.deps import AtDesk, Visitor
from api.pages.assignment import ASSIGNMENT, shown
from api.pages.directives import ONE
from api.pages.directives import shown as directive_shown
from api.pages.forms import Form, attempt, shaped
from api.pages.shell import DIRECTIVES, go
from api.schemas import OriginBody, TasksBody

router = APIRouter()


@router.post(ONE + "/noi-giao")
def tell_origin(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Say who gave it, and whether that is a superior."""

    def deed() -> Response:
        told = {"from_above": sent.one("from_above") == "true", "issuer": sent.one("issuer")}
        body = shaped(OriginBody, told)
        came_from_above(desk, scope, directive, body.issuer, sent.version, sent.key, above=body.from_above)
        return go(f"{DIRECTIVES}/{directive}", "noi-giao")

    return attempt(deed, lambda trouble: directive_shown(request, desk, scope, directive, trouble), "origin", sent)


@router.post(ASSIGNMENT + "/viec-con")
def give_part(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Give one child task; more of them one after another."""

    def deed() -> Response:
        task = {"text": sent.one("text"), "lead": sent.one("lead"), "due_on": sent.day("due_on")}
        body = shaped(TasksBody, {"tasks": [task]})
        pass_down(desk, scope, assignment, body.asked(), sent.version, sent.key)
        return go(f"/nhiem-vu/{assignment}", "viec-con")

    return attempt(deed, lambda trouble: shown(request, desk, scope, assignment, trouble), "viec-con", sent)
