"""A file → a scorecard: YAML, JSON or XLSX, exact to the last digit, refused with the place of everything that does not fit."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails

from domain.errors import Problem, Refusal
from domain.scorecard import RULES, Scorecard, every_id, from_plain
from reading.refuse import Finding, load_yaml, refusal_from, refusal_of
from reading.scorecard_shapes import ScorecardFile
from reading.scorecard_workbook import Workbook, is_workbook, read_workbook
from reading.yaml_file import Location

KINDS = frozenset(rule.kind for rule in RULES)
RULE_KEYS = frozenset({"rule", "otherwise", "by"})
"""Keys under which a rule stands; pydantic names its kind in the path after them, the file does not."""

M = TypeVar("M", bound=BaseModel)


def read_scorecard(data: bytes, name: str) -> Scorecard:
    """The scorecard in the file; raises Refusal naming each place and what would be right.

    A place is `fields[2].criteria[1].max` with its line, or `Tiêu chí!E7` of a workbook. Contradictions such as sums that differ are no refusal: `domain.scorecard.check` reports them.
    """
    if is_workbook(data):
        return _from_workbook(read_workbook(data, name), name)
    card = _card(read_shape(data, name, ScorecardFile))
    twice = list(_twice(card))
    if twice:
        raise refusal_of(twice, name, data)
    return card


def _card(model: ScorecardFile) -> Scorecard:
    return from_plain(model.model_dump(exclude_none=True))


def _from_workbook(book: Workbook, name: str) -> Scorecard:
    """The card of a workbook; everything that does not fit is told by its cell."""
    problems = list(book.problems)
    try:
        card = _card(ScorecardFile.model_validate(book.plain))
        problems += [Problem(book.cell_of(found.at), found.message) for found in _twice(card)]
    except ValidationError as error:
        found = _in_the_file(error)
        told = refusal_from(found, name).problems
        places = (book.cell_of(detail["loc"]) for detail in found.errors(include_url=False))
        problems += [Problem(place, one.message) for place, one in zip(places, told, strict=False)]
    if problems:
        raise Refusal("invalid", "invalid-file", f"Tệp {name} có {len(problems)} chỗ cần sửa.", tuple(problems))
    return card


def read_shape(data: bytes, name: str, shape: type[M]) -> M:
    """The file (YAML, of which JSON is a part) as `shape`; Refusal with places as the file's reader would count them."""
    try:
        return shape.model_validate(load_yaml(data, name))
    except ValidationError as error:
        raise refusal_from(_in_the_file(error), name, data) from error


def _in_the_file(error: ValidationError) -> ValidationError:
    """The same complaints with paths of the file: without the kind of rule that pydantic puts in."""
    details = [_moved(detail) for detail in error.errors(include_url=False)]
    return ValidationError.from_exception_data(error.title, details)


def _moved(detail: ErrorDetails) -> InitErrorDetails:
    place = tuple(_without_kinds(detail["loc"]))
    return InitErrorDetails(type=detail["type"], loc=place, input=detail["input"], ctx=detail.get("ctx", {}))


def _without_kinds(place: Sequence[str | int]) -> Iterator[str | int]:
    before: Any = None
    for part in place:
        if not (before in RULE_KEYS and part in KINDS):
            yield part
        before = part


def _twice(card: Scorecard) -> Iterator[Finding]:
    """Ids that stand twice: facts could not say which of the two they mean."""
    seen: dict[str, str] = {}
    for place, id_ in every_id(card):
        if id_ in seen:
            yield Finding(_location(f"{place}.id"), f"Mã {id_} đã dùng ở {seen[id_]}; mỗi mã chỉ dùng một lần.")
        seen.setdefault(id_, place)


def _location(place: str) -> Location:
    found = re.findall(r"\[(\d+)\]|(\w+)", place)
    return tuple(int(index) if index else key for index, key in found)
