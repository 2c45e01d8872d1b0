"""Requests to move deadlines and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from domain.rights import Scope
from storage.tables import AssignmentRow, DirectiveRow, ExtensionRow, ItemRow, OfficialRow, UnitRow
from storage.views.paging import Page, Wanted, decode_place, encode_place

ORDER = "-asked"


@dataclass(frozen=True)
class ExtensionLine:
    """One request with both days; `awaits_document` while only a leader's word stands behind it ("chờ văn bản")."""

    id: str
    assignment: str
    unit: str
    unit_name: str
    number: str | None
    ref: str
    text: str
    mover: str | None
    until: date
    before: date | None
    after: date | None
    reason: str
    classed: str
    authority: str | None
    late: bool
    spoken: Mapping[str, Any] | None
    document: Mapping[str, Any] | None
    awaits_document: bool
    state: str
    asked_by: str
    asked_at: datetime
    decided_at: datetime | None
    decision: str | None
    version: int


def find(
    session: Session,
    scope: Scope,
    wanted: Wanted,
    state: str | None = None,
    unit: str | None = None,
    *,
    awaits_document: bool | None = None,
) -> Page[ExtensionLine]:
    """A page of the requests of the assignments this scope sees, the latest first."""
    query = _lines()
    units = scope.units
    narrowed: list[ColumnElement[bool]] = [
        literal(value=True) if units is None else AssignmentRow.unit.in_(sorted(units))
    ]
    if state is not None:
        narrowed.append(ExtensionRow.state == state)
    if unit is not None:
        narrowed.append(AssignmentRow.unit == unit)
    if awaits_document is not None:
        awaited = and_(ExtensionRow.state == "granted", ExtensionRow.decided_at.is_not(None), _unwritten())
        narrowed.append(awaited if awaits_document else ~awaited)
    count = (
        session.scalar(select(func.count()).select_from(query.where(*narrowed).subquery())) if wanted.count else None
    )
    if wanted.cursor is not None:
        at, last = decode_place(wanted.cursor, ORDER)
        narrowed.append(or_(ExtensionRow.asked_at < at, and_(ExtensionRow.asked_at == at, ExtensionRow.id < last)))
    ordered = query.where(*narrowed).order_by(ExtensionRow.asked_at.desc(), ExtensionRow.id.desc())
    rows = session.execute(ordered.limit(wanted.limit + 1)).all()
    shown = tuple(_line(*row) for row in rows[: wanted.limit])
    more = len(rows) > wanted.limit
    return Page(shown, encode_place(ORDER, shown[-1].asked_at, shown[-1].id) if more else None, count)


def of_assignment(session: Session, assignment: str) -> tuple[ExtensionLine, ...]:
    """All requests of one assignment in order; whether it is seen is asked by whoever asks."""
    asked = _lines().where(ExtensionRow.assignment == assignment).order_by(ExtensionRow.asked_at, ExtensionRow.id)
    return tuple(_line(*row) for row in session.execute(asked))


def _lines() -> Select[ExtensionRow, AssignmentRow, ItemRow, UnitRow, DirectiveRow, str | None]:
    return (
        select(ExtensionRow, AssignmentRow, ItemRow, UnitRow, DirectiveRow, OfficialRow.name)
        .join(AssignmentRow, AssignmentRow.id == ExtensionRow.assignment)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(UnitRow, UnitRow.code == AssignmentRow.unit)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .outerjoin(OfficialRow, OfficialRow.id == ExtensionRow.asked_by)
    )


def _unwritten() -> ColumnElement[bool]:
    """Spoken and not yet confirmed by a document; a JSON null counts as nothing on both databases."""
    return and_(ExtensionRow.spoken.is_not(None), ExtensionRow.document.is_(None))


def _line(
    row: ExtensionRow,
    assignment: AssignmentRow,
    item: ItemRow,
    unit: UnitRow,
    directive: DirectiveRow,
    asked_by: str | None,
) -> ExtensionLine:
    return ExtensionLine(
        id=row.id,
        assignment=row.assignment,
        unit=assignment.unit,
        unit_name=unit.name,
        number=directive.number,
        ref=item.ref,
        text=item.text,
        mover=item.mover or directive.mover,
        until=row.until,
        before=row.before,
        after=row.after,
        reason=row.reason,
        classed=row.classed,
        authority=row.authority,
        late=row.late,
        spoken=row.spoken,
        document=row.document,
        awaits_document=row.state == "granted" and row.spoken is not None and row.document is None,
        state=row.state,
        asked_by=asked_by or row.asked_by,
        asked_at=row.asked_at,
        decided_at=row.decided_at,
        decision=row.decision,
        version=row.version,
    )
