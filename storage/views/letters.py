"""What a letter to a late unit is made of: its overdue work, and each time it was told of it."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.ladder import Phase
from domain.office import UnitKind
from domain.review_rows import row as as_row
from domain.rights import Scope
from domain.tally import Standing, standing
from domain.telling.letters import NAMES, LateUnit, LetterKind, Reminder
from domain.wording.dates import plain
from storage.tables import LetterRow, NoticeRow, UnitRow
from storage.views import office
from storage.views.records import ESCALATED, TELLS, records

ZALO = "zalo"
"""The channel, kind and phase of what a person sent by hand."""
HOW = {
    Phase.BEFORE.value: "nhắc việc trước hạn",
    Phase.DUE.value: "nhắc việc ngày đến hạn",
    Phase.OVERDUE.value: "nhắc việc quá hạn",
    Phase.HEAD.value: "báo cáo thủ trưởng đơn vị",
    Phase.CHAIR.value: "trình lãnh đạo",
    ZALO: "nhắc qua Zalo",
}
"""What counts as having been told, and how a letter says it; what the office or an acceptor was told does not."""


def late_unit(session: Session, scope: Scope, unit: str, as_of: datetime, calendar: Calendar) -> LateUnit | None:
    """The unit with what it owes and has not done by its day; None where there is no such unit, or it is not seen."""
    row = session.get(UnitRow, unit)
    if row is None or not scope.sees(unit):
        return None
    today = calendar.local_date(as_of)
    owed = [one for one in records(session, scope, as_of, units=[unit]) if standing(one, today) is Standing.OVERDUE]
    owed.sort(key=lambda one: (-one.days_late(today, calendar), one.directive, one.ref))
    told = reminders(session, [one.id for one in owed], as_of)
    names = {unit: row.name}
    return LateUnit(
        row.name,
        row.kind == UnitKind.VERTICAL,
        [as_row(one, today, names, calendar) for one in owed],
        [told.get(one.id, []) for one in owed],
        today,
        sent_before(session, unit),
    )


def sent_before(session: Session, unit: str) -> list[str]:
    """The letters a unit got, the first one first, as a slip cites them."""
    asked = select(LetterRow).where(LetterRow.unit == unit).order_by(LetterRow.issued_on, LetterRow.id)
    return [
        f"{NAMES[LetterKind(row.kind)]} số {row.number} ngày {plain(row.issued_on)}" for row in session.scalars(asked)
    ]


def reminders(session: Session, assignments: list[str], as_of: datetime) -> defaultdict[str, list[Reminder]]:
    """Each notice of a step that was sent, by assignment and day; what was dropped before it left told nobody."""
    asked = (
        select(NoticeRow)
        .where(
            NoticeRow.assignment.in_(assignments),
            NoticeRow.state == "sent",
            or_(
                NoticeRow.phase.in_([phase for phase in HOW if phase not in ESCALATED]),
                NoticeRow.phase.in_(ESCALATED) & NoticeRow.kind.in_(TELLS),
            ),
            NoticeRow.created_at <= as_of,
        )
        .order_by(NoticeRow.created_at, NoticeRow.id)
    )
    told: defaultdict[str, list[Reminder]] = defaultdict(list)
    for notice in session.scalars(asked):
        reminder = Reminder(Calendar().local_date(notice.created_at), HOW[str(notice.phase)])
        if reminder not in told[str(notice.assignment)]:
            told[str(notice.assignment)].append(reminder)
    return told


def letterhead_of(session: Session) -> tuple[str, str | None]:
    """The authority's name and that of the office in charge, None where none is marked."""
    root, charge = office.authority(session), office.in_charge(session)
    name = root.name if root else ""
    return name, charge.name if charge and charge.name != name else None
