"""The doors: one FastAPI application over a desk. It knows acts and views, and nothing of Temporal."""

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from acts.desk import Desk
from api import (
    assignments,
    classification,
    completions,
    directives,
    extensions,
    health,
    index,
    items,
    measurements,
    office,
    problems,
    reviews,
    steps,
    what_if,
)
from api.deps import Doors, guard
from domain.errors import Refusal
from storage.database import POOL

LARGEST_BODY = 25 * 2**20
"""Bytes; a scanned directive with its annexes is smaller."""
logger = logging.getLogger(__name__)


def create_app(desk: Desk, probes: Mapping[str, Callable[[], str]] | None = None) -> FastAPI:
    """The application. `probes` answer the state of what the doors do not know: Temporal, the worker, the mail."""
    app = FastAPI(
        title="Đôn Đốc",
        version="0.1.0",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        max_body_size=LARGEST_BODY,
        dependencies=[Depends(guard)],
        lifespan=_as_many_threads_as_connections,
    )
    app.state.doors = Doors(desk, dict(probes or {}))
    for room in (
        health,
        directives,
        items,
        assignments,
        completions,
        extensions,
        steps,
        index,
        measurements,
        what_if,
        classification,
        reviews,
        office,
    ):
        app.include_router(room.router)
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _misshapen)
    app.add_exception_handler(HTTPException, _not_served)
    app.add_exception_handler(Exception, _fault)
    return app


@asynccontextmanager
async def _as_many_threads_as_connections(_app: FastAPI) -> AsyncIterator[None]:
    """Handlers run in threads; with more of them than connections they would wait for each other."""
    current_default_thread_limiter().total_tokens = POOL
    yield


def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)
    return problems.answer(error)


def _misshapen(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return problems.of_validation(error.errors())


def _not_served(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    said = problems.TITLES.get(error.status_code, problems.TITLES[400])
    answer = problems.problem(error.status_code, problems.CODES.get(error.status_code, "bad-request"), f"{said}.")
    answer.headers.update(error.headers or {})
    return answer


def _fault(request: Request, error: Exception) -> JSONResponse:
    """A fault of ours: the log gets all of it, the caller a sentence without its insides."""
    logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problems.problem(500, "fault", "Hệ thống gặp lỗi; nội dung chưa được ghi nhận. Đề nghị thử lại sau.")
