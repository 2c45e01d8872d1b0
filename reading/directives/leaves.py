"""Whether a numbered line is an item, a note for a person to look at, or nothing that anybody owes."""

import re
from enum import Enum, auto

from reading.directives import orders
from reading.directives.above import Above
from reading.directives.detail_lines import has_lead_below
from reading.directives.leading import handed_later
from reading.directives.numbered_parties import read_numbered
from reading.directives.outline import Node
from reading.directives.party import Parties
from reading.directives.pronouns import meant_in
from reading.directives.times import Times
from reading.directives.unit_heads import opens_unit
from reading.directives.words import words
from reading.directives.zones import Zone, zone_of

_BARE_NAME = 8  # words: a shorter line may only name a body
_ENACTS = re.compile(
    r"(?:Phê duyệt|Ban hành|Công bố|Thành lập|Kiện toàn|Quy định|Sửa đổi|Bổ sung|Bãi bỏ|Thông qua|Chấp thuận"
    r"|Cho phép|Điều chỉnh|Công nhận|Bổ nhiệm|Điều động|Tặng|Thống nhất|Tán thành|Nhất trí|Đồng ý"
    r"|Ghi nhận)(?!\w)"
)
# What gives nobody anything yet: "Giao nhiệm vụ cho các sở, ngành theo Phụ lục kèm theo."
_SHARES_OUT = re.compile(
    r"(?:Giao|Phân công) nhiệm vụ (?:cụ thể )?cho các [^;:.]* (?:theo|tại) (?:các )?(?:[Đđ]iều|[Pp]hụ lục|[Dd]anh mục|[Bb]ảng|[Bb]iểu)"
    r"(?: \w+){0,3}? (?:dưới đây|sau đây|kèm theo|đính kèm|kèm theo Quyết định này)\W*"
)
_IN_FORCE = re.compile(r"^(?:Triển khai|Áp dụng|Thực hiện|Tổ chức) [^;]*(?:kể )?từ ngày \d[^;]*$")
_FIGURE = re.compile(r"(?<![\w/])\d")  # under a heading of targets whatever counts can be measured
_LABEL = re.compile(r"([^.;:]{5,60}):\s\S")


class Leaf(Enum):
    """What a numbered line is."""

    ITEM = auto()
    NOTE = auto()
    NOTHING = auto()


def judge(node: Node, above: Above, times: Times) -> Leaf:
    """What the line of `node` is, by its words and by what stands above it."""
    text = node.own
    parties = read_numbered(text)
    if orders.only_exhorts(text, parties) and not times.owes_plainly(text):
        return (
            Leaf.NOTHING
            if above.zone in {Zone.PAST, Zone.PURPOSE, Zone.SPOKEN, Zone.SCHEDULE, Zone.MONEY}
            else Leaf.NOTE
        )
    if _only_aims(text, parties, above, times):
        return Leaf.NOTE
    if _enacts(node, parties) or not _is_item(text, parties, above, times):
        return Leaf.NOTE if _could_be_owed(text, above) else Leaf.NOTHING
    return Leaf.ITEM


def _only_aims(text: str, parties: Parties, above: Above, times: Times) -> bool:
    """Whether the line says how a plan is to be carried out, or aims at what cannot be measured or nobody answers for."""
    if above.zone is Zone.DEMANDS:
        return not (parties.lead and parties.opened)
    if above.zone is Zone.AIMS:
        return not (parties.lead or times.owes(text) or _FIGURE.search(text))
    return above.zone is Zone.GOALS and not (parties.lead or (above.lead and times.owes(text)))


def _is_item(text: str, parties: Parties, above: Above, times: Times) -> bool:
    if orders.is_courtesy(text) or text.rstrip().endswith(":") or not text.strip(" .;,"):
        return False
    if _labels_no_task(text, parties):
        return False
    if above.zone is Zone.SPOKEN:
        return False
    if above.zone is Zone.MONEY:
        return bool(parties.lead) and orders.orders(text, parties)
    if above.zone in {Zone.PAST, Zone.PURPOSE, Zone.SCHEDULE}:
        return parties.opened and bool(parties.lead) and orders.orders(text, parties)
    if parties.lead and not text[parties.rest :].strip(" .:;,") and not parties.opened:
        return False
    if handed_later(text) or meant_in(text) or has_lead_below(text):
        return True
    if orders.orders(text, parties):
        return not (orders.tells_past(text) and not parties.opened)
    return not orders.tells_past(text) and _is_owed_here(text, parties, above, times)


def _is_owed_here(text: str, parties: Parties, above: Above, times: Times) -> bool:
    """Whether a line that is no plain order is one where it stands: below orders, or below targets with a figure."""
    behind_label = orders.ordered_behind_label(text)
    if (parties.lead and behind_label) or (above.zone is Zone.AIMS and _FIGURE.search(text)):
        return True
    return above.zone in {Zone.ORDERS, Zone.AIMS, Zone.GOALS} and (
        bool(parties.lead or above.lead) or orders.obliges(text) or behind_label or times.owes(text)
    )


def _could_be_owed(text: str, above: Above) -> bool:
    """Whether a line that is no item names a body all the same: it is shown, never dropped."""
    return (
        above.zone is Zone.ORDERS
        and len(sentence := words(text)) > _BARE_NAME
        and opens_unit(sentence, 0)
        and text.rstrip().endswith((".", ";"))
        and not orders.is_courtesy(text)
    )


def _enacts(node: Node, parties: Parties) -> bool:
    """As in "Điều 1. Phê duyệt Kế hoạch …": what the decision itself does, owed by nobody."""
    article = node.marker is not None and node.marker.style == "article"
    if article and _SHARES_OUT.fullmatch(node.own):
        return True
    return article and not parties.lead and bool(_ENACTS.match(node.own) or _IN_FORCE.search(node.own))


def _labels_no_task(text: str, parties: Parties) -> bool:
    """As in "Mục tiêu đến năm 2027: …", "Kinh phí thực hiện: …": a label that says the line is no task."""
    label = _LABEL.match(text)
    return (
        label is not None
        and not parties.lead
        and zone_of(label[1], Zone.NEUTRAL) in {Zone.AIMS, Zone.GOALS, Zone.PURPOSE, Zone.MONEY}
    )
