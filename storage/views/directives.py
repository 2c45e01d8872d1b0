"""Directives and their items as people read them: all of them for the office, their own for a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, func, literal, or_, select
from sqlalchemy.orm import Session

from domain.annex import doubted
from domain.condition import BY_EVENT, ISSUE, RELATIVE, hangs_on
from domain.deadline import Basis
from domain.errors import Refusal
from domain.folding import fold
from domain.rights import Act, Scope, absent, may
from domain.spoken import QUICK, awaits_document
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, UnitRow
from storage.views.originals import Original, originals
from storage.views.paging import Page, Wanted, count_of, decode, decode_place, encode, encode_place
from storage.views.same_number import warnings_of

ORDER = "-created"
ISSUED, DRAFT = "issued", "draft"
HEAD = frozenset({"no-number", "no-date"})
"""Warnings of what the registry gives at the issue."""


@dataclass(frozen=True)
class DirectiveLine:
    """A directive in a list."""

    id: str
    state: str
    number: str | None
    issued_on: date | None
    issuer: str | None
    title: str | None
    kind: str | None
    signer: str | None
    from_above: bool
    mover: str | None
    forms: str | None
    items: int
    created_at: datetime
    issued_at: datetime | None
    version: int


@dataclass(frozen=True)
class ItemLine:
    """One thing required. `read` is what the reading found beside it: target, citations, warnings, place.

    `awaits_document` while only a leader's word stands behind it ("chờ văn bản"), `document` what confirmed it.
    `condition` is what it waits for, `fulfilment` when that came about, as somebody declared it.
    `parent` is the assignment it is a part of, `mover` the role named to move its deadlines.
    """

    id: str
    directive: str
    number: str | None
    position: int
    ref: str
    text: str
    state: str
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    lead_codes: tuple[str, ...]
    cooperating_codes: tuple[str, ...]
    acceptors: tuple[str, ...]
    cadence: str
    due_on: date | None
    due_text: str | None
    due_rule: Mapping[str, Any] | None
    basis: str
    document: Mapping[str, Any] | None
    awaits_document: bool
    parent: str | None
    mover: str | None
    condition: str | None
    fulfilment: Mapping[str, Any] | None
    product: str | None
    follow: bool
    criteria: tuple[str, ...]
    remedies: tuple[str, ...]
    read: Mapping[str, Any]
    priority: str
    ladder: str | None
    indicator: Mapping[str, Any] | None
    version: int


@dataclass(frozen=True)
class WholeDirective:
    """A directive with its items; the text and what was read beside the items are for who sees all of it."""

    line: DirectiveLine
    items: tuple[ItemLine, ...]
    text: str
    notes: tuple[Any, ...]
    lost_points: tuple[Any, ...]
    warnings: tuple[Any, ...]
    annex: Mapping[str, Any] | None
    originals: tuple[Original, ...] = ()


@dataclass(frozen=True)
class _Sight:
    """What of directives a scope sees: everything, or what its units (with the groups they are in) lead or help with."""

    whole: bool
    units: tuple[str, ...]
    codes: tuple[str, ...]


def find(session: Session, scope: Scope, wanted: Wanted | None = None, state: str | None = None) -> Page[DirectiveLine]:
    """A page of directives, the newest first."""
    wanted = wanted or Wanted()
    query = select(DirectiveRow).where(_visible(_sight(session, scope)))
    if state is not None:
        query = query.where(DirectiveRow.state == state)
    count = count_of(session, query, wanted)
    if wanted.cursor is not None:
        at, last = decode_place(wanted.cursor, ORDER)
        query = query.where(
            or_(DirectiveRow.created_at < at, and_(DirectiveRow.created_at == at, DirectiveRow.id < last))
        )
    rows = list(
        session.scalars(query.order_by(DirectiveRow.created_at.desc(), DirectiveRow.id.desc()).limit(wanted.limit + 1))
    )
    counts = _counts(session, [row.id for row in rows])
    shown = tuple(_line(row, counts.get(row.id, 0)) for row in rows[: wanted.limit])
    more = len(rows) > wanted.limit
    return Page(shown, encode_place(ORDER, shown[-1].created_at, shown[-1].id) if more else None, count)


def is_seen(session: Session, scope: Scope, directive: str) -> bool:
    """Whether this scope may open it."""
    sight = _visible(_sight(session, scope))
    return session.scalar(select(DirectiveRow.id).where(DirectiveRow.id == directive, sight)) is not None


def whole(session: Session, scope: Scope, directive: str) -> WholeDirective:
    """One directive with the items this scope sees; refused as absent where it sees none of it."""
    sight = _sight(session, scope)
    row = session.scalar(select(DirectiveRow).where(DirectiveRow.id == directive, _visible(sight)))
    if row is None:
        raise absent()
    query = select(ItemRow).where(ItemRow.directive == directive, _concerns(sight)).order_by(ItemRow.position)
    items = tuple(_item(item, row) for item in session.scalars(query))
    line, signed = _line(row, len(items)), originals(session, directive)
    if not sight.whole:
        return WholeDirective(line, items, "", (), (), (), row.annex, signed)
    again = warnings_of(session, row.id, row.number, row.issued_on) if row.state == DRAFT else []
    another = doubted(row.annex, row.number, row.issued_on) if row.state == DRAFT else []
    warnings = (*again, *another, *(one for one in row.warnings if not _settled(row, one["code"])))
    notes, lost = tuple(row.notes), tuple(row.lost_points)
    return WholeDirective(line, items, row.text, notes, lost, warnings, row.annex, signed)


def _settled(row: DirectiveRow, code: str) -> bool:
    """Whether what the reading missed in the head has been entered since."""
    return code in HEAD and row.state == ISSUED


def sees_any(session: Session, scope: Scope, directives: Sequence[str]) -> bool:
    """Whether this scope sees one of some directives."""
    if not directives:
        return False
    asked = select(DirectiveRow.id).where(DirectiveRow.id.in_(directives), _visible(_sight(session, scope)))
    return session.scalar(asked.limit(1)) is not None


def items(
    session: Session,
    scope: Scope,
    wanted: Wanted | None = None,
    directive: str | None = None,
    lead: str | None = None,
    text: str | None = None,
    *,
    waits: bool | None = None,
    hangs: bool | None = None,
) -> Page[ItemLine]:
    """A page of items by directive and place within it.

    `waits` tells those whose document has not come, `hangs` those whose condition nobody has declared fulfilled.
    """
    wanted, sight = wanted or Wanted(), _sight(session, scope)
    query = (
        select(ItemRow, DirectiveRow)
        .join(DirectiveRow, DirectiveRow.id == ItemRow.directive)
        .where(_concerns(sight), _visible(sight))
    )
    if directive is not None:
        query = query.where(ItemRow.directive == directive)
    if lead is not None:
        query = query.where(_names(ItemRow.lead_codes, (lead, *_groups_of(session, (lead,)))))
    if waits is not None:
        query = query.where(_unwritten() if waits else ~_unwritten())
    if hangs is not None:
        query = query.where(_unfulfilled() if hangs else ~_unfulfilled())
    if text:
        query = query.where(ItemRow.folded.contains(fold(text), autoescape=True))
    count = count_of(session, query, wanted)
    if wanted.cursor is not None:
        held, place = decode(wanted.cursor, "place", 2)
        if not place.isdecimal():
            raise Refusal("invalid", "bad-cursor", "Con trỏ trang không hợp lệ.")
        query = query.where(
            or_(ItemRow.directive > held, and_(ItemRow.directive == held, ItemRow.position > int(place)))
        )
    rows = session.execute(query.order_by(ItemRow.directive, ItemRow.position).limit(wanted.limit + 1)).all()
    shown = tuple(_item(*row) for row in rows[: wanted.limit])
    more = len(rows) > wanted.limit
    return Page(shown, encode("place", shown[-1].directive, str(shown[-1].position)) if more else None, count)


def item(session: Session, scope: Scope, wanted: str) -> ItemLine:
    """One item; refused as absent where this scope does not see it."""
    sight = _sight(session, scope)
    row = session.execute(
        select(ItemRow, DirectiveRow)
        .join(DirectiveRow, DirectiveRow.id == ItemRow.directive)
        .where(ItemRow.id == wanted, _concerns(sight), _visible(sight))
    ).first()
    if row is None:
        raise absent()
    return _item(*row)


def _unwritten() -> ColumnElement[bool]:
    """Issued by word and not yet confirmed, as `domain.spoken.awaits_document` says of one item."""
    by_word = or_(ItemRow.basis == Basis.WORD.value, func.coalesce(DirectiveRow.kind, "") == QUICK)
    return and_(ItemRow.state == ISSUED, ItemRow.document.is_(None), by_word)


def _unfulfilled() -> ColumnElement[bool]:
    """Issued, followed, and waiting for something that nobody has declared, as `domain.condition.hangs_on` says of one."""
    kind = func.coalesce(ItemRow.due_rule["kind"].as_string(), "")
    counted = and_(kind == RELATIVE, func.coalesce(ItemRow.due_rule["anchor"].as_string(), "") != ISSUE)
    condition = func.coalesce(ItemRow.read["condition"].as_string(), "") != ""
    event = and_(kind == BY_EVENT, func.coalesce(ItemRow.due_rule["n"].as_integer(), 1) > 0)
    waits = or_(condition, event, counted)
    return and_(ItemRow.state == ISSUED, ItemRow.follow, ItemRow.fulfilment.is_(None), waits)


def _sight(session: Session, scope: Scope) -> _Sight:
    root = session.scalar(select(UnitRow.code).where(UnitRow.parent.is_(None)).order_by(UnitRow.code).limit(1))
    if may(scope, Act.READ_DIRECTIVES, root or ""):
        return _Sight(whole=True, units=(), codes=())
    units = tuple(sorted(scope.own_units))
    return _Sight(whole=False, units=units, codes=(*units, *_groups_of(session, units)))


def _groups_of(session: Session, units: tuple[str, ...]) -> tuple[str, ...]:
    rows = session.scalars(select(UnitRow).where(UnitRow.code.in_(units)))
    return tuple(sorted({group for row in rows for group in row.body.get("groups", [])}))


def _visible(sight: _Sight) -> ColumnElement[bool]:
    """A unit sees what was issued to it: drafts are the office's own."""
    if sight.whole:
        return literal(value=True)
    concerned = select(ItemRow.directive).where(_concerns(sight))
    return and_(DirectiveRow.state == ISSUED, DirectiveRow.id.in_(concerned))


def _concerns(sight: _Sight) -> ColumnElement[bool]:
    if sight.whole:
        return literal(value=True)
    owed = select(AssignmentRow.item).where(AssignmentRow.unit.in_(sight.units))
    return or_(ItemRow.id.in_(owed), _names(ItemRow.cooperating_codes, sight.codes))


def _names(column: Any, codes: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether a list of codes names one of `codes`: the list as text, the same on both databases."""
    told = cast(column, String)
    return or_(false(), *(told.contains(f'"{code}"', autoescape=True) for code in codes))


def _counts(session: Session, directives: list[str]) -> dict[str, int]:
    counted = select(ItemRow.directive, func.count().label("many")).where(ItemRow.directive.in_(directives))
    rows = session.execute(counted.group_by(ItemRow.directive))
    return {row.directive: row.many for row in rows}


def _line(row: DirectiveRow, items: int) -> DirectiveLine:
    return DirectiveLine(
        row.id,
        row.state,
        row.number,
        row.issued_on,
        row.issuer,
        row.title,
        row.kind,
        row.signer,
        row.from_above,
        row.mover,
        row.forms,
        items,
        row.created_at,
        row.issued_at,
        row.version,
    )


def _item(row: ItemRow, directive: DirectiveRow) -> ItemLine:
    return ItemLine(
        id=row.id,
        directive=row.directive,
        number=directive.number,
        position=row.position,
        ref=row.ref,
        text=row.text,
        state=row.state,
        lead=tuple(row.lead),
        cooperating=tuple(row.cooperating),
        lead_codes=tuple(row.lead_codes),
        cooperating_codes=tuple(row.cooperating_codes),
        acceptors=tuple(row.acceptors),
        cadence=row.cadence,
        due_on=row.due_on,
        due_text=row.due_text,
        due_rule=row.due_rule,
        basis=row.basis,
        document=row.document,
        awaits_document=row.state == ISSUED and awaits_document(row.basis, directive.kind, row.document),
        parent=row.parent,
        mover=row.mover or directive.mover,
        condition=hangs_on(row.read.get("condition"), row.due_rule),
        fulfilment=row.fulfilment,
        product=row.product,
        follow=row.follow,
        criteria=tuple(row.criteria),
        remedies=tuple(row.remedies),
        read=row.read,
        priority=row.priority,
        ladder=row.ladder,
        indicator=row.indicator,
        version=row.version,
    )
