"""A text message: what is overdue, for whom, whom to call; one message long, without diacritics (docs/decisions/sms-without-accents)."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.folding import fold_marks
from domain.wording.numbers import count

LONGEST = 160
"""Letters of one message in the alphabet of old telephones; with diacritics one holds 70."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;/()-+%@")


@dataclass(frozen=True)
class Texted:
    """What a text message tells: of which class, about which documents, for which unit, whom to call."""

    what: str
    many: int
    documents: Sequence[str]
    unit: str
    phone: str


def sms_text(told: Texted) -> str:
    """The message, at most `LONGEST` letters: the name of the unit gives way first, then the documents."""
    named = list(dict.fromkeys(told.documents))
    source = (named[0] if named else "") + (f" va {len(named) - 1} van ban khac" if len(named) > 1 else "")
    call = f" LH {told.phone}." if told.phone else ""
    head = f"{count(told.many)} {told.what}"
    for unit, papers in ((told.unit, source), (told.unit[:40], source), ("", source), ("", "")):
        text = f"{unit}{': ' if unit else ''}{head}{f' ({papers})' if papers else ''}. De nghi xem thu hoac trang Don Doc.{call}"
        if len(plain(text)) <= LONGEST:
            return plain(text)
    return plain(head + call)[:LONGEST]


def plain(text: str) -> str:
    """Without diacritics and without what old telephones do not know."""
    flat = fold_marks(text).replace("–", "-").replace("…", "...")
    return " ".join("".join(mark if mark in _PLAIN else " " for mark in flat).split())
