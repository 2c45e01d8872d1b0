"""What is done on the page of a period: frozen again, laid before who approves, approved, published, received."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import completions, review_flow, review_requests
from acts import reviews as acts
from api import reviews
from api.deps import AtDesk, Visitor, doors
from api.evidence import take
from api.pages.forms import Form, attempt, shaped
from api.pages.reviews import shown
from api.pages.shell import REVIEWS, go
from api.reviews import ApprovalRequest, Publication
from api.schemas import ReasonBody
from domain.errors import Problem, Refusal
from domain.rights import absent
from domain.status import ReturnClass
from writing.review import template_digest

router = APIRouter()
ONE = REVIEWS + "/{period}"


@router.post(ONE + "/chot")
def freeze(request: Request, desk: AtDesk, scope: Visitor, period: str, sent: Form) -> Response:
    """Freeze it again: the same where no fact has changed, else the next revision."""

    def deed() -> Response:
        answer = acts.freeze(desk, scope, period, template=template_digest(), key=sent.key)
        return go(f"{REVIEWS}/{period}", "chot" if answer.status == 201 else "chot-nhu-cu")  # noqa: PLR2004 - created

    return attempt(deed, lambda trouble: shown(request, desk, scope, period, trouble), "freeze", sent)


@router.post(ONE + "/de-nghi")
def ask_sections(request: Request, desk: AtDesk, scope: Visitor, period: str, sent: Form) -> Response:
    """Ask the owner units for their sections."""

    def deed() -> Response:
        review_requests.ask_sections(desk, scope, period, sent.key)
        return go(f"{REVIEWS}/{period}", "de-nghi-muc")

    return attempt(deed, lambda trouble: shown(request, desk, scope, period, trouble), "ask", sent)


@router.post(ONE + "/trinh-duyet")
def ask_approval(request: Request, desk: AtDesk, scope: Visitor, period: str, sent: Form) -> Response:
    """Lay the content before who approves it."""

    def deed() -> Response:
        body = shaped(ApprovalRequest, {"due_on": sent.day("due_on")})
        review_requests.ask_approval(desk, scope, period, body.due_on, sent.key)
        return go(f"{REVIEWS}/{period}", "trinh-duyet")

    return attempt(deed, lambda trouble: shown(request, desk, scope, period, trouble), "ask-approval", sent)


@router.post(ONE + "/duyet")
def approve(request: Request, desk: AtDesk, scope: Visitor, period: str, sent: Form) -> Response:
    """Approve the content as it was looked at."""

    def deed() -> Response:
        review_flow.approve(desk, scope, period, sent.version, sent.key)
        return go(f"{REVIEWS}/{period}", "duyet")

    return attempt(deed, lambda trouble: shown(request, desk, scope, period, trouble), "approve", sent)


@router.post(ONE + "/bo-duyet")
def withdraw(request: Request, desk: AtDesk, scope: Visitor, period: str, sent: Form) -> Response:
    """Take the approval back before it has gone out."""

    def deed() -> Response:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        review_flow.withdraw_approval(desk, scope, period, body.reason, sent.version, sent.key)
        return go(f"{REVIEWS}/{period}", "bo-duyet")

    return attempt(deed, lambda trouble: shown(request, desk, scope, period, trouble), "withdraw", sent)


@router.post(ONE + "/ban-hanh")
def publish(request: Request, desk: AtDesk, scope: Visitor, period: str, sent: Form) -> Response:
    """Number, date and the signed file; from then on only that file goes out."""

    def deed() -> Response:
        if sent.file is None:
            raise Refusal("invalid", "no-file", "Chưa chọn tệp đã ký.", (Problem("file", "cần một tệp PDF đã ký"),))
        told = {"number": sent.one("number"), "issued_on": sent.day("issued_on"), "file": "-"}
        body = shaped(Publication, told)
        kept = take(doors(request), desk, scope, sent.file.name, [sent.file.data], f"{sent.key}-file")
        review_flow.publish(desk, scope, period, body.number, body.issued_on, str(kept.body["id"]), sent.key)
        return go(f"{REVIEWS}/{period}", "ban-hanh")

    return attempt(deed, lambda trouble: shown(request, desk, scope, period, trouble), "publish", sent)


@router.post(ONE + "/da-nhan")
def receive(desk: AtDesk, scope: Visitor, period: str, sent: Form) -> Response:
    """Say that one's unit has received what went out."""
    review_flow.receive(desk, scope, period, sent.key)
    return go(f"{REVIEWS}/{period}", "da-nhan")


@router.post(ONE + "/muc/{section}/tra-lai")
def send_back(request: Request, desk: AtDesk, scope: Visitor, period: str, section: str, sent: Form) -> Response:
    """Send the text of a section back with the reason."""
    return _answered(request, desk, scope, period, section, sent, "muc-tra-lai")


@router.post(ONE + "/muc/{section}/xac-nhan")
def accept(request: Request, desk: AtDesk, scope: Visitor, period: str, section: str, sent: Form) -> Response:
    """Accept the text of a section."""
    return _answered(request, desk, scope, period, section, sent, "muc-xac-nhan")


def _answered(
    request: Request, desk: AtDesk, scope: Visitor, period: str, section: str, sent: Form, said: str
) -> Response:
    def deed() -> Response:
        found = next((one for one in reviews.sections(desk, scope, period) if one["id"] == section), None)
        if found is None or found["completion"] is None:
            raise absent()
        if said == "muc-tra-lai":
            body = shaped(ReasonBody, {"reason": sent.one("reason")})
            completions.send_back(desk, scope, found["completion"], ReturnClass.CORRECTION, body.reason, None, sent.key)
        else:
            completions.accept(desk, scope, found["completion"], None, sent.key)
        return go(f"{REVIEWS}/{period}", said)

    otherwise: Callable[..., Response] = lambda trouble: shown(request, desk, scope, period, trouble)  # noqa: E731
    return attempt(deed, otherwise, f"section-{section}", sent)
