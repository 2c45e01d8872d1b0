"""Decisions on days: shown first, done as one act, each unit told once, nothing endless; on both databases."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from acts import amending, calendar, completions, correcting, directives, extensions, issue, steps
from acts.completions import Report
from acts.messages import Delivery, Outcome, send_due
from domain.calendar import Decision, Hours
from domain.calendar import Session as Hour
from domain.deadline import Policy, Rolling
from domain.errors import Refusal
from domain.rights import SYSTEM
from domain.status import DelayClass
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from storage import log
from storage.database import Memory
from storage.tables import ItemRow
from tests.acts.house import CHIEF, OFFICIAL, House, an_item

FRIDAY = date(2026, 3, 20)
OFF = (Decision(FRIDAY, works=False, basis="QĐ 10/QĐ-UBND", name="Nghỉ bù"),)


def test_a_preview_says_what_would_move_and_changes_nothing(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {"lead_codes": ["phong"]}, {"due_on": None})
    with memory.reading() as session:
        before = log.head(session)
    seen = calendar.decide_days(house.desk, CHIEF, OFF, dry_run=True)
    assert {(one["unit"], one["from"], one["to"]) for one in seen.body["deadlines"]} == {
        ("kt", "2026-03-20", "2026-03-23"),
        ("vh", "2026-03-20", "2026-03-23"),
    }
    with memory.reading() as session:
        assert log.head(session) == before
    assert {row.deadline for row in house.assignments()} == {FRIDAY, None}
    done = calendar.decide_days(house.desk, CHIEF, OFF)
    assert {**done.body, "dry_run": True} == seen.body


def test_the_offices_policy_and_hours_move_what_no_annex_has_fixed(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-21"})  # a Saturday: by the law it rolls forward
    assert [row.deadline for row in house.assignments()] == [date(2026, 3, 23)]
    back = calendar.Rhythm(Hours((Hour(time(8), time(16)),)), Policy(Rolling.BACK))
    answer = calendar.decide_days(house.desk, CHIEF, (), rhythm=back)
    assert [one["to"] for one in answer.body["deadlines"]] == ["2026-03-20"]
    assert [row.deadline_at for row in house.assignments()] == [datetime(2026, 3, 20, 9, tzinfo=UTC)]
    house.directive({"due_on": "2026-03-28"}, number="13/CT-UBND")
    assert {row.deadline for row in house.assignments()} == {date(2026, 3, 20), date(2026, 3, 27)}
    assert house.desk.calendar.sessions[0].start == time(8)


@pytest.mark.parametrize("anchor", ["issued_on", "ngày 02/3/2026"])
def test_working_days_that_are_counted_follow_what_is_announced_later_also_where_the_text_gave_their_day(
    memory: Memory, anchor: str
) -> None:
    house = House(memory)
    rule = {"kind": "relative", "n": 13, "unit": "working-days", "anchor": anchor}
    house.directive({"due_on": "2026-03-19", "due_rule": rule})  # as a reader gives it: the day beside its rule
    assert [row.deadline for row in house.assignments()] == [date(2026, 3, 19)]
    wednesday = (Decision(date(2026, 3, 11), works=False, basis="QĐ 11"),)
    calendar.decide_days(house.desk, CHIEF, wednesday)
    assert [row.deadline for row in house.assignments()] == [date(2026, 3, 20)]


def test_a_day_that_a_person_names_stands_instead_of_a_count(memory: Memory) -> None:
    house = House(memory)
    rule = {"kind": "relative", "n": 13, "unit": "working-days", "anchor": "issued_on"}
    house.directive({"due_on": "2026-03-19", "due_rule": rule})
    amending.amend(house.desk, CHIEF, house.assignments()[0].item, {"due_on": "2026-03-25"}, "CV 20/UBND")
    calendar.decide_days(house.desk, CHIEF, (Decision(date(2026, 3, 11), works=False, basis="QĐ 11"),))
    assert [row.deadline for row in house.assignments()] == [date(2026, 3, 25)]
    draft = {"title": "Chỉ thị", "items": [{"ref": "1", **an_item(due_on="2026-03-19", due_rule=rule)}]}
    taken = directives.take_in(house.desk, SYSTEM, draft, "…", "0" * 64).body["id"]
    with memory.reading() as session:
        first = session.scalars(select(ItemRow.id).where(ItemRow.directive == taken)).one()
    correcting.correct_item(house.desk, CHIEF, taken, first, {"due_on": "2026-03-27"}, version=1)
    issue.issue(house.desk, SYSTEM, taken, "14/CT-UBND", house.desk.today())
    assert [row.deadline for row in house.assignments() if row.directive == taken] == [date(2026, 3, 27)]


def test_a_day_corrected_before_counts_followed_the_calendar_stands_at_the_issue_and_after_it(memory: Memory) -> None:
    house = House(memory)
    rule = {"kind": "relative", "n": 10, "unit": "working-days", "anchor": "issued_on"}
    draft = {"title": "Chỉ thị", "items": [{"ref": "1", **an_item(due_on="2026-03-16", due_rule=rule)}]}
    taken = directives.take_in(house.desk, SYSTEM, draft, "…", "0" * 64).body["id"]
    with memory.writing() as session:  # as rows of before lie there: the day of a person beside the rule of the text
        row = session.scalars(select(ItemRow).where(ItemRow.directive == taken)).one()
        row.due_on, row.read = date(2026, 4, 29), {name: told for name, told in row.read.items() if name != "due_on"}
    issue.issue(house.desk, SYSTEM, taken, "14/CT-UBND", house.desk.today())
    assert [row.deadline for row in house.assignments()] == [date(2026, 4, 29)]
    calendar.decide_days(house.desk, CHIEF, (Decision(date(2026, 3, 11), works=False, basis="QĐ 11"),))
    assert [row.deadline for row in house.assignments()] == [date(2026, 4, 29)]


def test_deadlines_and_steps_follow_and_each_unit_hears_once(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {})
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    calendar.decide_days(house.desk, CHIEF, OFF)
    assert {(row.deadline, row.original, row.deadline_version) for row in house.assignments()} == {
        (date(2026, 3, 23), FRIDAY, 2)
    }
    mails = []
    send_due(house.desk, lambda mail: mails.append(mail) or Outcome(Delivery.SENT))  # type: ignore[func-returns-value]
    assert [(mail.addressee, len(mail.notices)) for mail in mails] == [("unit/kt", 2)]
    house.now = datetime(2026, 3, 23, 1, tzinfo=UTC)
    for row in house.assignments():
        steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, row.id), Caller.CLOCK)
    assert {n.phase for n in house.notices() if n.kind == "digest"} == {"due"}
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    assert holds(verify(memory, now=house.now))


def test_steps_of_a_deadline_that_stays_move_with_the_days_between(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    before = house.steps(owed.id)["B3"].at
    answer = calendar.decide_days(house.desk, CHIEF, (Decision(date(2026, 3, 18), works=False, basis="QĐ"),))
    assert (answer.body["deadlines"], answer.body["told"]) == ([], [])
    assert house.steps(owed.id)["B3"].at == before - timedelta(days=1)
    assert house.assignments()[0].deadline_version == 1


def test_a_deadline_that_has_passed_and_a_day_given_by_a_person_stay(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {"due_on": "2026-03-06"})
    past = next(row for row in house.assignments() if row.deadline == date(2026, 3, 6))
    other = next(row for row in house.assignments() if row.id != past.id)
    asked = extensions.ask(house.desk, OFFICIAL, other.id, date(2026, 3, 31), "Chờ", DelayClass.OBJECTIVE)
    extensions.decide(house.desk, CHIEF, asked.body["id"], granted=True, reason="Đồng ý")
    house.now = datetime(2026, 3, 9, 1, tzinfo=UTC)
    answer = calendar.decide_days(house.desk, CHIEF, (Decision(date(2026, 3, 6), works=False, basis="QĐ"), *OFF))
    assert answer.body["deadlines"] == []


def test_a_standing_report_keeps_its_unit_in_peace_when_days_move(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    calendar.decide_days(house.desk, CHIEF, OFF)
    house.now = datetime(2026, 3, 24, 1, tzinfo=UTC)
    steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.ROUND)
    assert not [n for n in house.notices() if n.kind == "digest" and n.addressee == "unit/kt"]


def test_a_calendar_without_working_days_is_refused_and_only_who_sets_rules_decides(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    empty = tuple(Decision(date(2026, 3, 2) + timedelta(days=n), works=False, basis="QĐ") for n in range(400))
    for wrong in (empty, (), OFF * 2):
        with pytest.raises(Refusal):
            calendar.decide_days(house.desk, CHIEF, wrong)
    with pytest.raises(Refusal) as refused:
        calendar.decide_days(house.desk, OFFICIAL, OFF)
    assert refused.value.kind == "forbidden"


DAYS = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=12, unique_by=lambda pair: pair[0])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=3))
def test_no_calendar_makes_a_clock_loop(memory: Memory, rounds: list[list[tuple[int, bool]]]) -> None:
    with memory.writing() as session:
        for table in ("stored_answer", "step", "notice", "message", "assignment", "item", "directive"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
    house = House(memory)
    house.directive({}, number="1")
    (owed,) = house.assignments()
    for given_days in rounds:
        days = tuple(Decision(date(2026, 3, 2) + timedelta(days=n), works=works, basis="QĐ") for n, works in given_days)
        calendar.decide_days(house.desk, CHIEF, days)
        house.now += timedelta(days=9)
        outlook = steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.CLOCK)
        assert outlook.wake_at is None or outlook.wake_at > house.now
