"""The members of a collective, each with its kind before it: "các Sở: Nội vụ, Tài chính", "UBND các phường: A, B"."""

from collections.abc import Sequence
from dataclasses import dataclass

from reading.directives import names
from reading.directives.lexicon import phrases
from reading.directives.unit_heads import Group, head_at
from reading.directives.unit_names import JOINING, narrowing_end
from reading.directives.verbs import length_at
from reading.directives.words import Word, words

_LEVELS = frozenset({"mầm", "mẫu", "tiểu", "trung", "thcs", "thpt", "phổ", "cao"})
_KINDS_OF_PLACE = phrases("kinds_of_place")


@dataclass(frozen=True)
class UnitList:
    """The names found, as written without honorific, and the index of the first word after them."""

    names: tuple[str, ...]
    end: int


def next_name(sentence: Sequence[Word], end: int) -> int | None:
    """Where the next name of the list would begin, after its comma, "và" or "cùng (với)"."""
    at = end
    while at < len(sentence) and sentence[at].low in JOINING:
        at += 1
    if at < len(sentence) and sentence[at].low == "cùng":
        at += 2 if at + 1 < len(sentence) and sentence[at + 1].low == "với" else 1
    return at if end < at < len(sentence) else None


def open_group(text: str, sentence: Sequence[Word], begin: int, inner: int, group: Group) -> UnitList:
    """The collective as one name, or, where it lists its members, each of them with its kind before it."""
    if (
        group.nouns == 1
        and not _is_level(sentence, group)
        and (members := _members(text, sentence, _past_kind(sentence, group.end))) is not None
    ):
        kind = text[sentence[group.noun].start : sentence[group.end - 1].end]
        prefix = text[sentence[begin].start : sentence[inner].start] if inner > begin else ""
        kind = kind if prefix else kind[0].upper() + kind[1:]
        listed = [f"{prefix}{kind} {member}" for member in members.names]
        return _further(text, sentence, prefix, listed, members.end) if prefix else UnitList(tuple(listed), members.end)
    plain = words(text.lower()) if _is_level(sentence, group) else sentence
    end = narrowing_end(plain if len(plain) == len(sentence) else sentence, group.end)
    return UnitList((text[sentence[begin].start : sentence[end - 1].end],), end)


def _is_level(sentence: Sequence[Word], group: Group) -> bool:
    """As in "CÁC TRƯỜNG TIỂU HỌC, TRUNG HỌC CƠ SỞ": in capitals the levels of schools look like names."""
    noun, after = sentence[group.noun], sentence[group.end : group.end + 1]
    return noun.low == "trường" and noun.text.isupper() and bool(after) and after[0].low in _LEVELS


def _past_kind(sentence: Sequence[Word], at: int) -> int:
    """Past plain words that say what kind of place, "các xã vùng cao A, B", "các phường ven biển: A, B"."""
    return at + length_at(sentence, at, _KINDS_OF_PLACE)


def _further(text: str, sentence: Sequence[Word], prefix: str, listed: list[str], end: int) -> UnitList:
    """As in "UBND các huyện A, B và thị xã C": the committee of C too."""
    while (at := next_name(sentence, end)) is not None:
        size = length_at(sentence, at, names.LOCALITY)
        close = at + size
        while size and close < len(sentence) and sentence[close].is_capital and not sentence[close].is_sign:
            close += 1
        if not size or close == at + size:
            break
        listed.append(prefix + text[sentence[at].start : sentence[close - 1].end])
        end = close
    return UnitList(tuple(listed), end)


def _members(text: str, sentence: Sequence[Word], at: int) -> UnitList | None:
    """As in ": Nội vụ, Tài chính và Tư pháp" after "các Sở"; names in capitals or known fields, at least two of them."""
    if at < len(sentence) and sentence[at].text == ":":
        at += 1
    found: list[str] = []
    end = at
    while (close := _member_end(sentence, at)) is not None:
        found.append(text[sentence[at].start : sentence[close - 1].end])
        end = close
        following = next_name(sentence, close)
        if following is None:
            break
        at = following
    return UnitList(tuple(found), end) if len(found) > 1 else None


def _member_end(sentence: Sequence[Word], at: int) -> int | None:
    if at >= len(sentence) or sentence[at].is_sign or not sentence[at].is_capital or head_at(sentence, at):
        return None
    if size := length_at(sentence, at, names.FIELDS):
        return at + size
    end = at
    while end < len(sentence) and sentence[end].is_capital and not sentence[end].is_sign:
        end += 1
    return end


def elided_at(text: str, sentence: Sequence[Word], at: int, before: str) -> UnitList | None:
    """As in "Sở Nội vụ, Tài chính": a known field after a list mark shares the kind before it."""
    kind = before.split(maxsplit=1)[0]
    first = words(before)
    if (
        kind.lower() not in {"sở", "phòng", "bộ", "ban"}
        or not length_at(first, 1, names.FIELDS)
        or not sentence[at].is_capital
        or head_at(sentence, at)
    ):
        return None
    size = length_at(sentence, at, names.FIELDS)
    if not size or (length_at(sentence, at) >= size and sentence[at - 1].low == ","):
        return None
    end = narrowing_end(sentence, at + size)
    return UnitList((f"{kind} {text[sentence[at].start : sentence[end - 1].end]}",), end)
