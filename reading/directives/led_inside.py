"""Leads named within or behind the order: "(X chủ trì, phối hợp Y)", "Đơn vị chủ trì: X"."""

from collections.abc import Sequence

from reading.directives.labels import HELPING, LEADING, names_behind
from reading.directives.party import Parties
from reading.directives.unit_heads import opens_unit
from reading.directives.units import unit_list
from reading.directives.words import Word

_REACH = 14  # words before a bracket
_MEETINGS = frozenset({"họp", "cuộc", "buổi", "hội", "phiên"})  # who chairs a meeting leads no order
_LABEL = 2  # words of "Thực hiện"


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
        and sentence[at - 3].text in {".", "\n", ";", "("}
    )


def _closes_all(sentence: Sequence[Word], at: int) -> bool:
    """Whether only the closing bracket and a stop are left."""
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
    """As in "…; do Sở A chủ trì", "(Sở A chủ trì, phối hợp Sở B)", "giao Sở A là cơ quan đầu mối" inside the sentence."""
    for at in range(1, len(sentence)):
        if sentence[at - 1].text not in {"(", ",", ":", ";"} and sentence[at - 1].low not in {"do", "giao"}:
            continue
        listed = unit_list(text, sentence, at) if opens_unit(sentence, at) else None
        if listed is None:
            continue
        after = " ".join(word.low for word in sentence[listed.end : listed.end + 2])
        bracketed = sentence[at - 1].text == "("
        if sentence[at - 1].is_sign and not bracketed:
            meets = listed.end + 2 < len(sentence) and sentence[listed.end + 2].low in _MEETINGS
            if after == "chủ trì" and not meets:
                return listed.names
            continue
        if bracketed and _closes_all(sentence, listed.end) and not _ends_with_unit(text, sentence, at - 1):
            return listed.names
        if after.startswith(("chủ trì", "làm đầu", "là cơ", "là đơn", "là đầu")) or (
            sentence[at - 1].low == "do" and after == "thực hiện"
        ):
            return listed.names
        if bracketed and after.startswith(("thực hiện", "theo dõi", "phụ trách", "chịu trách", "đầu mối")):
            return listed.names
    return _led_behind_dash(text, sentence)
