"""How much a call may carry and in what JSON, and how one that asks for the head of an answer alone is served."""

import json
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from domain.errors import Problem, Refusal

LARGEST_BODY = 25 * 2**20
"""Bytes; a scanned directive with its annexes is smaller."""


class Bounded:
    """Refuses a body beyond the limit where it is read: at its announced length, or once it has gone too far."""

    def __init__(self, app: ASGIApp, most: int = LARGEST_BODY) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, counting what comes in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        came = int(announced) if announced.isdecimal() and int(announced) > self._most else 0

        async def counted() -> Message:
            nonlocal came
            message = {} if came > self._most else await receive()
            came += len(message.get("body", b""))
            if came > self._most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


class OneMeaning:
    """Refuses JSON that two readers could take for two things: a name told twice, NaN, another encoding than UTF-8.

    What is no JSON at all goes on to be refused where it is read, with its place.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, once the body has been looked at."""
        if scope["type"] != "http" or "json" not in Headers(scope=scope).get("content-type", "").lower():
            await self._app(scope, receive, send)
            return
        try:
            body = await Request(scope, receive).body()
        except HTTPException as error:  # too large: refused where it is read, like any other
            await self._app(scope, _refusing(error), send)
            return
        except ClientDisconnect:
            await problems.answer(cut_off())(scope, receive, send)
            return
        if (wrong := ambiguous(body)) is not None:
            await problems.answer(Refusal("invalid", "bad-json", "Nội dung JSON chưa rõ nghĩa.", (wrong,)))(
                scope, receive, send
            )
            return
        unread = [body]

        async def again() -> Message:
            if unread:
                return {"type": "http.request", "body": unread.pop(), "more_body": False}
            return await receive()

        await self._app(scope, again, send)


def cut_off() -> Refusal:
    """Why a body that ended before its end is not taken; for the log, since whoever sent it is gone."""
    return Refusal("invalid", "bad-request", "Kết nối bị ngắt khi đang gửi; nội dung chưa được ghi nhận.")


def _refusing(error: HTTPException) -> Receive:
    async def refused() -> Message:
        raise error

    return refused


def ambiguous(body: bytes) -> Problem | None:
    """What makes a JSON text mean one thing to one reader and another to the next; None where nothing does."""
    if not json.detect_encoding(body).startswith("utf-8"):
        return Problem("body", "cần bảng mã UTF-8")
    try:
        json.loads(body, object_pairs_hook=_once, parse_constant=_no_constant)
    except _AmbiguousError as found:
        return found.problem
    except (ValueError, RecursionError):
        return None
    return None


class _AmbiguousError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _once(pairs: list[tuple[str, Any]]) -> None:
    names: set[str] = set()
    for name, _ in pairs:
        if name in names:
            raise _AmbiguousError(Problem(name, "ghi hai lần; giữ lại một chỗ"))
        names.add(name)


def _no_constant(word: str) -> None:
    raise _AmbiguousError(Problem("body", f"{word} không phải là số; bỏ trống nếu chưa có"))


class Heads:
    """Answers HEAD as GET would, without the body (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the GET, and end the answer with its head."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def head_alone(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self._app({**scope, "method": "GET"}, receive, head_alone)
