"""A refusal where a person was looking at pages: to the sign-in, or said on a page of its own."""

from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from api.pages.shell import page, shown
from api.problems import TITLES, status_of
from domain.errors import Refusal
from domain.limits import TooOften

SIGN_IN = "/dang-nhap"


def is_page(request: Request) -> bool:
    """Whether the address is of a page and not of the API."""
    return not request.url.path.startswith(("/api/", "/static/")) and request.url.path != "/api"


def refused(request: Request, refusal: Refusal) -> Response:
    """The answer to a refusal nobody took up on the page it came from."""
    if refusal.code == "not-signed-in":
        return RedirectResponse(f"{SIGN_IN}?tiep={quote(_wanted(request), safe='')}", 303)
    return said(request, status_of(refusal), refusal)


def said(request: Request, status: int, refusal: Refusal) -> Response:
    """A page with the sentence of a refusal and the way back."""
    title = TITLES.get(status, TITLES[400])
    answer = page(request, "refused.html", status, title=title, refusal=refusal)
    if isinstance(refusal, TooOften):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer


def at_fault(told: str) -> Response:
    """A page for a fault of ours: it reads nothing, so that it cannot fail as well."""
    return shown("fault.html", 500, told=told)


def _wanted(request: Request) -> str:
    """Where to go after signing in: where one wanted to look; a form sent without a session is not sent again."""
    if request.method not in {"GET", "HEAD"}:
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
