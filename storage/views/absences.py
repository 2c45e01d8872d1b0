"""Who is away on which days, and who acts in their place."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from domain.office import Absence
from domain.rights import Act, Scope, may
from storage.tables import AbsenceRow, GrantRow, OfficialRow


@dataclass(frozen=True)
class AbsenceLine:
    """An absence as colleagues read it: by logins and names."""

    id: str
    official: str
    official_name: str
    substitute: str | None
    substitute_name: str | None
    unit: str | None
    since: date
    until: date
    ended_on: date | None
    reason: str
    version: int


def absence_of(row: AbsenceRow) -> Absence:
    """The row as the domain reasons about it."""
    return Absence(row.official, row.since, row.until, row.substitute, row.unit, row.ended_on)


def on(session: Session, day: date) -> list[Absence]:
    """Who is away on a day, in the order in which it was entered."""
    rows = session.scalars(select(AbsenceRow).where(*_covers(day)).order_by(AbsenceRow.entered_at, AbsenceRow.id))
    return [absence_of(row) for row in rows]


def stood_in_by(session: Session, substitute: str, day: date) -> list[Absence]:
    """The absences in which an official acts in another's place on a day."""
    return [one for one in on(session, day) if one.substitute == substitute]


def find(session: Session, scope: Scope, today: date, *, past: bool = False) -> list[AbsenceLine]:
    """Absences of today and ahead, with `past` the earlier ones as well: one's own, one's colleagues', for the office all."""
    substitute = aliased(OfficialRow)
    asked = (
        select(AbsenceRow, OfficialRow, substitute)
        .join(OfficialRow, OfficialRow.id == AbsenceRow.official)
        .outerjoin(substitute, substitute.id == AbsenceRow.substitute)
        .where(_seen(scope))
        .order_by(AbsenceRow.since, AbsenceRow.id)
    )
    if not past:
        asked = asked.where(AbsenceRow.until >= today, AbsenceRow.ended_on.is_(None))
    return [_line(row, official, other) for row, official, other in session.execute(asked)]


def _line(row: AbsenceRow, official: OfficialRow, other: OfficialRow | None) -> AbsenceLine:
    return AbsenceLine(
        row.id,
        official.login,
        official.name,
        other.login if other else None,
        other.name if other else None,
        row.unit,
        row.since,
        row.until,
        row.ended_on,
        row.reason,
        row.version,
    )


def _covers(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        AbsenceRow.since <= day,
        AbsenceRow.until >= day,
        or_(AbsenceRow.ended_on.is_(None), AbsenceRow.ended_on > day),
    )


def _seen(scope: Scope) -> ColumnElement[bool]:
    if scope.units is None or may(scope, Act.ADMINISTER):
        return AbsenceRow.id.is_not(None)
    colleagues = select(GrantRow.official).where(GrantRow.unit.in_(sorted(scope.units)))
    return or_(
        AbsenceRow.official == scope.actor,
        AbsenceRow.substitute == scope.actor,
        AbsenceRow.official.in_(colleagues),
    )
