"""The gathered mail of the week: heads are briefed once before the weekly meeting, and not at all where there is nothing."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.notices import Word, tell
from domain.calendar import Calendar
from domain.preference import NoticeRules
from domain.rights import SYSTEM
from storage.tables import NoticeRow
from storage.views.briefings import BRIEFING, briefed
from storage.views.preferences import rules

LATEST = timedelta(days=2)
"""How long after its moment a briefing still leaves: later it would tell of a meeting that is over."""


def brief_heads(desk: Desk) -> int:
    """Brief the heads whose week has come; how many. Idempotent, for a calendar job."""
    now = desk.clock()
    with desk.memory.reading() as session:
        moment = moment_of(desk.today(), rules(session), desk.calendar)
        cause = cause_of(desk.today())
        if not moment <= now < moment + LATEST:
            return 0
        told = set(session.scalars(select(NoticeRow.addressee).where(NoticeRow.cause == cause)))
        units = [unit for unit in briefed(session, desk.today()) if f"head/{unit}" not in told]
    if not units:
        return 0

    def deed(doing: Deed) -> Answer:
        words = [Word(cause, f"head/{unit}", BRIEFING) for unit in units]
        many = sum(tell(doing.session, desk, word, doing.now) for word in words)
        if many:
            doing.note("heads.briefed", f"briefing/{cause.partition('/')[2]}", notices=many)
        return Answer({"told": many})

    return int(perform(desk, SYSTEM, deed).body["told"])


def cause_of(day: date) -> str:
    """What makes a briefing happen once: its week."""
    year, week, _ = day.isocalendar()
    return f"{BRIEFING}/{year}-W{week:02d}"


def moment_of(day: date, set_so: NoticeRules, calendar: Calendar) -> datetime:
    """When heads are briefed in the week of `day`: the hour of the office's day, on the next working one where that is off."""
    wanted = day - timedelta(days=day.weekday()) + timedelta(days=set_so.weekday)
    return calendar.next_open(calendar.instant(wanted, set_so.at))
