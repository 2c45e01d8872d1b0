"""Lists in pages: a cursor remembers the order and the last row seen, so that new rows shift nothing."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func
from sqlalchemy.orm import Session

from domain.errors import Problem, Refusal

T = TypeVar("T")
MOST = 200
USUAL = 50


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list; `next` is the cursor of what follows, None at the end; `count` only where asked for."""

    items: tuple[T, ...]
    next: str | None = None
    count: int | None = None


@dataclass(frozen=True)
class Wanted:
    """Which page: the cursor it follows, how many rows, and whether the whole is to be counted."""

    cursor: str | None = None
    limit: int = USUAL
    count: bool = False


def count_of(session: Session, query: Select[*tuple[Any, ...]], wanted: Wanted) -> int | None:
    """How many rows the whole list has, before any cursor; None where nobody asked."""
    if not wanted.count:
        return None
    return session.scalar(query.with_only_columns(func.count(), maintain_column_froms=True))


def encode(order: str, *key: str) -> str:
    """A cursor: the order of the list and the sort key of the last row."""
    return base64.urlsafe_b64encode(json.dumps([order, *key]).encode()).decode().rstrip("=")


def decode(cursor: str, order: str, parts: int) -> list[str]:
    """The sort key within a cursor; refused where it is none, or of another order."""
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        told = None
    strings = isinstance(told, list) and len(told) == parts + 1 and all(isinstance(part, str) for part in told)
    if not strings or told[0] != order:
        problem = Problem("cursor", "dùng nguyên giá trị next của trang trước, cùng cách sắp xếp")
        raise Refusal("invalid", "bad-cursor", "Con trỏ trang không hợp lệ.", (problem,))
    return [str(part) for part in told[1:]]


def encode_place(order: str, at: datetime, last: str) -> str:
    """A cursor of a list in order of instants, then ids."""
    return encode(order, at.isoformat(), last)


def decode_place(cursor: str, order: str) -> tuple[datetime, str]:
    """Instant and id of the last row seen."""
    told, last = decode(cursor, order, 2)
    try:
        return datetime.fromisoformat(told), last
    except ValueError:
        raise Refusal("invalid", "bad-cursor", "Con trỏ trang không hợp lệ.") from None
