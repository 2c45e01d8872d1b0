"""What is said when somebody is reminded outside of mail: one task for a chat, a unit's open work for a sheet of paper."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.deadline import days_left
from domain.directive import product_of
from domain.office import Role
from domain.review_rows import row as as_row
from domain.rights import Scope, absent
from domain.tally import Standing, standing
from domain.telling.reminder_slip import RemindedUnit
from domain.telling.zalo import Reminded
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, UnitRow
from storage.views.office import holders, in_charge
from storage.views.records import records

AHEAD = timedelta(days=14)
"""How far a slip looks ahead."""
_OWED = frozenset({Standing.OVERDUE, Standing.NOT_YET_DUE})


def reminded(session: Session, assignment: str, calendar: Calendar, today: date) -> Reminded:
    """One task with whom to call; whether it is seen is asked by whoever asks."""
    row = session.get_one(AssignmentRow, assignment)
    item = session.get_one(ItemRow, row.item)
    directive = session.get_one(DirectiveRow, row.directive)
    contact, phone = _contact(session, today)
    return Reminded(
        text=item.text,
        product=product_of(item.cadence, item.product),
        number=directive.number or "",
        ref=item.ref,
        unit=session.get_one(UnitRow, row.unit).name,
        deadline=row.deadline,
        left=days_left(today, row.deadline, calendar) if row.deadline else None,
        contact=contact,
        phone=phone,
    )


def reminded_unit(session: Session, scope: Scope, unit: str, as_of: datetime, calendar: Calendar) -> RemindedUnit:
    """A unit with its overdue work and that of the next two weeks; absent where it is not seen."""
    row = session.get(UnitRow, unit)
    if row is None or not scope.sees(unit):
        raise absent()
    today = calendar.local_date(as_of)
    owed = [
        (one.deadline, one)
        for one in records(session, scope, as_of, units=[unit])
        if standing(one, today) in _OWED and one.deadline is not None and one.deadline <= today + AHEAD
    ]
    names = {unit: row.name}
    told = [
        (as_row(one, today, names, calendar), days_left(today, deadline, calendar))
        for deadline, one in sorted(owed, key=lambda pair: (pair[0], pair[1].directive, pair[1].ref))
    ]
    contact, phone = _contact(session, today)
    return RemindedUnit(row.name, told, today, contact, phone)


def _contact(session: Session, today: date) -> tuple[str, str]:
    office = in_charge(session)
    people = holders(session, Role.SPECIALIST, office.code if office else None, today)
    person = next(iter(people), None)
    return (person.name if person else ""), (
        (person.phone if person else None) or (office.phone if office else None) or ""
    )
