"""Where the name of a unit ends, and where what narrows a collective ends: one may stand within the other."""

from collections.abc import Sequence

from reading.directives import names
from reading.directives.lexicon import phrases
from reading.directives.name_bounds import counts, counts_on, goes_on, holds_places, is_verb_here, stops, work_size
from reading.directives.narrowing import clause_end, field_over_verb, is_kind, is_place, listed_end, names_it, trade_end
from reading.directives.unit_heads import collective_at, head_at
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import Word

_PLAIN = 4  # words that may narrow a collective without being known
JOINING = frozenset({",", "và", ";", "/", "&", "+"})
_OF = frozenset({"thuộc", "bàn", "của"})
_NARROWING = phrases("narrowing")
_ARTICLE = 3  # words of "tại Điều 1"
_PARTS_OF_TEXT = frozenset({"điều", "khoản", "mục", "điểm", "phần", "phụ"})
_LONGEST_NAME = 22  # words; beyond it a verb was missed and the name is cut back


def body_end(sentence: Sequence[Word], begin: int, at: int) -> int:
    """The end of a name that begins at `begin` and whose head ends before `at`."""
    named_from = at
    known = begin  # the end of the last field of work found in the dictionary
    while at < len(sentence) and at - begin <= _LONGEST_NAME:
        size = length_at(sentence, at, names.FIELDS)
        if size and not (at > begin and is_verb_here(sentence, at, size, inside=at > named_from)):
            known = at = at + size
        elif sentence[at].low in names.ALL_OF and (inner := collective_at(sentence, at)) is not None:
            return narrowing_end(sentence, inner.end)
        elif goes_on(sentence, begin, at) or counts_on(sentence, at):
            at += 1
        elif sentence[at].text == "," and is_place(sentence, at - 1) and is_place(sentence, at + 1):
            at += 1  # "Cục Thống kê tỉnh, thành phố"
        elif holds_places(sentence, at):
            at += 2
        elif at > named_from and counts(sentence, begin, at):
            return _cut_back(sentence, begin, at, known)
        elif stops(sentence, begin, at, known):
            return max(at, begin + 1)
        elif sentence[at].is_capital and (verb := length_at(sentence, at, VERBS)) > 1:
            at += verb  # "Văn phòng Đăng ký đất đai": its second syllable opens no order
        else:
            at += work_size(sentence, begin, at) or 1
    return at if at - begin <= _LONGEST_NAME else _cut_back(sentence, begin, at, known)


def _cut_back(sentence: Sequence[Word], begin: int, at: int, known: int) -> int:
    """The last word that surely belongs to a name that ran on."""
    if known > begin:
        return known
    capitals = [n for n in range(begin, at) if sentence[n].is_capital or length_at(sentence, n, names.LOCALITY)]
    return (capitals[-1] if capitals else begin) + 1


def narrowing_end(sentence: Sequence[Word], at: int) -> int:
    """Past what narrows a collective: "liên quan", "trực thuộc Sở", "trên địa bàn tỉnh", "huyện", "có rừng"."""
    begin = at
    while at < len(sentence):
        step = _narrowing_step(sentence, at)
        if step == 0:
            break
        at += step
    else:
        return at
    if (end := max(clause_end(sentence, at), trade_end(sentence, at))) > at:
        return end
    if sentence[at].low in {"có", "còn", "chưa"} and not length_at(sentence, at):
        return at
    if sentence[at].text == "," or is_kind(sentence, at) or not (sentence[at].is_sign or length_at(sentence, at)):
        end = listed_end(sentence, at)
        if end > at:  # "cao đẳng trực thuộc Bộ"
            return narrowing_end(sentence, end) if length_at(sentence, end, _NARROWING) else end
    if sentence[at].is_sign or length_at(sentence, at):
        return at
    return max(at, _plain_end(sentence, at)) if at >= begin else at


def _narrowing_step(sentence: Sequence[Word], at: int) -> int:
    """How many words at `at` narrow the collective before them; 0 where none does."""
    word = sentence[at]
    if size := length_at(sentence, at, _NARROWING) or _article_at(sentence, at):
        return size
    if field := field_over_verb(sentence, at):
        return field
    if word.text == "," and is_place(sentence, at - 1) and is_place(sentence, at + 1):
        return 1  # "xã, thị trấn"
    if word.low == "và":
        return 0
    if word.is_sign:
        return 0
    if word.low == "trên" and at + 1 == len(sentence):
        return 1
    head = head_at(sentence, at)
    if head and (sentence[at - 1].low in _OF or word.is_capital):
        return body_end(sentence, at, at + head) - at
    if word.low == "của" and (head_at(sentence, at + 1) or length_at(sentence, at + 1, names.LOCALITY)):
        return 1
    if length_at(sentence, at) and not (
        word.is_capital and (length_at(sentence, at, names.FIELDS) or names_it(sentence, at))
    ):
        return 0
    return int(word.is_capital or length_at(sentence, at, names.LOCALITY) > 0)


def _article_at(sentence: Sequence[Word], at: int) -> int:
    """How many words of "tại Điều 1", "nêu ở mục II" stand at `at`: where the document itself lists the bodies meant."""
    begin = at + (sentence[at].low == "nêu")
    low = [word.low for word in sentence[begin : begin + 3]]
    is_place_in_text = len(low) == _ARTICLE and low[0] in {"tại", "ở"} and low[1] in _PARTS_OF_TEXT
    return begin + _ARTICLE - at if is_place_in_text else 0


def _plain_end(sentence: Sequence[Word], at: int) -> int:
    """Past a few plain words that narrow a collective, "ven biển", "tiểu học", if the name surely ends behind them."""
    end = at
    while end < len(sentence) and end - at <= _PLAIN:
        word = sentence[end]
        if end > at and length_at(sentence, end, _NARROWING):
            return narrowing_end(sentence, end)
        if (
            word.is_sign
            or word.low in JOINING
            or word.low == "một"
            or word.low in names.STOPS
            or length_at(sentence, end)
        ):
            return narrowing_end(sentence, end) if word.low in {"trên", "trực", "thuộc"} and end > at else end
        end += 1
    return end if end == len(sentence) and end - at <= _PLAIN else at
