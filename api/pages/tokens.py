"""The page of one's tokens for programs: those that work, a new one (its secret is shown once), an end to one."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import tokens
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.language import Words
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import go, page
from api.pages.sign_in import ACCOUNT
from api.tokens import Wanted
from domain.rights import Act, Scope, may
from storage.views import tokens as view

router = APIRouter()
TOKENS = f"{ACCOUNT}/ma-truy-cap"
WHOLE = "all"
MAY = Words(
    {
        "read": "Chỉ đọc",
        "report": "Đọc và báo cáo kết quả của đơn vị",
        "measure": "Gửi số liệu",
        "directives": "Tiếp nhận văn bản chỉ đạo",
        WHOLE: "Mọi việc của tài khoản này",
    }
)
DAYS = Words({"30": "30 ngày", "90": "90 ngày", "180": "180 ngày", "365": "365 ngày"})


@router.get(TOKENS)
def show_tokens(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """The tokens that work."""
    return _listed(request, desk, scope)


@router.post(TOKENS)
def give(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """A new one; this page alone shows its secret."""

    def deed() -> Response:
        wanted = sent.one("may")
        told: dict[str, Any] = {"name": sent.one("name"), "days": sent.one("days")}
        body = shaped(Wanted, {**told, "may": None if wanted == WHOLE else (wanted,) if wanted else ()})
        answer = tokens.give_own(desk, scope, body.name, body.may, body.days, sent.key)
        return _listed(request, desk, scope, secret=tokens.secret_of(desk, answer.body["id"]))

    return attempt(deed, lambda trouble: _listed(request, desk, scope, trouble), "token", sent)


@router.post(f"{TOKENS}/{{token}}/thu-hoi")
def revoke(desk: AtDesk, scope: Visitor, sent: Form, token: str) -> Response:
    """It stops working at once."""
    tokens.revoke(desk, scope, token, sent.key)
    return go(TOKENS, "thu-hoi")


def _listed(
    request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None, secret: str | None = None
) -> Response:
    with desk.memory.reading() as session:
        found = view.tokens(session, scope, desk.clock())
    everybody = may(scope, Act.ADMINISTER)
    choices = {"may": MAY, "days": DAYS}
    return page(
        request, "tokens.html", trouble=trouble, tokens=found, secret=secret, everybody=everybody, choices=choices
    )
