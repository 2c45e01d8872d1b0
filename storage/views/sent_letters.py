"""Letters that went out to units, and which units a letter might be due to."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.office import UnitKind
from domain.rights import Act, Scope, require
from domain.tally import Standing, standing
from domain.telling.letters import LetterKind
from storage.tables import LetterRow, UnitRow
from storage.views.records import records


@dataclass(frozen=True)
class LetterLine:
    """One letter as it went out, with how much was overdue when it was entered."""

    id: str
    unit: str
    kind: LetterKind
    number: str
    issued_on: date
    signer: str | None
    file: str | None
    overdue: int
    entered_at: datetime


@dataclass(frozen=True)
class UnitLetters:
    """A unit with what it owes past its day and the letters it got, the latest first; `kinds` may be drafted for it."""

    unit: str
    name: str
    overdue: int
    kinds: tuple[LetterKind, ...]
    letters: tuple[LetterLine, ...]


def of_unit(session: Session, unit: str) -> tuple[LetterLine, ...]:
    """The letters to a unit, the latest first."""
    asked = select(LetterRow).where(LetterRow.unit == unit).order_by(LetterRow.issued_on.desc(), LetterRow.id)
    return tuple(_line(row) for row in session.scalars(asked))


def letters(session: Session, scope: Scope, unit: str | None = None) -> tuple[LetterLine, ...]:
    """The letters to one unit or all, the latest first, for who follows the work or keeps the registry."""
    require(scope, Act.REGISTER)
    asked = select(LetterRow).order_by(LetterRow.issued_on.desc(), LetterRow.id)
    if unit is not None:
        asked = asked.where(LetterRow.unit == unit)
    return tuple(_line(row) for row in session.scalars(asked))


def by_unit(session: Session, scope: Scope, as_of: datetime, calendar: Calendar) -> list[UnitLetters]:
    """Units with something overdue or a letter on record, those that owe most first."""
    require(scope, Act.ESCALATE)
    today = calendar.local_date(as_of)
    late = Counter(one.unit for one in records(session, scope, as_of) if standing(one, today) is Standing.OVERDUE)
    sent: dict[str, list[LetterLine]] = {}
    for line in letters(session, scope):
        sent.setdefault(line.unit, []).append(line)
    rows = session.scalars(select(UnitRow).where(UnitRow.code.in_(sorted({*late, *sent}))).order_by(UnitRow.code))
    told = [UnitLetters(row.code, row.name, late[row.code], _kinds(row), tuple(sent.get(row.code, ()))) for row in rows]
    return sorted(told, key=lambda one: -one.overdue)


def _kinds(row: UnitRow) -> tuple[LetterKind, ...]:
    if row.kind == UnitKind.VERTICAL.value:
        return (LetterKind.COOPERATION,)
    return tuple(kind for kind in LetterKind if kind is not LetterKind.COOPERATION)


def _line(row: LetterRow) -> LetterLine:
    return LetterLine(
        id=row.id,
        unit=row.unit,
        kind=LetterKind(row.kind),
        number=row.number,
        issued_on=row.issued_on,
        signer=row.signer,
        file=row.file,
        overdue=row.overdue,
        entered_at=row.entered_at,
    )
