"""Where the name of a unit ends: known fields, places and what narrows a collective belong to it, the verb does not."""

import re
from collections.abc import Sequence

from reading.directives import names
from reading.directives.unit_heads import collective_at, head_at, opens_unit
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import Word

_PLAIN = 4  # words that may narrow a collective without being known
JOINING = frozenset({",", "và", ";", "/", "&", "+"})
_OF = frozenset({"thuộc", "bàn", "của"})
_PLACES = frozenset({"tỉnh", "huyện", "quận", "phường", "xã", "phố", "trấn", "thôn", "ấp"})
_NARROWING = frozenset(
    tuple(phrase.split())
    for phrase in (
        "có liên quan", "trên địa bàn", "thuộc phạm vi", "liên quan", "trực thuộc", "chuyên môn", "trong tỉnh", "trong huyện", "trong quận", "trong toàn", "sự nghiệp", "công lập", "nhà nước",
        "thuộc", "nêu trên", "toàn tỉnh", "toàn quận", "ở cơ", "chính trị", "đoàn thể", "khác", "này",
    )
)  # fmt: skip
_HAVING = frozenset({"có", "còn", "chưa", "đang"})
# What opens a clause that says which ones of a collective are meant.
_WHICH_ONES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "có", "còn", "chưa", "đang", "được giao", "được phân công", "được chọn", "được thanh tra", "được kiểm tra", "được kiểm toán", "được phê duyệt", "được bố trí", "được cấp", "được hỗ trợ", "được thụ hưởng", "có tên", "chịu ảnh hưởng", "bị ảnh hưởng", "nằm trong", "nằm ngoài",
    )
)  # fmt: skip
_NUMERAL = re.compile(r"\d{1,2}|[IVX]{1,5}")
_LONGEST_NAME = 22  # words; beyond it a verb was missed and the name is cut back
_OPENS_ORDER = frozenset({"chủ trì", "phối hợp", "tham mưu", "khẩn trương", "có trách"})
# Bodies named after a field of work, whose name may hold a comma: "Cục Chất lượng, Chế biến và Phát triển thị trường".
_NAMED_BY_FIELD = frozenset({"phòng", "cục", "vụ", "trung", "chi", "viện", "tổng", "ban", "báo", "bộ", "bảo", "khoa"})
_SHARES_ITS_KIND = frozenset({"sở", "phòng", "bộ", "ban"})  # "Sở Nội vụ và Tài chính" are two
_ENDS_WITH_FIELD = frozenset({"sở", "phòng", "bộ", "vụ", "cục", "khoa"})
# Verbs that are also the last words of a name, when the order begins right behind them: "Phòng Kế hoạch tổng hợp lập …".
_WORK = frozenset(
    tuple(phrase.split())
    for phrase in (
        "tổng hợp", "thanh tra", "kiểm tra", "giám sát", "cấp nước", "thoát nước", "đầu tư", "xây dựng", "quản lý", "đào tạo", "bồi dưỡng", "tư vấn", "điều hành", "vận hành", "khai thác", "bảo vệ", "thi đua", "khen thưởng", "phục vụ",
        "kiểm nghiệm", "kiểm định", "điều dưỡng", "tuyên truyền", "phát triển", "sản xuất", "giáo dục", "dự báo", "đấu giá", "bảo trì", "dịch vụ", "trực thuộc",
    )
)  # fmt: skip
_KINDS = frozenset(
    tuple(phrase.split())
    for phrase in (
        "đào tạo",
        "cấp nước",
        "thoát nước",
        "sản xuất",
        "điều dưỡng",
        "bảo vệ",
        "đầu tư",
        "giáo dục",
        "tư vấn",
    )
)
_OF_WORK = frozenset("phòng ban đội tổ trung công xí cục vụ khoa bộ chi các nhà".split())  # noqa: SIM905 - a list of words
_OTHERS = names.ALL_OF | {"chính", "nhân", "người", "cá", "hộ", "cán"}  # "và chính quyền …": others beside the body
_NUMBERED = frozenset("số vùng khóa nhóm tổ đội khu cấp quận phường ấp thôn đoàn cụm trạm tầng".split())  # noqa: SIM905
_SPELT_TWO = 2  # "khu vực 2"
_HALF = 5  # words of the second half of a name
_NARROWED = 14  # words: what narrows a collective is no longer


def body_end(sentence: Sequence[Word], begin: int, at: int) -> int:
    """The end of a name that begins at `begin` and whose head ends before `at`."""
    named_from = at
    known = begin  # the end of the last field of work found in the dictionary
    while at < len(sentence) and at - begin <= _LONGEST_NAME:
        size = length_at(sentence, at, names.FIELDS)
        if size and not (at > begin and _is_verb_here(sentence, at, size, inside=at > named_from)):
            known = at = at + size
        elif sentence[at].low in names.ALL_OF and (inner := collective_at(sentence, at)) is not None:
            return narrowing_end(sentence, inner.end)
        elif _goes_on(sentence, begin, at) or _counts_on(sentence, at):
            at += 1
        elif _holds_places(sentence, at):
            at += 2
        elif _counts(sentence, begin, at):
            return _cut_back(sentence, begin, at, known)
        elif _stops(sentence, begin, at, known):
            return max(at, begin + 1)
        elif sentence[at].is_capital and (verb := length_at(sentence, at, VERBS)) > 1:
            at += verb  # "Văn phòng Đăng ký đất đai": its second syllable opens no order
        else:
            at += work_size(sentence, begin, at) or 1
    return at if at - begin <= _LONGEST_NAME else _cut_back(sentence, begin, at, known)


def _counts(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """Whether a number at `at` counts things of the order: a verb before it was missed, and the name has run on."""
    before = sentence[at - 1]
    return (
        sentence[at].text.isdigit()
        and at - 1 > begin
        and before.text[0].islower()
        and not length_at(sentence, at - 1, names.LOCALITY)
        and length_at(sentence, at - 2, names.LOCALITY) != _SPELT_TWO
        and before.low not in _NUMBERED
    )


def _goes_on(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """Whether a comma at `at` stands inside the name of a body named after several fields."""
    after = at + 1
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


def _counts_on(sentence: Sequence[Word], at: int) -> bool:
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


def _holds_places(sentence: Sequence[Word], at: int) -> bool:
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
    first = length_at(sentence, begin + 1, names.FIELDS)
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
    return size if length_at(sentence, after, VERBS) and sentence[after].text[0].islower() else 0


def _stops(sentence: Sequence[Word], begin: int, at: int, known: int) -> bool:
    """Whether the word at `at` no longer belongs to the name."""
    word = sentence[at]
    if at == known and at > begin and _ends_known(sentence, begin, at):
        return True
    if _after_bare_place(sentence, begin, at):
        return True
    if word.is_sign:
        follows = at + 1 < len(sentence) and sentence[at + 1].is_capital and not _opens(sentence, at + 1)
        return not (word.text in "-–" and follows)
    if word.low == "và":
        return not _belongs(sentence, begin, at, known)
    if _opens(sentence, at):
        return not work_size(sentence, begin, at)
    return word.low in names.STOPS and not word.text[0].isupper()


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
    return plain and sentence[begin].low in _ENDS_WITH_FIELD


def _is_verb_here(sentence: Sequence[Word], at: int, size: int, *, inside: bool) -> bool:
    """Whether a field's name is the order itself: "Văn phòng thanh tra …", in lower case and a verb as well."""
    verb = length_at(sentence, at) if sentence[at].text[0].islower() else 0
    return verb > 0 and (verb >= size or inside)  # right behind the head it is a name in small letters


def _opens(sentence: Sequence[Word], at: int) -> bool:
    """Whether the order begins at `at`: a verb in lower case, or one of the few that are never part of a name."""
    if not length_at(sentence, at):
        return False
    pair = " ".join(word.low for word in sentence[at : at + 2])
    return sentence[at].text[0].islower() or pair in _OPENS_ORDER


def _belongs(sentence: Sequence[Word], begin: int, at: int, known: int) -> bool:
    """Whether "và" at `at` is inside the name: "Trung tâm Văn hóa và Thể thao", "Phòng Xây dựng và Kiểm tra văn bản"."""
    after = at + 1
    if after >= len(sentence) or sentence[at - 1].text.isdigit():
        return False
    if not sentence[after].is_sign and sentence[after].text[0].islower():
        return at > known and sentence[at - 1].low not in _PLACES and _small_half(sentence, after)
    if sentence[after].is_sign or _opens(sentence, after):
        return False
    if at == known and length_at(sentence, after, names.FIELDS) and sentence[begin].low in _SHARES_ITS_KIND:
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
    if (end := _clause_end(sentence, at)) > at:
        return end
    if sentence[at].low in {"có", "còn", "chưa"} and not length_at(sentence, at):
        return at
    if sentence[at].text == "," or _is_kind(sentence, at) or not (sentence[at].is_sign or length_at(sentence, at)):
        end = _listed_end(sentence, at)
        if end > at:
            return end
    if sentence[at].is_sign or length_at(sentence, at):
        return at
    return max(at, _plain_end(sentence, at)) if at >= begin else at


def _clause_end(sentence: Sequence[Word], at: int) -> int:
    """Past a clause that says which ones are meant: "có dự án đi qua", "được giao nhiệm vụ tại Kế hoạch này"."""
    opened = length_at(sentence, at, _WHICH_ONES)
    if not opened or (sentence[at].low in _HAVING and length_at(sentence, at)):
        return at
    end = at + opened
    if sentence[at].low not in _HAVING:
        end += length_at(sentence, end, VERBS)  # "được giao chủ trì": what they are given is no order yet
    begin = end
    while end < len(sentence) and end - at <= _NARROWED and not _order_follows(sentence, end):
        if sentence[end].is_sign:
            return at
        end += 1
    return end if end > begin - (sentence[at].low not in _HAVING) and _order_follows(sentence, end) else at


def _order_follows(sentence: Sequence[Word], at: int) -> bool:
    """Whether the order, or the colon of a chapeau, stands right behind what narrowed a collective."""
    return at >= len(sentence) or sentence[at].text == ":" or length_at(sentence, at) > 0


def _listed_end(sentence: Sequence[Word], at: int) -> int:
    """Past kinds in small letters parted by commas, "lâm sàng, cận lâm sàng", if a colon, an order or the end closes them."""
    end = at
    while end < len(sentence) and end - at <= _NARROWED:
        word = sentence[end]
        if field := _field_over_verb(sentence, end):
            end += field
            continue
        if word.text == ":" or (length_at(sentence, end) and not _is_kind(sentence, end)):
            return end
        if word.text == "," or word.low == "và":
            if end + 1 >= len(sentence) or not _narrows_on(sentence, end + 1):
                return at
        elif (
            word.is_sign
            or word.is_capital
            or (word.low in names.STOPS and word.low != "ngoài")
            or word.low in names.ALL_OF
        ):
            return at
        end += max(1, length_at(sentence, end, _KINDS))
    return end if end == len(sentence) and end - at <= _NARROWED else at


def _narrows_on(sentence: Sequence[Word], at: int) -> bool:
    """Whether words behind a comma go on narrowing the collective: small letters that open no order and no other body."""
    return (
        sentence[at].text[0].islower()
        and not length_at(sentence, at)
        and sentence[at].low not in names.ALL_OF
        and not length_at(sentence, at, names.TITLES)
    )


def _is_kind(sentence: Sequence[Word], at: int) -> bool:
    """Whether a verb is here the kind of a collective: "các khoa đào tạo:"."""
    after = at + length_at(sentence, at, _KINDS)
    return after > at and (
        after >= len(sentence) or sentence[after].text == ":" or length_at(sentence, after, VERBS) > 0
    )


def _narrowing_step(sentence: Sequence[Word], at: int) -> int:
    """How many words at `at` narrow the collective before them; 0 where none does."""
    word = sentence[at]
    if size := length_at(sentence, at, _NARROWING):
        return size
    if field := _field_over_verb(sentence, at):
        return field
    if word.text == "," and _is_place(sentence, at - 1) and _is_place(sentence, at + 1):
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
        word.is_capital and (length_at(sentence, at, names.FIELDS) or _names(sentence, at))
    ):
        return 0
    return int(word.is_capital or length_at(sentence, at, names.LOCALITY) > 0)


def _names(sentence: Sequence[Word], at: int) -> bool:
    """As in "các Viện Vệ sinh dịch tễ": a verb with a capital right behind the noun of a collective names it."""
    word = sentence[at]
    pair = " ".join(word.low for word in sentence[at : at + 2])
    return (
        word.text[0].isupper() and not word.text.isupper() and not sentence[at - 1].is_sign and pair not in _OPENS_ORDER
    )


def _field_over_verb(sentence: Sequence[Word], at: int) -> int:
    """As in "các trung tâm giáo dục thường xuyên": the length of a field whose first words alone would be an order."""
    field = length_at(sentence, at, names.FIELDS)
    return field if field > length_at(sentence, at, VERBS) > 0 else 0


def _is_place(sentence: Sequence[Word], at: int) -> bool:
    """Whether a kind of place in small letters stands at `at`, without a name behind it."""
    size = length_at(sentence, at, names.LOCALITY) if at < len(sentence) else 0
    after = at + size
    small = size > 0 and (
        sentence[at].text[0].islower()
        or (sentence[at].text.isupper() and sentence[at - 1].text.isupper() | sentence[at - 1].is_sign)
    )
    return small and not (after < len(sentence) and sentence[after].is_capital)


def _plain_end(sentence: Sequence[Word], at: int) -> int:
    """Past a few plain words that narrow a collective, "ven biển", "tiểu học", if the name surely ends behind them."""
    end = at
    while end < len(sentence) and end - at <= _PLAIN:
        word = sentence[end]
        if word.is_sign or word.low in JOINING or word.low in names.STOPS or length_at(sentence, end):
            return narrowing_end(sentence, end) if word.low in {"trên", "trực", "thuộc"} and end > at else end
        end += 1
    return end if end == len(sentence) and end - at <= _PLAIN else at
