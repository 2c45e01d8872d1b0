"""What must hold before a head hears that work is overdue: its unit was told, and the house was live when it fell due."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.ladder import BY_HAND, Phase, StepState, Told
from domain.running import MARK
from domain.shadow import Shadow
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


def is_being_told() -> ColumnElement[bool]:
    """Whether the unit's own overdue notice of an assignment was written, so that it leaves before or with what the head is told."""
    asked = select(NoticeRow.id).where(
        NoticeRow.state != "dropped",
        NoticeRow.assignment == AssignmentRow.id,
        NoticeRow.phase == Phase.OVERDUE.value,
        NoticeRow.deadline_version == AssignmentRow.deadline_version,
    )
    return asked.correlate(AssignmentRow).exists()


def is_declined() -> ColumnElement[bool]:
    """Whether the office has said that the head is not told of the lateness of an assignment.

    A no to what one person asked for by hand is no word on the lateness.
    """
    asked = select(StepRow.id).where(
        StepRow.subject_kind == SubjectKind.ASSIGNMENT.value,
        StepRow.subject == AssignmentRow.id,
        StepRow.phase == Phase.HEAD.value,
        StepRow.rung != BY_HAND,
        StepRow.state == StepState.DECLINED.value,
        StepRow.deadline_version == AssignmentRow.deadline_version,
    )
    return asked.correlate(AssignmentRow).exists()


def is_excused(session: Session, row: AssignmentRow) -> bool:
    """Whether the deadline is from before the house was live, or had passed when the work was carried over to it."""
    return is_excused_by(shadow(session), row, session.get_one(ItemRow, row.item).read)


def is_excused_by(known: Shadow | None, row: AssignmentRow, read: Mapping[str, Any]) -> bool:
    """The same where the shadow start, and what the item was read with, are known."""
    if known is not None and known.excuses(row.deadline):
        return True
    late = row.deadline is not None and row.deadline < Calendar().local_date(row.opened_at)
    return late and MARK in read
