"""The page of notices: everything somebody was told in a role they hold, read or not. Nothing is stored twice for it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from domain.office import Role
from domain.rights import Scope
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, NoticeReadRow, NoticeRow, UnitRow
from storage.views.paging import Page, Wanted, count_of, decode_place, encode_place

ORDER = "-told"
KEPT = timedelta(days=90)
"""How far back one looks: what is older stands in the history of the task."""
MOST_COUNTED = 100
_OF_UNIT = {Role.OFFICIAL: ("unit", "acceptor"), Role.HEAD: ("unit", "acceptor", "head", "acceptor-head")}
_OF_OFFICE = {
    Role.SPECIALIST: ("office",),
    Role.CHIEF: ("chief", "office"),
    Role.DEPUTY_CHAIR: ("deputy",),
    Role.CHAIR: ("chair",),
}


@dataclass(frozen=True)
class NoticeLine:
    """One thing somebody was told; `said` where it is about no assignment."""

    id: str
    kind: str
    phase: str | None
    assignment: str | None
    number: str | None
    ref: str | None
    text: str | None
    unit_name: str | None
    deadline: date | None
    said: str | None
    read: bool
    created_at: datetime


def mine(scope: Scope) -> ColumnElement[bool]:
    """Which notices are addressed to a role that this scope holds today."""
    named = [f"person/{scope.actor}"]
    told: list[ColumnElement[bool]] = []
    for grant in scope.grants:
        named += [f"{role}/{grant.unit}" for role in _OF_UNIT.get(grant.role, ()) if grant.unit]
        for role in _OF_OFFICE.get(grant.role, ()):
            named.append(f"{role}/")
            told.append(NoticeRow.addressee.startswith(f"{role}/"))
    return and_(or_(NoticeRow.addressee.in_(named), *told), NoticeRow.state != "dropped", NoticeRow.channel != "sms")


def unread(session: Session, scope: Scope, now: datetime) -> int:
    """How many one has not read, up to a hundred."""
    asked = select(NoticeRow.id).where(mine(scope), NoticeRow.created_at > now - KEPT, ~_read(scope))
    counted = select(func.count()).select_from(asked.limit(MOST_COUNTED).subquery())
    return int(session.scalar(counted) or 0)


def find(
    session: Session, scope: Scope, now: datetime, wanted: Wanted, *, only_unread: bool = False
) -> Page[NoticeLine]:
    """A page of what one was told, the latest first."""
    asked = select(NoticeRow, _read(scope)).where(mine(scope), NoticeRow.created_at > now - KEPT)
    if only_unread:
        asked = asked.where(~_read(scope))
    count = count_of(session, asked, wanted)
    if wanted.cursor is not None:
        at, last = decode_place(wanted.cursor, ORDER)
        asked = asked.where(or_(NoticeRow.created_at < at, and_(NoticeRow.created_at == at, NoticeRow.id < last)))
    ordered = asked.order_by(NoticeRow.created_at.desc(), NoticeRow.id.desc())
    rows = session.execute(ordered.limit(wanted.limit + 1)).all()
    shown = tuple(_line(session, notice, read=bool(read)) for notice, read in rows[: wanted.limit])
    more = len(rows) > wanted.limit
    return Page(shown, encode_place(ORDER, shown[-1].created_at, shown[-1].id) if more else None, count)


def _read(scope: Scope) -> ColumnElement[bool]:
    return exists().where(NoticeReadRow.notice == NoticeRow.id, NoticeReadRow.official == scope.actor)


def _line(session: Session, notice: NoticeRow, *, read: bool) -> NoticeLine:
    row = session.get(AssignmentRow, notice.assignment) if notice.assignment else None
    item = session.get_one(ItemRow, row.item) if row else None
    return NoticeLine(
        id=notice.id,
        kind=notice.kind,
        phase=notice.phase,
        assignment=notice.assignment,
        number=session.get_one(DirectiveRow, row.directive).number if row else None,
        ref=item.ref if item else None,
        text=item.text if item else None,
        unit_name=session.get_one(UnitRow, row.unit).name if row else None,
        deadline=row.deadline if row else None,
        said=notice.facts.get("said") or notice.facts.get("asked"),
        read=read,
        created_at=notice.created_at,
    )
