"""The pages of the second factor: the second step of signing in, taking a factor up, giving it up."""

from typing import Annotated

import segno
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from acts import factors
from acts.desk import Desk
from acts.sessions import open_session
from acts.tokens import token_digest
from api.cookies import SESSION
from api.deps import AtDesk, Visitor, refuse_foreign
from api.pages.forms import Filled, Form, Trouble
from api.pages.shell import go, page
from api.pages.sign_in import ACCOUNT, STEPS, AtWicket, inside, whence, with_cookies
from api.sign_in import Wicket
from domain.errors import Refusal
from storage.views import people
from storage.views.factors import CODE, ENROLMENT

router = APIRouter()
FACTOR = f"{ACCOUNT}/xac-thuc"
LONGEST_CODE = 40


def half(request: Request, desk: Desk, awaits: str) -> tuple[str, str]:
    """Session and official of a right password that still misses this; refused as not signed in."""
    refuse_foreign(request)
    secret = SESSION.of(request) or ""
    with desk.memory.reading() as session:
        found = people.who_half_signed_in(session, token_digest(secret), desk.clock(), awaits)
    if found is None:
        raise Refusal("forbidden", "not-signed-in", "Đề nghị đăng nhập để tiếp tục.")
    return found


def half_with_factor(request: Request, desk: AtDesk) -> tuple[str, str]:
    """Who still misses the code."""
    return half(request, desk, CODE)


def half_without(request: Request, desk: AtDesk) -> tuple[str, str]:
    """Who still has to take a factor up."""
    return half(request, desk, ENROLMENT)


Coded = Annotated[tuple[str, str], Depends(half_with_factor)]
Enrolling = Annotated[tuple[str, str], Depends(half_without)]


@router.get(STEPS[CODE])
def show_code(request: Request, _who: Coded, tiep: str = "/") -> Response:
    """The form for the code of the device."""
    return page(request, "second_step.html", onward=inside(tiep))


@router.post(STEPS[CODE])
async def give_code(request: Request, desk: AtDesk, wicket: AtWicket, who: Coded, sent: Form) -> Response:
    """The second step: with the right code a whole session begins, under another secret."""
    onward = inside(sent.one("onward") or "/")
    session, official = who
    try:
        await wicket.check_code(official, _code(sent), whence(request))
    except Refusal as refusal:
        return page(request, "second_step.html", trouble=Trouble(refusal, "code"), onward=onward)
    opened = await run_in_threadpool(lambda: open_session(desk, official, whence(request), after=session))
    return with_cookies(request, RedirectResponse(onward, 303), opened)


@router.get(STEPS[ENROLMENT])
def show_enrolment(request: Request, desk: AtDesk, who: Enrolling) -> Response:
    """What the device takes up, for a role that needs a second factor."""
    return _offered(request, desk, who[1], STEPS[ENROLMENT])


@router.post(STEPS[ENROLMENT])
async def enrol_at_sign_in(request: Request, desk: AtDesk, wicket: AtWicket, who: Enrolling, sent: Form) -> Response:
    """Take the factor up; a whole session begins."""
    session, official = who
    try:
        codes = await _enrol(wicket, official, sent, session)
    except Refusal as refusal:
        trouble = Trouble(refusal, "code")
        return await run_in_threadpool(_offered, request, desk, official, STEPS[ENROLMENT], trouble)
    opened = await run_in_threadpool(lambda: open_session(desk, official, whence(request), after=session))
    return with_cookies(request, page(request, "recovery_codes.html", codes=codes), opened)


@router.get(FACTOR)
def show_factor(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """What the device takes up, for who wants a second factor."""
    return _offered(request, desk, scope.actor, FACTOR)


@router.post(FACTOR)
async def enrol(request: Request, desk: AtDesk, wicket: AtWicket, scope: Visitor, sent: Form) -> Response:
    """Take a factor up; one's other sessions end."""
    line = getattr(request.state, "session", None)
    try:
        codes = await _enrol(wicket, scope.actor, sent, line.id if line else None)
    except Refusal as refusal:
        return await run_in_threadpool(_offered, request, desk, scope.actor, FACTOR, Trouble(refusal, "code"))
    return page(request, "recovery_codes.html", codes=codes)


@router.post(f"{FACTOR}/tat")
async def give_up(request: Request, desk: AtDesk, wicket: AtWicket, scope: Visitor, sent: Form) -> Response:
    """Give one's factor up, with a last code."""
    line = getattr(request.state, "session", None)
    await run_in_threadpool(wicket.count_code, scope.actor)
    await run_in_threadpool(factors.give_up, desk, scope, _code(sent), line.id if line else None)
    return go(ACCOUNT, "tat-xac-thuc")


async def _enrol(wicket: Wicket, official: str, sent: Filled, kept: str | None) -> tuple[str, ...]:
    await run_in_threadpool(wicket.count_code, official)
    return await run_in_threadpool(factors.enrol, wicket.desk, official, _code(sent), kept)


def _offered(request: Request, desk: Desk, official: str, action: str, trouble: Trouble | None = None) -> Response:
    offered = factors.offer(desk, official)
    return page(request, "enrol.html", trouble=trouble, picture=_qr(offered.uri), secret=offered.secret, action=action)


def _qr(uri: str) -> str:
    """The QR code as a data address: it is drawn here, nothing is fetched."""
    return segno.make(uri, error="m").svg_data_uri(scale=5, border=2)


def _code(sent: Filled) -> str:
    return (sent.one("code") or "")[:LONGEST_CODE]
