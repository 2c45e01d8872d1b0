"""F3: clocks of the machines, of the database and of Temporal are compared; what differs is said within a minute."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from acts.outages import API, WORKER, beat
from domain.clocks import Difference, Reading, differences
from storage.database import Memory
from storage.tables import PulseRow
from storage.views.clocks import clocks_apart, shared
from tests.acts.house import House


def apart(memory: Memory) -> list[tuple[str, str, int]]:
    with memory.reading() as session:
        return [(one.part, one.host, round(one.ahead)) for one in clocks_apart(session)]


def a_house(memory: Memory, wrong: timedelta = timedelta()) -> House:
    """A part of an installation whose machine has a clock that is wrong by so much."""
    house = House(memory)
    object.__setattr__(house.desk, "wall", lambda: datetime.now(UTC) + wrong)
    return house


def test_clocks_that_agree_are_no_matter_and_a_shifted_demonstration_is_none(memory: Memory) -> None:
    house = a_house(memory)
    house.now += timedelta(days=400)
    beat(house.desk, API, "m1")
    beat(house.desk, WORKER, "m2", temporal=0.2)
    assert apart(memory) == []


@pytest.mark.parametrize("wrong", [timedelta(hours=2), timedelta(hours=-2), timedelta(seconds=-7)], ids=str)
def test_f3_doors_with_a_wrong_clock_are_named_at_their_next_sign_of_life(memory: Memory, wrong: timedelta) -> None:
    right, doors = a_house(memory), a_house(memory, wrong)
    beat(right.desk, WORKER, "m1", temporal=0.0)
    beat(right.desk, API, "m1")
    assert apart(memory) == []
    beat(doors.desk, API, "m2")
    beat(right.desk, API, "m1")  # right doors beside wrong ones do not hide them
    assert apart(memory) == [(API, "m2", wrong.total_seconds())]
    beat(a_house(memory).desk, API, "m2")  # put right
    assert apart(memory) == []


def test_temporals_clock_counts_as_one(memory: Memory) -> None:
    house = a_house(memory)
    beat(house.desk, WORKER, "m1", temporal=-3600.0)
    assert apart(memory) == [("temporal", "", -3600)]
    beat(house.desk, WORKER, "m1", temporal=None)  # nobody knows just now: what was known is fresh for a while
    assert apart(memory) == [("temporal", "", -3600)]


def test_readings_from_the_future_say_nothing_as_after_a_restore_on_a_machine_that_has_run_for_less(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = a_house(memory, timedelta(hours=2))
    with monkeypatch.context() as before:
        before.setattr("acts.outages.shared", lambda session: shared(session) + 86400)
        beat(house.desk, API, "old")
    right = a_house(memory)
    beat(right.desk, WORKER, "new")
    assert apart(memory) == []
    beat(right.desk, API, "new")
    with memory.reading() as session:
        told = [one["host"] for row in session.scalars(select(PulseRow)) for one in row.clocks or ()]
    assert told == ["new", "new"], "nor are they kept"


def test_a_database_whose_clock_is_wrong_is_seen_by_every_part(memory: Memory) -> None:
    house = a_house(memory, timedelta(minutes=3))
    beat(house.desk, API, "m1")
    beat(house.desk, WORKER, "m1", temporal=0.0)
    seen = [("worker", "m1", 180), ("api", "m1", 180), ("temporal", "", 180)]
    assert apart(memory) == ([] if memory.is_sqlite else seen)  # a file has no clock of its own


def test_it_is_said_which_clock_is_fast_and_by_how_much() -> None:
    told = differences([Reading("api", "m2", 7200.4), Reading("database", "", 0.0), Reading("worker", "m1", 4.9)])
    assert told == (
        Difference(
            "api",
            "m2",
            7200.4,
            "Đồng hồ phần tiếp nhận (máy m2) nhanh hơn đồng hồ cơ sở dữ liệu 7200 giây",
        ),
    )
