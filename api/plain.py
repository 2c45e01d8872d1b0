"""What views answer as JSON: dataclasses become objects, days and instants ISO 8601, fractions decimals."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from domain.scorecard.numbers import decimal_text
from storage.views.paging import Page


def plain(value: Any) -> Any:
    """A view's answer as JSON values; the names of fields are kept."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, date) else value


def page(found: Page[Any]) -> dict[str, Any]:
    """A page of a list; `count` only where it was asked for."""
    body: dict[str, Any] = {"items": plain(found.items), "next": found.next}
    return body if found.count is None else {**body, "count": found.count}
