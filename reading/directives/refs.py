"""How a person cites the place of an item: "2.b", "Điều 3.1.a", "2.-3"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.directive import DraftItem
from reading.directives.outline import Node
from reading.directives.parties import read_parties

_REPEATING = ("decimal-2", "decimal-3", "upper-decimal", "path-")  # marks that repeat those above: "1.2", "II.1.a"
_PARTED = re.compile(r"[/-]")
_LETTERED = re.compile(r"(\d)([a-zđ])$")  # "2a" is cited "2.a"
_NAME_LENGTH = 60  # an unnumbered heading of units this short is cited by its name


class Name(str):
    """The name of a heading without a number, or the number above a row: cited only where the rest alone would cite two items alike."""

    __slots__ = ()


def labels_of(node: Node, bullets: int) -> tuple[str, ...]:
    """How a person cites the place: its number, or a dash's place among its sisters, whatever bullet it has."""
    if node.marker is None:
        return (Name(node.own.rstrip(" .:")),) if node.heads and _names_units(node.own) else ()
    if node.marker.is_bullet:
        return (f"-{bullets}",)
    if not node.marker.style.startswith(_REPEATING):
        return (node.marker.label,)
    label = _PARTED.sub(".", _LETTERED.sub(r"\1.\2", node.marker.label))
    above = [labels_of(n, 0)[0] for n in node.path()[:-1] if n.marker is not None and not n.marker.is_bullet]
    for begin in range(len(above)):
        if label.startswith(prefix := ".".join(above[begin:]) + "."):
            return (label[len(prefix) :],)
    return (label,)


def of_row(number: str, above: Sequence[str], *, numbered: bool) -> tuple[str, ...]:
    """A row by its number; the paragraph or table it stands below is named where a paragraph has that number too."""
    below = above or (("Bảng",) if numbered else ())
    return (*(Name(label) for label in below), number)


def _names_units(text: str) -> bool:
    """Whether a short heading is nothing but units."""
    parties = read_parties(text)
    return len(text) < _NAME_LENGTH and bool(parties.lead) and not text[parties.rest :].strip(" .:")


def with_refs(items: Sequence[tuple[DraftItem, tuple[str, ...]]]) -> list[DraftItem]:
    """Each item cited by its path: without names where numbers tell, with a running number where nothing does."""
    short = [".".join(label for label in path if not isinstance(label, Name)) for _, path in items]
    count = Counter(short)
    named = {path[:-1] for cited, (_, path) in zip(short, items, strict=True) if not cited or count[cited] > 1}
    refs = [
        ".".join(path) if path[:-1] in named else cited  # sisters are cited alike
        for cited, (_, path) in zip(short, items, strict=True)
    ]
    return [replace(item, ref=ref) for (item, _), ref in zip(items, _told_apart(refs), strict=True)]


def _told_apart(refs: Sequence[str]) -> Iterator[str]:
    """Refs that occur again get a running number, so that each cites one item."""
    seen: Counter[str] = Counter()
    taken = set(refs)
    for ref in refs:
        seen[ref] += 1
        unique = ref
        if seen[ref] > 1:
            while (unique := f"{ref} ({seen[ref]})") in taken:
                seen[ref] += 1
            taken.add(unique)
        yield unique
