"""The tree of a directive → its items: each leaf that orders something, with what it inherits from above."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from domain.directive import Cadence, DraftItem, Note
from reading.directives import orders
from reading.directives.cadence import Rhythm, read_cadence
from reading.directives.citations import find_citations
from reading.directives.conditions import by_event, read_condition
from reading.directives.days import Era
from reading.directives.deadlines import read_deadlines
from reading.directives.detail_lines import is_detail
from reading.directives.due import Due, WorkingDayAfter
from reading.directives.item_parts import exhortations_in, parts_of
from reading.directives.item_warnings import warnings_of
from reading.directives.numbered_parties import read_numbered
from reading.directives.outline import Node
from reading.directives.parties import hands_over, read_parties
from reading.directives.party import Parties
from reading.directives.refs import labels_of, with_refs
from reading.directives.sentences import sentences
from reading.directives.tables import Table
from reading.directives.targets import read_targets
from reading.directives.unit_heads import opens_unit
from reading.directives.units import unit_list
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import words
from reading.directives.zones import Zone, zone_of

_BARE_NAME = 8  # words: a shorter line may only name a body
_TITLE_LENGTH = 110  # a numbered line longer than this, ended by a stop, is an order and not a title
_ISSUES = re.compile(
    r"(?:ban hành|xây dựng|thông báo|báo cáo|triển khai|kết luận|hướng dẫn|quyết định|thống nhất)(?:\s.{0,200})?(?:như sau|sau đây|sau)\s*:$",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|KẾT LUẬN|CHỈ THỊ|THÔNG BÁO)\s*:$")  # who issues, in capitals
# "Chỉ đạo các trường …" below a unit: the unit leads, it has others do it.
_OTHERS_DO = re.compile(r"(?:Chỉ đạo|Phân công|Đôn đốc|Hướng dẫn)(?!\w)")
_ENACTS = re.compile(
    r"(?:Phê duyệt|Ban hành|Công bố|Thành lập|Kiện toàn|Quy định|Sửa đổi|Bổ sung|Bãi bỏ|Thông qua|Chấp thuận|Cho phép|Điều chỉnh|Công nhận|Bổ nhiệm|Điều động|Tặng|Thống nhất|Tán thành|Nhất trí|Đồng ý|Ghi nhận)(?!\w)"
)
_IN_FORCE = re.compile(r"^(?:Triển khai|Áp dụng|Thực hiện|Tổ chức) [^;]*(?:kể )?từ ngày \d[^;]*$")
_LABEL = re.compile(r"([^.;:]{5,60}):\s\S")
_BY_A_DAY = re.compile(r"(?:trước|chậm|muộn|hạn|xong|hoàn thành|đến hết|ngày)", re.IGNORECASE)
_PERIOD = re.compile(r"từ\s.*\s(?:đến|tới|-|–)\s", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"(?:(?:trong|hết|đến|cuối|đến hết|đến cuối)\s+)*năm\s+\d{4}", re.IGNORECASE)
_BARE_DEADLINE = re.compile(
    r"(?:thời (?:gian|hạn)|hạn|hoàn thành|xong|tiến độ|báo cáo (?:kết quả )?(?:trước|chậm)|chậm nhất|gửi (?:kết quả|báo cáo))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Above:
    """What a place in the outline inherits."""

    zone: Zone = Zone.NEUTRAL
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    due: Due | None = None
    ref: tuple[str, ...] = ()


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

    era: Era
    working_day_after: WorkingDayAfter
    lost: frozenset[int]
    addressees: tuple[str, ...] = ()
    numbered: bool = True

    def read(self, root: Node) -> Found:
        """All items below the root."""
        found = Found()
        self._children(root, Above(lead=self.addressees), found)
        found.items = with_refs(list(zip(found.items, found.paths, strict=True)))
        return found

    def _children(self, node: Node, above: Above, found: Found) -> None:
        bullets = 0
        above = self._with_details(node, above)
        table = Table(self.era, self.working_day_after)
        for child in node.children:
            if id(child) in self.lost:
                continue
            if child.block is not None:
                item = table.row(child.block, above.lead)
                if item is not None and above.zone not in {Zone.PAST, Zone.PURPOSE}:
                    found.add(item, (item.ref,))
                continue
            table.rest()
            bullets += child.marker is not None and child.marker.is_bullet
            if child.is_leaf and is_detail(child.own):
                continue
            self._node(child, replace(above, ref=(*above.ref, *labels_of(child, bullets))), found)

    def _with_details(self, node: Node, above: Above) -> Above:
        """What a line of detail among sisters says of all of them: "- Thời gian hoàn thành: trước ngày 30/6"."""
        for child in node.children:
            if child.is_leaf and is_detail(child.own):
                parties = read_parties(child.own)
                due = _choose(read_deadlines(child.own, self.era, Cadence.ONCE, self.working_day_after))
                above = replace(
                    above,
                    lead=parties.lead or above.lead,
                    cooperating=(*above.cooperating, *parties.cooperating),
                    due=due or above.due,
                )
        return above

    def _node(self, node: Node, above: Above, found: Found) -> None:
        if node.is_leaf and not node.heads:
            self._leaf(node, above, found)
            return
        parties = _of_heading(node.own)
        if above.lead and node.own.endswith(":") and _OTHERS_DO.match(node.own):
            parties = replace(parties, lead=())  # who is told to have others do it leads
        zone = _zone_of_unit(parties, zone_of(node.own, above.zone), node, above.zone)
        if self._orders_itself(node, parties, zone):
            found.add(self._item(node.own, node, above), above.ref)
        if node.heads and not parties.opened and (_ISSUES.search(node.own) or _DECIDES.search(node.own)):
            parties = Parties()  # who issues the document leads none of what follows
        below = Above(
            zone,
            parties.lead or above.lead,
            parties.cooperating or (() if parties.lead else above.cooperating),
            self._first_due(node.own) or above.due,
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

    def _first_due(self, text: str) -> Due | None:
        if not text.endswith(":"):
            return None
        start, end = sentences(text)[-1]
        listed = read_deadlines(text[start:end], self.era, read_cadence(text).cadence, self.working_day_after)
        return listed[0] if listed else None

    def _leaf(self, node: Node, above: Above, found: Found) -> None:
        if node.marker is None:
            self._prose(node, above, found)
            return
        text = node.own
        parties = read_numbered(text)
        if orders.only_exhorts(text, parties) and not self._owes_plainly(text):
            if above.zone not in {Zone.PAST, Zone.PURPOSE, Zone.MONEY}:
                found.notes.append(Note(text, node.place))
            return
        if above.zone is Zone.DEMANDS and not (parties.lead and parties.opened):
            found.notes.append(Note(text, node.place))
            return
        if (above.zone is Zone.AIMS and not (parties.lead or self._owes(text))) or (
            above.zone is Zone.GOALS and not (parties.lead or (above.lead and self._owes(text)))
        ):
            found.notes.append(Note(text, node.place))
            return
        if _enacts(node, parties) or not self._is_item(text, parties, above):
            if self._could_be_owed(text, above):
                found.notes.append(Note(text, node.place))
            return
        item = self._item(text, node, above)
        found.add(item, above.ref)
        found.notes.extend(Note(piece, item.source) for piece in exhortations_in(text))

    def _is_item(self, text: str, parties: Parties, above: Above) -> bool:
        if orders.is_courtesy(text) or text.rstrip().endswith(":") or not text.strip(" .;,"):
            return False
        if _labels_no_task(text, parties):
            return False
        if above.zone in {Zone.PAST, Zone.PURPOSE, Zone.MONEY}:
            return parties.opened and bool(parties.lead) and orders.orders(text, parties)
        if parties.lead and not text[parties.rest :].strip(" .:;,") and not parties.opened:
            return False
        if orders.orders(text, parties):
            return not (orders.tells_past(text) and not parties.opened)
        if orders.tells_past(text):
            return False
        return above.zone in {Zone.ORDERS, Zone.AIMS, Zone.GOALS} and (
            bool(parties.lead or above.lead) or orders.obliges(text) or bool(read_targets(text)) or self._owes(text)
        )

    def _could_be_owed(self, text: str, above: Above) -> bool:
        """Whether a line that is no item names a body all the same: it is shown, never dropped."""
        return (
            above.zone is Zone.ORDERS
            and len(sentence := words(text)) > _BARE_NAME
            and opens_unit(sentence, 0)
            and text.rstrip().endswith((".", ";"))
            and not orders.is_courtesy(text)
        )

    def _owes(self, text: str) -> bool:
        return bool(read_deadlines(text, self.era, Cadence.ONCE, self.working_day_after)) or bool(read_targets(text))

    def _owes_plainly(self, text: str) -> bool:
        """Whether an exhortation sets a figure or a day by which something must be there; a mere time it speaks of does not."""
        dues = read_deadlines(text, self.era, Cadence.ONCE, self.working_day_after)
        return any(_BY_A_DAY.match(due.text) for due in dues) or bool(read_targets(text))

    def _prose(self, node: Node, above: Above, found: Found) -> None:
        """An unnumbered paragraph: below a heading of units or in a document without numbers each sentence is a task."""
        if (
            above.zone in {Zone.PAST, Zone.PURPOSE, Zone.MONEY, Zone.DEMANDS, Zone.GOALS}
            and not read_parties(node.own).opened
        ):
            return
        lead: tuple[str, ...] = above.lead
        cooperating = above.cooperating
        run: list[tuple[int, int, Parties]] = []
        seen = False
        for start, end in self._tasks(node.own):
            text = node.own[start:end]
            parties = orders.of_the_same(text, lead) or self._named(text)
            told = (
                (orders.orders(text, parties) or (bool(parties.lead) and self._owes_plainly(text)))
                and not orders.is_preamble(text, parties)
                and not orders.tells_past(text)
                and not orders.is_courtesy(text)
            )
            plain = told and (parties.opened or parties.lead or seen or bool(above.lead) or above.zone is Zone.ORDERS)
            if seen and run and self._only_deadline(text):
                run[-1] = (run[-1][0], end, run[-1][2])
            elif (plain or not told) and orders.only_exhorts(text, parties) and not self._owes_plainly(text):
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
            item = self._item(node.own[start:end], node, place)
            found.add(item, place.ref)
            found.notes.extend(Note(piece, item.source) for piece in exhortations_in(item.text))

    def _named(self, text: str) -> Parties:
        """The parties of a sentence; where it sets a day or a figure, a body with a verb that no list knows is ordered too."""
        parties = read_parties(text)
        if parties.lead or parties.opened or not self._owes_plainly(text):
            return parties
        return read_numbered(text)

    def _tasks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Sentences; in a document with numbers an unnumbered paragraph stays whole unless it orders several units."""
        spans = tuple(
            (start + (orders.chapeau_end(text[start:end]) or orders.label_end(text[start:end])), end)
            for start, end in sentences(text)
        )
        if self.numbered and sum(bool(read_parties(text[s:e]).opened) for s, e in spans) <= 1:
            first = next(
                (s for s, e in spans if read_parties(text[s:e]).opened or orders.opens_with_verb(text[s:e])), None
            )
            return ((first, spans[-1][1]),) if first is not None else spans
        return spans

    def _only_deadline(self, text: str) -> bool:
        return (
            bool(_BARE_DEADLINE.match(text))
            and bool(read_deadlines(text, self.era, Cadence.ONCE, self.working_day_after))
            and len(text) < _TITLE_LENGTH
        )

    def _item(self, text: str, node: Node, above: Above) -> DraftItem:
        parties = read_parties(text) if node.marker is None else read_numbered(text)
        rhythm = read_cadence(text)
        dues = read_deadlines(text, self.era, rhythm.cadence, self.working_day_after)
        if _by_turns(rhythm, dues):
            rhythm = Rhythm(Cadence.ONCE)
        due = _choose(dues, rhythm.cadence) or above.due
        aims = read_targets(text)
        condition = read_condition(text)
        named = () if above.lead and (_OTHERS_DO.match(text) or _passes_on(text, parties)) else parties.lead
        lead = named or above.lead
        cooperating = tuple(
            name for name in (*parties.cooperating, *(() if named else above.cooperating)) if name not in lead
        )
        item = DraftItem(
            ref=".".join(above.ref),
            text=text,
            lead=lead,
            cooperating=tuple(dict.fromkeys(cooperating)),
            cadence=rhythm.cadence,
            due_on=due.on if due else None,
            due_text=due.text if due else None,
            due_rule=due.rule if due else by_event(condition),
            target=aims[0].target if aims else None,
            condition=condition.text if condition else None,
            parts=parts_of(text, parties),
            citations=tuple(dict.fromkeys(found.citation for found in find_citations(text))),
            source=node.place,
        )
        return replace(item, warnings=tuple(warnings_of(item, dues, rhythm, aims, condition)))


def _by_turns(rhythm: Rhythm, dues: tuple[Due, ...]) -> bool:
    """As in "Lập chốt trước ngày 14/8, bố trí người trực 24/24": how it is manned, once it is there."""
    return (
        rhythm.cadence is Cadence.CONTINUOUS
        and not rhythm.vague
        and any(due.on is not None and due.start < rhythm.start and _BY_A_DAY.match(due.text) for due in dues)
    )


def _enacts(node: Node, parties: Parties) -> bool:
    """As in "Điều 1. Phê duyệt Kế hoạch …": what the decision itself does, owed by nobody."""
    article = node.marker is not None and node.marker.style == "article"
    return article and not parties.lead and bool(_ENACTS.match(node.own) or _IN_FORCE.search(node.own))


def _labels_no_task(text: str, parties: Parties) -> bool:
    """As in "Mục tiêu đến năm 2027: …", "Kinh phí thực hiện: …": a label that says the line is no task."""
    label = _LABEL.match(text)
    return (
        label is not None
        and not parties.lead
        and zone_of(label[1], Zone.NEUTRAL) in {Zone.AIMS, Zone.GOALS, Zone.PURPOSE, Zone.MONEY}
    )


def _zone_of_unit(parties: Parties, zone: Zone, node: Node, above: Zone) -> Zone:
    """A heading that names units, or an unnumbered order to them, opens orders; reports of the past stay what they are."""
    if parties.lead and zone in {Zone.NEUTRAL, Zone.DEMANDS} and (above is not Zone.PAST):
        return Zone.ORDERS
    return (
        zone
        if zone is not Zone.NEUTRAL or not (node.marker is not None and orders.opens_with_verb(node.own))
        else Zone.ORDERS
    )


_HEADED_BY = re.compile(r"do\s.{3,100}\s(?:làm|là|giữ vai trò|phụ trách|đứng đầu|chủ trì)(?!\w)")


def _of_heading(text: str) -> Parties:
    """The parties of a heading or a chapeau; of several sentences the last opens what follows, if it hands the order over."""
    spans = sentences(text) if text.endswith(":") else ()
    last = read_parties(text[spans[-1][0] :]) if len(spans) > 1 else Parties()
    parties = last if last.opened else read_parties(text)
    return parties if parties.lead else _headed(text)


def _headed(text: str) -> Parties:
    """As in "Tiểu ban Nội dung do Phó Hiệu trưởng làm Trưởng tiểu ban": the body, by whomever it is headed."""
    sentence = words(text)
    named = unit_list(text, sentence, 0)
    if named is None or named.end >= len(sentence) or not _HEADED_BY.match(text, sentence[named.end].start):
        return Parties()
    return Parties(named.names, (), len(text))


def _passes_on(text: str, parties: Parties) -> bool:
    """As in "Lập danh sách …; giao Trưởng thôn vận động …": who is ordered above does it and has others help."""
    return parties.opened and length_at(words(text[:80]), 0, VERBS) > 0 and not hands_over(text)


def _choose(dues: tuple[Due, ...], cadence: Cadence = Cadence.ONCE) -> Due | None:
    """A day that can be had before a rule that waits; a year of targets is no day beside a day of each period."""
    if cadence is not Cadence.ONCE and any(due.rule and due.rule.kind == "day-of-period" for due in dues):
        dues = tuple(due for due in dues if not _WHOLE_YEAR.fullmatch(due.text))
    named = [due for due in dues if due.on is not None]
    if len(named) > 1 and _PERIOD.match(named[0].text):  # first the days of the work, then the day its report is due
        return next((due for due in named[1:] if _BY_A_DAY.match(due.text)), named[0])
    return named[0] if named else dues[0] if dues else None
