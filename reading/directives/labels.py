"""Names behind a label, "Phụ trách: …; phối hợp: …": they stand alone there and are taken as they are written."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reading.directives.lexicon import phrases
from reading.directives.units import unit_list
from reading.directives.verbs import length_at
from reading.directives.words import Word

LEADING = tuple(" ".join(label) for label in phrases("labels_of_leading"))
HELPING = tuple(" ".join(label) for label in phrases("labels_of_helping"))
_ROLES = frozenset({("chủ", "trì"), ("phối", "hợp")})  # "Phân công: X chủ trì, Y phối hợp" is a sentence, no list
_BEFORE_LABEL = frozenset({".", ";", "(", "\n", ",", "/", "|", ">", "["})
_PERSON = re.compile(r"(?:Ông|Bà|ông|bà)\s+[^\W\d_]+\s+[^\W\d_]")
_POST = re.compile(r"(?:chuyên viên|công chức|viên chức|cán bộ|nhân viên|phó |trưởng )")
_LABEL = 5  # words of the longest label
_NAME = 14  # words of the longest name


def names_behind(text: str, sentence: Sequence[Word], colon: int) -> tuple[str, ...]:
    """The names from the colon at `colon` to the end of its sentence or the next label; none where it labels nothing."""
    listed = unit_list(text, sentence, colon + 1)
    end = _end_of_value(sentence, colon + 1)
    if not _opens_label(sentence, colon) or (listed is not None and listed.end >= end):
        return listed.names if listed is not None else ()
    return _as_written(text, sentence, colon + 1, end) or (listed.names if listed is not None else ())


def _opens_label(sentence: Sequence[Word], colon: int) -> bool:
    """Whether the words before the colon are a label of their own, not the end of an order."""
    for at in range(colon - 1, max(-1, colon - 1 - _LABEL), -1):
        if sentence[at].text in _BEFORE_LABEL:
            return True
    return colon <= _LABEL


def _end_of_value(sentence: Sequence[Word], at: int) -> int:
    """Where the value ends: a stop, a closing bracket, or the sign before the next label."""
    last_sign = at
    for end in range(at, len(sentence)):
        word = sentence[end]
        if word.text == ":":
            return last_sign if last_sign > at else end
        if word.text in {".", ")", "(", "|", "]"} or (word.text == "\n" and _is_marked(sentence, end + 1)):
            return end
        if word.text in {";", ",", "\n"}:
            last_sign = end
    return len(sentence)


def _is_marked(sentence: Sequence[Word], at: int) -> bool:
    """Whether a line begins with a mark: "b)", "-", "+"."""
    if at >= len(sentence):
        return False
    lettered = at + 1 < len(sentence) and sentence[at + 1].text == ")" and len(sentence[at].text) == 1
    return lettered or sentence[at].text in {"-", "–", "+", "•"}


def _as_written(text: str, sentence: Sequence[Word], begin: int, end: int) -> tuple[str, ...]:
    """Each name up to its comma or semicolon; one that the grammar knows may hold a comma of its own."""
    found: list[str] = []
    while begin < end:
        close = _end_of_name(text, sentence, begin, end)
        if not _is_name(sentence, begin, close, first=not found):
            return ()
        name = text[sentence[begin].start : sentence[close - 1].end].replace("\n", " ")
        if found and _PERSON.match(found[-1]) and _POST.match(name):
            name = f"{found.pop()}, {name}"  # who somebody is, no further name
        found.append(name)
        begin = close + 1
    return tuple(found)


def _end_of_name(text: str, sentence: Sequence[Word], begin: int, end: int) -> int:
    known = unit_list(text, sentence, begin)
    at = known.end if known is not None and len(known.names) == 1 and known.end <= end else begin
    while at < end and sentence[at].text not in {",", ";"}:
        at += 1
    return at


def _is_name(sentence: Sequence[Word], begin: int, end: int, *, first: bool) -> bool:
    """Whether words could be a body or a post: a few words, opened by a capital or by no verb, no figure with a sign."""
    if not 0 < end - begin <= _NAME or sentence[begin].is_sign:
        return False
    if any(pair[0].text.isdigit() and pair[1].text in {"/", "%"} for pair in pairwise(sentence[begin : end + 1])):
        return False
    if any(length_at(sentence, at, _ROLES) for at in range(begin, end)):
        return False
    capital = sentence[begin].text[0].isupper()
    return capital if first and length_at(sentence, begin) else not (length_at(sentence, begin) and not capital)
