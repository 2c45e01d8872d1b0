"""Which items would win back which lost points: by the telling words they share, with those words as the reason."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.directive import DraftItem, LostPoint, RemedyLink
from reading.directives.subjects import pairs, rarity

_ENOUGH = 3.2  # a sum of rarities: two telling pairs of a document, or several common ones
_TOO_COMMON = 60  # items
_SHARE = 0.16  # of all that the lost point says
_BEST_SHARE = 0.55  # of the best item's score: weaker candidates are dropped


def propose(items: Sequence[DraftItem], points: Sequence[LostPoint]) -> tuple[RemedyLink, ...]:
    """Links from items to leaves of the lost points, best first for each; a person confirms them."""
    parents = {point.parent for point in points}
    leaves = [(point.id, point.text) for point in points if point.id not in parents]
    return tuple(RemedyLink(found.item, found.passage, found.share, found.words) for found in likenesses(items, leaves))


@dataclass(frozen=True)
class Likeness:
    """An item that speaks of what a passage is about: the share of the passage it says, and the words both have."""

    item: str
    passage: str
    share: float
    words: tuple[str, ...]


def likenesses(
    items: Sequence[DraftItem], passages: Sequence[tuple[str, str]], enough: float = _ENOUGH, share: float = _SHARE
) -> Iterator[Likeness]:
    """For each passage (its key and text) the items that speak of it, best first."""
    weights = rarity([*(item.text for item in items), *(text for _, text in passages)])
    speakers = _speakers(items)
    for key, text in passages:
        yield from _alike(key, text, items, speakers, weights, enough, share)


def _speakers(items: Sequence[DraftItem]) -> dict[str, list[int]]:
    """Which items say a pair; a pair that very many say tells nothing and is left out."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        for pair in dict.fromkeys(pairs(item.text)):
            found[pair].append(at)
    return {pair: said_by for pair, said_by in found.items() if len(said_by) <= _TOO_COMMON}


def _alike(
    key: str,
    text: str,
    items: Sequence[DraftItem],
    speakers: Mapping[str, list[int]],
    weights: Mapping[str, float],
    enough: float,
    share: float,
) -> Iterator[Likeness]:
    wanted = dict.fromkeys(pairs(text))
    whole = sum(weights[pair] for pair in wanted) or 1.0
    shared: defaultdict[int, list[str]] = defaultdict(list)
    for pair in wanted:
        for at in speakers.get(pair, ()):
            shared[at].append(pair)
    scores = {at: sum(weights[pair] for pair in said) for at, said in shared.items()}
    least = max(enough, whole * share, max(scores.values(), default=0.0) * _BEST_SHARE)
    kept = sorted((at for at, score in scores.items() if score >= least), key=lambda at: (-scores[at], at))
    for at in kept:
        yield Likeness(items[at].ref, key, round(scores[at] / whole, 2), _phrases(shared[at]))


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
