"""Names that differ by one slip of a hand or of a scanner: enough alike to be the same, or not."""

import re
from collections.abc import Iterable

_SHORTEST = 8  # letters of a name: a shorter one is too easily another
_SHORTEST_WORD = 3
_MISREAD = (
    ("rn", "m"),
    ("vv", "w"),
    ("ii", "n"),
    ("cl", "d"),
    ("0", "o"),
    ("1", "i"),
    ("l", "i"),
    ("j", "i"),
    ("5", "s"),
)
_FIGURE = re.compile(r"\d+|\b[ivx]+\b")


def as_scanned(name: str) -> str:
    """A folded name with the letters that scanners take for one another made equal; figures stand for themselves."""
    return " ".join(word if _FIGURE.fullmatch(word) else _misread(word) for word in name.split())


def _misread(word: str) -> str:
    for seen, meant in _MISREAD:
        word = word.replace(seen, meant)
    return word


def nearest(name: str, known: Iterable[str], *, exact_tail: frozenset[str] = frozenset()) -> str | None:
    """The one known name that is `name` but for one slip in one word; None where none or several are.

    Names in `exact_tail` end with a proper name, where another vowel is another place: there only a letter left out, doubled or
    swapped is a slip.
    """
    if len(name) < _SHORTEST:
        return None
    found = {other for other in known if _is_slip(name, other, strict=other in exact_tail)}
    return found.pop() if len(found) == 1 else None


def _is_slip(name: str, other: str, *, strict: bool) -> bool:
    if abs(len(name) - len(other)) > 1 or _FIGURE.findall(name) != _FIGURE.findall(other):
        return False
    if name.replace(" ", "") == other.replace(" ", ""):
        return True  # a blank too many or too few
    said, meant = name.split(), other.split()
    differing = [(a, b) for a, b in zip(said, meant, strict=False) if a != b]
    if len(said) != len(meant) or len(differing) != 1:
        return False
    a, b = differing[0]
    return min(len(a), len(b)) >= _SHORTEST_WORD and _one_off(a, b, strict=strict)


def _one_off(a: str, b: str, *, strict: bool) -> bool:
    """Whether one letter was left out, doubled or swapped with its neighbour; unless strict, also taken for another."""
    if len(a) == len(b):
        places = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(places) == 1:
            return not strict
        return (
            len(places) == 2  # noqa: PLR2004 - two letters that changed places
            and places[1] == places[0] + 1
            and a[places[0]] == b[places[1]]
            and a[places[1]] == b[places[0]]
        )
    short, long = sorted((a, b), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long))) and not (strict and long[0] != short[0])
