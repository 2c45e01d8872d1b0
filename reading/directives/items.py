"""The tree of a directive → its items: each leaf that orders something, with what it inherits from above."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from domain.directive import DraftItem, Note
from reading.directives import orders
from reading.directives.above import Above, of_heading, zone_of_unit
from reading.directives.detail_lines import is_detail
from reading.directives.drafts import draft
from reading.directives.item_parts import exhortations_in
from reading.directives.leading import OTHERS_DO
from reading.directives.leaves import Leaf, judge
from reading.directives.matrix import legend_of
from reading.directives.meetings import spoken_or
from reading.directives.numbered_parties import read_numbered
from reading.directives.outline import Node
from reading.directives.parties import read_parties
from reading.directives.party import Parties
from reading.directives.preamble import is_remark, opening_of, orders_all_the_same
from reading.directives.records import Record
from reading.directives.refs import labels_of, of_row, with_refs
from reading.directives.sentences import sentences
from reading.directives.tables import Table
from reading.directives.times import Times, choose
from reading.directives.zones import Zone, zone_of

_TITLE_LENGTH = 110  # a numbered line longer than this, ended by a stop, is an order and not a title
_ISSUES = re.compile(
    (
        r"(?:ban hành|xây dựng|thông báo|báo cáo|triển khai|kết luận|hướng dẫn|quyết định"
        r"|thống nhất)(?:\s.{0,200})?(?:như sau|sau đây|như dưới đây|sau)\s*:$"
    ),
    re.IGNORECASE,
)
_DECIDES = re.compile(r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|KẾT LUẬN|CHỈ THỊ|THÔNG BÁO)\s*:$")  # who issues, in capitals


_WITHOUT_PROSE = {Zone.PAST, Zone.PURPOSE, Zone.SPOKEN, Zone.SCHEDULE, Zone.DEMANDS, Zone.GOALS}


@dataclass
class Found:
    """Items and notes in the order of the document."""

    items: list[DraftItem] = field(default_factory=list)
    paths: list[tuple[str, ...]] = field(default_factory=list)  # where each item stands in the outline
    notes: list[Note] = field(default_factory=list)
    paragraphs: Counter[tuple[str, ...]] = field(default_factory=Counter)  # unnumbered orders below each ref

    def add(self, item: DraftItem, path: tuple[str, ...]) -> None:
        """One item more, which stands at `path`."""
        self.items.append(item)
        self.paths.append(path)


@dataclass(frozen=True)
class Reader:
    """What is the same for every item of one document."""

    times: Times
    lost: frozenset[int]
    addressees: tuple[str, ...] = ()
    numbered: bool = True
    issuer: str | None = None
    record: Record = Record.NONE

    def read(self, root: Node) -> Found:
        """All items below the root."""
        found = Found()
        self._children(root, Above(lead=self.addressees), found)
        found.items = with_refs(list(zip(found.items, found.paths, strict=True)))
        return found

    def _children(self, node: Node, above: Above, found: Found) -> None:
        bullets = 0
        above = self._with_details(node, above)
        opening = opening_of(node)
        table = Table(self.times.era, self.times.working_day_after, legend_of(child.own for child in node.children))
        for child in node.children:
            if id(child) in self.lost:
                continue
            if child.block is not None:
                item = table.row(child.block, above.lead)
                if item is not None and above.zone not in {Zone.PAST, Zone.PURPOSE, Zone.SPOKEN}:
                    found.add(item, of_row(item.ref, above.ref, numbered=self.numbered))
                continue
            table.rest()
            bullets += child.marker is not None and child.marker.is_bullet
            if child.is_leaf and is_detail(child.own):
                continue
            zone = Zone.OPENING if child.first < opening else above.zone
            self._node(child, replace(above, zone=zone, ref=(*above.ref, *labels_of(child, bullets))), found)

    def _with_details(self, node: Node, above: Above) -> Above:
        """What a line of detail among sisters says of all of them: "- Thời gian hoàn thành: trước ngày 30/6"."""
        for child in node.children:
            if child.is_leaf and is_detail(child.own) and (child.marker is not None or node.parent is not None):
                parties = read_parties(child.own)
                due = choose(self.times.dues(child.own))
                above = replace(
                    above,
                    lead=parties.lead or above.lead,
                    cooperating=(*above.cooperating, *parties.cooperating),
                    due=due or above.due,
                )
        return above

    def _node(self, node: Node, above: Above, found: Found) -> None:
        if node.is_leaf and not node.heads:
            self._leaf(node, replace(above, zone=spoken_or(node, above.zone, above.zone, self.record)), found)
            return
        parties = of_heading(node.own)
        if above.lead and node.own.endswith(":") and OTHERS_DO.match(node.own):
            parties = replace(parties, lead=())  # who is told to have others do it leads
        zone = zone_of_unit(parties, zone_of(node.own, above.zone), node, above.zone)
        zone = spoken_or(node, zone, above.zone, self.record)
        if self._orders_itself(node, parties, zone):
            found.add(draft(node.own, node, above, self.times, self.issuer), above.ref)
        if node.heads and not parties.opened and (_ISSUES.search(node.own) or _DECIDES.search(node.own)):
            parties = Parties()  # who issues the document leads none of what follows
        below = Above(
            zone,
            parties.lead or above.lead,
            parties.cooperating or (() if parties.lead else above.cooperating),
            self.times.of_chapeau(node.own) or above.due,
            above.ref,
        )
        self._children(node, below, found)

    def _orders_itself(self, node: Node, parties: Parties, zone: Zone) -> bool:
        """A numbered paragraph above its dashes is an item when it is more than their title."""
        if (
            node.marker is None
            or node.marker.is_bullet
            or zone not in {Zone.ORDERS, Zone.AIMS, Zone.GOALS, Zone.NEUTRAL}
        ):
            return False
        spans = sentences(node.own)
        whole = node.own if not node.own.endswith(":") else node.own[: spans[-1][0]] if len(spans) > 1 else ""
        if (
            not whole.rstrip().endswith((".", "./."))
            or orders.is_courtesy(whole)
            or orders.tells_past(whole)
            or not orders.orders(whole, parties)
        ):
            return False
        rest = whole[parties.rest :].strip(" .:")
        before_table = all(child.block is not None for child in node.children)  # nothing numbered stands below it
        return bool(rest) and (len(spans) > 1 or bool(parties.lead) or before_table or len(whole) > _TITLE_LENGTH)

    def _leaf(self, node: Node, above: Above, found: Found) -> None:
        if node.marker is None:
            self._prose(node, above, found)
            return
        kind = judge(node, above, self.times)
        if kind is Leaf.NOTE:
            found.notes.append(Note(node.own, node.place))
        if kind is Leaf.ITEM:
            item = draft(node.own, node, above, self.times, self.issuer)
            found.add(item, above.ref)
            found.notes.extend(Note(piece, item.source) for piece in exhortations_in(node.own))

    def _prose(self, node: Node, above: Above, found: Found) -> None:
        """An unnumbered paragraph: below a heading of units or in a document without numbers each sentence is a task."""
        told = above.zone is not Zone.SPOKEN and read_parties(node.own).opened
        if above.zone in _WITHOUT_PROSE and not told:
            return
        if is_remark(node.own) or (above.zone is Zone.OPENING and not orders_all_the_same(node.own, self.times)):
            return
        lead: tuple[str, ...] = above.lead
        cooperating = above.cooperating
        run: list[tuple[int, int, Parties]] = []
        seen = False
        for start, end in self._tasks(node.own):
            text = node.own[start:end]
            parties = orders.of_the_same(text, lead) or self._named(text)
            told = (
                (orders.orders(text, parties) or (bool(parties.lead) and self.times.owes_plainly(text)))
                and not orders.is_preamble(text, parties)
                and not orders.tells_past(text)
                and not orders.is_courtesy(text)
            )
            plain = told and (parties.opened or parties.lead or seen or bool(above.lead) or above.zone is Zone.ORDERS)
            if seen and run and self.times.only_deadline(text):
                run[-1] = (run[-1][0], end, run[-1][2])
            elif (plain or not told) and orders.only_exhorts(text, parties) and not self.times.owes_plainly(text):
                found.notes.append(Note(text, node.place))
                lead = parties.lead or lead
            elif plain:
                lead, cooperating = parties.lead or lead, cooperating if not parties.lead else ()
                run.append((start, end, replace(parties, lead=lead)))
                seen = True
        for start, end, parties in run:
            found.paragraphs[above.ref] += 1
            label = f"đoạn {found.paragraphs[above.ref]}"
            place = replace(above, lead=parties.lead, cooperating=cooperating, ref=(*above.ref, label))
            item = draft(node.own[start:end], node, place, self.times, self.issuer)
            found.add(item, place.ref)
            found.notes.extend(Note(piece, item.source) for piece in exhortations_in(item.text))

    def _named(self, text: str) -> Parties:
        """The parties of a sentence; where it sets a day or a figure, a body with a verb that no list knows is ordered too."""
        parties = read_parties(text)
        if parties.lead or parties.opened or not self.times.owes_plainly(text):
            return parties
        return read_numbered(text)

    def _tasks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Sentences; in a document with numbers an unnumbered paragraph stays whole unless it orders several units."""
        spans = tuple(
            (start + (orders.chapeau_end(text[start:end]) or orders.label_end(text[start:end])), end)
            for start, end in sentences(text)
        )
        if self.numbered and sum(bool(read_parties(text[s:e]).opened) for s, e in spans) <= 1:
            first = next((s for s, e in spans if _opens_order(text[s:e])), None)
            return ((first, spans[-1][1]),) if first is not None else spans
        return spans


def _opens_order(text: str) -> bool:
    """Whether an unnumbered paragraph begins to order here: somebody is told, or a verb opens the sentence."""
    parties = read_parties(text)
    acts = bool(parties.lead) and orders.orders(text, parties) and not orders.tells_past(text)
    return parties.opened or acts or orders.opens_with_verb(text)
