"""The doors: one FastAPI application over a desk. It knows acts and views, and nothing of Temporal."""

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from acts.desk import Desk
from acts.evidence import Checker
from acts.passwords import Passwords
from api import (
    absences,
    annexes,
    archives,
    assignments,
    calendars,
    checking,
    classification,
    completions,
    directives,
    drafts,
    events,
    evidence,
    extensions,
    figure_tables,
    health,
    holds,
    identities,
    inbound,
    index,
    item_sheets,
    items,
    ladders,
    letters,
    links,
    measurements,
    messages,
    metrics,
    notices,
    office,
    operations,
    outage_credits,
    periodic_forms,
    problems,
    reminders,
    reviews,
    rounds,
    running,
    shadow,
    steps,
    tokens,
    unit_hours,
    webhooks,
    what_if,
    word_templates,
)
from api.bodies import LARGEST_BODY, Bounded, Heads, OneMeaning
from api.deps import Doors, guard
from api.headers import Headers
from api.inbox import Inbox
from api.language import Speaking, Words, gettext
from api.pages import absences as absence_pages
from api.pages import (
    administration,
    assignment_acts,
    cards,
    chosen,
    classified,
    delivery,
    follow_up,
    grid,
    inbox,
    invitation,
    leader,
    my_work,
    quick,
    receipt,
    refused,
    report,
    review_acts,
    review_changes,
    review_sections,
    round_sheet,
    scores,
    second_factor,
    sign_in,
    sign_on,
    source_tables,
    trials,
)
from api.pages import annex_correction as annex_correction_pages
from api.pages import archive as archive_page
from api.pages import assignment as assignment_page
from api.pages import calendar as calendar_pages
from api.pages import checking as checking_pages
from api.pages import confirming as confirming_pages
from api.pages import directives as directive_pages
from api.pages import fulfilling as fulfilling_pages
from api.pages import hand_over as hand_over_pages
from api.pages import inbound as inbound_pages
from api.pages import item_acts as item_act_pages
from api.pages import item_sheets as item_sheet_pages
from api.pages import ladders as ladder_pages
from api.pages import letters as letter_pages
from api.pages import movers as mover_pages
from api.pages import notice_rules as notice_rule_pages
from api.pages import notices as notice_pages
from api.pages import operations as operation_pages
from api.pages import originals as originals_pages
from api.pages import outage_credits as outage_credit_pages
from api.pages import passing_down as passing_down_pages
from api.pages import periodic_forms as periodic_form_pages
from api.pages import reviews as review_pages
from api.pages import rounds as round_pages
from api.pages import running as running_pages
from api.pages import shadow as shadow_pages
from api.pages import tokens as token_pages
from api.pages import unit_hours as unit_hours_pages
from api.pages import webhooks as webhook_pages
from api.pages import word_templates as word_template_pages
from api.pages.static import Files as Static
from api.provider import Provider
from api.security import methods_of
from api.sign_in import Wicket
from domain.errors import Refusal, RefusalKind
from domain.limits import TooOften
from domain.webhook import Network
from storage.database import POOL
from storage.files import Files

logger = logging.getLogger(__name__)


ROOMS = (
    health,
    holds,
    operations,
    shadow,
    outage_credits,
    directives,
    periodic_forms,
    drafts,
    links,
    item_sheets,
    running,
    annexes,
    archives,
    checking,
    items,
    assignments,
    completions,
    extensions,
    evidence,
    steps,
    messages,
    inbound,
    notices,
    reminders,
    index,
    measurements,
    figure_tables,
    what_if,
    classification,
    rounds,
    reviews,
    word_templates,
    letters,
    office,
    identities,
    calendars,
    ladders,
    absences,
    events,
    tokens,
    unit_hours,
    webhooks,
    metrics,
)
PAGES = (
    sign_in,
    sign_on,
    token_pages,
    webhook_pages,
    second_factor,
    invitation,
    receipt,
    my_work,
    report,
    assignment_page,
    assignment_acts,
    chosen,
    follow_up,
    delivery,
    inbound_pages,
    notice_pages,
    notice_rule_pages,
    letter_pages,
    leader,
    word_template_pages,
    review_changes,
    review_sections,
    review_acts,
    review_pages,
    scores,
    classified,
    trials,
    cards,
    round_pages,
    round_sheet,
    checking_pages,
    annex_correction_pages,
    confirming_pages,
    fulfilling_pages,
    originals_pages,
    passing_down_pages,
    mover_pages,
    item_act_pages,
    unit_hours_pages,
    item_sheet_pages,
    running_pages,
    archive_page,
    directive_pages,
    quick,
    grid,
    administration,
    source_tables,
    absence_pages,
    hand_over_pages,
    periodic_form_pages,
    calendar_pages,
    ladder_pages,
    operation_pages,
    shadow_pages,
    outage_credit_pages,
    inbox,
)


def create_app(
    desk: Desk,
    probes: Mapping[str, Callable[[], str]] | None = None,
    mails: Inbox | None = None,
    passwords: Passwords | None = None,
    files: Files | None = None,
    checker: Checker | None = None,
    networks: tuple[Network, ...] = (),
    provider: Provider | None = None,
    public_url: str | None = None,
) -> FastAPI:
    """The application. `probes` answer the state of what the doors do not know: Temporal, the worker, the mail.

    `mails` reads what the embedded sink took in; `passwords` are hashed at the usual cost unless told otherwise;
    `files` is where evidence lies, and `checker` says whether a file is clean; `networks` are the private ones that
    webhooks may be sent to; `provider` is the office's own sign-in; `public_url` is where people reach the doors.
    """
    app = without_office()
    wicket = Wicket(desk, passwords or Passwords())
    app.state.doors = Doors(desk, wicket, dict(probes or {}), mails, files, checker, networks, provider, public_url)
    return app


def without_office() -> FastAPI:
    """Every door, and nobody behind them yet: `app.state.doors` is all that is an office's own."""
    app = FastAPI(
        title="Đôn Đốc",
        version="0.1.0",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(guard, scope="function")],
        lifespan=_as_many_threads_as_connections,
    )
    for room in ROOMS:
        app.include_router(room.router)
    for room in PAGES:
        app.include_router(room.router, include_in_schema=False)
    app.mount("/static", Static(), name="static")
    app.add_middleware(OneMeaning)
    app.add_middleware(Bounded)
    app.add_middleware(Heads)
    app.add_middleware(Headers)
    app.add_middleware(Speaking)
    for error, handler in (
        (Refusal, _refused),
        (RequestValidationError, _misshapen),
        (HTTPException, _not_served),
        (Exception, _fault),
    ):
        app.add_exception_handler(error, handler)
    return app


@asynccontextmanager
async def _as_many_threads_as_connections(_app: FastAPI) -> AsyncIterator[None]:
    """Handlers run in threads; with more of them than connections they would wait for each other."""
    current_default_thread_limiter().total_tokens = POOL
    yield


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    if refused.is_page(request):
        return refused.refused(request, error)
    answer = problems.answer(error)
    if isinstance(error, TooOften):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _misshapen(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if refused.is_page(request):
        wrong = problems.problems_of(error.errors())
        return refused.refused(request, Refusal("invalid", "bad-request", "Địa chỉ của trang chưa đúng.", wrong))
    return problems.of_validation(error.errors())


def _not_served(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = _TOLD.get(error.status_code) or problems.TITLES.get(error.status_code, problems.TITLES[400])
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(methods_of(request.app, request.scope["path"]))
    if refused.is_page(request):
        kind: RefusalKind = "absent" if error.status_code == HTTPStatus.NOT_FOUND else "invalid"
        told = "Trang này không có, hoặc đã được chuyển đi." if kind == "absent" else f"{said}."
        return refused.said(request, error.status_code, Refusal(kind, "not-served", told))
    answer = problems.problem(error.status_code, problems.CODES.get(error.status_code, "bad-request"), f"{said}.")
    answer.headers.update(headers)
    return answer


_TOLD = Words(
    {
        400: "Không đọc được nội dung gửi lên; đề nghị gửi JSON hoặc một tệp (multipart/form-data, mục file)",
        413: f"Nội dung gửi lên quá lớn; nhiều nhất {LARGEST_BODY // 2**20} MB",
    }
)
"""What the framework refuses in a word, told with what would be right."""


def _fault(request: Request, error: Exception) -> Response:
    """A fault of ours: the log gets all of it, the caller a sentence without its insides."""
    logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    told = gettext("Hệ thống gặp lỗi; nội dung chưa được ghi nhận. Đề nghị thử lại sau.")
    if refused.is_page(request):
        return refused.at_fault(told)
    return problems.problem(500, "fault", told)
