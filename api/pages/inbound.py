"""*Thư đến*: answers to our mails that wait to be recorded, and what was left alone."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import inbound
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.inbound import ConfirmationBody
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import ARRIVED, go, page
from api.schemas import ReasonBody
from domain.rights import Act, Scope, may
from storage.views import inbound as view
from storage.views.evidence import carried
from storage.views.paging import MOST, Wanted

router = APIRouter()
SHOWN = 50


@router.get(ARRIVED)
def show_arrived(request: Request, desk: AtDesk, scope: Visitor, trang: str | None = None) -> Response:
    """What waits, and below it everything that came."""
    return _shown(request, desk, scope, trang)


@router.post(ARRIVED + "/{inbound_id}/ghi-nhan")
def confirm(request: Request, desk: AtDesk, scope: Visitor, inbound_id: str, sent: Form) -> Response:
    """Record an answer as the report of its unit."""

    def deed() -> Response:
        named = {"number": sent.one("number"), "issued_on": sent.day("issued_on"), "signer": sent.one("signer")}
        document = {name: value for name, value in named.items() if value is not None}
        told = {
            "assignments": sent.every("viec"),
            "document": document or None,
            "result_on": None if document else sent.day("result_on"),
        }
        body = shaped(ConfirmationBody, told)
        inbound.confirm(desk, scope, inbound_id, body.report(), sent.version, sent.key)
        return go(ARRIVED, "thu-den")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, None, trouble), f"confirm-{inbound_id}", sent)


@router.post(ARRIVED + "/{inbound_id}/bo-qua")
def dismiss(request: Request, desk: AtDesk, scope: Visitor, inbound_id: str, sent: Form) -> Response:
    """Say that it is no report."""

    def deed() -> Response:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        inbound.dismiss(desk, scope, inbound_id, body.reason, sent.version, sent.key)
        return go(ARRIVED, "bo-qua-thu")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, None, trouble), f"dismiss-{inbound_id}", sent)


def _shown(request: Request, desk: Desk, scope: Scope, cursor: str | None, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        waiting = view.find(session, scope, Wanted(None, MOST), view.PROPOSED).items
        listed = view.find(session, scope, Wanted(cursor, SHOWN))
        files = carried(session, (one for mail in waiting for one in mail.evidence))
    recorded = may(scope, Act.RECORD)
    return page(
        request, "inbound.html", trouble=trouble, waiting=waiting, listed=listed, files=files, may_record=recorded
    )
