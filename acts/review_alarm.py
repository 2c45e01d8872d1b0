"""A missed morning is an alarm: the office is told by mail of every date of a period that was not taken in time."""

from collections.abc import Iterable

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.notices import Word, tell
from domain.ladder import StepState
from domain.review_dates import ReviewDate, missed
from domain.rights import SYSTEM
from domain.subject import SubjectKind
from domain.wording.words import label
from storage.tables import StepRow
from storage.views import reviews
from storage.views.missed_dates import missed_dates

OFFICE = "office/"


def raise_alarms(desk: Desk) -> int:
    """Tell the office of dates that still wait although their morning has passed; how many it had not been told of.

    It is called again and again by who is not the clock of a period: also a freezing that fails each time is told.
    """
    if not reviews_missed(desk):
        return 0
    told: list[bool] = []

    def deed(doing: Deed) -> Answer:
        asked = select(StepRow).where(
            StepRow.subject_kind == SubjectKind.REVIEW.value, StepRow.state == StepState.PENDING.value
        )
        told.extend(tell_missed(doing, doing.session.scalars(asked.order_by(StepRow.at, StepRow.id))))
        return Answer({})

    perform(desk, SYSTEM, deed)
    return sum(told)


def reviews_missed(desk: Desk) -> list[str]:
    """The dates that wait although their morning has passed: "2026-Q1/cut-off"."""
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        return [str(one) for one in missed_dates(session, desk.reporting, desk.calendar, desk.clock())]


def tell_missed(doing: Deed, steps: Iterable[StepRow]) -> list[bool]:
    """Tell the office of those whose morning has passed, each once whoever finds it first.

    A date from before the first fact of the house was nobody's to keep: a new installation begins without an alarm.
    """
    since = reviews.known_since(doing.session)
    late = [step for step in steps if missed(step.at, doing.now) and since is not None and step.at >= since]
    return [_tell(doing, step) for step in late]


def _tell(doing: Deed, step: StepRow) -> bool:
    day = doing.desk.calendar.local_date(step.at)
    period = doing.desk.period(step.subject)
    facts = {
        "period": period.name,
        "label": period.label,
        "asked": f"Kiểm tra hệ thống: mốc “{label(ReviewDate(step.rung))}” chưa được thực hiện đúng ngày",
        "until": day.isoformat(),
        "sections": [],
    }
    return tell(doing.session, doing.desk, Word(f"step/{step.id}/missed", OFFICE, reviews.ASKS, facts=facts), doing.now)
