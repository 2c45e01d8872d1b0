"""The periodic form asked for by itself: once a period, some days before it ends, also after a silence; on both databases."""

from datetime import UTC, date, datetime

from acts import assignments, calendar, periodic_forms, steps
from domain.calendar import Decision
from domain.directive import Cadence
from domain.errors import Refusal
from domain.rights import Scope
from domain.subject import Caller, Subject, SubjectKind
from storage import log
from storage.database import Memory
from storage.tables import AssignmentRow
from storage.views.subjects import open_subjects, subjects_of
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.test_changes import refused, sent, sound

DAILY = {"cadence": "daily", "due_on": None, "lead_codes": ["phong"]}
MORNING = datetime(2026, 3, 24, 2, tzinfo=UTC)
"""Five working days before Tuesday 31/3, after the office has opened."""


def standing(memory: Memory) -> tuple[House, str, str]:
    """An order to both departments for every day; its directive and its item."""
    house = House(memory)
    order = house.directive(DAILY)
    return house, order, house.assignments()[0].item


def take(house: House, item: str) -> None:
    steps.take_due(house.desk, Subject(SubjectKind.ITEM, item), Caller.CLOCK)


def asked(house: House) -> list[tuple[str, str, date | None]]:
    rows: list[AssignmentRow] = [row for row in house.assignments() if row.period]
    return sorted((row.unit, row.period, row.deadline) for row in rows)


def test_a_form_is_asked_for_once_a_period_some_days_before_it_ends(memory: Memory) -> None:
    house, order, item = standing(memory)
    told = periodic_forms.ask_by_itself(house.desk, CHIEF, order, Cadence.MONTHLY, 2).body
    assert told["next"] == "2026-03"
    take(house, item)
    assert asked(house) == [], "not yet"
    house.now = MORNING
    take(house, item)
    take(house, item)
    end = date(2026, 3, 31)
    assert asked(house) == [("kt", "2026-03", end), ("vh", "2026-03", end)]
    assert {row.basis for row in house.assignments() if row.period} == {"internal"}
    issued = [one.addressee for one in house.notices() if one.kind == "issued"]
    assert sorted(issued) == ["unit/kt", "unit/kt", "unit/vh", "unit/vh"]
    with memory.reading() as session:
        assert Subject(SubjectKind.ITEM, item) in set(open_subjects(session)), "the next month waits"
    sent(house)
    sound(house)


def test_who_was_asked_by_hand_is_not_asked_again_and_a_silence_asks_only_for_what_is_still_ahead(
    memory: Memory,
) -> None:
    house, order, item = standing(memory)
    periodic_forms.ask(house.desk, CHIEF, order, "2026-03")
    periodic_forms.ask_by_itself(house.desk, CHIEF, order, Cadence.MONTHLY)
    house.now = MORNING
    take(house, item)
    assert len(asked(house)) == 2
    house.now = datetime(2026, 6, 25, 2, tzinfo=UTC)
    take(house, item)
    assert {period for _, period, _ in asked(house)} == {"2026-03", "2026-06"}


def test_a_day_off_moves_the_asking_and_another_rhythm_sets_the_old_one_aside(memory: Memory) -> None:
    house, order, item = standing(memory)
    periodic_forms.ask_by_itself(house.desk, CHIEF, order, Cadence.MONTHLY)
    off = (Decision(date(2026, 3, 30), works=False, basis="QĐ"),)
    calendar.decide_days(house.desk, CHIEF, off)
    (step,) = house.steps(item).values()
    assert house.desk.calendar.local_date(step.at) == date(2026, 3, 23)
    periodic_forms.ask_by_itself(house.desk, CHIEF, order, Cadence.QUARTERLY)
    states = {rung: row.state for rung, row in house.steps(item).items()}
    assert states == {"open 2026-03": "superseded", "open 2026-Q1": "pending"}
    periodic_forms.ask_by_itself(house.desk, CHIEF, order, None)
    assert {row.state for row in house.steps(item).values()} == {"superseded"}
    house.now = MORNING
    take(house, item)
    assert asked(house) == []


def test_a_rhythm_set_again_takes_its_steps_up_again_and_asks_for_nothing_twice(memory: Memory) -> None:
    house, order, item = standing(memory)
    for cadence in (Cadence.MONTHLY, None, Cadence.MONTHLY, Cadence.MONTHLY):
        periodic_forms.ask_by_itself(house.desk, CHIEF, order, cadence)
    house.now = MORNING
    take(house, item)
    for cadence in (None, Cadence.MONTHLY):
        told = periodic_forms.ask_by_itself(house.desk, CHIEF, order, cadence).body
    assert told["next"] == "2026-04"
    assert {rung: row.state for rung, row in house.steps(item).items()} == {
        "open 2026-03": "taken",
        "open 2026-04": "pending",
    }
    assert len(asked(house)) == 2
    house.now = datetime(2026, 4, 24, 2, tzinfo=UTC)
    take(house, item)
    assert len(asked(house)) == 4


def test_what_is_withdrawn_is_asked_for_no_more_and_clocks_hear_of_the_rhythm(memory: Memory) -> None:
    house, order, item = standing(memory)
    periodic_forms.ask_by_itself(house.desk, CHIEF, order, Cadence.MONTHLY)
    with memory.reading() as session:
        last = log.read_after(session, 0, 100)[-1]
        assert (last.kind, subjects_of(session, last)) == ("directive.forms-set", [Subject(SubjectKind.ITEM, item)])
    assignments.withdraw(house.desk, CHIEF, item, "Thay thế")
    house.now = MORNING
    take(house, item)
    assert asked(house) == []


def test_orders_without_standing_work_wrong_rhythms_and_who_may_not_are_refused(memory: Memory) -> None:
    house, order, _ = standing(memory)
    other = house.directive({}, number="13/CT-UBND")

    def wanted(directive: str, cadence: Cadence = Cadence.MONTHLY, scope: Scope = CHIEF) -> Refusal:
        return refused(lambda: periodic_forms.ask_by_itself(house.desk, scope, directive, cadence))

    assert wanted(other).code == "nothing-asked"
    assert wanted(order, Cadence.DAILY).code == "cadence"
    assert wanted(order, scope=OFFICIAL).kind == "forbidden"
