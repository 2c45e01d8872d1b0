"""The fields of a card as appraisers are entrusted with them: a role names a field by its id, or by its name in words.

A directory of the office outlives its cards: names of fields stay, ids are each card's own.
"""

import unicodedata
from collections.abc import Iterable

from domain.office import Grant
from domain.scorecard import Field, Scorecard


def granted_as(grants: Iterable[Grant], card: Scorecard, field: str) -> str:
    """What these grants call the field of that id, where one of them means it; else the id itself."""
    known = next((one for one in card.fields if one.id == field), None)
    if known is None:
        return field
    words = (grant.field for grant in grants if grant.field is not None)
    return next((word for word in words if is_named(known, word)), field)


def fields_named(card: Scorecard, words: Iterable[str]) -> frozenset[str]:
    """The ids of the fields that these words mean."""
    meant = tuple(words)
    return frozenset(field.id for field in card.fields if any(is_named(field, word) for word in meant))


def is_named(field: Field, word: str) -> bool:
    """Whether the word is the field's id or its name, however it is coded or capitalised."""
    return _folded(word) in {_folded(field.id), _folded(field.name)}


def _folded(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())
