"""Whether a unit's name opens at a word: a title, a kind of body, a noun that is plainly a name, a collective."""

from collections.abc import Sequence
from dataclasses import dataclass

from reading.directives import names
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import Word

_LETTERS = 3  # of the shortest name by letters
_SPELT_NUMBERS = frozenset({"hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"})  # "Bốn đơn vị nêu trên"


def opens_unit(sentence: Sequence[Word], at: int) -> bool:
    """Whether a unit's name begins at word `at`."""
    at += length_at(sentence, at, names.HONORIFICS)
    return at < len(sentence) and (head_at(sentence, at) > 0 or collective_at(sentence, at) is not None)


def head_at(sentence: Sequence[Word], at: int) -> int:
    """How many words open a unit's name at `at`: a title, a kind of body, or a noun that is plainly a name here."""
    if at >= len(sentence) or sentence[at].is_sign:
        return 0
    if [word.low for word in sentence[at : at + 3]] == ["phòng", ",", "chống"]:
        return 0  # a field: "Ban Chỉ huy Phòng, chống thiên tai"
    sizes = (length_at(sentence, at, listing) for listing in (names.TITLES, names.BODIES))
    if size := max((size for size in sizes if size and not _is_common(sentence, at, size)), default=0):
        return size
    size = length_at(sentence, at, names.NOUNS)
    if not size or length_at(sentence, at, names.COMMON):
        return 0
    after = at + size
    if after >= len(sentence) or sentence[after].is_sign:
        listed = after + 1 < len(sentence) and sentence[after].text == "," and head_at(sentence, after + 1) > 0
        whole = len(sentence) == after or (listed and length_at(sentence, at, names.WHOLE) > 0)
        return size if sentence[at].text[0].isupper() and whole else 0
    named = sentence[after].is_capital or length_at(sentence, after, names.FIELDS) > 0
    known = length_at(sentence, after, names.LOCALITY) or sentence[after].low in {
        "liên",
        "ngành",
        "cơ",
        "chuyên",
        "nghiệp",
        "trực",
        "y",
        "tiểu",
        "trung",
        "mầm",
        "trường",
    }
    if sentence[at].text[0].isupper():
        return size if named or known or length_at(sentence, after) or collective_at(sentence, after) else 0
    field = length_at(sentence, after, names.FIELDS)
    of_a_place = field > 0 and length_at(sentence, after + field, names.LOCALITY) > 0  # "trạm y tế xã"
    return size if of_a_place or (named and sentence[after].is_capital) else 0


def _is_common(sentence: Sequence[Word], at: int, size: int) -> bool:
    """Whether the words are ordinary here: "thanh tra, kiểm tra" as deeds, "công an" as a trade, "lãnh đạo" as a verb."""
    if length_at(sentence, at, names.COMMON) >= size:
        return not _opens_with_builder(sentence, at, size)
    first, after = sentence[at], at + size
    if first.low == "trưởng" and collective_at(sentence, at + 1) is not None:
        return False  # "và trưởng các khoa, phòng"
    if first.low == "lãnh" and _leads_on(sentence, after):
        return True
    if (
        first.low in {"thanh", "trưởng", "chi", "văn", "công", "viễn", "điện", "lãnh", "trung", "ngân", "hội"}
        and first.text[0].islower()
    ):
        if first.low == "trưởng" and any(word.low in names.ALL_OF for word in sentence[at + 1 : after + 1]):
            return False  # "…, trưởng các đơn vị báo cáo"
        return after >= len(sentence) or (
            not sentence[after].is_capital and not length_at(sentence, after, names.LOCALITY)
        )
    if first.low == "thanh" and after < len(sentence):
        return sentence[after].text == "," and after + 1 < len(sentence) and sentence[after + 1].low == "kiểm"
    return False


def _opens_with_builder(sentence: Sequence[Word], at: int, size: int) -> bool:
    """As in "Nhà thầu và Phòng Kinh tế …", "Chủ đầu tư, nhà thầu lập …": who builds, where the words open an order or join it."""
    if [word.low for word in sentence[at : at + size]] != ["nhà", "thầu"]:
        return False
    joined = at > 0 and sentence[at - 1].low in {",", "và"} and length_at(sentence, at + size) > 0
    return sentence[at].text[0].isupper() or joined


def _leads_on(sentence: Sequence[Word], after: int) -> bool:
    """As in "Lãnh đạo hoàn thành …", "Lãnh đạo, chỉ đạo …": what is told to be done, no leader."""
    after += after < len(sentence) and sentence[after].text == ","
    return after < len(sentence) and sentence[after].text[0].islower() and length_at(sentence, after, VERBS) > 0


def may_hold(sentence: Sequence[Word], begin: int, inner: int) -> bool:
    """Titles and people's committees stand before a collective: "Chủ tịch UBND các phường"."""
    low = " ".join(word.low for word in sentence[begin:inner])
    return bool(length_at(sentence, begin, names.TITLES)) or low in {
        "ủy ban nhân dân", "uỷ ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd", "đảng ủy", "đảng uỷ", "công an", "trường", "trung tâm", "văn phòng", "ủy ban mttq", "ubmttq",
        "mặt trận tổ quốc", "ủy ban mặt trận tổ quốc", "đoàn thanh niên", "hội đồng", "ban quản lý", "ban chỉ đạo", "ban chỉ huy quân sự", "phòng", "trạm", "bí thư", "thanh tra", "ban", "mttq",
    }  # fmt: skip


@dataclass(frozen=True)
class Group:
    """A collective: where its first noun stands, how many words the noun has, where the nouns end."""

    noun: int
    size: int
    end: int
    nouns: int


def collective_at(sentence: Sequence[Word], at: int) -> Group | None:
    """As in "các sở, ban, ngành", "10 phường", "tất cả các đơn vị", "cơ quan, đơn vị"."""
    noun = at
    if noun < len(sentence) and sentence[noun].low in {"tất", "toàn"}:
        noun += 2
    if noun < len(sentence) and sentence[noun].low in names.ALL_OF:
        noun += 1
    if noun == at and noun < len(sentence) and (sentence[noun].text.isdigit() or sentence[noun].low in _SPELT_NUMBERS):
        noun += 1
    if noun < len(sentence) and noun > at and sentence[noun].text.isdigit():
        noun += 1  # các 10 phường, tất cả 12 xã
    size = length_at(sentence, noun, names.COLLECTIVE) or int(noun > at and _is_short_name(sentence, at, noun))
    if size == 0 or (length_at(sentence, noun, names.COMMON) > size):
        return None
    end, nouns = noun + size, 1
    while (more := _next_noun(sentence, end)) is not None:
        end, nouns = more, nouns + 1
    if noun == at and nouns == 1:
        return None  # a bare noun without "các" names nobody
    return Group(noun, size, end, nouns)


def _is_short_name(sentence: Sequence[Word], at: int, noun: int) -> bool:
    """As in "các CĐCS trực thuộc": bodies named by their letters, in a line that is not all in capitals."""
    if noun >= len(sentence) or sentence[at].low not in names.ALL_OF or sentence[at].text.isupper():
        return False
    return _is_letters(sentence[noun].text)


def _is_letters(word: str) -> bool:
    return len(word) >= _LETTERS and word.isupper() and word.isalpha()


def _all_capitals(sentence: Sequence[Word], before: int, at: int) -> bool:
    """Whether both words stand in a heading of capitals, where they tell nothing: "CÁC SỞ, BAN, NGÀNH"."""
    one, other = sentence[before].text, sentence[at].text
    return one.isupper() and other.isupper() and len(one) > 1 and len(other) > 1


def _next_noun(sentence: Sequence[Word], end: int) -> int | None:
    at = end
    while at < len(sentence) and sentence[at].low in {",", "-", "–", "và", "/"}:
        at += 1
    if at == end:
        return None
    size = length_at(sentence, at, names.COLLECTIVE)
    if not size and at < len(sentence) and _is_letters(sentence[at].text) and _is_letters(sentence[end - 1].text):
        return at + 1  # "các CĐCTTTCS, CĐCS"
    if (
        not size
        or length_at(sentence, at, names.COMMON) > size
        or (
            sentence[at].text[0].isupper()
            and (head := head_at(sentence, at))
            and not (head == 1 and _all_capitals(sentence, end - 1, at))
        )
    ):
        return None
    return at + size
