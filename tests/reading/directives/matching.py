"""Which item a reader found is which item of the key: by the beginning of its text, folded."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

BEGINNING = 60  # folded characters that must agree, or all of a shorter text

_MARK = re.compile(
    r"^\s*(?:(?:điều|mục|phần|bước)\s+[\divx]+\s*[.:)]|[ivx]+\.|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-–+•*]|thứ\s+\w+\s*[,:])\s*",
    re.IGNORECASE,
)


def folded(text: str) -> str:
    """Text without case, punctuation and spacing, composed: what two clerks would type alike."""
    letters = unicodedata.normalize("NFC", text).casefold()
    return " ".join("".join(c if c.isalnum() or c == "%" else " " for c in letters).split())


def beginning(text: str) -> str:
    """The folded text of an item without its number."""
    return folded(_MARK.sub("", unicodedata.normalize("NFC", text), count=1))


def agree(wanted: str, found: str) -> bool:
    """Whether a folded text found begins as the one wanted; a heading that stops earlier does not."""
    return bool(wanted) and found.startswith(wanted[:BEGINNING])


def pairs(
    key: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each item of the key with the item found for it, at most one each; of several the one cited alike, then the shortest."""
    left = list(found)
    matched = []
    for wanted in key:
        alike = [item for item in left if agree(beginning(wanted["text"]), beginning(item["text"]))]
        if alike:
            best = min(alike, key=lambda item: (item.get("ref") != wanted.get("ref"), len(item["text"])))
            left.remove(best)
            matched.append((wanted, best))
    return matched


def begins_one_of(text: str, beginnings: Sequence[str]) -> bool:
    """Whether a text is one of those that begin so."""
    return any(agree(beginning(other), beginning(text)) for other in beginnings)
