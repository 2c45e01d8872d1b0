"""Whether figures are addressed to something that is judged by them, and if not, what there is instead."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from domain.scorecard.card import Criterion, Scorecard
from domain.scorecard.checking import every_id
from domain.scorecard.given import COUNTS
from domain.scorecard.needs import reads

MOST_NAMED = 12
"""Ids named in a sentence: enough to find one's own, few enough to be read."""


RATE = "rate"
"""A source may give the share itself instead of its two figures."""


class Addressees:
    """What figures may be for: the criteria of all cards, and the codes of items that are judged by figures."""

    def __init__(self, cards: Iterable[Scorecard], codes: Collection[str]) -> None:
        self._judged = dict.fromkeys(codes)
        self._groups: dict[str, None] = {}
        self._read: dict[str, set[str]] = {}
        for card in cards:
            scored = {leaf.id: None for _, leaf in card.leaves()}
            self._judged |= scored
            self._groups |= {id_: None for _, id_ in every_id(card) if id_ not in scored}
            for _, leaf in card.leaves():
                self._read.setdefault(leaf.id, set()).update(_read_by(leaf))
        for code in codes:
            self._read.pop(code, None)  # an item that figures judge names its own

    def stranger(self, id_: str, *, not_applicable: bool) -> str | None:
        """What is wrong with figures for that id, as a sentence; None where they are for something.

        Before the first card is there nobody can say: figures may come before what judges them.
        """
        if not self._groups or id_ in self._judged or (not_applicable and id_ in self._groups):
            return None
        if id_ in self._groups:
            below = [one for one in self._judged if one.startswith(f"{id_}.")]
            said = f"“{id_}” là lĩnh vực hoặc tiêu chí có tiêu chí thành phần, không có số liệu riêng"
            return f"{said}; số liệu ghi cho: {_named(below or list(self._judged))}"
        near = get_close_matches(id_, self._judged, MOST_NAMED // 2)
        return f"không có tiêu chí hay chỉ tiêu mã “{id_}”; đang có: {_named(near or list(self._judged))}"

    def unread(self, id_: str, names: Iterable[str]) -> str | None:
        """What is wrong with figures under these names, as a sentence; None where a rule of the criterion reads each."""
        known = self._read.get(id_)
        strange = [name for name in names if known is not None and name not in known]
        if known is None or not strange:
            return None
        told = ", ".join(f"“{name}”" for name in strange)
        return f"tiêu chí “{id_}” không dùng số liệu {told}; dùng: {', '.join(sorted(known))}"


def _read_by(criterion: Criterion) -> Iterator[str]:
    """The names under which figures of a criterion may come: of its rule, of what is counted for it, and a rate."""
    if criterion.rule is not None:
        yield from reads(criterion.rule)
    if criterion.fed_by is not None:
        yield from COUNTS
    yield RATE


def _named(ids: list[str]) -> str:
    more = len(ids) - MOST_NAMED
    return ", ".join(ids[:MOST_NAMED]) + (f" và {more} mã khác" if more > 0 else "")
