"""The steps of a round as they are shown: when each window opens, reminds and closes, and what became of it."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.appraisal.reminders import Reminder
from domain.subject import SubjectKind
from storage.tables import NoticeRow, StepRow


def steps_of(session: Session, round_id: str) -> list[dict[str, Any]]:
    """Every step of a round in its order, with how many it told."""
    asked = select(StepRow).where(StepRow.subject_kind == SubjectKind.ROUND.value, StepRow.subject == round_id)
    return [
        {
            "step": row.rung.partition("/")[0],
            "phase": row.phase,
            "at": row.at.isoformat(),
            "state": row.state,
            "reason": row.reason or row.no_notice,
            "told": _told(session, row),
        }
        for row in session.scalars(asked.order_by(StepRow.at, StepRow.id))
    ]


def _told(session: Session, row: StepRow) -> int:
    counted = select(func.count(NoticeRow.id)).where(NoticeRow.cause == f"step/{row.id}", NoticeRow.channel == "mail")
    return int(session.scalar(counted) or 0)


def foreseen(reminder: Reminder) -> dict[str, Any]:
    """A step that windows would bring, before they are set."""
    return {"step": reminder.state.value, "phase": reminder.knock.value, "at": reminder.at.isoformat()}
