"""Ladders taken in and chosen: shown first, only what lies ahead moves, nothing twice; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from acts import completions, foreseeing, ladder_choice, ladders, steps
from acts.completions import Report
from acts.ladder_choice import Choice
from acts.messages import Delivery, Outcome, send_due
from domain.errors import Refusal
from domain.ladder import Phase, Release, Rung
from domain.ladders import BUILT_IN, Priority, Version
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from storage import log
from storage.database import Memory
from tests.acts.house import CHIEF, OFFICIAL, House

ACCEPT = Rung("A2", Phase.ACCEPT, 2)
SOONER = Version(
    "mac-dinh",
    1,
    "Nhắc sớm hơn",
    date(2026, 3, 2),
    (
        Rung("B3", Phase.BEFORE, -4),
        Rung("O1", Phase.OVERDUE, 1, repeat_days=7),
        Rung("H3", Phase.HEAD, 2, Release.VETO),
        Rung("N1", Phase.OVERDUE, 4),
        ACCEPT,
    ),
)
MILD = Version("nhe", 1, "Nhẹ", date(2026, 1, 1), (Rung("D0", Phase.DUE, 0), ACCEPT), priorities=(Priority.URGENT,))


def pending(house: House, assignment: str) -> dict[str, date]:
    rows = house.steps(assignment)
    return {code: house.desk.calendar.local_date(row.at) for code, row in rows.items() if row.state == "pending"}


def take(house: House, assignment: str) -> None:
    steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, assignment), Caller.CLOCK)


def test_a_new_version_is_shown_first_then_lays_out_only_what_lies_ahead(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {"due_on": None})
    owed = next(row for row in house.assignments() if row.deadline)
    house.now = datetime(2026, 3, 13, 3, tzinfo=UTC)
    take(house, owed.id)  # B5 has been said
    with memory.reading() as session:
        head = log.head(session)
    seen = ladders.take_ladders(house.desk, CHIEF, (SOONER,), dry_run=True).body
    assert (seen["assignments"], seen["steps"]) == (1, {"moved": 2, "dropped": 3, "added": 1})
    with memory.reading() as session:
        assert log.head(session) == head
    done = ladders.take_ladders(house.desk, CHIEF, (SOONER,)).body
    assert {**done, "dry_run": True} == seen
    assert pending(house, owed.id) == {
        "B3": date(2026, 3, 16),
        "O1": date(2026, 3, 23),
        "H3": date(2026, 3, 23),
        "N1": date(2026, 3, 26),
    }
    assert house.steps(owed.id)["B5"].state == "taken"
    again = ladders.take_ladders(house.desk, CHIEF, (SOONER,)).body
    assert (again["taken"], again["assignments"]) == ([], 0)
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    assert holds(verify(memory, now=house.now))


def test_a_stored_version_is_immutable_and_the_next_must_be_higher(memory: Memory) -> None:
    house = House(memory)
    ladders.take_ladders(house.desk, CHIEF, (replace(SOONER, version=3),))
    for changed in (replace(SOONER, version=3, title="Khác"), replace(SOONER, version=2)):
        with pytest.raises(Refusal, match="phiên bản mới") as refused:
            ladders.take_ladders(house.desk, CHIEF, (changed,))
        assert refused.value.code == "ladder-immutable"
    with pytest.raises(Refusal) as refused:
        ladders.take_ladders(house.desk, CHIEF, (MILD, replace(MILD, code="nhe-hon")))
    assert refused.value.code == "priority-shared"
    with pytest.raises(Refusal):
        ladders.take_ladders(house.desk, OFFICIAL, (MILD,))


def test_what_an_earlier_change_set_aside_comes_back_with_a_later_one(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    before = pending(house, owed.id)
    ladders.take_ladders(house.desk, CHIEF, (SOONER,))
    assert pending(house, owed.id) != before
    ladders.take_ladders(house.desk, CHIEF, (replace(BUILT_IN, version=2, since=date(2026, 3, 2)),))
    assert pending(house, owed.id) == before


def test_a_ladder_is_chosen_for_an_item_a_directive_or_an_urgency(memory: Memory) -> None:
    house = House(memory)
    directive = house.directive({}, {})
    one, two = house.assignments()
    ladders.take_ladders(house.desk, CHIEF, (MILD,))
    shown = ladder_choice.choose_for_item(house.desk, CHIEF, one.item, Choice("nhe"), 1, dry_run=True).body
    assert shown["steps"] == {"moved": 0, "dropped": 6, "added": 0}
    ladder_choice.choose_for_item(house.desk, CHIEF, one.item, Choice("nhe"), 1)
    assert (set(pending(house, one.id)), len(pending(house, two.id))) == ({"D0"}, 7)
    ladder_choice.choose_for_item(house.desk, CHIEF, two.item, Choice(priority=Priority.URGENT))
    assert set(pending(house, two.id)) == {"D0"}
    ladder_choice.choose_for_directive(house.desk, CHIEF, directive, Choice("mac-dinh"))
    assert (set(pending(house, one.id)), len(pending(house, two.id))) == ({"D0"}, 7)
    for act in (ladder_choice.choose_for_item, ladder_choice.choose_for_directive):
        with pytest.raises(Refusal) as refused:
            act(house.desk, CHIEF, one.item, Choice("khong-co"))
        assert refused.value.code == "unknown-ladder"
    assert holds(verify(memory, now=house.now))


def test_who_must_answer_a_report_is_chased_by_the_new_version_from_now_on(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    assert {"A3.1", "A5.1"} <= set(pending(house, owed.id))
    ladders.take_ladders(house.desk, CHIEF, (SOONER,))
    assert pending(house, owed.id)["A2.1"] == date(2026, 3, 4)
    assert {"A3.1", "A5.1"}.isdisjoint(pending(house, owed.id))


def test_what_would_happen_is_told_with_its_day_and_whom_it_reaches(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {"basis": "document"})
    owed = house.assignments()[0]
    found = {one.rung: one for one in foreseeing.foresee(house.desk, OFFICIAL, owed.id)}
    assert (found["H3"].person, found["H3"].role, found["H3"].unit) == ("Trần Bình", "head", "Phòng Kinh tế")
    assert found["H3"].leaves_at == datetime(2026, 3, 25, 0, 30, tzinfo=UTC)
    assert found["C10"].leaves_at is None
    assert {row.at for row in house.steps(owed.id).values()} == {one.at for one in found.values()}
    ladders.take_ladders(house.desk, CHIEF, (MILD,))
    assert [one.rung for one in foreseeing.foresee(house.desk, OFFICIAL, owed.id, "nhe")] == ["D0"]
    with pytest.raises(Refusal):
        foreseeing.foresee(house.desk, OFFICIAL, owed.id, "khong-co")
