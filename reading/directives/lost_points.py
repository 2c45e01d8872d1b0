"""Points lost in the last index as the document itself reports them: sums, their leaves, their causes."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from domain.directive import LostPoint
from reading.directives.outline import Node
from reading.directives.sentences import pieces

_LOST = re.compile(
    (
        r"(?:(?:bị\s+|đã\s+)*(?:trừ|mất)|giảm|thiếu)\s+(?:mất\s+|đi\s+)?(?P<n>\d{1,3}(?:[.,]\d{1,4})?)\s*điểm"
        r"|\(?\s*[-–−]\s?(?P<m>\d{1,3}(?:[.,]\d{1,4})?)\s*điểm\s*\)?"
    ),
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"(?<!\w)(?:do|vì|nguyên nhân(?:\s+là)?(?:\s+do)?\s*:?)\s+(?P<cause>.+)$", re.IGNORECASE | re.DOTALL
)


def find_lost_points(root: Node) -> tuple[tuple[LostPoint, ...], frozenset[int]]:
    """The lost points in order, and the identities of all nodes that belong to them and so hold no order."""
    found: list[LostPoint] = []
    claimed: set[int] = set()
    for top, node in enumerate(_tops(root), start=1):
        found.extend(_read(node, f"LP{top}", None, _name(node.own)))
        claimed.update(id(member) for member in _family(node))
    return tuple(found), frozenset(claimed)


def _tops(node: Node) -> Iterator[Node]:
    """The topmost nodes that name a loss of points, in order."""
    for child in node.children:
        if (
            not child.heads
            and child.block is None
            and _points(child.own) is not None
            and not child.own.rstrip().endswith("như sau:")
        ):
            yield child
        else:
            yield from _tops(child)


def _family(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _family(child)


def _read(node: Node, key: str, parent: str | None, field: str) -> Iterator[LostPoint]:
    """A node and what is below it; several causes of one sum become children without a figure of their own."""
    cause = _cause(node.own)
    yield LostPoint(key, node.own, _points(node.own), parent, field, cause, node.place)
    for n, child in enumerate(node.children, start=1):
        yield from _read(child, f"{key}.{n}", key, field)
    if node.is_leaf and cause is not None and _points(node.own) is not None:
        causes = [cause[start:end].strip(" ;.") for start, end in pieces(cause)]
        if len(causes) > 1:
            for n, one in enumerate(causes, start=1):
                yield LostPoint(f"{key}.{n}", one, None, key, field, one, node.place)


def _points(text: str) -> Fraction | None:
    match = _LOST.search(text)
    return Fraction((match["n"] or match["m"]).replace(",", ".")) if match else None


def _name(text: str) -> str:
    """What the points were lost in: the words before the figure."""
    match = _LOST.search(text)
    head = text[: match.start()] if match else text
    return head.split(":")[0].strip(" :,-–(") or text


def _cause(text: str) -> str | None:
    match = _LOST.search(text)
    after = text[match.end() :] if match else text
    cause = _CAUSE.search(after)
    return cause["cause"].strip(" .;)") if cause else None


def unsplit(points: Sequence[LostPoint]) -> tuple[LostPoint, ...]:
    """Sums whose children carry no figures: shared by several causes without saying how."""
    below = _children(points)
    return tuple(
        p for p in points if p.points is not None and p.id in below and all(part is None for part in below[p.id])
    )


def contradictory(points: Sequence[LostPoint]) -> tuple[LostPoint, ...]:
    """Sums that differ from what their children, all known, add up to."""
    below = _children(points)
    return tuple(
        p
        for p in points
        if p.points is not None and None not in below.get(p.id, [None]) and _sum(below[p.id]) != p.points
    )


def _children(points: Sequence[LostPoint]) -> dict[str | None, list[Fraction | None]]:
    found: dict[str | None, list[Fraction | None]] = {}
    for point in points:
        found.setdefault(point.parent, []).append(point.points)
    return found


def _sum(parts: Sequence[Fraction | None]) -> Fraction:
    return sum((part for part in parts if part is not None), Fraction())
