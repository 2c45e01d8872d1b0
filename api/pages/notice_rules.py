"""*Quy định về thông báo*: when heads are briefed, how many mails a day, what goes by SMS; and which mail reaches whom, when."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.desk import Desk
from acts.notices import URGENT
from acts.preferences import set_rules
from api.deps import AtDesk, Visitor
from api.language import Words, marked
from api.notices import RulesBody
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import ADMIN, go, page
from domain.mail_reach import REACH, Reach
from domain.preference import ALWAYS, NoticeClass, class_of
from storage.views.briefings import BRIEFING
from storage.views.preferences import rules

router = APIRouter()
PATH = ADMIN + "/thong-bao"
AT_ONCE = marked("ngay, trong giờ làm việc")
GATHERED = marked("gộp vào một thư mỗi ngày làm việc")
WEEKLY = marked("một tuần một lần")
TYPED = ("weekday", "at", "budget", "superior", "official")
WEEKDAYS = Words({"0": "thứ Hai", "1": "thứ Ba", "2": "thứ Tư", "3": "thứ Năm", "4": "thứ Sáu"})


@router.get(PATH)
def show(request: Request, desk: AtDesk) -> Response:
    """What is set, and what it does."""
    return _shown(request, desk)


@router.post(PATH)
def put(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Set it."""

    def deed() -> Response:
        told = {name: sent.one(name) for name in TYPED if sent.one(name) is not None}
        set_rules(desk, scope, shaped(RulesBody, {**told, "sms": sent.every("sms")}).rules(), sent.key)
        return go(PATH, "quy-dinh-thong-bao")

    return attempt(deed, lambda trouble: _shown(request, desk, trouble), "rules", sent)


def _when(one: Reach) -> str:
    """When mails of that kind leave: what the acts themselves go by."""
    if one.kind == BRIEFING:
        return WEEKLY
    return AT_ONCE if one.kind in URGENT else GATHERED


def _shown(request: Request, desk: Desk, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        found = rules(session)
    reach = [(one, _when(one), class_of(one.kind, one.phase), class_of(one.kind, one.phase) in ALWAYS) for one in REACH]
    return page(
        request,
        "notice_rules.html",
        trouble=trouble,
        rules=found,
        reach=reach,
        classes=list(NoticeClass),
        days=WEEKDAYS,
    )
