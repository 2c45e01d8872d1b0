"""What a passage is about, as weighted pairs of syllables: for duplicates and for the remedies of lost points."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from reading.directives.citations import without_citations
from reading.directives.words import fold

Subject = Mapping[str, float]

_SYLLABLE = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset(
    "va cac cua cho voi theo trong ngoai tren duoi tai den tu de nham ve la duoc co khong phai can nhung mot moi tung nay do khi neu hoac cung nhu bang do da dang se bi cho dam bao thuc hien trien khai to chuc tiep tuc tang cuong quan don vi co quan uy ban nhan dan ubnd phuong thanh pho tinh huyen xa chu tich thu truong doi lien phoi hop chu tri tham muu diem tru nam".split()
)


def pairs(text: str) -> tuple[str, ...]:
    """Neighbouring syllables that carry meaning: "thư điện", "điện tử" …"""
    syllables = _SYLLABLE.findall(fold(without_citations(text)))
    return tuple(
        f"{a} {b}" for a, b in zip(syllables, syllables[1:], strict=False) if a not in _EMPTY and b not in _EMPTY
    )


def subject(text: str) -> Subject:
    """The pairs of a passage with how often they occur."""
    return Counter(pairs(text))


def similarity(one: Subject, other: Subject) -> float:
    """Share of pairs two passages have in common, from 0 to 1; short passages are never alike by chance."""
    shared = sum(min(count, other.get(pair, 0)) for pair, count in one.items())
    size = min(sum(one.values()), sum(other.values()))
    total = max(sum(one.values()), sum(other.values()))
    if size < 4:  # noqa: PLR2004 - three pairs are a phrase every order uses
        return float(size > 0 and shared == size == total)
    return (shared / size + shared / total) / 2


def rarity(passages: Iterable[str]) -> dict[str, float]:
    """How telling each pair is: the fewer passages hold it, the more."""
    listed = [set(pairs(text)) for text in passages]
    held = Counter(pair for passage in listed for pair in passage)
    return {pair: log((1 + len(listed)) / count) for pair, count in held.items()}
