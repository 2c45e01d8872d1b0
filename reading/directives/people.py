"""Orders to people and private bodies, which are no offices: "Hộ chăn nuôi có lợn chết phải báo …"."""

from collections.abc import Sequence

from reading.directives.lexicon import phrases
from reading.directives.names import STOPS
from reading.directives.narrowing import TRADES
from reading.directives.party import Parties
from reading.directives.verbs import PAST, VERBS, length_at
from reading.directives.words import Word, words

_PEOPLE = phrases("people")
# Whoever a heading may tell something: "Đề nghị chủ các cơ sở cho thuê trọ".
_TOLD = frozenset({("đề", "nghị"), ("yêu", "cầu"), ("giao",), ("kêu", "gọi"), ("vận", "động"), ("khuyến", "cáo")})
_ANYBODY = _PEOPLE | phrases("anybody")
_WHERE = frozenset({"trong", "trên", "tại"})
_ALL_OF = frozenset({("mỗi",), ("từng",), ("toàn", "thể"), ("tất", "cả")})
_OF_TIME = frozenset("ngày đêm buổi sáng chiều tối tuần tháng quý năm học kỳ đợt lần khi ca giờ phiên vụ mùa".split())  # noqa: SIM905
_BOUND = frozenset({"phải", "cần", "không được", "có trách nhiệm", "chịu trách nhiệm", "khẩn trương", "chủ động"})
_WHICH_ONES = frozenset({"có", "bị", "đang", "còn", "chưa"})
_NAME = 7  # words
_CLAUSE = 14  # words that tell which ones are meant


def after_people(text: str, sentence: Sequence[Word]) -> Parties:
    """Whoever stands at the opening, where a verb or a word of duty binds them."""
    size = length_at(sentence, 0, _PEOPLE) or _each(sentence)
    if not size or not sentence[0].is_capital:
        return Parties()
    for end in range(size, min(_NAME, len(sentence))):
        word = sentence[end]
        bound = (
            _bound_at(sentence, end, end + 1)
            if word.low not in _WHICH_ONES
            else _bound_at(sentence, end, end + _CLAUSE)
        )
        if bound is None and word.text[0].islower() and length_at(sentence, end, VERBS):
            bound = end
        if bound is not None:
            return Parties((text[: sentence[end - 1].end],), (), sentence[bound].start)
        if word.is_sign or word.low in STOPS or length_at(sentence, end, PAST):
            break
    return Parties()


def people_told(text: str) -> Parties:
    """Whom a heading tells what stands below it, where they are no office: all behind the word that tells them."""
    sentence = words(text.rstrip(" .:"))
    begin = length_at(sentence, 0, _TOLD)
    if not begin or len(sentence) - begin > _CLAUSE or not length_at(sentence, begin, _ANYBODY):
        return Parties()
    at = begin
    while at < len(sentence):
        word, trade = sentence[at], length_at(sentence, at, TRADES)
        acts = not trade and (length_at(sentence, at, VERBS) or (word.low in STOPS and word.low not in _WHERE))
        if acts or word.text.isdigit() or (word.is_sign and word.text not in ",-–"):
            return Parties()
        at += trade or 1
    return Parties((text[sentence[begin].start : sentence[-1].end],), (), len(text), opened=True)


def _each(sentence: Sequence[Word]) -> int:
    """As in "Mỗi tổ viên …", "Toàn thể đảng viên …": two words of whoever they are."""
    opened = length_at(sentence, 0, _ALL_OF)
    if not opened or len(sentence) <= opened + 1 or sentence[opened].is_sign or sentence[opened].low in _OF_TIME:
        return 0
    return opened + 1


def _bound_at(sentence: Sequence[Word], begin: int, end: int) -> int | None:
    """Where a word of duty first stands from `begin` to `end`, before any sign."""
    for at in range(begin, min(end, len(sentence))):
        if sentence[at].is_sign:
            return None
        low = [word.low for word in sentence[at : at + 3]]
        if any(" ".join(low[:size]) in _BOUND for size in (1, 2, 3)):
            return at
    return None
