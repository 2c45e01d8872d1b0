"""Windows as data: stored, opened, moved and given up with the calendar; a missed morning is told once."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from acts.calendar import Rhythm, decide_days
from acts.review_alarm import raise_alarms, reviews_missed
from acts.review_steps import open_reviews
from acts.reviews import freeze
from acts.steps import take_due
from domain.directive import Cadence
from domain.period import Window
from domain.reporting import DEFAULT_REPORTING, Reporting
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import verify
from storage.database import Memory
from storage.tables import ReviewRow, StepRow
from tests.acts.house import CHIEF, FORMS, House

OWN = Reporting((Window("BCT", (1, 10), (4, 9), (4, 12), "báo cáo đợt"),), (Cadence.MONTHLY,))
QUARTER = Subject(SubjectKind.REVIEW, "2026-Q1")


def told(house: House) -> list[str]:
    return [str(n.facts["asked"]) for n in house.notices() if n.cause.endswith("/missed")]


def test_what_is_reported_is_stored_with_the_calendar_and_used_everywhere(memory: Memory) -> None:
    house = House(memory)
    decide_days(house.desk, CHIEF, (), rhythm=Rhythm(reporting=OWN))
    house.directive({})
    assert open_reviews(house.desk) == ["2026-03", "2026-BCT"]
    house.now = datetime(2026, 4, 10, 3, tzinfo=UTC)
    for name in ("2026-03", "2026-BCT"):
        take_due(house.desk, Subject(SubjectKind.REVIEW, name), Caller.CLOCK)
    with memory.reading() as session:
        row = session.get_one(ReviewRow, "2026-BCT")
        assert row.snapshot["period"]["label"] == "báo cáo đợt năm 2026"
        assert (row.snapshot["period"]["due"], str(row.as_of)) == ("2026-04-12", "2026-04-09")
    wrong = [check.id for check in verify(memory, now=house.now) if check.ok is False]
    assert set(wrong) <= {"V2", "V15"}  # April was not opened: nobody knocked since


def test_what_is_reported_no_more_is_given_up_and_comes_back_with_its_window(memory: Memory) -> None:
    house = House(memory)
    open_reviews(house.desk)
    shown = decide_days(house.desk, CHIEF, (), rhythm=Rhythm(reporting=OWN), dry_run=True)
    assert shown.body["steps"] == 4 * 5
    decide_days(house.desk, CHIEF, (), rhythm=Rhythm(reporting=OWN))
    with memory.reading() as session:
        assert {row.state for row in session.scalars(select(StepRow))} == {"superseded"}
    decide_days(house.desk, CHIEF, (), rhythm=Rhythm(reporting=DEFAULT_REPORTING))
    with memory.reading() as session:
        assert {row.state for row in session.scalars(select(StepRow))} == {"pending"}


def test_a_window_that_is_added_late_opens_nothing_that_had_ended(memory: Memory) -> None:
    house = House(memory)
    open_reviews(house.desk)
    house.now = datetime(2026, 6, 1, 1, tzinfo=UTC)
    late = Reporting((*DEFAULT_REPORTING.windows, *OWN.windows), DEFAULT_REPORTING.slices)
    decide_days(house.desk, CHIEF, (), rhythm=Rhythm(reporting=late))
    assert open_reviews(house.desk) == ["2026-Q2"]


def test_a_missed_morning_is_told_once_whoever_finds_it(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    open_reviews(house.desk)
    house.now = datetime(2026, 3, 31, 17, tzinfo=UTC)  # a minute after the cut-off: not late
    assert "2026-Q1/cut-off" not in reviews_missed(house.desk)
    house.now += timedelta(hours=10)
    assert "2026-Q1/cut-off" in reviews_missed(house.desk)
    first = raise_alarms(house.desk)
    assert first == len(told(house)) > 0
    assert raise_alarms(house.desk) == 0
    take_due(house.desk, QUARTER, Caller.ROUND)
    assert len(told(house)) == first
    assert any("Chốt số liệu" in text or "chốt số liệu" in text for text in told(house))


def test_a_house_that_begins_in_the_middle_of_a_period_raises_no_alarm_of_the_days_before(memory: Memory) -> None:
    house = House(memory, datetime(2026, 3, 23, 1, tzinfo=UTC))  # the quarter was to be opened on the 20th
    open_reviews(house.desk)
    house.now += timedelta(hours=3)
    assert reviews_missed(house.desk) == []
    assert raise_alarms(house.desk) == 0
    take_due(house.desk, QUARTER, Caller.CLOCK)
    assert told(house) == []


def test_what_is_taken_in_time_raises_no_alarm(memory: Memory) -> None:
    house = House(memory)
    open_reviews(house.desk)
    with memory.reading() as session:
        first = session.scalars(select(StepRow).where(StepRow.subject == "2026-Q1").order_by(StepRow.at)).first()
        assert first is not None
        house.now = first.at
    take_due(house.desk, QUARTER, Caller.CLOCK)
    assert told(house) == []


def test_it_is_frozen_by_the_name_the_office_gave_the_window(memory: Memory) -> None:
    house = House(memory)
    decide_days(house.desk, CHIEF, (), rhythm=Rhythm(reporting=OWN))
    assert freeze(house.desk, CHIEF, "2026-BCT", template=FORMS).status == 201
