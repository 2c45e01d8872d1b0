"""The pages before and around the work: signing in and out, one's sessions, one's password."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from acts.desk import Desk
from acts.sessions import Opened, Whence, end_others, end_session
from api.cookies import SESSION, Cookie
from api.deps import AtDesk, Visitor, doors, refuse_foreign
from api.language import CHOICE, LANGUAGES, gettext
from api.pages.forms import Filled, Form, Trouble
from api.pages.shell import go, home_of, page
from api.sign_in import Wicket
from domain.errors import Problem, Refusal
from domain.limits import TooOften
from domain.rights import Scope
from domain.wording.words import label
from storage.views import factors, identities, people

router = APIRouter()
SIGN_IN, ACCOUNT = "/dang-nhap", "/tai-khoan"
DEVICE = Cookie("dondoc-may", SIGN_IN, strict=True, seconds=180 * 86400)
"""By which a browser is known that has signed in before."""
STEPS = {factors.CODE: f"{SIGN_IN}/ma", factors.ENROLMENT: f"{SIGN_IN}/thiet-lap"}
"""Where the second step is taken, by what is still missing."""
LONGEST_LOGIN, LONGEST_TYPED = 200, 1000


@dataclass(frozen=True)
class Standing:
    """How one's second factor stands: whether there is one, whether the role needs it, recovery codes left."""

    stands: bool
    needed: bool
    left: int


def wicket_of(request: Request) -> Wicket:
    """The way in of this application."""
    return doors(request).wicket


AtWicket = Annotated[Wicket, Depends(wicket_of)]


@router.get("/")
def home(desk: AtDesk, scope: Visitor) -> Response:
    """The first screen of the role."""
    return RedirectResponse(home_of(desk, scope), 303)


@router.get(SIGN_IN)
def show_sign_in(request: Request, tiep: str = "/") -> Response:
    """The form to sign in."""
    return sign_in_form(request, inside(tiep))


@router.post(SIGN_IN)
async def sign_in(request: Request, wicket: AtWicket, sent: Form) -> Response:
    """Sign in, and on to where one wanted to go."""
    refuse_foreign(request)
    onward = inside(sent.one("onward") or "/")
    try:
        login, password = _credentials(sent)
        opened = await wicket.sign_in(login, password, whence(request))
    except Refusal as refusal:
        trouble = Trouble(refusal, "sign-in", Filled({"login": sent.every("login")}))
        return sign_in_form(request, onward, trouble)
    return with_cookies(request, RedirectResponse(next_step(opened, onward), 303), opened)


@router.post("/dang-xuat")
def sign_out(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """End this session."""
    line = getattr(request.state, "session", None)
    if line is not None:
        end_session(desk, scope, line.id)
    answer = go(SIGN_IN, "dang-xuat")
    SESSION.take(request, answer)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@router.post("/ngon-ngu")
def speak(request: Request, sent: Form) -> Response:
    """Read the pages in another language from now on, in this browser."""
    wanted = sent.one("language") or ""
    if wanted not in LANGUAGES:
        raise Refusal("invalid", "invalid", "Hệ thống chưa có ngôn ngữ này.")
    answer = RedirectResponse(inside(sent.one("onward") or "/"), 303)
    CHOICE.give(request, answer, wanted)
    return answer


@router.get(ACCOUNT)
def show_account(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """Who one is here, one's sessions, one's password."""
    return _account(request, desk, scope)


@router.post(f"{ACCOUNT}/mat-khau")
async def change(request: Request, desk: AtDesk, scope: Visitor, wicket: AtWicket, sent: Form) -> Response:
    """Change the password; all sessions end."""
    try:
        await wicket.change_password(scope, *_passwords(sent))
    except Refusal as refusal:
        return await run_in_threadpool(_account, request, desk, scope, Trouble(refusal, "password"))
    return go(SIGN_IN, "mat-khau")


@router.post(f"{ACCOUNT}/phien/{{session}}/ket-thuc")
def end(desk: AtDesk, scope: Visitor, session: str) -> Response:
    """End one of one's sessions."""
    end_session(desk, scope, session, "revoked")
    return go(ACCOUNT, "ket-thuc")


@router.post(f"{ACCOUNT}/phien-khac/ket-thuc")
def end_the_others(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """End all of one's sessions but this one."""
    line = getattr(request.state, "session", None)
    end_others(desk, scope, line.id if line else None)
    return go(ACCOUNT, "ket-thuc")


def whence(request: Request) -> Whence:
    """Where a request comes from."""
    address = request.client.host if request.client else "unknown"
    return Whence(address, request.headers.get("user-agent", ""), DEVICE.of(request))


def inside(wanted: str) -> str:
    """A path of ours; anything that would lead elsewhere becomes the first page."""
    parts = urlsplit(wanted)
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return wanted if ours and wanted.isprintable() else "/"


def sign_in_form(request: Request, onward: str, trouble: Trouble | None = None) -> Response:
    """The form to sign in, with the way over the office's own provider where there is one."""
    provider = doors(request).provider
    label_of = provider.client.label if provider else None
    answer = page(request, "sign_in.html", trouble=trouble, onward=onward, provider=label_of)
    if trouble and isinstance(trouble.refusal, TooOften):
        answer.headers["Retry-After"] = str(trouble.refusal.retry_after)
    return answer


def next_step(opened: Opened, onward: str) -> str:
    """Where one goes after the password: on, or to what is still missing."""
    return onward if opened.awaits is None else f"{STEPS[opened.awaits]}?tiep={quote(onward, safe='')}"


def _account(request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        mine = people.sessions_of(session, scope.actor, desk.clock())
        factor = factors.stands(session, scope.actor)
        whole = people.scope_today(session, scope.actor, desk.today()) or scope
        needed, left = factors.is_required(session, whole), factors.recovery_left(session, scope.actor)
        linked = bool(identities.linked(session, scope.actor))
    line = getattr(request.state, "session", None)
    roles = [gettext(label(grant.role)) for grant in scope.grants]
    this = line.id if line else None
    told = Standing(factor, needed, left)
    provider = doors(request).provider
    standing = {"roles": roles, "second": told, "provider": provider is not None, "linked": linked}
    return page(request, "account.html", trouble=trouble, sessions=mine, this=this, standing=standing)


def _credentials(sent: Filled) -> tuple[str, str]:
    """Login and password as typed; nothing said here tells which of them is known."""
    login, password = sent.one("login"), sent.raw("password")
    missing = [name for name, value in (("login", login), ("password", password)) if not value]
    if missing:
        problems = tuple(Problem(name, "cần nhập mục này") for name in missing)
        raise Refusal("invalid", "invalid", "Đề nghị nhập tên đăng nhập và mật khẩu.", problems)
    return str(login)[:LONGEST_LOGIN], str(password)[:LONGEST_TYPED]


def _passwords(sent: Filled) -> tuple[str, str]:
    return sent.raw("current")[:LONGEST_TYPED], chosen(sent)


def chosen(sent: Filled) -> str:
    """A new password, typed twice alike."""
    wanted, again = sent.raw("password"), sent.raw("again")
    if wanted != again:
        raise Refusal(
            "invalid", "not-the-same", "Hai lần nhập chưa giống nhau.", (Problem("again", "chưa giống mật khẩu mới"),)
        )
    return wanted[:LONGEST_TYPED]


def with_cookies(request: Request, answer: Response, opened: Opened) -> Response:
    """The answer, with the cookies of a session that has just begun."""
    SESSION.give(request, answer, opened.secret)
    DEVICE.give(request, answer, opened.device)
    return answer
