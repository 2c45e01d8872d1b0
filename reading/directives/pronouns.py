"""Whom "Sở này", "đơn vị nêu trên" means inside an order: the body of that kind named last before it."""

import re

from reading.directives.unit_heads import opens_unit
from reading.directives.units import unit_list
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import words

_HANDED_TO = re.compile(
    (
        r"(?<!\w)(?:giao|đề nghị|yêu cầu)\s+(?P<kind>sở|phòng|ban|cục|chi cục|trung tâm|công ty|ủy ban|xã|phường"
        r"|trường|bệnh viện|hội|đơn vị|cơ quan|địa phương|nhà thầu|chủ đầu tư)\s+(?:này|đó|trên|nêu trên"
        r"|nói trên)(?!\w)"
    ),
    re.IGNORECASE,
)
# "Phê bình UBND xã A …; yêu cầu kiểm điểm": asked of the body named before.
_ASKED = re.compile(r"[;.]\s*(?:[Yy]êu cầu|[Đđ]ề nghị)\s+")
_ANY_KIND = frozenset({"đơn vị", "cơ quan", "địa phương"})


def meant_in(text: str) -> tuple[str, ...]:
    """The body an order inside `text` hands something to by a pronoun; nobody where none of its kind was named."""
    match = _HANDED_TO.search(text)
    if match is None:
        return _asked_of(text)
    kind = match["kind"].lower()
    before = text[: match.start()]
    named = [name for name in _named_in(before) if kind in _ANY_KIND or name.lower().startswith(kind)]
    return tuple(named[-1:])


def _asked_of(text: str) -> tuple[str, ...]:
    """Whom a request without an object is addressed to: the body named last before it."""
    for match in _ASKED.finditer(text):
        if length_at(words(text[match.end() : match.end() + 60]), 0, VERBS):
            return tuple(_named_in(text[: match.start()])[-1:])
    return ()


def _named_in(text: str) -> list[str]:
    """Every body named in `text`, in order."""
    sentence = words(text)
    found: list[str] = []
    at = 0
    while at < len(sentence):
        listed = unit_list(text, sentence, at) if opens_unit(sentence, at) else None
        found.extend(listed.names if listed is not None else ())
        at = max(at + 1, listed.end if listed is not None else 0)
    return found
