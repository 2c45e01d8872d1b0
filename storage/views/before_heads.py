"""What must hold before a head hears that work is overdue: its unit was told, and the house was live when it fell due."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.ladder import Phase, StepState, Told
from domain.running import MARK
from domain.subject import SubjectKind
from storage.tables import AssignmentRow, ItemRow, MessageRow, NoticeRow, StepRow
from storage.views.shadow import shadow

MAIL = "mail"


def unit_told(session: Session, row: AssignmentRow) -> Told:
    """Whether the unit's own overdue notice left, or has finally failed; one dropped on the way told nobody."""
    states = set(
        session.scalars(
            select(MessageRow.state)
            .join(NoticeRow, NoticeRow.message == MessageRow.id)
            .where(
                NoticeRow.state != "dropped",
                NoticeRow.channel == MAIL,
                NoticeRow.assignment == row.id,
                NoticeRow.phase == Phase.OVERDUE.value,
                NoticeRow.deadline_version == row.deadline_version,
            )
        )
    )
    if "sent" in states:
        return Told.SENT
    return Told.FAILED if states & {"failed", "bounced"} else Told.NOT_YET


def is_being_told(session: Session, row: AssignmentRow) -> bool:
    """Whether the unit's own overdue notice was written, so that it leaves before or with what the head is told."""
    asked = select(NoticeRow.id).where(
        NoticeRow.state != "dropped",
        NoticeRow.assignment == row.id,
        NoticeRow.phase == Phase.OVERDUE.value,
        NoticeRow.deadline_version == row.deadline_version,
    )
    return session.scalar(asked.limit(1)) is not None


def is_excused(session: Session, row: AssignmentRow) -> bool:
    """Whether the deadline is from before the house was live, or had passed when the work was carried over to it."""
    known = shadow(session)
    return (known is not None and known.excuses(row.deadline)) or _carried_over_late(session, row)


def _carried_over_late(session: Session, row: AssignmentRow) -> bool:
    if row.deadline is None or row.deadline >= Calendar().local_date(row.opened_at):
        return False
    return MARK in session.get_one(ItemRow, row.item).read


def is_declined(session: Session, row: AssignmentRow) -> bool:
    """Whether the office has said that the head is not told of this lateness."""
    asked = select(StepRow.id).where(
        StepRow.subject_kind == SubjectKind.ASSIGNMENT.value,
        StepRow.subject == row.id,
        StepRow.phase == Phase.HEAD.value,
        StepRow.state == StepState.DECLINED.value,
        StepRow.deadline_version == row.deadline_version,
    )
    return session.scalar(asked.limit(1)) is not None
