"""The parties of a numbered order: there a body of no known kind, or one with a verb no list knows, may open it."""

from collections.abc import Sequence
from dataclasses import replace

from reading.directives.lexicon import phrases
from reading.directives.names import ALL_OF, FIELDS, STOPS
from reading.directives.parties import read_parties
from reading.directives.party import Parties
from reading.directives.people import after_people
from reading.directives.unit_heads import opens_unit
from reading.directives.units import unit_list
from reading.directives.verbs import PAST, VERBS, length_at
from reading.directives.words import Word, words

_PROPER, _PROPER_REACH = 2, 3  # capitals among the first words
_RUN_ON = 3  # words in small letters behind the last capital
_CERTAIN_NAME = 40  # words of a list of names; beyond it something else was read
_LABEL = 16  # words before the colon
_PROPER_NAME = 12  # words
# What opens with capitals and is nobody: documents, projects, places, days.
_NO_BODIES = phrases("no_bodies")


def read_numbered(text: str) -> Parties:
    """The parties of a numbered order, where also a body of no known kind may open it."""
    parties = read_parties(text)
    if parties.opened or (parties.lead and text[parties.rest :].strip(" .;")):
        return parties
    sentence = words(text)
    named = _labelled(text, sentence)
    for reading in (_after_known_body, after_people, _after_proper_name):
        named = named if named.lead else reading(text, sentence)
    return replace(parties, lead=named.lead, rest=named.rest) if named.lead else parties


def _after_known_body(text: str, sentence: Sequence[Word]) -> Parties:
    """A body at the opening, whatever verb follows it: one no list of verbs knows orders all the same."""
    found = unit_list(text, sentence, 0)
    if found is None or found.end >= _CERTAIN_NAME:
        return Parties()
    end = found.end
    if len(found.names) == 1 and (end >= len(sentence) or sentence[end].is_sign or sentence[end].low in STOPS):
        end = _last_capital(sentence, end)  # the name has run on over the verb
        named = (text[: sentence[end - 1].end],)
        return Parties(named, (), sentence[end].start) if found.end - end >= _RUN_ON and end > 1 else Parties()
    if end >= len(sentence):
        return Parties()
    after = sentence[end]
    if after.is_sign or after.is_capital or after.low in STOPS or length_at(sentence, end, PAST):
        return Parties()
    return Parties(found.names, (), after.start)


def _labelled(text: str, sentence: Sequence[Word]) -> Parties:
    """As in "Địa chính - Xây dựng: kiểm tra …", "Công an xã, Quân sự xã: tuần tra …": who works in a field, by its name alone."""
    colon = next((at for at, word in enumerate(sentence[:_LABEL]) if word.text in {":", ".", ";"}), 0)
    if not colon or sentence[colon].text != ":" or not length_at(sentence, colon + 1):
        return Parties()
    listed = unit_list(text, sentence, 0)
    unknown = listed is None or listed.end < colon
    if sentence[0].low in ALL_OF and unknown and not length_at(sentence, 1, _NO_BODIES):
        return Parties((text[: sentence[colon - 1].end],), (), sentence[colon].start)  # "Các khu, điểm du lịch: …"
    if not (length_at(sentence, 0, FIELDS) or opens_unit(sentence, 0)):
        return Parties()
    found: list[str] = []
    begin = 0
    while begin < colon:
        known = unit_list(text, sentence, begin)
        end = known.end if known is not None and known.end <= colon else begin + length_at(sentence, begin, FIELDS)
        while end < colon and sentence[end].text not in {",", ";", "("}:
            end += 1
        if not sentence[begin].is_capital:
            return Parties()
        found += [text[sentence[begin].start : sentence[end - 1].end]]
        if sentence[end].text == "(":  # a remark of what they are
            end = next((n for n in range(end, colon) if sentence[n].text == ")"), colon) + 1
        begin = end + 1
    return Parties(tuple(found), (), sentence[colon].start)


def _after_proper_name(text: str, sentence: Sequence[Word], at: int = 0) -> Parties:
    """As in "Agribank Bình Sơn giải ngân …": a body of no known kind, told by its capitals and the order behind them."""
    capitals = sum(word.text[0].isupper() for word in sentence[at : at + _PROPER_REACH])
    if capitals < _PROPER or not sentence[at].text[0].isupper() or length_at(sentence, at, _NO_BODIES):
        return Parties()
    if length_at(sentence, at) or sentence[at].is_sign or unit_list(text, sentence, at) is not None:
        return Parties()
    for end in range(at + 1, min(at + _PROPER_NAME, len(sentence))):
        word = sentence[end]
        if length_at(sentence, end, VERBS) and word.text[0].islower():
            return Parties((text[sentence[at].start : sentence[end - 1].end],), (), word.start)
        if (word.is_sign and word.text not in "-–") or length_at(sentence, end, PAST) or word.low in STOPS:
            return Parties()
    return Parties()


def _last_capital(sentence: Sequence[Word], end: int) -> int:
    """Where the last word in a capital letter before `end` ends."""
    return next((at + 1 for at in range(end - 1, -1, -1) if sentence[at].text[0].isupper()), 0)
