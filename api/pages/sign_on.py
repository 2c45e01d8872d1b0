"""The pages of signing in with the office's own account, and of linking it to the account here."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from acts import identities
from acts.sessions import Whence, open_session, refuse_session
from acts.tokens import token_digest
from api.cookies import Cookie
from api.deps import AtDesk, Doors, Visitor, by_session, doors, refuse_elsewhere
from api.pages.forms import Trouble
from api.pages.shell import go
from api.pages.sign_in import ACCOUNT, SIGN_IN, inside, next_step, sign_in_form, whence, with_cookies
from api.provider import NotIdentified, Provider
from api.sign_on import LASTS, CameBack, come_back, set_out
from domain.errors import Problem, Refusal
from domain.identity import Identity
from domain.limits import TooOften
from domain.rights import absent
from storage.views import identities as view

router = APIRouter()
OUT, BACK = f"{SIGN_IN}/mot-lan", f"{SIGN_IN}/mot-lan/tro-ve"
LINKING = f"{ACCOUNT}/lien-ket"
OUTING = Cookie("dondoc-luot", OUT, seconds=int(LASTS.total_seconds()))
Opened = Annotated[Doors, Depends(doors)]


def provider_of(opened: Opened) -> Provider:
    """The office's provider; where there is none, these pages are not there."""
    if opened.provider is None:
        raise absent()
    return opened.provider


AtProvider = Annotated[Provider, Depends(provider_of)]


@router.get(OUT)
async def leave(request: Request, opened: Opened, provider: AtProvider, tiep: str = "/") -> Response:
    """To the provider, to come back signed in."""
    return await _leave(request, opened, provider, inside(tiep))


@router.get(LINKING)
async def leave_to_link(request: Request, opened: Opened, provider: AtProvider, _scope: Visitor) -> Response:
    """To the provider, to come back with the account that is to be linked; only from our own page."""
    refuse_elsewhere(request)
    line = getattr(request.state, "session", None)
    if line is None:
        raise Refusal("forbidden", "no-session", "Việc liên kết cần thực hiện khi đăng nhập từ trình duyệt.")
    return await _leave(request, opened, provider, ACCOUNT, line.id)


@router.get(BACK)
async def arrive(request: Request, opened: Opened, provider: AtProvider) -> Response:
    """Back from the provider: in, or linked, or told why not."""
    here, query = whence(request), dict(request.query_params)
    try:
        await run_in_threadpool(opened.wicket.count_arrival, here)
        finding = partial(come_back, opened.desk, provider, _back(request), query, OUTING.of(request))
        came = await opened.wicket.at_provider.do(finding)
        answer = await run_in_threadpool(_link if came.link else _let_in, request, opened, came)
    except Refusal as refusal:
        await run_in_threadpool(_write_down, opened, here, refusal)
        answer = sign_in_form(request, "/", Trouble(refusal, "sign-in"))
    OUTING.take(request, answer)
    return answer


@router.post(f"{LINKING}/bo")
def undo(desk: AtDesk, scope: Visitor) -> Response:
    """Undo the link of one's own account; its sessions end."""
    identities.unlink_own(desk, scope)
    return go(SIGN_IN, "bo-lien-ket")


async def _leave(request: Request, opened: Doors, provider: Provider, onward: str, link: str | None = None) -> Response:
    await run_in_threadpool(opened.wicket.count_arrival, whence(request))
    out = await opened.wicket.at_provider.do(partial(set_out, opened.desk, provider, _back(request), onward, link))
    answer = RedirectResponse(out.address, 303)
    OUTING.give(request, answer, token_digest(out.state))
    return answer


def _back(request: Request) -> str:
    """Where the provider sends browsers to: the address it knows us by, to the letter."""
    return f"{(doors(request).public_url or str(request.base_url)).rstrip('/')}{BACK}"


def _let_in(request: Request, opened: Doors, came: CameBack) -> Response:
    """A session for the official the identity is linked to; what it still awaits is asked first."""
    with opened.desk.memory.reading() as session:
        official = view.official_of(session, came.identity)
    if official is None:
        raise _unlinked(came.identity)
    begun = open_session(opened.desk, official, whence(request), has_factor=came.identity.has_factor)
    return with_cookies(request, RedirectResponse(next_step(begun, came.onward), 303), begun)


def _link(request: Request, opened: Doors, came: CameBack) -> Response:
    """Link, for the very session that asked for it."""
    scope = by_session(request)
    line = getattr(request.state, "session", None)
    if scope is None or line is None or line.id != came.link:
        raise Refusal("forbidden", "not-identified", "Phiên đăng nhập đã kết thúc; đề nghị đăng nhập rồi liên kết lại.")
    identities.link_own(opened.desk, scope, came.identity)
    return go(ACCOUNT, "lien-ket")


def _unlinked(identity: Identity) -> NotIdentified:
    detail = (
        "Tài khoản cơ quan này chưa liên kết với tài khoản nào ở đây. Đề nghị đăng nhập bằng mật khẩu rồi liên kết "
        "trong trang Tài khoản, hoặc gửi mã định danh dưới đây cho người quản trị."
    )
    told = (Problem("subject", f"mã định danh: {identity.subject}"),)
    return NotIdentified("forbidden", "not-linked", detail, told, why="not-linked")


def _write_down(opened: Doors, here: Whence, refusal: Refusal) -> None:
    """The access log has every refusal but those that were not even looked at."""
    if not isinstance(refusal, TooOften):
        why = refusal.why if isinstance(refusal, NotIdentified) else refusal.code
        refuse_session(opened.desk, None, here, f"single-sign-on: {why}")
