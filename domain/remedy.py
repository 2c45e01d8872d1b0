"""Last year's lost points beside the work that should win them back, each point counted once (domain.md §4)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from domain.directive import LostPoint
from domain.record import AssignmentRecord
from domain.tally import DONE, Standing, decimal_text, standing


class RemedyState(StrEnum):
    """How far the work that should remedy a lost point has come. It says nothing about the points of this year."""

    NONE = "none"  # no item remedies it: never green
    OVERDUE = "overdue"  # at least one assignment is past its day
    OPEN = "open"  # work goes on, also where it is paused or has no deadline
    WAITING = "waiting-acceptance"  # all is reported, not all confirmed
    DONE = "done"  # every assignment is confirmed


def remedy_state(standings: Iterable[Standing]) -> RemedyState:
    """The worst of the assignments decides; what was withdrawn remedies nothing."""
    stands = {stand for stand in standings if stand is not Standing.WITHDRAWN}
    if not stands:
        return RemedyState.NONE
    if Standing.OVERDUE in stands:
        return RemedyState.OVERDUE
    if stands <= set(DONE):
        return RemedyState.DONE
    return RemedyState.WAITING if stands <= {*DONE, Standing.WAITING} else RemedyState.OPEN


def lost_and_remedied(points: Sequence[LostPoint], records: Sequence[AssignmentRecord], today: date) -> dict[str, Any]:
    """Every lost point in the order of its document, with its remedies, and the total of what was really lost.

    A heading's sum stands for its children: leaves are added where all of them are known, else the heading's own sum
    is shown unsplit. Where both are known and differ, `differs` says so and nothing is mended. `known` of the total
    is False as soon as one sum is known nowhere.
    """
    children: defaultdict[str | None, list[LostPoint]] = defaultdict(list)
    known_ids = {point.id for point in points}
    for point in points:
        children[point.parent if point.parent in known_ids else None].append(point)
    remedying = _by_point(records)
    rows = [_row(point, depth, children, remedying, today) for point, depth in _walk(children)]
    sums = [worth(point, children) for point in children[None]]
    return {
        "points": rows,
        "total": {
            "points": decimal_text(sum((s for s in sums if s is not None), Fraction())),
            "known": None not in sums,
        },
        "states": dict(sorted(Counter(row["state"] for row in rows if row["leaf"]).items())),
    }


def worth(point: LostPoint, children: Mapping[str | None, Sequence[LostPoint]]) -> Fraction | None:
    """What was lost under `point`: the sum of its leaves where each is known, else its own figure, else None."""
    below = [worth(child, children) for child in children.get(point.id, ())]
    if below and None not in below:
        return sum((part for part in below if part is not None), Fraction())
    return point.points


def _walk(
    children: Mapping[str | None, Sequence[LostPoint]], parent: str | None = None, depth: int = 0
) -> Iterable[tuple[LostPoint, int]]:
    """Parents before their children, sisters in the order of the document."""
    for point in children.get(parent, ()):
        yield point, depth
        yield from _walk(children, point.id, depth + 1)


def _row(
    point: LostPoint,
    depth: int,
    children: Mapping[str | None, Sequence[LostPoint]],
    remedying: Mapping[str, Sequence[AssignmentRecord]],
    today: date,
) -> dict[str, Any]:
    """One lost point as JSON. A heading takes the work of its children into account, each assignment once."""
    family = [point.id, *(child.id for child, _ in _walk(children, point.id))]
    work = {record.id: record for member in family for record in remedying.get(member, ())}.values()
    below = children.get(point.id, ())
    value = worth(point, children)
    split = [worth(child, children) for child in below]
    return {
        "id": point.id,
        "parent": point.parent,
        "depth": depth,
        "text": point.text,
        "field": point.field,
        "cause": point.cause,
        "points": None if value is None else decimal_text(value),
        "leaf": not below,
        "unsplit": bool(below) and None in split and value is not None,
        "differs": bool(below) and None not in split and point.points is not None and point.points != value,
        "state": remedy_state(standing(record, today) for record in work).value,
        "items": _items(remedying.get(point.id, ()), today),
    }


def _items(records: Iterable[AssignmentRecord], today: date) -> list[dict[str, Any]]:
    """The items that remedy one point: each once, with the standings of all who owe it."""
    stands: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for record in records:
        stands[record.directive, record.ref][standing(record, today).value] += 1
    return [
        {"directive": directive, "ref": ref, "states": dict(sorted(states.items()))}
        for (directive, ref), states in sorted(stands.items())
    ]


def _by_point(records: Iterable[AssignmentRecord]) -> dict[str, list[AssignmentRecord]]:
    by_point: defaultdict[str, list[AssignmentRecord]] = defaultdict(list)
    for record in records:
        for lost in record.remedies:
            by_point[lost].append(record)
    return by_point
