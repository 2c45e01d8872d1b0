"""Where a list of units stands in a sentence, and where each of their names begins and ends."""

import re
from collections.abc import Sequence

from reading.directives import names
from reading.directives.unit_heads import collective_at, head_at, may_hold
from reading.directives.unit_members import UnitList, elided_at, next_name, open_group
from reading.directives.unit_names import JOINING, body_end
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import Word

_SPELT_TWO = 2
_FOUNDED = frozenset({"tổ", "ban", "hội", "đoàn", "nhóm", "tiểu"})
_BY_ACT = re.compile(
    r"(?:được\s+)?(?:thành lập\s+|kiện toàn\s+)?(?:theo|tại)\s+(?:Quyết định|Kế hoạch|Thông báo"
    r"|Công văn)\s+(?:số\s+)?\d[\w/.-]*(?:,?\s+ngày\s+\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
)  # fmt: skip
_POST = 10  # words of what somebody is, between commas
_CHARGE = 9  # words of what a deputy has charge of


def unit_list(text: str, sentence: Sequence[Word], at: int) -> UnitList | None:
    """The units named from word `at` on, or None where no name begins there."""
    found: list[str] = []
    while (one := _unit(text, sentence, at)) is not None:
        found.extend(one.names)
        end = _skip_aside(sentence, one.end)
        following = next_name(sentence, end)
        elided = elided_at(text, sentence, following, found[-1]) if following is not None else None
        while elided is not None:
            found.extend(elided.names)
            end = elided.end
            following = next_name(sentence, end)
            elided = elided_at(text, sentence, following, found[-1]) if following is not None else None
        if following is None or _unit(text, sentence, following) is None:
            return UnitList(tuple(found), end)
        at = following
    return None


def _skip_aside(sentence: Sequence[Word], at: int) -> int:
    """Past a short remark in brackets: "(qua Phòng Nội vụ)"."""
    if at < len(sentence) and sentence[at].text == "(":
        for close in range(at + 1, min(at + 15, len(sentence))):
            if sentence[close].text == ")":
                joins = close + 1 < len(sentence) and (
                    sentence[close + 1].low in JOINING or length_at(sentence, close + 1)
                )
                return close + 1 if joins else at
    return at


def _unit(text: str, sentence: Sequence[Word], at: int) -> UnitList | None:
    """One unit, or one collective that may name several: "UBND các phường: A, B"."""
    honorific = length_at(sentence, at, names.HONORIFICS)
    begin = at + honorific
    if begin >= len(sentence):
        return None
    if honorific and (person := _person(text, sentence, begin)) is not None:
        return person
    head = head_at(sentence, begin)
    inner = begin + head
    group = collective_at(sentence, inner)
    if group is not None and (head == 0 or may_hold(sentence, begin, inner)):
        return open_group(text, sentence, begin, inner, group)
    if head == 0:
        return None
    field = length_at(sentence, inner, names.FIELDS)
    charged = inner < len(sentence) and sentence[inner].low == "phụ"  # "Tổ trưởng phụ trách …": no second title
    if (
        inner < len(sentence)
        and not charged
        and field <= head_at(sentence, inner) != 0
        and length_at(sentence, begin, names.TITLES)
    ):
        held = _unit(text, sentence, inner)  # Chủ tịch + UBND phường …
        if held is not None:
            prefix = text[sentence[begin].start : sentence[inner].start]
            end = _with_charge(sentence, begin, held.end) if len(held.names) == 1 else held.end
            charge = text[sentence[held.end - 1].end : sentence[end - 1].end]
            return UnitList(tuple(prefix + name + charge for name in held.names), end)
    end = _with_charge(sentence, begin, body_end(sentence, begin, inner))
    end = _founded_end(text, sentence, begin, end)
    return UnitList((text[sentence[begin].start : sentence[end - 1].end],), end)


def _founded_end(text: str, sentence: Sequence[Word], begin: int, end: int) -> int:
    """As in "Tổ công tác theo Quyết định số 15/QĐ-UBND ngày 02/3/2026 của UBND xã": past the act that founded the body."""
    if end >= len(sentence) or sentence[begin].low not in _FOUNDED:
        return end
    match = _BY_ACT.match(text, sentence[end].start)
    if match is None:
        return end
    at = next((n for n in range(end, len(sentence)) if sentence[n].start >= match.end()), len(sentence))
    if at + 1 < len(sentence) and sentence[at].low == "của" and (issuer := _unit(text, sentence, at + 1)) is not None:
        return issuer.end
    return at


def _with_charge(sentence: Sequence[Word], begin: int, end: int) -> int:
    """As in "Phó Chủ tịch UBND xã phụ trách khối văn hóa - xã hội": past what a deputy has charge of."""
    if not length_at(sentence, begin, names.TITLES) or [word.low for word in sentence[end : end + 2]] != [
        "phụ",
        "trách",
    ]:
        return end
    if sentence[end + 2 : end + 3] and sentence[end + 2].low == "chung":
        return end  # "Tổ trưởng phụ trách chung": that is the order
    at = end + 2
    while at < len(sentence) and at - end <= _CHARGE and not length_at(sentence, at, VERBS):
        if sentence[at].is_sign and sentence[at].text not in "-–":
            return at if sentence[at].text in {":", ","} else end
        at += 1
    return at if at - end <= _CHARGE else end


def _person(text: str, sentence: Sequence[Word], at: int) -> UnitList | None:
    """A person's name after an honorific; the title behind the comma is left out."""
    if head_at(sentence, at) or collective_at(sentence, at):
        return None
    end = at
    while end < len(sentence) and sentence[end].text[0].isupper() and not sentence[end].is_sign:
        end += 1
    if end - at < _SPELT_TWO:
        return None
    name = text[sentence[at].start : sentence[end - 1].end]
    if end + 1 < len(sentence) and sentence[end].text in {",", "-", "–"} and head_at(sentence, end + 1):
        titled = _unit(text, sentence, end + 1)
        end = titled.end if titled is not None else end
    return UnitList((name,), _past_post(sentence, end))


def _past_post(sentence: Sequence[Word], end: int) -> int:
    """As in "Bà Trần Thị Hảo, chuyên viên Phòng, tổng hợp …": past the post between two commas, if an order follows it."""
    if end >= len(sentence) or sentence[end].text != "," or length_at(sentence, end + 1):
        return end
    close = next((n for n in range(end + 1, min(end + _POST, len(sentence))) if sentence[n].is_sign), None)
    if close is None or sentence[close].text != "," or not length_at(sentence, close + 1):
        return end
    return close
