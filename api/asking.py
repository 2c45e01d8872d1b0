"""What a call may be asked with: a filter nobody knows, or one told twice, is refused instead of being passed over."""

from collections import Counter
from collections.abc import Iterator
from types import UnionType
from typing import Union, get_args, get_origin

from fastapi import Request
from fastapi.dependencies.models import Dependant

from domain.errors import Problem, Refusal

PAGING = frozenset({"cursor", "limit"})
"""Understood of every list: one that is short comes whole, whatever page of it was asked for."""


def refuse_strangers(request: Request) -> None:
    """Refuse parameters of the address that this call does not have: a list would answer as if they were not there."""
    told = Counter(name for name, _ in request.query_params.multi_items())
    if not told:
        return
    known = dict(_parameters(request.scope["route"].dependant))
    problems = [
        Problem(name, f"không có tham số này; {_said(known)}") for name in told if name not in known.keys() | PAGING
    ]
    problems += [
        Problem(name, "chỉ nêu một lần") for name, times in told.items() if times > 1 and not known.get(name, True)
    ]
    if problems:
        raise Refusal("invalid", "bad-query", "Tham số của lời gọi chưa đúng.", tuple(problems), allowed=tuple(known))


def _said(known: dict[str, bool]) -> str:
    return f"có thể dùng: {', '.join(known)}" if known else "lời gọi này không nhận tham số nào"


def _parameters(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """Each parameter by its name, and whether it may be told more than once."""
    for one in dependant.query_params:
        yield one.alias, _holds_many(one.field_info.annotation)
    for further in dependant.dependencies:
        yield from _parameters(further)


def _holds_many(shape: object) -> bool:
    kind = get_origin(shape)
    if kind in {Union, UnionType}:
        return any(_holds_many(part) for part in get_args(shape))
    return kind in {list, tuple, set}
