"""Where the name of a unit ends: known fields, places and what narrows a collective belong to it, the verb does not."""

from collections.abc import Sequence

from reading.directives import names
from reading.directives.unit_heads import collective_at, head_at, opens_unit
from reading.directives.verbs import length_at
from reading.directives.words import Word

_PLAIN = 4  # words that may narrow a collective without being known
JOINING = frozenset({",", "và", ";", "/", "&"})
_OF = frozenset({"thuộc", "bàn", "của"})
_NARROWING = frozenset(
    tuple(phrase.split())
    for phrase in (
        "có liên quan", "trên địa bàn", "thuộc phạm vi", "liên quan", "trực thuộc", "chuyên môn", "trong tỉnh", "trong huyện", "trong quận", "trong toàn", "sự nghiệp", "công lập", "nhà nước",
        "thuộc", "nêu trên", "được giao", "toàn tỉnh", "toàn quận", "ở cơ", "chính trị", "đoàn thể", "khác", "này",
    )
)  # fmt: skip
_LONGEST_NAME = 22  # words; beyond it a verb was missed and the name is cut back
_OPENS_ORDER = frozenset({"chủ trì", "phối hợp", "tham mưu", "khẩn trương", "có trách"})


def body_end(sentence: Sequence[Word], begin: int, at: int) -> int:
    """The end of a name that begins at `begin` and whose head ends before `at`."""
    known = begin  # the end of the last field of work found in the dictionary
    while at < len(sentence) and at - begin <= _LONGEST_NAME:
        size = length_at(sentence, at, names.FIELDS)
        if size and not _is_verb_here(sentence, begin, at, size):
            known = at = at + size
        elif sentence[at].low in names.ALL_OF and (inner := collective_at(sentence, at)) is not None:
            return narrowing_end(sentence, inner.end)
        elif _stops(sentence, begin, at, known):
            return max(at, begin + 1)
        else:
            at += 1
    return at if at - begin <= _LONGEST_NAME else _cut_back(sentence, begin, at, known)


def _stops(sentence: Sequence[Word], begin: int, at: int, known: int) -> bool:
    """Whether the word at `at` no longer belongs to the name."""
    word = sentence[at]
    if at == known and at > begin and _ends_known(sentence, begin, at):
        return True
    if word.is_sign:
        follows = at + 1 < len(sentence) and sentence[at + 1].is_capital and not _opens(sentence, at + 1)
        return not (word.text in "-–" and follows)
    if word.low == "và":
        return not _belongs(sentence, at, known)
    if _opens(sentence, at):
        return True
    return word.low in names.STOPS and not word.text[0].isupper()


def _ends_known(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """After a known field a department's name goes on only with a place: "Sở Y tế tỉnh", "Phòng Nội vụ Quận 1"."""
    word = sentence[at]
    plain = (
        not word.is_sign and not word.is_capital and word.low != "và" and not length_at(sentence, at, names.LOCALITY)
    )
    return plain and sentence[begin].low in {"sở", "phòng", "bộ"}


def _is_verb_here(sentence: Sequence[Word], begin: int, at: int, size: int) -> bool:
    """Whether a field's name is the order itself: "Văn phòng thanh tra …", in lower case and a verb as well."""
    return sentence[at].text[0].islower() and length_at(sentence, at) >= size and at > begin


def _opens(sentence: Sequence[Word], at: int) -> bool:
    """Whether the order begins at `at`: a verb in lower case, or one of the few that are never part of a name."""
    if not length_at(sentence, at):
        return False
    pair = " ".join(word.low for word in sentence[at : at + 2])
    return sentence[at].text[0].islower() or pair in _OPENS_ORDER


def _belongs(sentence: Sequence[Word], at: int, known: int) -> bool:
    """Whether "và" at `at` is inside the name: "Trung tâm Văn hóa và Thể thao", "Phòng Xây dựng và Kiểm tra văn bản"."""
    after = at + 1
    if after >= len(sentence) or sentence[at - 1].text.isdigit():
        return False
    if sentence[after].is_sign or not sentence[after].text[0].isupper() or _opens(sentence, after):
        return False
    if at == known and length_at(sentence, after, names.FIELDS):
        return False  # a second field after a whole one is a second unit: "Sở Nội vụ và Tài chính"
    return not opens_unit(sentence, after)


def _cut_back(sentence: Sequence[Word], begin: int, at: int, known: int) -> int:
    """The last word that surely belongs to a name that ran on."""
    if known > begin:
        return known
    capitals = [n for n in range(begin, at) if sentence[n].is_capital or length_at(sentence, n, names.LOCALITY)]
    return (capitals[-1] if capitals else begin) + 1


def narrowing_end(sentence: Sequence[Word], at: int) -> int:
    """Past what narrows a collective: "liên quan", "trực thuộc Sở", "trên địa bàn tỉnh", "huyện", "có rừng"."""
    while at < len(sentence):
        step = _narrowing_step(sentence, at)
        if step == 0:
            break
        at += step
    else:
        return at
    if sentence[at].low == "có" and not length_at(sentence, at):
        end = _plain_end(sentence, at + 1)
        return end if end > at + 1 and length_at(sentence, end) else at
    return at if sentence[at].is_sign or length_at(sentence, at) else _plain_end(sentence, at)


def _narrowing_step(sentence: Sequence[Word], at: int) -> int:
    """How many words at `at` narrow the collective before them; 0 where none does."""
    word = sentence[at]
    if size := length_at(sentence, at, _NARROWING):
        return size
    if word.text == "," and _is_place(sentence, at - 1) and _is_place(sentence, at + 1):
        return 1  # "xã, thị trấn"
    if word.is_sign:
        return 0
    if word.low == "trên" and at + 1 == len(sentence):
        return 1
    if sentence[at - 1].low in _OF and (head := head_at(sentence, at)):
        return body_end(sentence, at, at + head) - at
    if length_at(sentence, at) and not (word.is_capital and length_at(sentence, at, names.FIELDS)):
        return 0
    return int(word.is_capital or length_at(sentence, at, names.LOCALITY) > 0)


def _is_place(sentence: Sequence[Word], at: int) -> bool:
    """Whether a kind of place in small letters stands at `at`, without a name behind it."""
    size = length_at(sentence, at, names.LOCALITY) if at < len(sentence) else 0
    after = at + size
    return size > 0 and sentence[at].text[0].islower() and not (after < len(sentence) and sentence[after].is_capital)


def _plain_end(sentence: Sequence[Word], at: int) -> int:
    """Past a few plain words that narrow a collective, "ven biển", "tiểu học", if the name surely ends behind them."""
    end = at
    while end < len(sentence) and end - at <= _PLAIN:
        word = sentence[end]
        if word.is_sign or word.low in JOINING or word.low in names.STOPS or length_at(sentence, end):
            return narrowing_end(sentence, end) if word.low in {"trên", "trực", "thuộc"} and end > at else end
        end += 1
    return end if end == len(sentence) and end - at <= _PLAIN else at
