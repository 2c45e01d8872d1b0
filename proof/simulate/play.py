"""The play: an order enters an office, and its days pass with real clocks, acts, mails and reviews under virtual time."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from acts.desk import Desk
from acts.office import mark_end
from domain.calendar import ZONE, Calendar
from domain.happenings import Standstill
from domain.rights import SYSTEM
from proof.simulate.agenda import Agenda, Moment, at
from proof.simulate.brief import Brief
from proof.simulate.cast import Cast
from proof.simulate.closing import close, frozen
from proof.simulate.company import Company
from proof.simulate.happenings import put_on
from proof.simulate.intake import Order, put_in_force, set_up_office, take_in
from proof.simulate.newcomers import Newcomers
from proof.simulate.office import Office
from proof.simulate.remarks import Remarks
from proof.simulate.reports import Reports
from proof.simulate.stage import Stage, open_stage
from proof.simulate.units import Units

LAST_MINUTE = time(23, 59)
"""The local time on the last day at which the play ends."""
BEFORE_OPENING = timedelta(minutes=1)
"""The steps of a morning were taken by then; their mails leave when the office opens."""


@dataclass(frozen=True)
class Played:
    """What remains when the days are over: when they ended, what was frozen, and what could not be done as meant."""

    as_of: datetime
    frozen: tuple[str, ...]
    remarks: Remarks


def play(brief: Brief, folder: Path, watch: Callable[[date], None] = lambda _day: None) -> Played:
    """Play the days of `brief` in `folder`, which is empty; `watch` is told each day that is reached."""
    return asyncio.run(_play(brief, folder, watch))


async def _play(brief: Brief, folder: Path, watch: Callable[[date], None]) -> Played:
    calendar = brief.calendar
    begins = calendar.instant(brief.since, time())
    ends = calendar.instant(brief.until, LAST_MINUTE)
    async with open_stage(folder, begins, calendar, brief.seed) as stage:
        script = await asyncio.to_thread(_script, stage.desk, brief)
        standing = _instants(brief.behaviour.happenings.standstills)
        await _run(stage, script, standing, ends, watch)
        await stage.go_to(ends, lambda: close(script.company, brief.since, brief.until))
        as_of = await asyncio.to_thread(mark_end, stage.desk, SYSTEM)
        closed = await asyncio.to_thread(frozen, script.company)
    return Played(as_of, tuple(closed), script.company.remarks)


@dataclass(frozen=True)
class Script:
    """Who plays what; `newcomers` are looked for before anybody acts."""

    company: Company
    newcomers: Newcomers

    def act(self) -> None:
        """Do what is due now, having seen what is new; what is done may open more."""
        now = self.company.desk.clock()
        self.newcomers.look()
        self.company.agenda.do_due(now)
        self.newcomers.look()


def _script(desk: Desk, brief: Brief) -> Script:
    remarks, agenda = Remarks(), Agenda()
    cast = Cast(brief.directory.officials, set_up_office(desk, brief), remarks)
    company = Company(desk, brief.directory, cast, brief.behaviour, brief.seed, agenda, remarks)
    order = _within(brief, take_in(desk, brief, cast, remarks), remarks)
    agenda.put(_issue_at(brief, order.issued_on, remarks), "directive", lambda: put_in_force(desk, order, cast))
    Office(company, brief.since)
    put_on(company, brief.behaviour.happenings)
    _mornings(company, brief.since)
    units = Units(company, Reports(company))
    return Script(company, Newcomers(company, units.meet))


def _within(brief: Brief, order: Order, remarks: Remarks) -> Order:
    """The order, dated on the first day of a play that ends before its own: nothing is issued before its date."""
    if order.issued_on <= brief.until:
        return order
    remarks.say("issued-later", "Ngày ban hành sau khoảng mô phỏng; mô phỏng coi văn bản ban hành vào ngày đầu.")
    return replace(order, issued_on=brief.since)


def _issue_at(brief: Brief, issued_on: date, remarks: Remarks) -> datetime:
    """In the office hours of the document's day, or of the first working day of the play after it."""
    calendar = brief.calendar
    wanted = max(brief.since, issued_on)
    day = calendar.next_working_day(wanted)
    if day <= brief.until:
        return at(calendar, day, Moment.ANSWERS)
    remarks.say("no-working-day", "Không còn ngày làm việc để giao văn bản; văn bản được giao ngoài ngày làm việc.")
    return calendar.opening(wanted)


def _mornings(company: Company, since: date) -> None:
    """Stop before each opening, so that the relay passes on what the morning's steps have brought.

    Each morning the next one is that of the calendar then in force: a Saturday that is announced as worked has one.
    """

    def put(day: date) -> None:
        opening = company.desk.calendar.opening(day)
        company.agenda.put(opening - BEFORE_OPENING, "morning", lambda: put(_after(company.desk.calendar, day)))

    put(company.desk.calendar.next_working_day(since))


def _after(calendar: Calendar, day: date) -> date:
    return calendar.next_working_day(day, include=False)


def _instants(standstills: Iterable[Standstill]) -> list[tuple[datetime, datetime]]:
    """Their first and last instants."""
    return [(_utc(one.since), _utc(one.until)) for one in standstills]


def _utc(local: datetime) -> datetime:
    return local.replace(tzinfo=ZONE).astimezone(UTC)


async def _run(
    stage: Stage,
    script: Script,
    standing: list[tuple[datetime, datetime]],
    ends: datetime,
    watch: Callable[[date], None],
) -> None:
    """From moment to moment until the end; between them the server's time jumps from clock to clock by itself.

    What somebody meant to do while everything stood still they do as soon as it goes again.
    """
    agenda, calendar, ahead_of = script.company.agenda, stage.desk.calendar, deque(standing)
    while True:
        ahead = [at for at in (agenda.next_at(), stage.next_job(ends)) if at is not None and at <= ends]
        if not ahead:
            return
        if ahead_of and ahead_of[0][0] <= min(ahead):
            await stage.stand_still(*ahead_of.popleft())
        await stage.go_to(min(ahead), script.act)
        watch(calendar.local_date(min(ahead)))
