"""Carrying over the work an office was following elsewhere: documents, items and assignments with how far they had come.

One act; what is already here, by document, text and unit, is left as it is, so that a table taken in twice changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.directives import DRAFT
from acts.own_orders import Head, OwnItem, in_force, own_item
from acts.running_history import carry, close_books
from domain.deadline import Basis
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.rights import Act, Scope, require
from domain.running import MARK, UNWRITTEN, Duty, Paper
from domain.spoken import QUICK
from domain.status import WorkState
from domain.wording.words import label
from storage.tables import AssignmentRow, DirectiveRow, ItemRow


@dataclass(frozen=True)
class Share:
    """One line as one unit owes it."""

    duty: Duty
    unit: str


@dataclass
class Foreseen:
    """What a table becomes: shares of new items by document, those already here, and where the two differ."""

    new: dict[tuple[str, str, str], list[Share]] = field(default_factory=lambda: defaultdict(list))
    known: int = 0
    differs: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    orders: dict[tuple[str, str, str], DirectiveRow] = field(default_factory=dict)


def carry_over(
    desk: Desk, scope: Scope, duties: Sequence[Duty], digest: str, key: str | None = None, *, dry_run: bool = False
) -> Answer:
    """Open what is not here yet: past results are history, and nothing that was due before today is told to anybody."""
    require(scope, Act.ISSUE)
    if dry_run:
        with desk.memory.reading() as session:
            return Answer({"dry_run": True, **_told(_foreseen(session, duties), desk)})

    def deed(doing: Deed) -> Answer:
        found = _foreseen(doing.session, duties)
        if found.problems:
            raise Refusal("conflict", "rows", "Bảng có dòng chưa nhập được.", tuple(found.problems))
        for paper, shares in found.new.items():
            _open(doing, found.orders.get(paper), shares, digest)
        return Answer(_told(found, desk), 201 if found.new else 200)

    return perform(desk, scope, deed, key=key, request=["carry over", digest, len(duties)])


def _foreseen(session: Session, duties: Sequence[Duty]) -> Foreseen:
    found = Foreseen()
    orders = list(session.scalars(select(DirectiveRow).order_by(DirectiveRow.created_at)))
    here = _Here(session)
    shares = [Share(duty, unit) for duty in duties for unit in duty.leads]
    exact = {share: row for share in shares if (row := here.take(share, same_day=True)) is not None}
    for share in shares:
        row = exact.get(share) or here.take(share, same_day=False)
        if row is not None:
            _already(found, share, row)
            continue
        paper = share.duty.paper.key
        order = next((one for one in orders if _rests_on(one, share.duty.paper)), None)
        if order is not None and order.state == DRAFT:
            wrong = (
                f"Dòng {share.duty.row}: văn bản {order.number} đang là dự thảo; giao văn bản trước, hoặc bỏ dòng này"
            )
            found.problems.append(Problem(share.duty.place, wrong))
        elif order is not None:
            found.orders[paper] = order
        found.new[paper].append(share)
    return found


def _rests_on(order: DirectiveRow, paper: Paper) -> bool:
    """Whether a line's document is this one: the same number, and no other date; or the same words where none is written."""
    there = _paper_of(order).key
    if paper.number is None:
        return there == paper.key
    return there[0] == paper.key[0] and _fits(order.issued_on, paper.issued_on)


def _fits(here: date | None, said: date | None) -> bool:
    return here is None or said is None or here == said


def _paper_of(row: DirectiveRow) -> Paper:
    return Paper(None if row.kind == QUICK else row.number, row.issued_on, title=row.title)


class _Here:
    """Work that is here, by document, words and unit; work given by word is known by its words alone."""

    def __init__(self, session: Session) -> None:
        asked = (
            select(AssignmentRow, ItemRow, DirectiveRow)
            .join(ItemRow, ItemRow.id == AssignmentRow.item)
            .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
            .order_by(AssignmentRow.opened_at, AssignmentRow.id)
        )
        self._left: defaultdict[tuple[str, str, str], list[tuple[AssignmentRow, ItemRow, DirectiveRow]]]
        self._left = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for row, item, order in session.execute(asked):
            if (item.id, row.unit) not in seen:  # a later period of the same order is no other order
                seen.add((item.id, row.unit))
                self._left[_paper_of(order).key[0], item.folded, row.unit].append((row, item, order))

    def take(self, share: Share, *, same_day: bool) -> AssignmentRow | None:
        """What a line speaks of, once; of several with the same words that of the same day is taken first."""
        duty = share.duty
        left = self._left[duty.paper.key[0], fold(duty.text), share.unit]
        for one in left:
            row, item, order = one
            if _fits(order.issued_on if order.kind != QUICK else None, duty.paper.issued_on) and (
                not same_day or item.due_on == duty.due_on
            ):
                left.remove(one)
                return row
        return None


def _already(found: Foreseen, share: Share, row: AssignmentRow) -> None:
    found.known += 1
    work, said = WorkState(row.work), share.duty.state
    if work.is_closed != said.is_closed:
        there = {"unit": row.unit, "text": share.duty.text[:160], "place": share.duty.place}
        found.differs.append({**there, "row": share.duty.row, "here": label(work), "said": label(said)})


def _told(found: Foreseen, desk: Desk) -> dict[str, Any]:
    shares = [share for group in found.new.values() for share in group]
    today = desk.today()
    late = [
        one for one in shares if one.duty.state.runs and one.duty.deadline is not None and one.duty.deadline < today
    ]
    return {
        "documents": sum(1 for paper in found.new if paper not in found.orders),
        "items": sum(len(_items(group)) for group in found.new.values()),
        "assignments": len(shares),
        "states": dict(Counter(share.duty.state.value for share in shares)),
        "overdue": len(late),
        "undated": sum(1 for one in shares if one.duty.deadline is None and not one.duty.state.is_closed),
        "known": found.known,
        "differs": found.differs,
        "problems": [{"field": one.field, "message": one.message} for one in found.problems],
    }


def _items(shares: Sequence[Share]) -> list[list[Share]]:
    """Lines that say the same with the same day are one item of several units; a unit twice is an item of its own."""
    found: dict[object, list[list[Share]]] = defaultdict(list)
    for share in shares:
        duty = share.duty
        same = found[fold(duty.text), duty.due_on, duty.recurs]
        fits = next((item for item in same if all(one.unit != share.unit for one in item)), None)
        if fits is None:
            same.append([share])
        else:
            fits.append(share)
    return [item for items in found.values() for item in items]


def _open(doing: Deed, known: DirectiveRow | None, shares: Sequence[Share], digest: str) -> None:
    order = known or _order(doing, shares, digest)
    rows = list(doing.session.scalars(select(ItemRow).where(ItemRow.directive == order.id)))
    refs, position = {row.ref for row in rows}, max((row.position for row in rows), default=-1)
    items: list[tuple[ItemRow, dict[str, Duty]]] = []
    for item_shares in _items(shares):
        position += 1
        item = _item(doing, order, item_shares, position, _free(refs, item_shares[0].duty.ref or str(position + 1)))
        items.append((item, {share.unit: share.duty for share in item_shares}))
    doing.session.add_all(item for item, _ in items)
    doing.session.flush()
    history = carry(doing, order, items)
    completions = close_books(doing, history)
    doing.note(
        "directive.carried-over",
        f"directive/{order.id}",
        assignments=len(history),
        completions=completions,
        source=digest,
    )


def _free(refs: set[str], wanted: str) -> str:
    """The number of an item, told apart where the document has it already."""
    ref = next(one for one in _numbered(wanted) if one not in refs)
    refs.add(ref)
    return ref


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    nth = 2
    while True:
        yield f"{wanted} ({nth})"
        nth += 1


def _order(doing: Deed, shares: Sequence[Share], digest: str) -> DirectiveRow:
    paper = shares[0].duty.paper
    texts = list(dict.fromkeys(share.duty.text for share in shares))
    head = Head(
        kind=None if paper.number else QUICK,
        title=next((one.duty.paper.title for one in shares if one.duty.paper.title), None)
        or (None if paper.number else UNWRITTEN),
        text="\n".join(texts),
        issuer=next((one.duty.paper.issuer for one in shares if one.duty.paper.issuer), None),
        number=paper.number,
        issued_on=paper.issued_on,
        source_digest=digest,
    )
    return in_force(doing, doing.desk.ids(), head)


def _item(doing: Deed, order: DirectiveRow, shares: Sequence[Share], position: int, ref: str) -> ItemRow:
    duty = shares[0].duty
    cooperating = dict.fromkeys(code for share in shares for code in share.duty.cooperating)
    told = OwnItem(
        duty.text,
        [share.unit for share in shares],
        list(cooperating),
        position,
        ref,
        cadence=duty.recurs,
        due_on=duty.due_on if duty.recurs is Cadence.ONCE else None,
        due_text=duty.due_text,
        basis=duty.paper.basis if duty.due_on else Basis.NONE,
        product=duty.product,
        read={"source": {"cell": duty.place}, MARK: {"row": duty.row}},
    )
    return own_item(order, doing.desk.ids(), told)
