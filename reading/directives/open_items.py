"""Items of a draft that repeat what is already being followed: for a person to merge, never merged here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.directive import DraftItem
from reading.directives.subjects import Subject, similarity, subject
from reading.directives.words import fold

_SAME = 0.6  # as within one directive: warnings.py
_COMPARED = 25  # open items: the ones that share most pairs with an item; the others cannot be alike
_TOO_COMMON = 200  # open items that say a pair: it tells nothing then


@dataclass(frozen=True)
class OpenItem:
    """An item being followed: how it is cited, what it says, who leads (codes or names)."""

    id: str
    text: str
    lead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Repeats:
    """A draft's item and the open one it repeats; `share` from 0 to 1; `same_lead` tells a duplicate from a conflict."""

    item: str
    open_item: str
    share: float
    same_lead: bool


def repeated(items: Iterable[DraftItem], following: Sequence[OpenItem]) -> tuple[Repeats, ...]:
    """For each item of a draft the open item most like it, where one is alike enough."""
    subjects = [subject(one.text) for one in following]
    speakers = _speakers(subjects)
    return tuple(found for item in items for found in _repeats(item, following, subjects, speakers))


def _speakers(subjects: Sequence[Subject]) -> Mapping[str, Sequence[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, said in enumerate(subjects):
        for pair in said:
            found[pair].append(at)
    return {pair: said_by for pair, said_by in found.items() if len(said_by) <= _TOO_COMMON}


def _repeats(
    item: DraftItem, following: Sequence[OpenItem], subjects: Sequence[Subject], speakers: Mapping[str, Sequence[int]]
) -> Iterator[Repeats]:
    said = subject(item.text)
    candidates = Counter(at for pair in said for at in speakers.get(pair, ()))
    alike = ((similarity(said, subjects[at]), at) for at, _ in candidates.most_common(_COMPARED))
    share, at = max(alike, default=(0.0, -1), key=lambda pair: (pair[0], -pair[1]))
    if share >= _SAME:
        yield Repeats(item.ref, following[at].id, round(share, 2), _same_lead(item, following[at]))


def _same_lead(item: DraftItem, other: OpenItem) -> bool:
    leads = {fold(name) for name in (*item.lead, *item.lead_codes)}
    return not leads or not other.lead or not leads.isdisjoint(fold(name) for name in other.lead)
