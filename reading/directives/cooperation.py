"""Which units an order says to work with: "phối hợp với X, Y", "X, Y phối hợp"."""

from collections.abc import Sequence

from reading.directives.unit_names import narrowing_end
from reading.directives.units import unit_list
from reading.directives.verbs import length_at
from reading.directives.words import Word

_NOUN_USE = frozenset(
    {"sự", "tác", "chế", "việc", "trình", "thuận", "hiệu", "tinh", "cường", "mối", "hoạch", "quả", "cách"}
)  # … sự phối hợp, quy chế phối hợp
_MANNER = frozenset(
    {
        "chặt",
        "chẽ",
        "cùng",
        "với",
        "tốt",
        "hiệu",
        "quả",
        "đồng",
        "bộ",
        "kịp",
        "thời",
        "thường",
        "xuyên",
        "kết",
        "và",
        "chỉ",
        "đạo",
        ":",
        "thực",
        "hiện",
        "chủ",
        "động",
        "tích",
        "cực",
        "hướng",
        "dẫn",
        "đôn",
        "đốc",
        "của",
        "cả",
    }
)
_MANNER_REACH = 8
_LEADING = ("chủ", "trì")
_AUTHORITIES = ("chính", "quyền")  # "phối hợp với chính quyền thôn": named by nothing but its place
_HALVES = ("phối", "hợp")


def find_cooperating(text: str, sentence: Sequence[Word]) -> list[str]:
    """Every unit that somebody is told to work with."""
    found: list[str] = []
    for at in range(len(sentence) - 1):
        pair = (sentence[at].low, sentence[at + 1].low)
        if sentence[at].low == "cùng" and _begins_clause(text, sentence, at):
            found.extend(_alongside(text, sentence, at))
        if pair == _LEADING:
            found.extend(_beside(text, sentence, at + 2))
        if pair != _HALVES:
            continue
        support = at and sentence[at - 1].low == "sự" and sentence[at + 2 : at + 3] and sentence[at + 2].low == "của"
        if at and sentence[at - 1].low in _NOUN_USE and not support:
            found.extend(_subject(text, sentence, at))  # "Vụ Pháp chế phối hợp": the word belongs to a name
            continue
        if any(word.low == "sự" for word in sentence[max(0, at - 4) : at]) and not support:
            continue  # "sự quan tâm, phối hợp của …"
        listed = _object(text, sentence, at + 2)
        found.extend(listed or _subject(text, sentence, at))
    return found


def _begins_clause(text: str, sentence: Sequence[Word], at: int) -> bool:
    """Whether "cùng" opens the order or a part of it, or stands right behind who leads."""
    if at == 0 or sentence[at - 1].text in {",", ";", ":", ".", "\n", "-"}:
        return True
    first = unit_list(text, sentence, 0)
    return first is not None and first.end == at


def _alongside(text: str, sentence: Sequence[Word], at: int) -> tuple[str, ...]:
    """As in "Cùng (với) Công an phường mở lớp …": the units after it, if an order follows them."""
    at += 1 + (at + 1 < len(sentence) and sentence[at + 1].low == "với")
    listed = unit_list(text, sentence, at)
    if listed is None or listed.end >= len(sentence):
        return ()
    end = listed.end + (sentence[listed.end].text == ",")
    return listed.names if length_at(sentence, end) else ()


def _beside(text: str, sentence: Sequence[Word], at: int) -> tuple[str, ...]:
    """The units after "chủ trì(,) cùng (với)"."""
    at += at < len(sentence) and sentence[at].text == ","
    if at >= len(sentence) or sentence[at].low != "cùng":
        return ()
    at += 1 + (at + 1 < len(sentence) and sentence[at + 1].low == "với")
    listed = unit_list(text, sentence, at)
    return listed.names if listed is not None else ()


def _object(text: str, sentence: Sequence[Word], at: int) -> tuple[str, ...]:
    """The units after "phối hợp (chặt chẽ với)"."""
    for begin in range(at, min(at + _MANNER_REACH, len(sentence))):
        listed = unit_list(text, sentence, begin)
        if listed is not None:
            return listed.names
        if (sentence[begin].low, sentence[begin + 1].low if begin + 1 < len(sentence) else "") == _AUTHORITIES:
            end = narrowing_end(sentence, begin + 2)
            return (text[sentence[begin].start : sentence[end - 1].end],)
        if sentence[begin].low not in _MANNER:
            return ()
    return ()


def _subject(text: str, sentence: Sequence[Word], at: int) -> tuple[str, ...]:
    """As in "…; Sở B, Sở C phối hợp": the units that end right before it, unless the sentence opens with them."""
    for begin in range(max(1, at - 60), at):
        if sentence[begin - 1].text in {",", ";", "(", "."} or sentence[begin - 1].low in {"và", "do"}:
            listed = unit_list(text, sentence, begin)
            if listed is not None and listed.end == at:
                return listed.names
    return ()
