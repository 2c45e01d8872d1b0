"""What narrows a collective: a clause that says which ones are meant, kinds in small letters, a place."""

from collections.abc import Sequence

from reading.directives import names
from reading.directives.lexicon import phrases
from reading.directives.name_bounds import OPENS_ORDER
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import Word

_HAVING = frozenset({"có", "còn", "chưa", "đang"})
# What opens a clause that says which ones of a collective are meant.
_WHICH_ONES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "có", "còn", "chưa", "đang", "được giao", "được phân công", "được chọn", "được thanh tra", "được kiểm tra", "được kiểm toán", "được phê duyệt", "được bố trí", "được cấp", "được hỗ trợ", "được thụ hưởng", "có tên", "chịu ảnh hưởng", "bị ảnh hưởng", "nằm trong", "nằm ngoài",
    )
)  # fmt: skip
_HAVE_PART = frozenset({("chủ", "trì"), ("phối", "hợp")})
# Behind "chủ trì" these say what is led: "Các đơn vị chủ trì tham mưu …".
_TO_LEAD = frozenset(
    tuple(phrase.split())
    for phrase in ("thực hiện", "triển khai", "tổ chức", "tham mưu", "xây dựng", "phối hợp", "chủ trì", "hoàn thành", "giải quyết", "xử lý", "thẩm định", "nghiên cứu", "soạn thảo", "hướng dẫn", "kiểm tra")
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
# A trade that tells which bodies are meant, where the order stands further on: "các công ty khai thác công trình thủy lợi kiểm tra …".
_IN_TRADE = frozenset({"ty", "nghiệp", "máy", "xã", "tâm", "chức", "sở", "lý", "hộ", "điểm", "phẩm", "dân", "trại"})
TRADES = phrases("trades")
_PRESSING = frozenset(tuple(phrase.split()) for phrase in ("khẩn trương", "phải", "cần", "có trách nhiệm", "nghiêm túc", "chủ động", "sớm", "tập trung"))  # fmt: skip
_FIGURE_WORDS = frozenset({"dưới", "trên", "từ", "đạt", "hơn", "bằng", "quá"})
_SENDING = frozenset({"gửi", "nộp", "trình", "báo"})  # "được phân công gửi báo cáo": that is the order
_ASIDE = 20  # words of a remark in brackets
_NARROWED = 14  # words: what narrows a collective is no longer


def clause_end(sentence: Sequence[Word], at: int) -> int:
    """Past a clause that says which ones are meant: "có dự án đi qua", "được giao nhiệm vụ tại Kế hoạch này"."""
    if (led := _led_end(sentence, at)) > at:
        return led
    opened = length_at(sentence, at, _WHICH_ONES)
    if opened and sentence[at].low in _HAVING and length_at(sentence, at + opened, VERBS):
        return _pressed_end(sentence, at)
    if not opened or (sentence[at].low in _HAVING and length_at(sentence, at)):
        return at
    end = at + opened
    if sentence[at].low not in _HAVING and end < len(sentence) and sentence[end].low not in _SENDING:
        end += length_at(sentence, end, VERBS)  # "được giao chủ trì": what they are given is no order yet
    if (figure := _figure_end(sentence, end)) is not None:
        return figure
    begin = end
    while end < len(sentence) and end - at <= _NARROWED and not _order_follows(sentence, end):
        if sentence[end].text == "(" and _order_follows_aside(sentence, end):
            return end
        if sentence[end].is_sign:
            return at
        end += 1
    return end if end > begin - (sentence[at].low not in _HAVING) and _order_follows(sentence, end) else at


def _led_end(sentence: Sequence[Word], at: int) -> int:
    """As in "Các cơ quan chủ trì gửi văn bản …": those that have the lead, where another order follows at once."""
    pair = tuple(word.low for word in sentence[at : at + 2])
    if pair not in _HAVE_PART or not at or sentence[at - 1].low not in {"quan", "vị"}:
        return at
    after = at + 2
    acts = after < len(sentence) and (sentence[after].text == ":" or length_at(sentence, after))
    return after if acts and not length_at(sentence, after, _TO_LEAD) else at


def _pressed_end(sentence: Sequence[Word], at: int) -> int:
    """As in "chưa gửi báo cáo quý III (danh sách kèm theo) khẩn trương …": up to the word that presses them to act."""
    aside = 0
    for end in range(at + 1, min(at + _NARROWED, len(sentence))):
        aside += sentence[end].text == "("
        if length_at(sentence, end, _PRESSING) and not aside:
            return end
        if sentence[end].is_sign and not aside:
            return at
        if sentence[end].text == ")":
            pressed = end + 1 < len(sentence) and length_at(sentence, end + 1, _PRESSING)
            return next(n for n in range(at, end) if sentence[n].text == "(") if pressed else at
    return at


def _figure_end(sentence: Sequence[Word], at: int) -> int | None:
    """As in "có tỷ lệ giải ngân dưới 50% báo cáo …": past the figure that tells which ones are meant, if an order follows."""
    for end in range(at, min(at + _NARROWED, len(sentence))):
        if sentence[end].is_sign and sentence[end].text not in {",", "%"}:
            return None
        if sentence[end].text.isdigit() and sentence[end - 1].low in _FIGURE_WORDS:
            close = end + 1
            while close < len(sentence) and (sentence[close].text in {",", ".", "%"} or sentence[close].text.isdigit()):
                close += 1
            close += close < len(sentence) and not length_at(sentence, close) and sentence[close].text[0].islower()
            return close if _order_follows(sentence, close) else None
    return None


def trade_end(sentence: Sequence[Word], at: int) -> int:
    """Past a trade that narrows a collective, if an order stands within its sentence behind it; `at` where none does."""
    size = length_at(sentence, at, TRADES)
    if not size or sentence[at - 1].low not in _IN_TRADE:
        return at
    for end in range(at + size, min(at + _NARROWED, len(sentence))):
        if sentence[end].is_sign:
            return at
        if length_at(sentence, end) and not length_at(sentence, end, TRADES) and end > at + size:
            return end
    return at


def _order_follows(sentence: Sequence[Word], at: int) -> bool:
    """Whether the order, or the colon of a chapeau, stands right behind what narrowed a collective."""
    if at + 1 < len(sentence) and sentence[at].is_capital and sentence[at + 1].text.isdigit():
        return False  # "tại Điều 1": a place in a document, no verb
    return at >= len(sentence) or sentence[at].text == ":" or length_at(sentence, at) > 0


def _order_follows_aside(sentence: Sequence[Word], at: int) -> bool:
    """As in "được chọn (trừ Công ty A) báo cáo …": whether the order stands behind the bracket that opens at `at`."""
    close = next((n for n in range(at, min(at + _ASIDE, len(sentence))) if sentence[n].text == ")"), None)
    return close is not None and _order_follows(sentence, close + 1)


def listed_end(sentence: Sequence[Word], at: int) -> int:
    """Past kinds in small letters parted by commas, "lâm sàng, cận lâm sàng", if a colon, an order or the end closes them."""
    end = at
    while end < len(sentence) and end - at <= _NARROWED:
        word = sentence[end]
        if field := field_over_verb(sentence, end):
            end += field
            continue
        if word.text == ":" or (length_at(sentence, end) and not is_kind(sentence, end)):
            return end
        if word.text == "," or word.low == "và":
            if end + 1 >= len(sentence) or not _narrows_on(sentence, end + 1):
                return at
        elif (
            word.is_sign
            or word.is_capital
            or (word.low in names.STOPS and not _in_and_out(sentence, end))
            or word.low in names.ALL_OF
        ):
            return at
        end += max(1, length_at(sentence, end, _KINDS))
    return end if end == len(sentence) and end - at <= _NARROWED else at


def _in_and_out(sentence: Sequence[Word], at: int) -> bool:
    """As in "các đơn vị trong và ngoài tỉnh": the second half of "trong, ngoài"."""
    return sentence[at].low == "ngoài" and any(word.low == "trong" for word in sentence[max(0, at - 2) : at])


def _narrows_on(sentence: Sequence[Word], at: int) -> bool:
    """Whether words behind a comma go on narrowing the collective: small letters that open no order and no other body."""
    return (
        sentence[at].text[0].islower()
        and not length_at(sentence, at)
        and sentence[at].low not in names.ALL_OF
        and not length_at(sentence, at, names.TITLES)
    )


def is_kind(sentence: Sequence[Word], at: int) -> bool:
    """Whether a verb is here the kind of a collective: "các khoa đào tạo:"."""
    after = at + length_at(sentence, at, _KINDS)
    return after > at and (
        after >= len(sentence) or sentence[after].text == ":" or length_at(sentence, after, VERBS) > 0
    )


def names_it(sentence: Sequence[Word], at: int) -> bool:
    """As in "các Viện Vệ sinh dịch tễ": a verb with a capital right behind the noun of a collective names it."""
    word = sentence[at]
    pair = " ".join(word.low for word in sentence[at : at + 2])
    return (
        word.text[0].isupper() and not word.text.isupper() and not sentence[at - 1].is_sign and pair not in OPENS_ORDER
    )


def field_over_verb(sentence: Sequence[Word], at: int) -> int:
    """As in "các trung tâm giáo dục thường xuyên": the length of a field whose first words alone would be an order."""
    field, verb = length_at(sentence, at, names.FIELDS), length_at(sentence, at, VERBS)
    if any(
        word.text == "," and length_at(sentence, n, VERBS) for n, word in enumerate(sentence[at : at + field], at + 1)
    ):
        return 0  # "tuyên truyền, vận động …": two verbs
    return field if field > verb > 0 else 0


def is_place(sentence: Sequence[Word], at: int) -> bool:
    """Whether a kind of place in small letters stands at `at`, without a name behind it."""
    size = length_at(sentence, at, names.LOCALITY) if at < len(sentence) else 0
    after = at + size
    small = size > 0 and (
        sentence[at].text[0].islower()
        or (sentence[at].text.isupper() and sentence[at - 1].text.isupper() | sentence[at - 1].is_sign)
    )
    return small and not (after < len(sentence) and sentence[after].is_capital)
