"""The text of a directive beside the items that were read from it: each paragraph with the items that stand in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.folding import fold

BEGINNING = 60
"""Characters by which an item is found again; what follows may have been joined from several lines."""
SURE = 24
"""Characters that must stand together before the rest is compared."""
LEAST = 12
"""A shorter line is no proof that an item goes on in it."""


@dataclass(frozen=True)
class Passage:
    """A paragraph, and the places (from 0) of the items that begin in it or go on in it."""

    text: str
    begins: tuple[int, ...] = ()
    goes_on: tuple[int, ...] = ()


def passages(text: str, items: Sequence[str]) -> tuple[Passage, ...]:
    """The paragraphs of `text` in order; an item is looked for after the one before it, then from the start."""
    lines = [line for line in text.split("\n") if line.strip()]
    folded = [fold(line) for line in lines]
    begins: dict[int, list[int]] = {}
    goes_on: dict[int, list[int]] = {}
    at, after = 0, 0
    for place, item in enumerate(items):
        whole = fold(item)
        found = _found(whole, folded, at, after)
        if found is None:
            continue
        at, after = found[0], found[1] + 1
        begins.setdefault(at, []).append(place)
        for later in _following(whole, folded, at):
            goes_on.setdefault(later, []).append(place)
    return tuple(Passage(line, tuple(begins.get(n, ())), tuple(goes_on.get(n, ()))) for n, line in enumerate(lines))


def _found(item: str, lines: Sequence[str], line: int, after: int) -> tuple[int, int] | None:
    """The line and the place in it where the item begins: after the last one found, else anywhere."""
    if not item:
        return None
    rest = _begins_at(item, lines[line], after) if line < len(lines) else None
    if rest is not None:
        return line, rest
    places = ((n, _begins_at(item, lines[n], 0)) for n in (*range(line + 1, len(lines)), *range(line)))
    return next(((n, place) for n, place in places if place is not None), None)


def _begins_at(item: str, line: str, after: int) -> int | None:
    """Where in this line the item begins, be it that it goes on elsewhere."""
    if after == 0 and len(line) >= LEAST and item.startswith(line):
        return 0
    where = line.find(item[:SURE], after)
    stands = where >= 0 and (line[where:].startswith(item[:BEGINNING].rstrip()) or item.startswith(line[where:]))
    return where if stands else None


def _following(item: str, lines: Sequence[str], found: int) -> Iterable[int]:
    for n in range(found + 1, len(lines)):
        if len(lines[n]) < LEAST or lines[n][:BEGINNING] not in item:
            return
        yield n
