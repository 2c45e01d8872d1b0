"""What another calendar does to the dates of reports: they move with their days, end with their window, begin again with it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Desk
from acts.plans import Shift, supersede
from acts.review_steps import planned_instants
from domain.ladder import StepState
from domain.review_dates import ReviewDate
from domain.subject import SubjectKind
from storage.tables import StepRow

NOT_REPORTED = "Kỳ không còn trong lịch báo cáo"
"""Why the dates of a period are given up: the office does not report of it any more."""


def moved_dates(session: Session, desk: Desk, now: datetime) -> list[Shift]:
    """The dates of reports: requests and drafts fall on working days."""
    ahead = select(StepRow).where(
        StepRow.subject_kind == SubjectKind.REVIEW.value, StepRow.state == StepState.PENDING.value, StepRow.at > now
    )
    found = []
    for step in session.scalars(ahead.order_by(StepRow.id)):
        if not desk.reporting.reports(step.subject):
            continue
        at = planned_instants(desk, desk.period(step.subject))[ReviewDate(step.rung)]
        if at != step.at and at > now:
            found.append(Shift(step, at, None))
    return found


def reported_otherwise(session: Session, desk: Desk, now: datetime) -> tuple[tuple[StepRow, ...], tuple[StepRow, ...]]:
    """Dates of periods that are reported no more, and those ahead of periods that are reported again."""
    asked = select(StepRow).where(StepRow.subject_kind == SubjectKind.REVIEW.value).order_by(StepRow.id)
    steps = list(session.scalars(asked))
    ended = (one for one in steps if one.state == StepState.PENDING.value and not desk.reporting.reports(one.subject))
    again = (
        one for one in steps if one.reason == NOT_REPORTED and one.at > now and desk.reporting.reports(one.subject)
    )
    return tuple(ended), tuple(again)


def give_up(steps: Iterable[StepRow]) -> None:
    """Set aside the dates of what is reported no more."""
    supersede(steps, NOT_REPORTED)


def take_up_again(desk: Desk, steps: Iterable[StepRow]) -> None:
    """Plan dates anew that had been given up and lie ahead."""
    for step in steps:
        step.state, step.reason = StepState.PENDING.value, None
        step.at = planned_instants(desk, desk.period(step.subject))[ReviewDate(step.rung)]
        step.version += 1
