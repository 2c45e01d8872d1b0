"""Which items would win back which lost points: by the telling words they share, with those words as the reason."""

from collections.abc import Sequence

from domain.directive import DraftItem, LostPoint, RemedyLink
from reading.directives.subjects import pairs, rarity

_ENOUGH = 3.2  # a sum of rarities: two telling pairs of a document, or several common ones
_SHARE = 0.16  # of all that the lost point says
_BEST_SHARE = 0.55  # of the best item's score: weaker candidates are dropped


def propose(items: Sequence[DraftItem], points: Sequence[LostPoint]) -> tuple[RemedyLink, ...]:
    """Links from items to leaves of the lost points, best first for each; a person confirms them."""
    parents = {point.parent for point in points}
    leaves = [point for point in points if point.id not in parents]
    weights = rarity([*(item.text for item in items), *(point.text for point in leaves)])
    said = [set(pairs(item.text)) for item in items]
    return tuple(link for point in leaves for link in _links(point, items, said, weights))


def _links(
    point: LostPoint, items: Sequence[DraftItem], said: Sequence[set[str]], weights: dict[str, float]
) -> list[RemedyLink]:
    wanted = set(pairs(point.text))
    whole = sum(weights[pair] for pair in wanted) or 1.0
    scored = []
    for item, spoken in zip(items, said, strict=True):
        shared = sorted(wanted & spoken, key=lambda pair: (-weights[pair], pair))
        score = sum(weights[pair] for pair in shared)
        if score >= _ENOUGH and score / whole >= _SHARE:
            scored.append((score, item, shared))
    best = max((score for score, _, _ in scored), default=0.0)
    kept = sorted((row for row in scored if row[0] >= best * _BEST_SHARE), key=lambda row: -row[0])
    return [RemedyLink(item.ref, point.id, round(score / whole, 2), _phrases(shared)) for score, item, shared in kept]


def _phrases(shared: Sequence[str]) -> tuple[str, ...]:
    """Pairs that continue each other as one phrase: "thư điện" and "điện tử" are "thư điện tử"."""
    left = list(shared)
    found = []
    while left:
        phrase = left.pop(0)
        while (more := next((pair for pair in left if pair.split()[0] == phrase.split()[-1]), None)) is not None:
            left.remove(more)
            phrase = f"{phrase} {more.split()[1]}"
        while (more := next((pair for pair in left if pair.split()[1] == phrase.split()[0]), None)) is not None:
            left.remove(more)
            phrase = f"{more.split()[0]} {phrase}"
        found.append(phrase)
    return tuple(found[:5])
