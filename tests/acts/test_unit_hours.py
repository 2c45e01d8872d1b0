"""Units that keep hours of their own: their deadlines are counted by them; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acts import calendar, extensions, handing
from acts.calendar import Rhythm
from acts.extensions import Spoken
from domain.calendar import Calendar, Decision, Hours, Session
from domain.errors import Refusal
from domain.status import DelayClass
from storage.database import Memory
from storage.tables import AssignmentRow
from storage.views.mails import mail_facts
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.test_changes import look, refused, sent, sound

MORNING, AFTERNOON = Session(time(8), time(12)), Session(time(13), time(16))
DESK = Hours((MORNING, AFTERNOON), frozenset(range(6)), {5: (MORNING,)})
"""A one-stop desk: until 16:00, and on Saturday morning."""
SATURDAY = date(2026, 3, 21)
OWN = Rhythm(of_units={"kt": DESK})


def of(house: House, unit: str) -> AssignmentRow:
    return house.assignments(unit)[0]


def test_hours_of_a_unit_move_its_deadlines_alone_after_a_preview_and_it_is_told_once(memory: Memory) -> None:
    house = House(memory)
    house.directive({"lead_codes": ["phong"], "due_on": SATURDAY.isoformat()})
    assert {row.deadline for row in house.assignments()} == {date(2026, 3, 23)}
    seen = calendar.decide_days(house.desk, CHIEF, (), rhythm=OWN, dry_run=True).body
    assert [(one["unit"], one["to"]) for one in seen["deadlines"]] == [("kt", "2026-03-21")]
    assert of(house, "kt").deadline == date(2026, 3, 23), "a preview changes nothing"
    done = calendar.decide_days(house.desk, CHIEF, (), rhythm=OWN).body
    assert {**done, "dry_run": True} == seen
    assert of(house, "kt").deadline_at == datetime(2026, 3, 21, 5, tzinfo=UTC), "Saturday 12:00"
    assert of(house, "vh").deadline_at == datetime(2026, 3, 23, 10, 30, tzinfo=UTC)
    assert [one.addressee for one in house.notices() if one.kind == "changed"] == ["unit/kt"]
    sent(house)
    sound(house)


def test_new_work_extensions_and_working_days_are_counted_by_the_hours_of_the_unit(memory: Memory) -> None:
    house = House(memory)
    calendar.decide_days(house.desk, CHIEF, (), rhythm=OWN)
    rule = {"kind": "relative", "n": 6, "unit": "working-days", "anchor": "issued_on"}
    house.directive({"lead_codes": ["phong"], "due_on": None, "due_rule": rule})
    assert (of(house, "kt").deadline, of(house, "vh").deadline) == (date(2026, 3, 9), date(2026, 3, 10))
    assert of(house, "kt").deadline_at == datetime(2026, 3, 9, 9, tzinfo=UTC)
    spoken = Spoken("Chủ tịch", date(2026, 3, 2), "giao ban")
    extensions.ask(house.desk, CHIEF, of(house, "kt").id, SATURDAY, "Lùi", DelayClass.OBJECTIVE, spoken=spoken)
    assert of(house, "kt").deadline == SATURDAY
    house.directive({"lead_codes": ["kt"], "due_on": SATURDAY.isoformat()}, number="13/CT-UBND")
    moved = next(row for row in house.assignments("kt") if row.directive != of(house, "vh").directive)
    handing.reassign(house.desk, CHIEF, moved.id, "vh", "Đúng chức năng")
    assert {row.deadline for row in house.assignments("vh")} == {date(2026, 3, 10), date(2026, 3, 23)}


def test_on_a_friday_a_unit_is_told_of_its_saturday_when_the_office_is_closed(memory: Memory) -> None:
    house = House(memory)
    calendar.decide_days(house.desk, CHIEF, (), rhythm=OWN)
    house.directive({"due_on": SATURDAY.isoformat()})
    house.now = datetime(2026, 3, 20, 1, tzinfo=UTC)
    given = of(house, "kt").id
    look(house, given)
    steps = house.steps(given)
    assert (steps["D0"].state, steps["O1"].state) == ("taken", "pending")
    told = [one.id for one in house.notices() if one.phase == "due"]
    with memory.reading() as session:
        (line,) = mail_facts(session, house.desk.calendar, "unit/kt", tuple(told), house.desk.today()).lines
    assert (line.deadline, line.working_days_left) == (SATURDAY, 1), "Friday is not yet its day"
    sent(house)
    sound(house)


def test_lifted_hours_put_the_unit_back_under_those_of_the_office(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": SATURDAY.isoformat()})
    calendar.decide_days(house.desk, CHIEF, (), rhythm=OWN)
    other = House(memory, house.now)
    assert other.desk.calendar_of("kt").works(SATURDAY), "another process knows at once"
    assert not other.desk.calendar_of("vh").works(SATURDAY)
    calendar.decide_days(house.desk, CHIEF, (), rhythm=Rhythm(of_units={"kt": None}))
    assert of(house, "kt").deadline == date(2026, 3, 23)


def test_a_day_off_moves_units_with_their_own_hours_as_well(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": SATURDAY.isoformat()})
    calendar.decide_days(house.desk, CHIEF, (), rhythm=OWN)
    off = (Decision(SATURDAY, works=False, basis="QĐ 5/QĐ-UBND"),)
    calendar.decide_days(house.desk, CHIEF, off)
    assert of(house, "kt").deadline == date(2026, 3, 23)


def test_hours_nobody_could_keep_and_unknown_units_are_refused(memory: Memory) -> None:
    house = House(memory)
    never = Rhythm(of_units={"kt": Hours((MORNING,), frozenset())})
    assert refused(lambda: calendar.decide_days(house.desk, CHIEF, (), rhythm=never)).code == (
        "calendar-without-working-days"
    )
    unknown = Rhythm(of_units={"xx": DESK})
    assert refused(lambda: calendar.decide_days(house.desk, CHIEF, (), rhythm=unknown)).code == "unknown-unit"
    assert refused(lambda: calendar.decide_days(house.desk, OFFICIAL, (), rhythm=OWN)).kind == "forbidden"
    crossed = Rhythm(of_units={"kt": Hours((AFTERNOON, MORNING))})
    with pytest.raises(Refusal):
        calendar.decide_days(house.desk, CHIEF, (), rhythm=crossed)


def test_a_saturday_worked_by_a_decision_is_a_whole_day() -> None:
    plain = Calendar().keeping(DESK)
    swapped = Calendar(decisions={SATURDAY: Decision(SATURDAY, works=True, basis="QĐ")}).keeping(DESK)
    assert plain.local_time(plain.closing(SATURDAY)) == time(12)
    assert swapped.local_time(swapped.closing(SATURDAY)) == time(16)
    assert not plain.is_open(plain.instant(SATURDAY, time(14)))
    assert plain.next_open(plain.instant(SATURDAY, time(14))) == plain.opening(date(2026, 3, 23))


def test_working_hours_go_on_over_a_short_saturday() -> None:
    own = Calendar().keeping(DESK)
    friday = own.instant(date(2026, 3, 20), time(15))
    assert own.add_working_hours(friday, 1) == own.closing(date(2026, 3, 20))
    assert own.add_working_hours(friday, 5) == own.instant(SATURDAY, time(12))
    assert own.add_working_hours(friday, 6) == own.instant(date(2026, 3, 23), time(9))


@given(st.integers(0, 200), st.integers(1, 60))
def test_hours_worked_one_by_one_are_the_hours_worked_at_once(start: int, hours: int) -> None:
    own = Calendar().keeping(DESK)
    at = step = own.add_working_hours(own.opening(date(2026, 3, 2)), Fraction(start))
    for _ in range(hours):
        step = own.add_working_hours(step, 1)
    assert own.add_working_hours(at, hours) == step


FRIDAY = date(2026, 3, 20)
FESTIVAL = Decision(FRIDAY, works=False, basis="QĐ 9", unit="kt", name="ngày hội")


def test_a_day_of_one_unit_moves_its_deadlines_alone_after_a_preview_and_it_is_told_once(memory: Memory) -> None:
    house = House(memory)
    house.directive({"lead_codes": ["phong"]})
    seen = calendar.decide_days(house.desk, CHIEF, (FESTIVAL,), dry_run=True).body
    assert [(one["unit"], one["to"]) for one in seen["deadlines"]] == [("kt", "2026-03-23")]
    assert of(house, "kt").deadline == FRIDAY, "a preview changes nothing"
    done = calendar.decide_days(house.desk, CHIEF, (FESTIVAL,)).body
    assert {**done, "dry_run": True} == seen
    assert (of(house, "kt").deadline, of(house, "vh").deadline) == (date(2026, 3, 23), FRIDAY)
    assert [one.addressee for one in house.notices() if one.kind == "changed"] == ["unit/kt"]
    house.directive({"lead_codes": ["phong"]}, number="13/CT-UBND")
    assert sorted(row.deadline for row in house.assignments() if row.deadline) == [FRIDAY] * 2 + [date(2026, 3, 23)] * 2
    sent(house)
    sound(house)


def test_the_word_on_a_unit_stands_over_that_on_everybody_whichever_came_last(memory: Memory) -> None:
    house = House(memory)
    house.directive({"lead_codes": ["phong"]})
    on_duty = Decision(FRIDAY, works=True, basis="QĐ 8", unit="kt")
    everybody = Decision(FRIDAY, works=False, basis="QĐ 7")
    calendar.decide_days(house.desk, CHIEF, (on_duty, everybody))
    assert (of(house, "kt").deadline, of(house, "vh").deadline) == (FRIDAY, date(2026, 3, 23))
    calendar.decide_days(house.desk, CHIEF, (everybody,))
    assert of(house, "kt").deadline == FRIDAY
    other = House(memory, house.now)
    assert other.desk.calendar_of("kt").works(FRIDAY), "another process knows at once"
    assert not other.desk.calendar.works(FRIDAY)


def test_a_day_of_a_unit_nobody_knows_and_one_told_twice_are_refused(memory: Memory) -> None:
    house = House(memory)
    for unit in ("xx", "ubnd"):
        strange = (replace(FESTIVAL, unit=unit),)
        assert refused(partial(calendar.decide_days, house.desk, CHIEF, strange)).code == "unknown-unit"
    twice = (FESTIVAL, replace(FESTIVAL, works=True))
    assert refused(lambda: calendar.decide_days(house.desk, CHIEF, twice)).code == "same-day"
    body = calendar.decide_days(house.desk, CHIEF, (FESTIVAL, replace(FESTIVAL, unit="vh")), dry_run=True).body
    assert body["deadlines"] == []
