"""*Thông báo*: what one was told, read and unread; and the choice of how one is told."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from acts import preferences, reading_marks
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.notices import PreferenceBody
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import NOTICES, go, page
from domain.preference import ALWAYS, NoticeClass
from domain.rights import Scope
from storage.views import in_app
from storage.views import preferences as view
from storage.views.paging import Wanted

router = APIRouter()
CHOICE = "/tai-khoan/thong-bao"
SHOWN = 50


@router.get(NOTICES)
def show_notices(
    request: Request, desk: AtDesk, scope: Visitor, trang: Annotated[str | None, Query(max_length=1000)] = None
) -> Response:
    """What one was told, the latest first."""
    with desk.memory.reading() as session:
        listed = in_app.find(session, scope, desk.clock(), Wanted(trang, SHOWN))
    return page(request, "notices.html", listed=listed)


@router.post(NOTICES + "/da-doc")
def mark_read(desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Mark one, or all, as read."""
    reading_marks.mark_read(desk, scope, sent.every("thong_bao") or None, sent.key)
    return go(NOTICES, "da-doc")


@router.get(CHOICE)
def show_choice(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """How one is told."""
    return _shown(request, desk, scope)


@router.post(CHOICE)
def choose(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Choose it."""

    def deed() -> Response:
        quiet = [sent.one("quiet_since"), sent.one("quiet_until")]
        told = {
            "ways": {
                one.value: sent.one(one.value) for one in NoticeClass if one not in ALWAYS and sent.one(one.value)
            },
            "digest_at": sent.one("digest_at"),
            "quiet": quiet if any(quiet) else None,
            "sms": sent.every("sms"),
        }
        preferences.choose(desk, scope, shaped(PreferenceBody, told).preference(), sent.version, sent.key)
        return go(CHOICE, "nhan-thong-bao")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, trouble), "choice", sent)


def _shown(request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        chosen, version = view.mine(session, scope)
        rules = view.rules(session)
    classes = list(NoticeClass)
    return page(
        request,
        "notice_choice.html",
        trouble=trouble,
        chosen=chosen,
        version=version,
        classes=classes,
        always=ALWAYS,
        sms_offered=[one for one in classes if one in rules.sms],
    )
