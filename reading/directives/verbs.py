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
_OF_ONE_WORD = phrases("verbs_of_one_word")
_FIELDS = frozenset[tuple[str, ...]]().union(
    *(
        phrases(name)
        for name in (
            "fields",
            "fields_of_ministries",
            "fields_of_localities",
            "fields_of_schools_and_hospitals",
            "fields_of_unions_and_companies",
        )
    )
)
_LONGEST_FIELD = 6  # words
_BEGINNINGS = frozenset(field[:size] for field in _FIELDS for size in range(1, len(field) + 1))
_NO_OBJECTS = frozenset({"và", "của", "tại", "trên", "thuộc", "là", "có", "theo", "trong", "để", "với", "về", "này"})


def _starts(low: tuple[str, ...], openings: Phrases) -> bool:
    return any(low[:size] in openings for size in (2, 3))


@cache
def _longest(known: Phrases) -> int:
    return max(len(phrase) for phrase in known)


def length_at(sentence: Sequence[Word], at: int, known: Phrases = _OPENING) -> int:
    """How many words the longest of `known` takes at position `at`; 0 where none stands there."""
    low = tuple(word.low for word in sentence[at : at + _longest(known)])
    if known is _OPENING and low and (_starts(low, _NOUNS_BEGINNING) or _ends_noun(sentence, at)):
        return 0
    for size in range(len(low), 0, -1):
        if low[:size] in known:
            return size
    if known is _OPENING and low and low[0] in _BEFORE_VERBS and (verb := length_at(sentence, at + 1, VERBS)):
        return 1 + verb
    return int(known is _OPENING and low[:1] in _OF_ONE_WORD and _stands_behind_name(sentence, at))


def _ends_noun(sentence: Sequence[Word], at: int) -> bool:
    """As in "công trình"; in "nhà thầu thi công trình hồ sơ" the word before belongs to another verb."""
    if not at or (sentence[at - 1].low, sentence[at].low) not in _NOUNS_ENDING:
        return False
    return at == 1 or (sentence[at - 2].low, sentence[at - 1].low) not in VERBS


def _stands_behind_name(sentence: Sequence[Word], at: int) -> bool:
    """As in "Bưu điện Hải Vân in phiếu", "Đội số 3 lát …", "Phát 500 tờ rơi": a name ended, an object follows."""
    after = at + 1
    after += after < len(sentence) and sentence[after].low in {"và", ","} and length_at(sentence, after + 1) > 0
    if after >= len(sentence) or sentence[after].is_sign or sentence[after].low in _NO_OBJECTS:
        return False
    if at == 0:
        return sentence[after].text.isdigit()
    if sentence[at].text[0].isupper() or sentence[after].text[0].isupper():
        return False
    return (sentence[after].text.isdigit() and not sentence[at - 1].is_sign) or _name_ended(sentence, at)


def _name_ended(sentence: Sequence[Word], at: int) -> bool:
    """Whether a number, capitals or a whole field of work stand right before `at`, as they do at the end of a name."""
    before = sentence[at - 1]
    if before.text.isdigit() or (before.is_capital and at > 1 and sentence[at - 2].is_capital):
        return True
    low = tuple(word.low for word in sentence[max(0, at - _LONGEST_FIELD) : at + 1])
    return any(low[-size - 1 : -1] in _FIELDS and low[-size - 1 :] not in _BEGINNINGS for size in range(2, len(low)))
