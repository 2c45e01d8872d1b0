"""What a place in the outline inherits from the headings above it, and what a heading hands down."""

import re
from dataclasses import dataclass

from reading.directives import orders
from reading.directives.due import Due
from reading.directives.names import STOPS
from reading.directives.outline import Node
from reading.directives.parties import read_parties
from reading.directives.party import Parties
from reading.directives.people import people_told
from reading.directives.sentences import sentences
from reading.directives.unit_heads import head_at
from reading.directives.units import unit_list
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import words
from reading.directives.zones import Zone

_LONGEST_NAME = 16  # words
# A part of a list, though a group of people may be called the same: "Nhóm 2: Hỗ trợ sản xuất".
_PART = re.compile(
    r"(?:Nhóm|Khối|Mảng|Tổ)(?: (?:nhiệm vụ|công việc|giải pháp|vấn đề|việc))?\s+(?:\d{1,2}|[IVX]{1,4}|[A-D])\s*[:.–-]\s+(?=\w)"
)
_HEADED_BY = re.compile(r"do\s.{3,100}\s(?:làm|là|giữ vai trò|phụ trách|đứng đầu|chủ trì)(?!\w)")


@dataclass(frozen=True)
class Above:
    """What a place in the outline inherits."""

    zone: Zone = Zone.NEUTRAL
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    due: Due | None = None
    ref: tuple[str, ...] = ()


def of_heading(text: str) -> Parties:
    """The parties of a heading or a chapeau; of several sentences the last opens what follows, if it hands the order over."""
    spans = sentences(text) if text.endswith(":") else ()
    last = read_parties(text[spans[-1][0] :]) if len(spans) > 1 else Parties()
    parties = last if last.opened else read_parties(text)
    if (part := _PART.match(text)) is not None:
        return read_parties(text[part.end() :])
    told = people_told(text)
    if parties.lead or told.lead:
        return told if told.lead else parties
    headed = _headed(text)
    return headed if headed.lead else _named_whole(text)


def _named_whole(text: str) -> Parties:
    """As in the heading "Phòng Chính trị, tư tưởng và công tác sinh viên": a line that only names one body, whatever its name holds."""
    sentence = words(text.rstrip(" .:"))
    if not 1 < len(sentence) <= _LONGEST_NAME or not head_at(sentence, 0) or length_at(sentence, 0, VERBS):
        return Parties()
    if text.endswith(":") and any(
        length_at(sentence, at, VERBS) for at, word in enumerate(sentence) if not word.is_capital
    ):
        return Parties()  # a chapeau: somebody does something
    if any((word.is_sign and word.text not in ",-–&") or word.text.isdigit() or word.low in STOPS for word in sentence):
        return Parties()
    return Parties((text.rstrip(" .:"),), (), len(text))


def _headed(text: str) -> Parties:
    """As in "Tiểu ban Nội dung do Phó Hiệu trưởng làm Trưởng tiểu ban": the body, by whomever it is headed."""
    sentence = words(text)
    named = unit_list(text, sentence, 0)
    if named is None or named.end >= len(sentence) or not _HEADED_BY.match(text, sentence[named.end].start):
        return Parties()
    return Parties(named.names, (), len(text))


def zone_of_unit(parties: Parties, zone: Zone, node: Node, above: Zone) -> Zone:
    """A heading that names units, or an unnumbered order to them, opens orders; reports of the past stay what they are."""
    told = bool(parties.lead) or (parties.opened and node.own.endswith(":"))  # "Ban Tổ chức đề nghị …:", whomever
    if told and zone in {Zone.NEUTRAL, Zone.DEMANDS} and (above is not Zone.PAST):
        return Zone.ORDERS
    return (
        zone
        if zone is not Zone.NEUTRAL or not (node.marker is not None and orders.opens_with_verb(node.own))
        else Zone.ORDERS
    )
