"""One review: frozen again days later, by two at once, by hand instead of by its clock; only a fact makes another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from acts import completions
from acts.completions import Report
from acts.figures import Figure, take_measurements
from acts.review_steps import open_reviews
from acts.reviews import freeze
from acts.steps import take_due
from domain.rights import SYSTEM
from domain.scorecard import Measurement
from domain.subject import Caller, Subject, SubjectKind
from storage.database import Memory
from storage.tables import ReviewPastRow, ReviewRow
from tests.acts.house import CHIEF, FORMS, OFFICIAL, House

QUARTER = Subject(SubjectKind.REVIEW, "2026-Q1")
AFTER = datetime(2026, 4, 1, 3, tzinfo=UTC)


def ended(memory: Memory, late: timedelta = timedelta()) -> House:
    house = House(memory)
    house.directive({}, {"due_on": "2026-04-02"})
    open_reviews(house.desk)
    house.now = AFTER + late
    return house


def found(memory: Memory) -> tuple[int, str, str]:
    with memory.reading() as session:
        row = session.get_one(ReviewRow, "2026-Q1")
        assert session.scalars(select(ReviewPastRow)).first() is None or row.revision > 1
        return row.revision, row.digest, row.as_of.isoformat()


def test_frozen_on_later_days_it_is_the_same_until_a_fact_changes(memory: Memory) -> None:
    house = ended(memory)
    take_due(house.desk, QUARTER, Caller.CLOCK)
    first = found(memory)
    for days in (1, 3, 40):  # meanwhile work becomes overdue, and its ladder is climbed
        house.now = AFTER + timedelta(days=days)
        for row in house.assignments():
            take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, row.id), Caller.CLOCK)
        assert freeze(house.desk, CHIEF, "2026-Q1", template=FORMS).status == 200
    assert found(memory) == first
    completions.complete(house.desk, OFFICIAL, Report((house.assignments("kt")[0].id,)))
    assert freeze(house.desk, CHIEF, "2026-Q1", template=FORMS).body["revision"] == 2


def test_a_corrected_figure_is_a_fact_too(memory: Memory) -> None:
    house = ended(memory)
    take_due(house.desk, QUARTER, Caller.CLOCK)
    figure = Figure("1.1", "kt", "2026-Q1", Measurement(values={}, level="đạt"))
    take_measurements(house.desk, SYSTEM, [figure])
    house.now += timedelta(days=1)
    assert freeze(house.desk, CHIEF, "2026-Q1", template=FORMS).body["revision"] == 2


def test_other_words_and_forms_make_another_revision(memory: Memory) -> None:
    house = ended(memory)
    freeze(house.desk, CHIEF, "2026-Q1", template=FORMS)
    assert freeze(house.desk, CHIEF, "2026-Q1", template="1" * 64).body["revision"] == 2


def test_while_it_runs_what_became_overdue_is_news(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-10"})
    first = freeze(house.desk, CHIEF, "2026-Q1", template=FORMS)
    house.now += timedelta(days=2)
    assert freeze(house.desk, CHIEF, "2026-Q1", template=FORMS).body == first.body
    house.now += timedelta(days=20)
    assert freeze(house.desk, CHIEF, "2026-Q1", template=FORMS).body["revision"] == 2


@pytest.mark.parametrize("late", [timedelta(), timedelta(days=3)])
def test_by_hand_or_by_its_clock_it_is_the_same_review(memory: Memory, late: timedelta) -> None:
    house = ended(memory, late)
    freeze(house.desk, CHIEF, "2026-Q1", template=FORMS)
    by_hand = found(memory)
    assert by_hand[2] == "2026-03-31"
    take_due(house.desk, QUARTER, Caller.CLOCK)
    assert found(memory) == by_hand


def test_started_by_hand_and_by_its_clock_at_one_moment_it_is_one(memory: Memory) -> None:
    house = ended(memory)
    together = Barrier(4)

    def by_hand() -> int:
        together.wait()
        return freeze(house.desk, CHIEF, "2026-Q1", template=FORMS).status

    def by_clock() -> int:
        together.wait()
        take_due(house.desk, QUARTER, Caller.CLOCK)
        return 200

    with ThreadPoolExecutor(4) as pool:
        started = [pool.submit(one) for one in (by_hand, by_clock, by_hand, by_clock)]
        told = [one.result() for one in started]
    assert found(memory)[0] == 1
    assert sorted(told)[:2] == [200, 200]
