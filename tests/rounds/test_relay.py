"""The relay follows the log: whom an event concerns is nudged, once a batch, at least once in all."""

from datetime import UTC, datetime

import pytest

from acts import completions
from acts.completions import Report
from domain.subject import MAIL, Subject, SubjectKind
from rounds import relay
from rounds.relay import Relay
from storage.database import Memory
from storage.log import cursor
from tests.acts.house import CHIEF, OFFICIAL, House


class Clocks:
    """Remembers who was nudged; away for as many nudges as told."""

    def __init__(self) -> None:
        self.nudged: list[tuple[Subject, bool]] = []
        self.away = 0

    async def __call__(self, subject: Subject, *, start: bool) -> None:
        if self.away:
            self.away -= 1
            raise ConnectionError("Temporal is away")
        self.nudged.append((subject, start))

    def take(self) -> set[tuple[Subject, bool]]:
        taken, self.nudged = set(self.nudged), []
        return taken


def place(memory: Memory) -> int:
    with memory.reading() as session:
        return cursor(session, relay.CONSUMER)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


async def it_starts_the_clocks_of_what_was_issued(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    rule = {"kind": "day-of-period", "n": 20, "unit": None, "anchor": None}
    house.directive({}, {"cadence": "quarterly", "due_on": None, "due_rule": rule})
    await Relay(memory, clocks).pass_on()
    owed = {(Subject(SubjectKind.ASSIGNMENT, row.id), True) for row in house.assignments()}
    (recurring,) = {row.item for row in house.assignments() if row.period}
    assert clocks.take() == {*owed, (Subject(SubjectKind.ITEM, recurring), True), (MAIL, True)}


async def it_nudges_each_subject_once_however_often_it_moved(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    house.directive({})
    house.directive({}, number="13/CT-UBND")
    await Relay(memory, clocks).pass_on()
    assert sorted(clocks.nudged) == sorted(set(clocks.nudged))
    assert await Relay(memory, clocks).pass_on() == 0


async def it_tells_the_clock_of_closed_work_to_end_and_starts_none(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    follower = Relay(memory, clocks)
    await follower.pass_on()
    task = Subject(SubjectKind.ASSIGNMENT, owed.id)
    assert (task, True) in clocks.take()
    completions.accept(house.desk, CHIEF, report.body["id"])
    await follower.pass_on()
    assert clocks.take() == {(task, False), (MAIL, True)}


async def it_moves_its_cursor_only_past_what_was_taken(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    house.directive({})
    follower, before = Relay(memory, clocks), place(memory)
    clocks.away = 1
    with pytest.raises(ExceptionGroup):
        await follower.pass_on()
    assert place(memory) == before
    await follower.pass_on()
    assert (Subject(SubjectKind.ASSIGNMENT, house.assignments()[0].id), True) in clocks.take()
    assert place(memory) > before


async def it_leaves_in_peace_whom_an_event_does_not_move(memory: Memory, clocks: Clocks) -> None:
    house = House(memory)
    house.now = datetime(2026, 3, 3, 1, tzinfo=UTC)
    assert await Relay(memory, clocks).pass_on() > 0  # the office was set up
    assert clocks.nudged == []
