"""What issuing a draft would make: assignments, the instant of each deadline, the first reminder; nothing written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Desk
from acts.directives import codes_and_groups
from acts.issue import led_by, roots
from acts.opening import deadline_of, first_period
from domain import laying
from domain.deadline import Basis, Deadline
from domain.ladders import AUDIENCES, Ladders
from domain.office import UnitKind
from domain.rights import Act, Scope, absent, may, require
from storage.tables import DirectiveRow, ItemRow, UnitRow
from storage.views.ladders import ladders_of

UNIT = "unit"


@dataclass(frozen=True)
class Foreseen:
    """What issuing would make of one item: its units, its first deadline, and when a unit would first be reminded of it."""

    item: str
    ref: str
    text: str
    units: tuple[str, ...]
    period: str
    deadline: Deadline | None
    basis: str
    counts: bool
    follow: bool
    reminder: datetime | None


@dataclass(frozen=True)
class Reminder:
    """The first reminder a unit would get of what is issued, and of how many assignments it is told at the issue."""

    unit: str
    assignments: int
    at: datetime | None


def foresee(desk: Desk, scope: Scope, directive: str, issued_on: date) -> list[Foreseen]:
    """What issuing a draft on a day would make. Items without a known lead have no units."""
    if not may(scope, Act.INTAKE):
        require(scope, Act.ISSUE)
    with desk.memory.reading() as session:
        row = session.get(DirectiveRow, directive)
        if row is None:
            raise absent()
        row.issued_on = issued_on  # for deadlines counted from it; a reading session throws it away
        items = session.scalars(select(ItemRow).where(ItemRow.directive == directive).order_by(ItemRow.position))
        known, authority, ladders = codes_and_groups(session), roots(session), ladders_of(session)
        vertical = _vertical(session)
        return [_foreseen(desk, row, item, led_by(item, known, authority), ladders, vertical) for item in items]


def first_reminders(foreseen: Iterable[Foreseen]) -> list[Reminder]:
    """For each unit, in order, what it is told at the issue and when it is first reminded."""
    counted: dict[str, int] = {}
    first: dict[str, datetime | None] = {}
    for one in foreseen:
        for unit in one.units if one.follow else ():
            counted[unit] = counted.get(unit, 0) + 1
            found = [at for at in (first.get(unit), one.reminder) if at is not None]
            first[unit] = min(found, default=None)
    return [Reminder(unit, counted[unit], first[unit]) for unit in sorted(counted)]


def _vertical(session: Session) -> frozenset[str]:
    return frozenset(session.scalars(select(UnitRow.code).where(UnitRow.kind == UnitKind.VERTICAL.value)))


def _foreseen(
    desk: Desk, directive: DirectiveRow, item: ItemRow, units: list[str], ladders: Ladders, vertical: frozenset[str]
) -> Foreseen:
    period = first_period(desk, directive, item, desk.today())
    deadline = deadline_of(desk, directive, item, period, units[0] if len(units) == 1 else None)
    return Foreseen(
        item=item.id,
        ref=item.ref,
        text=item.text,
        units=tuple(units),
        period=period.name if period else "",
        deadline=deadline,
        basis=item.basis,
        counts=Basis(item.basis).counts,
        follow=item.follow,
        reminder=_reminder(desk, directive, item, deadline, ladders, vertical=vertical.issuperset(units)),
    )


def _reminder(
    desk: Desk, directive: DirectiveRow, item: ItemRow, deadline: Deadline | None, ladders: Ladders, *, vertical: bool
) -> datetime | None:
    """When a mail with the first step that is told to the unit would leave: as the office opens on its day."""
    if deadline is None or not item.follow:
        return None
    chain = ladders.chosen(item.ladder, directive.ladder, item.priority)
    steps = laying.plan(deadline, chain, desk.calendar, timedelta(), desk.clock(), vertical=vertical)
    ahead = (step.at for step in steps if AUDIENCES[step.phase] == UNIT)
    return next((max(at, desk.calendar.next_open(desk.clock())) for at in ahead), None)
