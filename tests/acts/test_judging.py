"""By which day of its document a result is judged: its own, or, where the office says so, that of its arrival."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from acts import calendar, completions
from acts.calendar import Rhythm
from acts.completions import Report
from domain.deadline import JudgedBy
from domain.status import TimeState
from storage.database import Memory
from storage.tables import CompletionRow
from storage.views.assignments import get
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.test_changes import refused, sent, sound

LATER = datetime(2026, 3, 25, 1, tzinfo=UTC)  # a Wednesday; the deadline was Friday 20/3
DUE = date(2026, 3, 20)


def owing(memory: Memory, by: JudgedBy) -> tuple[House, str]:
    house = House(memory)
    calendar.decide_days(house.desk, CHIEF, (), rhythm=Rhythm(judged_by=by))
    house.directive({})
    house.now = LATER
    return house, house.assignments()[0].id


def recorded(house: House, owed: str, **document: str) -> Any:
    told = {"number": "45/BC-KT", "issued_on": DUE.isoformat(), **document}
    report = Report((owed,), told, DUE, recorded_for="kt", source="document-system")
    return completions.complete(house.desk, CHIEF, report).body["result_on"]


def time_of(house: House, owed: str) -> TimeState:
    with house.memory.reading() as session:
        return get(session, CHIEF, owed, house.desk.today()).time


@pytest.mark.parametrize(
    ("by", "arrived", "day", "state"),
    [
        (JudgedBy.DOCUMENT, "2026-03-23", DUE, TimeState.DONE_ON_TIME),
        (JudgedBy.ARRIVAL, "2026-03-23", date(2026, 3, 23), TimeState.DONE_LATE),
        (JudgedBy.ARRIVAL, "2026-03-20", DUE, TimeState.DONE_ON_TIME),
    ],
)
def test_a_recorded_result_is_judged_by_the_day_the_office_goes_by(
    memory: Memory, by: JudgedBy, arrived: str, day: date, state: TimeState
) -> None:
    house, owed = owing(memory, by)
    assert recorded(house, owed, arrived_on=arrived) == day.isoformat()
    assert time_of(house, owed) is state
    with memory.reading() as session:
        (row,) = session.scalars(select(CompletionRow))
        assert (row.document or {})["issued_on"] == "2026-03-20", "both days are kept"
        assert (row.document or {})["arrived_on"] == arrived
    sent(house)
    sound(house)


def test_late_entry_without_a_day_of_arrival_makes_nobody_late(memory: Memory) -> None:
    house, owed = owing(memory, JudgedBy.ARRIVAL)
    assert recorded(house, owed) == "2026-03-20"
    assert time_of(house, owed) is TimeState.DONE_ON_TIME


def test_what_a_unit_hands_in_itself_arrives_with_it(memory: Memory) -> None:
    house, owed = owing(memory, JudgedBy.ARRIVAL)
    document = {"number": "45/BC-KT", "issued_on": "2026-03-20"}
    done = completions.complete(house.desk, OFFICIAL, Report((owed,), document, DUE))
    assert done.body["result_on"] == "2026-03-25"


@pytest.mark.parametrize("arrived", ["2026-03-19", "2026-03-26"])
def test_a_day_of_arrival_before_the_document_or_ahead_is_refused(memory: Memory, arrived: str) -> None:
    house, owed = owing(memory, JudgedBy.DOCUMENT)
    found = refused(lambda: recorded(house, owed, arrived_on=arrived))
    assert (found.code, [one.field for one in found.problems]) == ("arrival-day", ["document.arrived_on"])
