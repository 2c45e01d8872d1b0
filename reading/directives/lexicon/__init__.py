"""Phrases the grammar knows by heart: lists beside this file, one phrase a line, sorted; a line that begins with # says why."""

from pathlib import Path

from reading.directives.words import spelt

Phrases = frozenset[tuple[str, ...]]
"""Phrases as their words, in one spelling; a sign is a word of its own."""

_HERE = Path(__file__).parent
_SIGNS = str.maketrans({sign: f" {sign} " for sign in "-–&,"})


def any_of(name: str) -> str:
    """A pattern of the phrases of that list, the longest first."""
    listed = sorted(phrases(name), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(r"\s+".join(phrase) for phrase in listed) + ")"


def phrases(name: str) -> Phrases:
    """The list of that name."""
    lines = (_HERE / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(tuple(spelt(line).translate(_SIGNS).split()) for line in lines if not line.startswith("#"))
