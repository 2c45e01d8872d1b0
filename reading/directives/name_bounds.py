"""Whether a word still belongs to the name of a body: fields, commas, numbers and places do, the verb does not."""

import re
from collections.abc import Sequence

from reading.directives import names
from reading.directives.lexicon import phrases
from reading.directives.unit_heads import collective_at, opens_unit
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import Word

_PLACES = frozenset({"tỉnh", "huyện", "quận", "phường", "xã", "phố", "trấn", "thôn", "ấp"})
_NUMERAL = re.compile(r"\d{1,2}|[IVX]{1,5}")
OPENS_ORDER = frozenset({"chủ trì", "phối hợp", "tham mưu", "khẩn trương", "có trách"})
# Bodies named after a field of work, whose name may hold a comma: "Cục Chất lượng, Chế biến và Phát triển thị trường".
_NAMED_BY_FIELD = frozenset({"phòng", "cục", "vụ", "trung", "chi", "viện", "tổng", "ban", "báo", "bộ", "bảo", "khoa"})
_SHARES_ITS_KIND = frozenset({"sở", "phòng", "bộ", "ban"})  # "Sở Nội vụ và Tài chính" are two
_ENDS_WITH_FIELD = frozenset({"sở", "phòng", "bộ", "vụ", "cục", "khoa"})
# Verbs that are also the last words of a name, when the order begins right behind them: "Phòng Kế hoạch tổng hợp lập …".
_WORK = phrases("work_in_names")
_OF_WORK = frozenset("phòng ban đội tổ trung công xí cục vụ khoa bộ chi các nhà".split())  # noqa: SIM905 - a list of words
_OTHERS = names.ALL_OF | {"chính", "nhân", "người", "cá", "hộ", "cán"}  # "và chính quyền …": others beside the body
_NUMBERED = frozenset("số vùng khóa nhóm tổ đội khu cấp quận phường ấp thôn đoàn cụm trạm tầng".split())  # noqa: SIM905
_SPELT_TWO = 2  # "khu vực 2"
_FEW = 3  # words in small letters behind a field, at the end of a name
_HALF = 5  # words of the second half of a name


def counts(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """Whether a number at `at` counts things of the order: a verb before it was missed, and the name has run on."""
    before = sentence[at - 1]
    return (
        sentence[at].text.isdigit()
        and not _only_numbered(sentence, at)
        and at - 1 > begin
        and before.text[0].islower()
        and not length_at(sentence, at - 1, names.LOCALITY)
        and length_at(sentence, at - 2, names.LOCALITY) != _SPELT_TWO
        and before.low not in _NUMBERED
    )


def goes_on(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """Whether a comma at `at` stands inside the name of a body named after several fields."""
    after = at + 1
    if [word.low for word in sentence[at - 1 : at + 2]] == ["phòng", ",", "chống"]:
        return True
    return (
        sentence[at].text == ","
        and sentence[begin].low in _NAMED_BY_FIELD
        and sentence[at - 1].text[0].isalpha()
        and after + 1 < len(sentence)
        and (sentence[after].text[0].isupper() or _is_managed(sentence, begin, after))
        and not opens_unit(sentence, after)
        and not _begins_elided(sentence, begin, after)
        and sentence[after].low != "thường"
    )


def counts_on(sentence: Sequence[Word], at: int) -> bool:
    """As in "Hạt Kiểm lâm khu vực I, II", "Tổ công tác số 1 và 2": a further number of the same name."""
    after = at + 1
    return (
        sentence[at].text in {",", "và"}
        and after < len(sentence)
        and _NUMERAL.fullmatch(sentence[at - 1].text) is not None
        and _NUMERAL.fullmatch(sentence[after].text) is not None
        and (after + 1 == len(sentence) or not sentence[after + 1].text.isdigit())
    )


def _is_managed(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """As in "Ban Quản lý Cảng cá, bến cá bố trí …": one thing more that the body manages, the order right behind it."""
    if [word.low for word in sentence[begin : begin + 3]] != ["ban", "quản", "lý"] or length_at(sentence, at):
        return False
    return any(length_at(sentence, end, VERBS) > 0 for end in range(at + 1, min(at + _HALF, len(sentence))))


def holds_places(sentence: Sequence[Word], at: int) -> bool:
    """As in "Ban Quản lý Khu kinh tế và các khu công nghiệp": what it manages, no further body."""
    after = at + 1
    return (
        sentence[at].low == "và"
        and after + 1 < len(sentence)
        and sentence[after].low == "các"
        and sentence[after + 1].low in {"khu", "cụm", "công", "dự", "di", "vùng"}
        and collective_at(sentence, after) is None
    )


def _begins_elided(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """Whether a whole field stands at `at`, as in "Phòng Nội vụ, Tư pháp": another body of the same kind."""
    size = length_at(sentence, at, names.FIELDS)
    after = at + size
    first = length_at(sentence, begin + 1, names.WHOLE_FIELDS)
    alone = first > 0 and begin + 1 + first == at - 1
    return (
        alone
        and sentence[begin].low in _SHARES_ITS_KIND
        and size > 0
        and (
            after >= len(sentence)
            or sentence[after].is_sign
            or sentence[after].low == "và"
            or length_at(sentence, after) > 0
        )
    )


def work_size(sentence: Sequence[Word], begin: int, at: int) -> int:
    """How many words of work at `at` belong to a name because the order, a colon or the end follows at once."""
    size = length_at(sentence, at, _WORK)
    if not size or sentence[begin].low not in _OF_WORK or sentence[at].text[0].isupper():
        return 0
    after = at + size
    if after >= len(sentence) or sentence[after].text == ":":
        return size
    if sentence[after].text in {",", "và"} and opens_unit(sentence, after + 1):
        return size  # "Khoa Nội tổng hợp và Khoa Nhi"
    return size if length_at(sentence, after, VERBS) and sentence[after].text[0].islower() else 0


def stops(sentence: Sequence[Word], begin: int, at: int, known: int) -> bool:
    """Whether the word at `at` no longer belongs to the name."""
    word = sentence[at]
    if at == known and at > begin and _ends_known(sentence, begin, at):
        return True
    if _after_bare_place(sentence, begin, at):
        return True
    if word.is_sign:
        follows = at + 1 < len(sentence) and sentence[at + 1].text[0].isupper() and not _opens(sentence, at + 1)
        return not (word.text in "-–&" and follows)
    if word.low == "và":
        return not _belongs(sentence, begin, at, known)
    if _opens(sentence, at):
        return not work_size(sentence, begin, at)
    inside = (sentence[at - 1].low, word.low) in names.ENDS_WITH_STOPS
    return word.low in names.STOPS and not word.text[0].isupper() and not inside


def _after_bare_place(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """Whether a kind of place without a name, "tỉnh", "phường", has just ended the name."""
    before, word = sentence[at - 1], sentence[at]
    return (
        at - 1 > begin
        and before.low in _PLACES
        and before.text[0].islower()
        and word.text[0].islower()
        and word.low not in {"và", "hội", "phố", "xã", "trấn", "khu", "trực"}
    )


def _ends_known(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """After a known field a department's name goes on only with a place: "Sở Y tế tỉnh", "Phòng Nội vụ Quận 1"."""
    word = sentence[at]
    plain = (
        not word.is_sign and not word.is_capital and word.low != "và" and not length_at(sentence, at, names.LOCALITY)
    )
    return plain and sentence[begin].low in _ENDS_WITH_FIELD and not _rest_of_name(sentence, at)


def _rest_of_name(sentence: Sequence[Word], at: int) -> bool:
    """As in "Phòng Kỹ thuật công nghệ …": two words known from other fields, or the last few before the end or a colon."""
    if length_at(sentence, at):
        return False
    if tuple(word.low for word in sentence[at : at + 2]) in names.WORDS_OF_FIELDS:
        return True
    for end in range(at, min(at + _FEW, len(sentence)) + 1):
        if end == len(sentence) or sentence[end].text == ":":
            return end > at
        if sentence[end].is_sign or sentence[end].low in names.STOPS or length_at(sentence, end):
            return False
    return False


def is_verb_here(sentence: Sequence[Word], at: int, size: int, *, inside: bool) -> bool:
    """Whether a field's name is the order itself: "Văn phòng thanh tra …", in lower case and a verb as well."""
    verb = length_at(sentence, at) if sentence[at].text[0].islower() else 0
    return verb > 0 and (verb >= size or inside)  # right behind the head it is a name in small letters


def _opens(sentence: Sequence[Word], at: int) -> bool:
    """Whether the order begins at `at`: a verb in lower case, or one of the few that are never part of a name."""
    verb = length_at(sentence, at)
    if not verb or _only_numbered(sentence, at + verb):
        return False
    pair = " ".join(word.low for word in sentence[at : at + 2])
    return sentence[at].text[0].islower() or pair in OPENS_ORDER


def _only_numbered(sentence: Sequence[Word], at: int) -> bool:
    """As in "Xí nghiệp Xếp dỡ 1 và …": what only a number follows has no object, so it is no order but part of the name."""
    if at >= len(sentence) or not sentence[at].text.isdigit():
        return False
    if sentence[at].text.startswith("0"):
        return False  # "lập 04 chốt": that is how many
    after = at + 1
    return after >= len(sentence) or sentence[after].text in {",", ":", "và"} or length_at(sentence, after) > 0


def _belongs(sentence: Sequence[Word], begin: int, at: int, known: int) -> bool:
    """Whether "và" at `at` is inside the name: "Trung tâm Văn hóa và Thể thao", "Phòng Xây dựng và Kiểm tra văn bản"."""
    after = at + 1
    if after >= len(sentence) or sentence[at - 1].text.isdigit():
        return False
    if not sentence[after].is_sign and sentence[after].text[0].islower():
        return at > known and sentence[at - 1].low not in _PLACES and _small_half(sentence, after)
    if sentence[after].is_sign or _opens(sentence, after):
        return False
    whole = length_at(sentence, begin + 1, names.WHOLE_FIELDS) >= length_at(sentence, begin + 1, names.FIELDS)
    if at == known and whole and length_at(sentence, after, names.FIELDS) and sentence[begin].low in _SHARES_ITS_KIND:
        return False  # a second field after a whole one is a second unit: "Sở Nội vụ và Tài chính"
    return not opens_unit(sentence, after)


def _small_half(sentence: Sequence[Word], at: int) -> bool:
    """As in "… công trình dân dụng và công nghiệp tỉnh": small letters that go on to a place or to the order."""
    if length_at(sentence, at) or opens_unit(sentence, at) or sentence[at].low in _OTHERS:
        return False
    for end in range(at + 1, min(at + _HALF, len(sentence) + 1)):
        if end == len(sentence) or length_at(sentence, end) or sentence[end].low in _PLACES:
            return True
        if sentence[end].is_sign or sentence[end].low in names.STOPS:
            return False
    return False
