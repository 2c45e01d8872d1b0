"""What a handler is given: the desk, who calls, the key of the request, the version it saw."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request
from fastapi.responses import JSONResponse

from acts.desk import Answer, Desk
from acts.evidence import Checker
from acts.sessions import SEEN_EVERY, seen
from acts.tokens import token_digest
from api.asking import refuse_strangers
from api.cookies import SESSION
from api.inbox import Inbox
from api.provider import Provider
from api.security import TABLE, Open, called
from api.sign_in import Wicket
from api.watch import watched
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require, require_whole
from domain.webhook import Network
from storage.files import Files
from storage.views import people
from storage.views.paging import MOST, USUAL, Wanted

LONGEST_KEY = 200
LARGEST_VERSION = 2**31 - 1
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
VERSION = re.compile(r'(?:W/)?"?(\d{1,10})"?')
BEARER = re.compile(r"Bearer +(\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Doors:
    """What the composition root gives the doors. `probes` say the state of Temporal, worker and mail in a word.

    `inbox` reads what the embedded sink took in, where there is one; `files` is where evidence lies; `checker` says
    whether a file is clean; `networks` are the private ones webhooks may be sent to; `provider` is the office's own
    sign-in; `public_url` is where people reach the doors.
    """

    desk: Desk
    wicket: Wicket
    probes: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    inbox: Inbox | None = None
    files: Files | None = None
    checker: Checker | None = None
    networks: tuple[Network, ...] = ()
    provider: Provider | None = None
    public_url: str | None = None


def doors(request: Request) -> Doors:
    """What the doors were opened with."""
    found: Doors = request.app.state.doors
    return found


def guard(request: Request) -> Iterator[None]:
    """Ask the authorisation table before anything else; the scope stays with the request, the access log hears of it."""
    call = called(request.method, request.scope["route"].path)
    wanted = TABLE.get(call)
    if wanted is None:
        raise Refusal("absent", "absent", "Không tìm thấy nội dung được yêu cầu.")
    _refuse_nul(request)
    if wanted is Open.EVERYBODY:
        yield
        return
    scope = _scope(request)
    request.state.scope = scope
    with watched(request, doors(request).desk, scope, call, wanted):
        if isinstance(wanted, Act):
            require(scope, wanted)
        elif request.method not in SAFE:
            require_whole(scope)
        if request.url.path.startswith("/api/"):
            refuse_strangers(request)
        yield


def _refuse_nul(request: Request) -> None:
    """PostgreSQL knows no NUL within a text; what holds one names nothing."""
    if "\x00" in request.url.path or "%00" in request.url.query or "\x00" in request.scope["path"]:
        raise Refusal("invalid", "bad-request", "Địa chỉ chứa ký tự không hợp lệ.")


def _scope(request: Request) -> Scope:
    bearer = BEARER.fullmatch(request.headers.get("authorization", "").strip())
    found = _by_token(request, bearer[1]) if bearer else by_session(request)
    if found is None:
        raise Refusal("forbidden", "not-signed-in", "Đề nghị đăng nhập để tiếp tục.")
    return found


def _by_token(request: Request, secret: str) -> Scope | None:
    desk = doors(request).desk
    with desk.memory.reading() as session:
        return people.who(session, token_digest(secret), desk.clock(), desk.today())


def by_session(request: Request) -> Scope | None:
    """Who the cookie belongs to. Its session is written down as in use, seldom enough not to write with each page."""
    secret, desk = SESSION.of(request), doors(request).desk
    if secret is None:
        return None
    refuse_foreign(request)
    with desk.memory.reading() as session:
        found = people.who_signed_in(session, token_digest(secret), desk.clock(), desk.today())
    if found is None:
        return None
    scope, line = found
    request.state.session = line
    if desk.clock() - line.seen_at >= SEEN_EVERY:
        seen(desk, line.id)
    return scope


def refuse_foreign(request: Request) -> None:
    """A change asked for with a cookie must come from a page of ours: the browser itself says where from."""
    if request.method in SAFE:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    ours = site == "same-origin" if site is not None else origin == f"{request.url.scheme}://{request.url.netloc}"
    if not ours:
        raise Refusal("forbidden", "foreign-page", "Yêu cầu không xuất phát từ trang của hệ thống.")


def refuse_elsewhere(request: Request) -> None:
    """For a way that begins with a link: it must have been followed on a page of ours."""
    if request.headers.get("sec-fetch-site") != "same-origin":
        raise Refusal("forbidden", "foreign-page", "Đề nghị mở đường dẫn này từ trang của hệ thống.")


def signed_in(request: Request) -> Scope:
    """Who calls, as `guard` found."""
    found: Scope = request.state.scope
    return found


def idempotency_key(request: Request, idempotency_key: Annotated[str | None, Header()] = None) -> str:
    """The key without which nothing is changed; it is the call's own, so the same word at another address is another key."""
    if not idempotency_key:
        raise Refusal(
            "invalid",
            "key-missing",
            "Thiếu Idempotency-Key.",
            (Problem("Idempotency-Key", "gửi một mã riêng cho mỗi việc; gửi lại cùng việc thì dùng lại cùng mã"),),
        )
    if len(idempotency_key) > LONGEST_KEY:
        raise Refusal("invalid", "bad-header", f"Idempotency-Key dài quá {LONGEST_KEY} ký tự.")
    return f"{request.method} {request.url.path} {idempotency_key}"


def seen_version(if_match: Annotated[str | None, Header()] = None) -> int | None:
    """The version named in If-Match, None where there is none."""
    return None if if_match is None else _version(if_match)


def seen_versions(if_match: Annotated[str | None, Header(max_length=4000)] = None) -> tuple[int, ...]:
    """The versions named in If-Match in their order: of each thing that one request changes."""
    return () if if_match is None else tuple(_version(tag) for tag in if_match.split(","))


def _version(tag: str) -> int:
    found = VERSION.fullmatch(tag.strip())
    if found is None or int(found[1]) > LARGEST_VERSION:
        problem = Problem("If-Match", 'dùng nguyên giá trị ETag đã nhận, ví dụ "3"')
        raise Refusal("invalid", "bad-header", "If-Match không hợp lệ.", (problem,))
    return int(found[1])


def needed_version(version: Annotated[int | None, Depends(seen_version)]) -> int:
    """The version named in If-Match; refused where there is none."""
    if version is None:
        raise version_missing()
    return version


def version_missing() -> Refusal:
    """Nobody changes what they have not seen."""
    problem = Problem("If-Match", "gửi ETag của nội dung đã đọc")
    return Refusal("missing-version", "version-missing", "Thiếu phiên bản của nội dung đã đọc (If-Match).", (problem,))


def wanted_page(
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL,
    count: Annotated[bool, Query()] = False,
) -> Wanted:
    """Which page of a list is asked for."""
    return Wanted(cursor, limit, count)


def reply(answer: Answer) -> JSONResponse:
    """The answer of an act, which has been committed by now."""
    headers: dict[str, str] = {}
    if answer.etag is not None:
        headers["ETag"] = f'"{answer.etag}"'
    if answer.repeated:
        headers["Idempotency-Replayed"] = "true"
    return JSONResponse(dict(answer.body), answer.status, headers)


def versioned(body: Any, version: int) -> JSONResponse:
    """One thing as read, with the version a later change must name."""
    return JSONResponse(body, headers={"ETag": f'"{version}"'})


def desk_of(request: Request) -> Desk:
    """The desk acts are done at."""
    return doors(request).desk


DryRun = Annotated[bool, Query(description="only work out what would come of it, and write nothing")]
AtDesk = Annotated[Desk, Depends(desk_of)]
Visitor = Annotated[Scope, Depends(signed_in)]
Key = Annotated[str, Depends(idempotency_key)]
Seen = Annotated[int, Depends(needed_version)]
SeenOfEach = Annotated[tuple[int, ...], Depends(seen_versions)]
MaybeSeen = Annotated[int | None, Depends(seen_version)]
Paging = Annotated[Wanted, Depends(wanted_page)]
