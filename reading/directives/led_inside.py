"""Leads named within or behind the order: "(X chủ trì, phối hợp Y)", "Đơn vị chủ trì: X"."""

from collections.abc import Sequence

from reading.directives.labels import HELPING, LEADING, names_behind
from reading.directives.party import Parties
from reading.directives.unit_heads import opens_unit
from reading.directives.units import unit_list
from reading.directives.verbs import length_at
from reading.directives.words import Word

_REACH = 14  # words before a bracket
MEETINGS = frozenset({"họp", "cuộc", "buổi", "hội", "phiên"})  # who chairs a meeting leads no order
_LABEL = 2  # words of "Thực hiện"
_STOPS = frozenset({".", ";", "\n"})
_JOINTS = frozenset({",", ":", ";"})
_BEFORE = _STOPS | _JOINTS | {"("}
_EACH = frozenset({"mỗi", "từng"})
_HANDS = frozenset({"do", "giao"})
_DOES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "chủ trì", "thực hiện", "chủ trì thực hiện", "tổ chức thực hiện", "triển khai thực hiện", "chủ trì triển khai", "chủ trì tham mưu", "phụ trách", "chịu trách nhiệm", "chịu trách nhiệm thực hiện", "làm đầu mối", "đảm nhận", "đảm nhiệm",
    )
)  # fmt: skip
# What may stand in the same bracket behind who leads.
_ASIDES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "hoàn thành", "xong", "hạn", "thời hạn", "thời gian", "tiến độ", "trước", "trong", "đến", "chậm nhất", "muộn nhất", "quý", "tháng", "tuần", "năm", "ngày", "định kỳ", "thường xuyên", "thực hiện thường xuyên", "thực hiện trong", "thực hiện trước", "thực hiện xong", "thực hiện hằng", "thực hiện hàng", "thực hiện định kỳ", "thực hiện từ", "hằng", "hàng", "mỗi", "kể từ", "từ", "phối hợp", "phối hợp với", "cùng", "sản phẩm", "kết quả", "cuối", "đầu", "giữa", "báo cáo trước", "báo cáo hằng", "báo cáo hàng", "gửi trước", "trình", "hoàn tất",
    )
)  # fmt: skip
_HELPERS = 30  # words in which who helps is named


def find_labelled(text: str, sentence: Sequence[Word]) -> Parties:
    """As in "(Cơ quan chủ trì: X; phối hợp: Y)", "Đơn vị thực hiện: X"."""
    lead: tuple[str, ...] = ()
    cooperating: list[str] = []
    for at in range(2, len(sentence) - 1):
        if sentence[at].text != ":":
            continue
        before = " ".join(word.low for word in sentence[max(0, at - 4) : at])
        named = names_behind(text, sentence, at)
        if before.endswith(HELPING):
            cooperating.extend(named)
        elif named and not lead and (before.endswith(LEADING) or _labels_alone(sentence, at)):
            lead = named
    return Parties(lead, tuple(cooperating))


def _labels_alone(sentence: Sequence[Word], at: int) -> bool:
    """As in "…năm 2026. Thực hiện: X": the bare word opens a sentence of its own."""
    return (
        at > _LABEL
        and (sentence[at - 2].low, sentence[at - 1].low) == ("thực", "hiện")
        and sentence[at - 3].text in {".", "\n", ";", "(", "[", "|", ">"}
    )


def _closes_all(sentence: Sequence[Word], at: int) -> bool:
    """Whether only the closing bracket and a stop are left, or behind a sign in the bracket a word of when, how often or with whom."""
    if at < len(sentence) and sentence[at].text in {";", ",", "-", "–"} and length_at(sentence, at + 1, _ASIDES):
        at = next((n for n in range(at, len(sentence)) if sentence[n].text in "()"), at)
    return at < len(sentence) and sentence[at].text == ")" and all(word.text in ".;/" for word in sentence[at + 1 :])


def _ends_with_unit(text: str, sentence: Sequence[Word], at: int) -> bool:
    """As in "gửi Bộ Nội vụ (Vụ Cải cách hành chính)": the bracket tells of which part of a body named before it."""
    for begin in range(max(0, at - _REACH), at):
        listed = unit_list(text, sentence, begin) if opens_unit(sentence, begin) else None
        if listed is not None and listed.end >= at:
            return True
    return False


def _led_behind_dash(text: str, sentence: Sequence[Word]) -> tuple[str, ...]:
    """As in "Chỉnh lý hồ sơ hộ tịch - Công chức Tư pháp, xong trước 20/9": who stands alone behind a dash does it."""
    for at in range(_LABEL + 1, len(sentence)):
        if sentence[at - 1].text not in {"-", "–"} or not sentence[at - 2].text[0].islower():
            continue
        listed = unit_list(text, sentence, at) if sentence[at].is_capital and opens_unit(sentence, at) else None
        closed = listed is not None and (
            listed.end >= len(sentence) or sentence[listed.end].text in {",", ".", ";", "(", "-", "–"}
        )
        if listed is not None and closed:
            return listed.names
    return ()


def led_inside(text: str, sentence: Sequence[Word]) -> tuple[str, ...]:
    """As in "…; do Sở A chủ trì", "(Sở A chủ trì, phối hợp Sở B)", "…. Giao Sở A thực hiện." inside the sentence."""
    for at in range(1, len(sentence)):
        if sentence[at - 1].text not in _BEFORE and sentence[at - 1].low not in _HANDS:
            continue
        listed = unit_list(text, sentence, at) if opens_unit(sentence, at) else None
        if listed is not None and _leads(text, sentence, at, listed.end):
            return listed.names
    return _led_behind_dash(text, sentence)


def _leads(text: str, sentence: Sequence[Word], at: int, end: int) -> bool:
    """Whether the units from `at` to `end` lead, by what stands before and behind them."""
    before = sentence[at - 1]
    after = " ".join(word.low for word in sentence[end : end + 2])
    if before.is_sign and before.text != "(":
        meets = end + 2 < len(sentence) and sentence[end + 2].low in MEETINGS
        takes_it = after == "chủ trì" and not meets and before.text in _JOINTS
        return takes_it or (before.text in _STOPS and _does_all(sentence, end))
    told = before.text == "(" and sentence[at].low not in _EACH  # "(mỗi xã một sản phẩm)" counts
    if told and _closes_all(sentence, end) and not _ends_with_unit(text, sentence, at - 1):
        return True
    alone = before.low == "giao" and _is_all(sentence, at - 1, end)
    return alone or _is_told(before, after) or _does_all(sentence, end)


def _is_told(before: Word, after: str) -> bool:
    """Whether what stands around the units makes them lead, whatever follows."""
    if after.startswith(("chủ trì", "làm đầu", "là cơ", "là đơn", "là đầu")):
        return True
    if before.low == "do":
        return after == "thực hiện"
    return before.text == "(" and after.startswith(("thực hiện", "theo dõi", "phụ trách", "chịu trách", "đầu mối"))


def _does_all(sentence: Sequence[Word], at: int) -> bool:
    """As in "…; Phòng Kinh tế chủ trì.": the clause says nothing but that they do what stands before it."""
    end = at + length_at(sentence, at, _DOES)
    if end == at:
        return False
    if end + 1 < len(sentence) and sentence[end].text == ",":
        return any(word.low == "phối" for word in sentence[end : end + _HELPERS])
    return end >= len(sentence) or sentence[end].text in {".", ";", ")", "\n"}


def _is_all(sentence: Sequence[Word], begin: int, end: int) -> bool:
    """As in "…. Giao Phòng Nội vụ.": a sentence of its own that only names them."""
    opens = begin == 0 or sentence[begin - 1].text in _STOPS
    return opens and (end >= len(sentence) or sentence[end].text == ".")
