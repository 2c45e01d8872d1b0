"""*Tính đúng hạn do gián đoạn*: a person's word on each result that a standstill made late, on the page of operations."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.outage_credits import decide_credit
from api.deps import AtDesk, Visitor
from api.outage_credits import CreditBody
from api.pages.forms import Form, attempt, shaped
from api.pages.operations import shown
from api.pages.shell import OPERATIONS, go

router = APIRouter()


@router.post(OPERATIONS + "/gian-doan/{outage}/{assignment}")
def decide(request: Request, desk: AtDesk, scope: Visitor, outage: str, assignment: str, sent: Form) -> Response:
    """Let it count as in time, or not."""

    def deed() -> Response:
        told = {"outage": outage, "assignment": assignment, "reason": sent.one("reason")}
        body = shaped(CreditBody, {**told, "granted": sent.one("granted") == "true"})
        decide_credit(desk, scope, body.outage, body.assignment, body.reason, sent.key, granted=body.granted)
        return go(OPERATIONS, "gian-doan")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble), f"credit-{assignment}", sent)
