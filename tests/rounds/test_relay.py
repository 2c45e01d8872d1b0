"""The relay follows the log: whom an event concerns is nudged, once a batch, at least once in all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from activities.nudge_moved import Batch, Moved
from acts import calendar, completions, office
from acts.completions import Report
from domain.calendar import Decision
from domain.office import Unit, UnitKind
from domain.rights import SYSTEM
from domain.subject import MAIL, Subject, SubjectKind
from rounds.moved import MOST, next_moved
from rounds.relay import CONSUMER, Relay
from storage.database import Memory
from storage.log import cursor
from tests.acts.house import CHIEF, OFFICE, OFFICIAL, House


class Clocks:
    """Remembers who was nudged; away for as many nudges as told."""

    def __init__(self) -> None:
        self.nudged: list[tuple[Subject, bool]] = []
        self.handed: list[tuple[str, Batch]] = []
        self.away = 0

    async def __call__(self, subject: Subject, *, start: bool) -> None:
        if self.away:
            self.away -= 1
            raise ConnectionError("Temporal is away")
        self.nudged.append((subject, start))

    async def hand_over(self, name: str, batch: Batch) -> None:
        self.handed.append((name, batch))

    def take(self) -> set[tuple[Subject, bool]]:
        taken, self.nudged = set(self.nudged), []
        return taken


def follower(memory: Memory, clocks: Clocks) -> Relay:
    return Relay(memory, clocks, clocks.hand_over)


def place(memory: Memory) -> int:
    with memory.reading() as session:
        return cursor(session, CONSUMER)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


async def it_starts_the_clocks_of_what_was_issued(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    rule = {"kind": "day-of-period", "n": 20, "unit": None, "anchor": None}
    house.directive({}, {"cadence": "quarterly", "due_on": None, "due_rule": rule})
    await follower(memory, clocks).pass_on()
    owed = {(Subject(SubjectKind.ASSIGNMENT, row.id), True) for row in house.assignments()}
    (recurring,) = {row.item for row in house.assignments() if row.period}
    assert clocks.take() == {*owed, (Subject(SubjectKind.ITEM, recurring), True), (MAIL, True)}


async def it_nudges_each_subject_once_however_often_it_moved(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    house.directive({})
    house.directive({}, number="13/CT-UBND")
    await follower(memory, clocks).pass_on()
    assert sorted(clocks.nudged) == sorted(set(clocks.nudged))
    assert await follower(memory, clocks).pass_on() == 0


async def it_tells_the_clock_of_closed_work_to_end_and_starts_none(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    relay = follower(memory, clocks)
    await relay.pass_on()
    task = Subject(SubjectKind.ASSIGNMENT, owed.id)
    assert (task, True) in clocks.take()
    completions.accept(house.desk, CHIEF, report.body["id"])
    await relay.pass_on()
    assert clocks.take() == {(task, False), (MAIL, True)}


async def it_moves_its_cursor_only_past_what_was_taken(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    house.directive({})
    relay, before = follower(memory, clocks), place(memory)
    clocks.away = 1
    with pytest.raises(ExceptionGroup):
        await relay.pass_on()
    assert place(memory) == before
    await relay.pass_on()
    assert (Subject(SubjectKind.ASSIGNMENT, house.assignments()[0].id), True) in clocks.take()
    assert place(memory) > before


async def it_leaves_in_peace_whom_an_event_does_not_move(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    house.now = datetime(2026, 3, 3, 1, tzinfo=UTC)
    assert await follower(memory, clocks).pass_on() > 0  # the office was set up
    assert clocks.nudged == []


def large_house(memory: Memory) -> tuple[House, set[Subject]]:
    """A house whose one directive brings more assignments than a batch holds, and whom its issue concerns."""
    house = House(memory)
    communes = tuple(
        Unit(f"x{n}", f"UBND xã {n}", UnitKind.COMMUNE, "ubnd", mailbox=f"x{n}@mau.example", groups=("xa",))
        for n in range(MOST + 1)
    )
    office.set_office(house.desk, SYSTEM, replace(OFFICE, units=(*OFFICE.units, *communes)))
    rule = {"kind": "day-of-period", "n": 20, "unit": None, "anchor": None}
    recurring = {"lead_codes": ["kt"], "cadence": "quarterly", "due_on": None, "due_rule": rule}
    house.directive({"lead_codes": ["xa"]}, recurring)
    (item,) = {row.item for row in house.assignments() if row.period}
    owed = {Subject(SubjectKind.ASSIGNMENT, row.id) for row in house.assignments()}
    return house, {*owed, Subject(SubjectKind.ITEM, item)}


def batches(memory: Memory, batch: Batch) -> Iterator[Moved]:
    rest: Batch | None = batch
    while rest is not None:
        moved = next_moved(memory, rest)
        yield moved
        rest = replace(rest, after=moved.last) if moved.last else None


async def it_hands_a_large_issue_over_and_nudges_the_mail_at_once(memory: Memory, clocks: Clocks) -> None:
    _, concerned = large_house(memory)
    await follower(memory, clocks).pass_on()
    assert clocks.take() == {(MAIL, True)}
    ((name, batch),) = clocks.handed
    assert name == "issue"
    told = list(batches(memory, batch))
    assert [len(one.opened) for one in told] == [MOST, len(concerned) - MOST]
    assert {subject for one in told for subject in one.opened} == concerned


async def it_nudges_who_comes_behind_a_large_issue_in_the_same_pass(memory: Memory, clocks: Clocks) -> None:
    house, _ = large_house(memory)
    owed = house.assignments("kt")[0].id
    completions.complete(house.desk, OFFICIAL, Report((owed,)))
    await follower(memory, clocks).pass_on()
    assert clocks.take() == {(MAIL, True), (Subject(SubjectKind.ASSIGNMENT, owed), True)}


async def it_reads_each_batch_as_the_rows_are_by_then(memory: Memory, clocks: Clocks) -> None:
    house, _ = large_house(memory)
    await follower(memory, clocks).pass_on()
    ((_, batch),) = clocks.handed
    first = next_moved(memory, batch)
    (owed,) = house.assignments("kt")
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    completions.accept(house.desk, CHIEF, report.body["id"])
    again = list(batches(memory, batch))
    assert Subject(SubjectKind.ASSIGNMENT, owed.id) not in {one for moved in again for one in moved.opened}
    assert len(first.opened) == MOST


async def it_hands_all_that_one_change_of_days_moves_over_together(memory: Memory, clocks: Clocks) -> None:
    house, _ = large_house(memory)
    relay = follower(memory, clocks)
    await relay.pass_on()
    clocks.handed.clear()
    clocks.take()
    off = Decision(date(2026, 3, 20), works=False, basis="Thông báo 1/TB")
    calendar.decide_days(house.desk, CHIEF, (off,))
    await relay.pass_on()
    ((name, batch),) = clocks.handed
    assert (name, clocks.take()) == ("replan", {(MAIL, True)})
    moved = {Subject(SubjectKind.ASSIGNMENT, row.id) for row in house.assignments() if row.unit.startswith("x")}
    assert {one for told in batches(memory, batch) for one in told.opened} >= moved
