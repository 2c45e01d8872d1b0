"""The five dates of a period: opened by the calendar, taken by `take_due`, the freezing among them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.notices import Word, tell
from acts.plans import settle
from acts.review_alarm import OFFICE, tell_missed
from acts.review_requests import open_requests
from acts.reviews import Drawn, draw, seal
from domain.ladder import StepState
from domain.period import Period
from domain.review_dates import REQUESTS, ROLES, ReviewDate, asked_by, fates, instants
from domain.rights import SYSTEM
from domain.subject import Caller, Outlook, SubjectKind
from storage.tables import ReviewRow, StepRow
from storage.upsert import insert_or_ignore
from storage.views import reviews


def open_reviews(desk: Desk) -> list[str]:
    """Plan the dates of every period that has begun: the names of those opened now. Called any number of times.

    It looks at rows and days alone, so what an outage left out is opened by the next call, and nothing twice.
    """
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        since = reviews.known_since(session)
        planned = reviews.opened(session)
    if since is None:
        return []
    begun = desk.reporting.reported(desk.calendar.local_date(since), desk.today())
    return [period.name for period in begun if period.name not in planned and _open(desk, period)]


def _open(desk: Desk, period: Period) -> bool:
    """Write the steps of a period; False where another process was first."""
    new: list[str] = []

    def deed(doing: Deed) -> Answer:
        at = planned_instants(desk, period)
        rows = [_row(desk, period, one, at[one]) for one in ReviewDate]
        new.extend(str(row["rung"]) for row in rows if insert_or_ignore(doing.session, StepRow, row))
        if new:
            doing.note("review.opened", f"review/{period.name}", steps=len(new))
        return Answer({})

    perform(desk, SYSTEM, deed)
    return bool(new)


def planned_instants(desk: Desk, period: Period) -> dict[ReviewDate, datetime]:
    """When the dates of a period are due by the calendar in force."""
    return instants(desk.reporting.dates(period, desk.calendar), desk.calendar, desk.spread(period.name))


def _row(desk: Desk, period: Period, one: ReviewDate, at: datetime) -> dict[str, object]:
    return {
        "id": desk.ids(),
        "subject_kind": SubjectKind.REVIEW.value,
        "subject": period.name,
        "rung": one.value,
        "phase": one.value,
        "role": ROLES[one],
        "at": at,
        "release": "auto",
        "state": StepState.PENDING.value,
        "occurrence": 0,
        "deadline_version": 1,
        "nags": 0,
        "version": 1,
    }


def look(session: Session, desk: Desk, period: str) -> tuple[Outlook, bool]:
    """The outlook of a period, and whether one of its dates is due now."""
    steps = _pending(session, period)
    if not steps:
        return Outlook(closed=True), False
    return Outlook(wake_at=steps[0].at), steps[0].at <= desk.clock()


def take(desk: Desk, name: str, by: Caller) -> None:
    """Take the dates of a period that are due. Figures are read before the transaction that freezes them."""
    period = desk.period(name)
    with desk.memory.reading() as session:
        drawn = _drawn(session, desk, period)

    def deed(doing: Deed) -> Answer:
        found = _due(_pending(doing.session, name, lock=True), desk)
        told = sum(tell_missed(doing, found))
        due = {ReviewDate(step.rung): step for step in found}
        for one, fate in fates(due).items():
            step = due[one]
            settle(step, fate.state, fate.reason, doing.now, by)
            step.into = due[fate.into].id if fate.into is not None else None
            if fate.state is StepState.TAKEN:
                told += _carry_out(doing, period, one, step, drawn)
        if due:
            moves = {step.id: step.state for step in due.values()}
            doing.note("steps.taken", f"review/{name}", by=by.value, moves=moves, notices=told)
        return Answer({})

    perform(desk, SYSTEM, deed)


def _drawn(session: Session, desk: Desk, period: Period) -> Drawn | None:
    """The figures of the end of the period's last day, however late it is; None where they need no freezing now."""
    step = next((one for one in _due(_pending(session, period.name), desk) if one.rung == ReviewDate.CUT_OFF), None)
    if step is None or _is_frozen(session, period):
        return None
    return draw(session, desk, period, step.at, desk.forms())


def _is_frozen(session: Session, period: Period) -> bool:
    """Whether somebody has frozen the whole period already."""
    row = session.get(ReviewRow, period.name)
    return row is not None and row.as_of >= period.until


def _pending(session: Session, period: str, *, lock: bool = False) -> list[StepRow]:
    asked = (
        select(StepRow)
        .where(
            StepRow.subject_kind == SubjectKind.REVIEW.value,
            StepRow.subject == period,
            StepRow.state == StepState.PENDING.value,
        )
        .order_by(StepRow.at, StepRow.id)
    )
    return list(session.scalars(asked.with_for_update() if lock else asked))


def _due(steps: Iterable[StepRow], desk: Desk) -> list[StepRow]:
    now = desk.clock()
    return [step for step in steps if step.at <= now]


def _carry_out(doing: Deed, period: Period, one: ReviewDate, step: StepRow, drawn: Drawn | None) -> int:
    """Do what a date is there for; how many notices it brought."""
    if one is ReviewDate.CUT_OFF:
        step.no_notice = _freeze(doing, period, drawn)
        return 0
    if one in REQUESTS:
        asked = open_requests(doing, period)
        step.no_notice = f"Giao {len(asked)} mục cho đơn vị" if asked else "Không còn mục nào phải giao cho đơn vị"
        return len(asked)
    row = doing.session.get(ReviewRow, period.name)
    if row is not None and row.published_at is not None:
        step.no_notice = "Văn bản của kỳ đã ban hành"
        return 0
    return _tell(doing, period, one, step)


def _freeze(doing: Deed, period: Period, drawn: Drawn | None) -> str:
    """Freeze what was drawn, unless somebody did meanwhile; what is said of it."""
    if drawn is None or _is_frozen(doing.session, period):
        return "Số liệu đã được chốt trước đó"
    return f"Chốt số liệu lần {seal(doing, period, drawn).body['revision']}"


def _tell(doing: Deed, period: Period, one: ReviewDate, step: StepRow) -> int:
    """Tell the office what comes next."""
    asked, until = asked_by(one, doing.desk.reporting.dates(period, doing.desk.calendar))
    facts = {
        "period": period.name,
        "label": period.label,
        "asked": asked,
        "until": until.isoformat(),
        "sections": [],
    }
    word = Word(f"step/{step.id}", OFFICE, reviews.ASKS, phase=one.value, facts=facts)
    return int(tell(doing.session, doing.desk, word, doing.now))
