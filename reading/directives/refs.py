"""How a person cites the place of an item: "2.b", "Điều 3.1.a", "2.-3"."""

from dataclasses import replace

from domain.directive import DraftItem
from reading.directives.outline import Node
from reading.directives.parties import read_parties

_NAME_LENGTH = 60  # an unnumbered heading of units this short is cited by its name


def labels_of(node: Node, bullets: int) -> tuple[str, ...]:
    """How a person cites the place: its number, or a dash's place among its sisters."""
    if node.marker is None:
        return (node.own.rstrip(" .:"),) if node.heads and _names_units(node.own) else ()
    if node.marker.is_bullet:
        return (f"{_sign(node)}{bullets}",)
    label = node.marker.label
    parent = next((n for n in reversed(node.path()[:-1]) if n.marker is not None), None)
    if (
        node.marker.style in {"decimal-2", "decimal-3"}
        and parent is not None
        and parent.marker is not None
        and label.startswith(f"{parent.marker.label}.")
    ):
        return (label[len(parent.marker.label) + 1 :],)
    return (label,)


def _names_units(text: str) -> bool:
    """Whether a short heading is nothing but units."""
    parties = read_parties(text)
    return len(text) < _NAME_LENGTH and bool(parties.lead) and not text[parties.rest :].strip(" .:")


def _sign(node: Node) -> str:
    return "+" if node.marker is not None and node.marker.style == "plus" else "-"


def with_unique_refs(items: list[DraftItem]) -> list[DraftItem]:
    """Refs that occur again get a running number, so that each cites one item."""
    seen: dict[str, int] = {}
    taken = {item.ref for item in items}
    found = []
    for item in items:
        count = seen[item.ref] = seen.get(item.ref, 0) + 1
        ref = item.ref
        if count > 1:
            while (ref := f"{item.ref} ({count})") in taken:
                count += 1
            taken.add(ref)
        found.append(replace(item, ref=ref))
    return found
