"""The verbs and adverbs that open an order, by which a unit's name is known to have ended."""

from collections.abc import Sequence
from functools import cache

from reading.directives.lexicon import Phrases, phrases
from reading.directives.words import Word

VERBS = phrases("verbs")
_NOUNS_ENDING = phrases("nouns_ending_in_verbs")
_NOUNS_BEGINNING = phrases("nouns_beginning_with_verbs")
_BEFORE_VERBS = frozenset({"tổng", "tự", "tái", "đồng", "cùng", "sớm", "cho"})  # tổng kiểm tra, tự chấm điểm
ADVERBS = phrases("adverbs")
TIMES = frozenset(
    {("trong", "tháng"), ("trong", "quý"), ("trước", "ngày")}
)  # what opens an order only with a verb behind it
PAST = phrases("past")
# What somebody is told to do, said of him: "Ngân hàng được đề nghị giảm lãi suất".
TOLD_TO = frozenset({("được", "đề", "nghị"), ("được", "yêu", "cầu")})
_OPENING = VERBS | ADVERBS


def _starts(low: tuple[str, ...], openings: Phrases) -> bool:
    return any(low[:size] in openings for size in (2, 3))


@cache
def _longest(known: Phrases) -> int:
    return max(len(phrase) for phrase in known)


def length_at(sentence: Sequence[Word], at: int, known: Phrases = _OPENING) -> int:
    """How many words the longest of `known` takes at position `at`; 0 where none stands there."""
    low = tuple(word.low for word in sentence[at : at + _longest(known)])
    if (
        known is _OPENING
        and low
        and (_starts(low, _NOUNS_BEGINNING) or (at and (sentence[at - 1].low, low[0]) in _NOUNS_ENDING))
    ):
        return 0
    for size in range(len(low), 0, -1):
        if low[:size] in known:
            return size
    if known is _OPENING and low and low[0] in _BEFORE_VERBS and (verb := length_at(sentence, at + 1, VERBS)):
        return 1 + verb
    return 0
