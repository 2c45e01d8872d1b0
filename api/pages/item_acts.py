"""What is done to one item of an issued directive, on its page: amended, no longer followed, helped with."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import amending, assignments, remarks
from api.deps import AtDesk, Visitor
from api.language import marked
from api.pages.directives import ONE, shown
from api.pages.forms import Filled, Form, attempt, shaped
from api.pages.handed import kept
from api.pages.shell import DIRECTIVES, go
from api.schemas import AmendmentBody, ContributionBody, ReasonBody
from domain.errors import Problem, Refusal

router = APIRouter()
ITEM = ONE + "/muc/{item}"
NOT_EMPTIED = marked("Điều chỉnh không bỏ trống được nội dung đã có; đề nghị ghi nội dung mới hoặc giữ nguyên.")
EMPTIED = marked("đang để trống")


@router.post(ITEM + "/dieu-chinh")
def amend(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str, sent: Form) -> Response:
    """Change its words, product or day; what was left as it is stays."""

    def deed() -> None:
        changed = _changed(sent)
        body = shaped(AmendmentBody, {**changed, "reason": sent.one("reason")})
        changes = body.model_dump(exclude_unset=True, exclude={"reason"}, mode="json")
        amending.amend(desk, scope, item, changes, body.reason, sent.version, sent.key)

    return _done(deed, request, desk, scope, directive, item, sent, "dieu-chinh")


@router.post(ITEM + "/thoi-theo-doi")
def withdraw(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str, sent: Form) -> Response:
    """Stop following it."""

    def deed() -> None:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        assignments.withdraw(desk, scope, item, body.reason, sent.version, sent.key)

    return _done(deed, request, desk, scope, directive, item, sent, "thoi-theo-doi")


@router.post(ITEM + "/phoi-hop")
def contribute(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str, sent: Form) -> Response:
    """Hand in the part of a cooperating unit, with files."""

    def deed() -> None:
        files = [kept(request, desk, scope, file, f"{sent.key}-{place}") for place, file in enumerate(sent.files)]
        body = shaped(ContributionBody, {"text": sent.one("text"), "evidence": files})
        remarks.contribute(desk, scope, item, body.text, tuple(body.evidence), sent.key)

    return _done(deed, request, desk, scope, directive, item, sent, "phoi-hop")


def _changed(sent: Filled) -> dict[str, str]:
    """What differs from what the form showed, so that sent twice it asks the same; what was emptied is refused."""
    told = {"text": sent.one("text"), "product": sent.one("product"), "due_on": sent.day("due_on")}
    changed = {name: value for name, value in told.items() if value != sent.one(f"was.{name}")}
    if emptied := tuple(Problem(name, EMPTIED) for name, value in changed.items() if value is None):
        raise Refusal("invalid", "invalid", NOT_EMPTIED, emptied)
    return {name: value for name, value in changed.items() if value is not None}


def _done(
    deed: Callable[[], None],
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    directive: str,
    item: str,
    sent: Filled,
    word: str,
) -> Response:
    """Do it and say so on the page of the directive; a refusal opens its form again."""

    def answered() -> Response:
        deed()
        return go(f"{DIRECTIVES}/{directive}", word)

    return attempt(answered, lambda trouble: shown(request, desk, scope, directive, trouble), f"{word}-{item}", sent)
