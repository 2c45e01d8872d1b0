"""The page of one section of a period's report: what is asked for, and the text as its unit writes and sends it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import review_flow
from acts.desk import Desk
from api import reviews
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt
from api.pages.shell import REVIEWS, go, page
from domain.outline import LONGEST, REMARKS
from domain.rights import Act, Scope, absent, may
from storage.views import reviews as view

router = APIRouter()
SECTION = REVIEWS + "/{period}/muc/{section}"


@router.get(SECTION)
def show(request: Request, desk: AtDesk, scope: Visitor, period: str, section: str) -> Response:
    """A section or a remark with its text."""
    return _shown(request, desk, scope, period, section)


@router.post(SECTION)
def send(request: Request, desk: AtDesk, scope: Visitor, period: str, section: str, sent: Form) -> Response:
    """Send the text."""

    def deed() -> Response:
        review_flow.send_section(desk, scope, period, section, sent.one("text") or "", sent.key)
        return go(f"{REVIEWS}/{period}", "gui-muc")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, period, section, trouble), "section", sent)


def _shown(
    request: Request, desk: Desk, scope: Scope, period: str, section: str, trouble: Trouble | None = None
) -> Response:
    wanted = desk.period(period)
    if section in REMARKS:
        if not may(scope, Act.FREEZE):
            raise absent()
        with desk.memory.reading() as session:
            text = view.sections(session, wanted.name, desk.clock()).get(section)
        found = {"id": section, "title": REMARKS[section], "text": text, "owner": None, "due_on": None, "stands": True}
    else:
        found = next((one for one in reviews.sections(desk, scope, wanted.name) if one["id"] == section), {})
        if not found:
            raise absent()
    return page(
        request,
        "review_section.html",
        trouble=trouble,
        period=wanted,
        section=found,
        is_remark=section in REMARKS,
        longest=LONGEST,
    )
