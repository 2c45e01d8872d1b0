"""A small office with its doors open: callers with real tokens over a real database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from acts import office
from acts.desk import Desk
from acts.passwords import Passwords
from api.app import without_office
from api.deps import Doors
from api.sign_in import Wicket
from domain.rights import SYSTEM
from storage.database import Memory
from storage.files import Files
from tests.acts.house import House

KEYS = count(1)
QUICK = Passwords(memory_kib=8, passes=1)
"""Hashing as cheap as argon2 allows: what is tested is not its cost."""


IDLE: list[FastAPI] = []
"""Doors nobody stands behind just now."""


@dataclass
class Caller:
    """Somebody with a token: `get`, and `post`/`patch` with a fresh key unless one is given."""

    client: TestClient
    token: str

    def get(self, path: str, **query: Any) -> Response:
        return self.client.get(path, params=query or None, headers=self._headers())

    def post(self, path: str, body: Any = None, *, key: str | None = None, seen: int | str | None = None) -> Response:
        return self.client.post(path, json=body, headers=self._headers(key or f"key-{next(KEYS)}", seen))

    def patch(self, path: str, body: Any, *, key: str | None = None, seen: int | None = None) -> Response:
        return self.client.patch(path, json=body, headers=self._headers(key or f"key-{next(KEYS)}", seen))

    def _headers(self, key: str | None = None, seen: int | str | None = None) -> Mapping[str, str]:
        named = {"Idempotency-Key": key, "If-Match": None if seen is None else f'"{seen}"'}
        return {"Authorization": f"Bearer {self.token}", **{name: value for name, value in named.items() if value}}


@dataclass
class Opened:
    """The office and its doors; `as_` gives a caller by login."""

    house: House
    client: TestClient
    tokens: dict[str, str] = field(default_factory=dict)

    def as_(self, login: str) -> Caller:
        if login not in self.tokens:
            self.tokens[login] = office.give_token(self.house.desk, SYSTEM, login)
        return Caller(self.client, self.tokens[login])


@contextmanager
def opened(memory: Memory, **given: Any) -> Iterator[Opened]:
    house = House(memory)
    with (
        TemporaryDirectory() as folder,
        an_app(house.desk, files=Files(Path(folder)), **given) as app,
        TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client,
    ):
        yield Opened(house, client)


@contextmanager
def an_app(desk: Desk, **given: Any) -> Iterator[FastAPI]:
    """The doors of a desk. Who opens them next gets the same routes: to lay them out takes longer than most tests."""
    app = IDLE.pop() if IDLE else without_office()
    routes = len(app.routes)
    app.state.doors = Doors(desk, Wicket(desk, QUICK), **given)
    yield app
    del app.state.doors
    if len(app.routes) == routes:  # a test that cut a door of its own keeps it
        IDLE.append(app)
