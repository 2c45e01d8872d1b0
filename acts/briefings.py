"""The gathered mail of the week: a step a week by which heads are briefed before the weekly meeting, where there is something to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.notices import Word, tell
from acts.plans import Shift, settle
from domain.calendar import Calendar
from domain.ladder import StepState
from domain.preference import NoticeRules
from domain.rights import SYSTEM
from domain.subject import Caller, Outlook, SubjectKind
from storage.tables import StepRow
from storage.upsert import insert_or_ignore
from storage.views.briefings import BRIEFING, briefed
from storage.views.preferences import rules

LATEST = timedelta(days=2)
"""How long after its moment a briefing still leaves: later it would tell of a meeting that is over."""
AHEAD = 2
"""Weeks whose briefing is planned: this one and the next, so that the clock always has one to wait for."""
TOO_LATE = "Đã qua buổi giao ban"
NO_MEETING = "Cả tuần nghỉ, không có buổi giao ban"
NOTHING = "Không đơn vị nào có việc quá hạn hoặc đến hạn trong tuần"


@dataclass(frozen=True)
class _Week:
    """A week by its name, and when heads are briefed in it."""

    name: str
    at: datetime

    def meets(self, calendar: Calendar) -> bool:
        """Whether there is a meeting: a week that is off to its end (Tết) has none, the next one tells everything."""
        return week_of(calendar.local_date(self.at)) == self.name


def open_briefings(desk: Desk) -> list[str]:
    """Plan the briefings ahead and move those whose moment the rules or the calendar moved; the weeks that changed.

    Looks at rows and days alone: called any number of times, it changes nothing a second time.
    """
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        if not _astray(session, desk):
            return []
    changed: list[str] = []

    def deed(doing: Deed) -> Answer:
        changed[:] = put_right(doing)
        return Answer({})

    perform(desk, SYSTEM, deed)
    return changed


def put_right(doing: Deed, *, only_move: bool = False) -> list[str]:
    """Within an act: every briefing ahead at the moment that the rules and the calendar in force name."""
    changed = []
    for week in _astray(doing.session, doing.desk):
        planned = _step(doing.session, week.name, lock=True)
        if planned is None:
            if only_move or not insert_or_ignore(doing.session, StepRow, _row(doing.desk, week)):
                continue
        else:
            planned.at, planned.version = week.at, planned.version + 1
        doing.note("briefing.planned", f"{SubjectKind.BRIEFING}/{week.name}", at=week.at.isoformat())
        changed.append(week.name)
    return changed


def _astray(session: Session, desk: Desk) -> list[_Week]:
    """The weeks ahead without their step, or whose open step stands at another moment."""
    set_so = rules(session)
    days = [desk.today() + timedelta(weeks=n) for n in range(AHEAD)]
    weeks = [_Week(week_of(day), moment_of(day, set_so, desk.calendar)) for day in days]
    found = [(week, _step(session, week.name)) for week in weeks if week.meets(desk.calendar)]
    return [
        week
        for week, step in found
        if (step is None and desk.clock() < week.at + LATEST)
        or (step is not None and step.state == StepState.PENDING.value and step.at != week.at)
    ]


def moved(session: Session, desk: Desk, now: datetime) -> list[Shift]:
    """The briefings planned that the calendar of this desk puts at another moment still ahead."""
    found = [(week, _step(session, week.name)) for week in _astray(session, desk)]
    return [Shift(step, week.at, None) for week, step in found if step is not None and week.at > now]


def look(session: Session, desk: Desk, week: str) -> tuple[Outlook, bool]:
    """The outlook of a week's briefing, and whether it is due."""
    step = _step(session, week)
    if step is None or step.state != StepState.PENDING.value:
        return Outlook(closed=True), False
    return Outlook(wake_at=step.at), step.at <= desk.clock()


def take(desk: Desk, week: str, by: Caller) -> None:
    """Brief the heads of a week; long after its moment nobody any more."""

    def deed(doing: Deed) -> Answer:
        step = _step(doing.session, week, lock=True)
        if step is None or step.state != StepState.PENDING.value or step.at > doing.now:
            return Answer({})
        put_right(doing)  # the week after has its step before this one is gone; a moved moment is not taken early
        if step.at > doing.now:
            return Answer({})
        told = 0
        if not _Week(week, step.at).meets(desk.calendar) or not desk.calendar.is_open(step.at):
            settle(step, StepState.SUPERSEDED, NO_MEETING, doing.now, by)
        elif doing.now >= step.at + LATEST:
            settle(step, StepState.EXPIRED, TOO_LATE, doing.now, by)
        else:
            settle(step, StepState.TAKEN, None, doing.now, by)
            told = _brief(doing, step, briefed(doing.session, desk.today()))
        moves = {step.id: step.state}
        doing.note("steps.taken", f"{SubjectKind.BRIEFING}/{week}", by=by.value, moves=moves, notices=told)
        return Answer({})

    perform(desk, SYSTEM, deed)


def _brief(doing: Deed, step: StepRow, units: Sequence[str]) -> int:
    words = [Word(f"step/{step.id}", f"head/{unit}", BRIEFING) for unit in units]
    told = sum(tell(doing.session, doing.desk, word, doing.now) for word in words)
    step.no_notice = None if told else NOTHING
    return told


def _step(session: Session, week: str, *, lock: bool = False) -> StepRow | None:
    asked = select(StepRow).where(StepRow.subject_kind == SubjectKind.BRIEFING.value, StepRow.subject == week)
    return session.scalar(asked.with_for_update() if lock else asked)


def _row(desk: Desk, week: _Week) -> dict[str, object]:
    return {
        "id": desk.ids(),
        "subject_kind": SubjectKind.BRIEFING.value,
        "subject": week.name,
        "rung": BRIEFING,
        "phase": BRIEFING,
        "role": "head",
        "at": week.at,
        "planned_at": desk.clock(),
        "release": "auto",
        "state": StepState.PENDING.value,
        "occurrence": 0,
        "deadline_version": 1,
        "nags": 0,
        "version": 1,
    }


def week_of(day: date) -> str:
    """The name of a week: "2026-W10"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def moment_of(day: date, set_so: NoticeRules, calendar: Calendar) -> datetime:
    """When heads are briefed in the week of `day`: the hour of the office's day, on the next working one where that is off."""
    wanted = day - timedelta(days=day.weekday()) + timedelta(days=set_so.weekday)
    return calendar.next_open(calendar.instant(wanted, set_so.at))
