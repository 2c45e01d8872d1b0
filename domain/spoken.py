"""Work that rests on a leader's word: followed at once, binding from the document that confirms it (domain.md §0.1, §0.8)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.deadline import Basis
from domain.wording.dates import plain

QUICK = "giao việc"
"""The kind of a directive that stands for a spoken order until its document comes."""


def awaits_document(basis: str, kind: str | None, document: Mapping[str, Any] | None) -> bool:
    """Whether only a word stands behind an item of a directive of this kind ("chờ văn bản")."""
    return document is None and (basis == Basis.WORD.value or kind == QUICK)


def called(number: str, issued_on: date) -> str:
    """The document that confirms a word, as units are told of it."""
    return f"Văn bản số {number} ngày {plain(issued_on)}"
