"""All that may be linked to the items of a draft, proposed at once: criteria, lost points, and what they repeat."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.directive import DraftItem, LostPoint
from domain.linking import Link, LinkKind
from reading.directives.criteria import propose_criteria
from reading.directives.open_items import OpenItem, repeated
from reading.directives.remedies import propose


@dataclass(frozen=True)
class Surroundings:
    """What a draft stands in: criteria (id → name), the points it says were lost, what is followed, and how that is called."""

    criteria: Mapping[str, str] = field(default_factory=dict)
    lost: Sequence[LostPoint] = ()
    following: Sequence[OpenItem] = ()
    called: Mapping[str, str] = field(default_factory=dict)


def proposals(items: Sequence[DraftItem], around: Surroundings) -> list[Link]:
    """Every proposal for items, which are named by their ids in `ref`; the strongest of each item and kind first."""
    found = [*_criteria(items, around), *_lost(items, around), *_repeats(items, around)]
    place = {item.ref: at for at, item in enumerate(items)}
    return sorted(found, key=lambda one: (place[one.item], one.kind, -one.share, one.target))


def without_proposals(plain: Mapping[str, Any]) -> dict[str, Any]:
    """A draft as it is taken in: what was only proposed is left for a person to confirm."""
    return {**plain, "items": [{**item, "remedies": []} for item in plain["items"]]}


def _criteria(items: Sequence[DraftItem], around: Surroundings) -> Iterator[Link]:
    for one in propose_criteria(items, around.criteria):
        called = f"{one.passage} – {around.criteria[one.passage]}"
        yield Link(one.item, LinkKind.CRITERION, one.passage, called, _words(one.words), one.share)


def _lost(items: Sequence[DraftItem], around: Surroundings) -> Iterator[Link]:
    texts = {point.id: point.text for point in around.lost}
    for one in propose(items, around.lost):
        yield Link(one.item, LinkKind.LOST_POINT, one.lost_point, texts[one.lost_point], _words(one.words), one.share)


def _repeats(items: Sequence[DraftItem], around: Surroundings) -> Iterator[Link]:
    for one in repeated(items, around.following):
        called = around.called.get(one.open_item, one.open_item)
        lead = "cùng đơn vị chủ trì" if one.same_lead else "khác đơn vị chủ trì, cần thống nhất"
        reason = f"giống {round(one.share * 100)}% nội dung, {lead}"
        yield Link(one.item, LinkKind.OPEN_ITEM, one.open_item, called, reason, one.share)


def _words(words: Sequence[str]) -> str:
    return "cùng nói về " + ", ".join(f"“{word}”" for word in words)
