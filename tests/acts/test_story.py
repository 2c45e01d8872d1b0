"""One item from issue to acceptance, on both databases."""

from datetime import UTC, date, datetime

import pytest

from acts import completions, issue, steps
from acts.completions import Report
from acts.messages import Claimed, Delivery, Outcome, send_due
from domain.errors import Refusal
from domain.status import ReturnClass
from domain.subject import Caller, Subject, SubjectKind
from storage import log
from storage.database import Memory
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House


def subject(assignment: str) -> Subject:
    return Subject(SubjectKind.ASSIGNMENT, assignment)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def test_issuing_opens_an_assignment_with_its_deadline_its_steps_and_one_notice(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    assert (owed.unit, owed.deadline, owed.original, owed.counts) == ("kt", date(2026, 3, 20), date(2026, 3, 20), True)
    assert set(house.steps(owed.id)) == {"B5", "B3", "D0", "O1", "H3", "P5", "C10"}
    assert [(notice.kind, notice.addressee) for notice in house.notices()] == [("issued", "unit/kt")]


def test_issued_twice_nothing_doubles(memory: Memory) -> None:
    house = House(memory)
    directive = house.directive({})
    steps_before = len(house.steps(house.assignments()[0].id))
    with pytest.raises(Refusal, match="đã được giao"):
        issue.issue(house.desk, CHIEF, directive, "12/CT-UBND", date(2026, 3, 2))
    assert len(house.assignments()) == 1
    assert len(house.steps(house.assignments()[0].id)) == steps_before


def test_after_a_long_silence_the_unit_gets_one_notice_and_the_lower_steps_collapse(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    house.now = at(24, 8)
    steps.take_due(house.desk, subject(owed.id), Caller.ROUND)
    states = {rung: step.state for rung, step in house.steps(owed.id).items()}
    assert states["O1"] == "taken"
    assert states["B5"] == states["B3"] == states["D0"] == "collapsed"
    assert states["O1.1"] == "pending"
    assert [n.kind for n in house.notices() if n.assignment == owed.id] == ["issued", "digest"]


def test_a_second_look_changes_nothing(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    house.now = at(16, 1)
    first = steps.take_due(house.desk, subject(owed.id), Caller.CLOCK)
    with memory.reading() as session:
        head = log.head(session)
    assert steps.take_due(house.desk, subject(owed.id), Caller.ROUND) == first
    with memory.reading() as session:
        assert log.head(session) == head


def test_an_escalation_waits_for_the_units_own_notice_then_for_a_veto_then_leaves(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    sent: list[Claimed] = []

    def post(mail: Claimed) -> Outcome:
        sent.append(mail)
        return Outcome(Delivery.SENT, "250 ok")

    for day in range(2, 28):
        for hour in (0, 4):
            house.now = at(day, hour) if hour else datetime(2026, 3, day, 0, 45, tzinfo=UTC)
            steps.take_due(house.desk, subject(owed.id), Caller.CLOCK)
            send_due(house.desk, post)
        if day == 24:
            assert house.steps(owed.id)["H3"].state == "awaiting"
    assert house.steps(owed.id)["H3"].state == "taken"
    kinds = [(mail.kind, mail.addressee) for mail in sent]
    assert (
        kinds.index(("digest", "unit/kt")) < kinds.index(("release", "chief/")) < kinds.index(("escalation", "head/kt"))
    )


def test_a_standing_report_holds_the_units_steps_and_chases_the_acceptor(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    answer = completions.complete(house.desk, OFFICIAL, Report((owed.id,), {"number": "45/BC"}, date(2026, 3, 2)))
    assert answer.status == 201
    states = {rung: step.state for rung, step in house.steps(owed.id).items()}
    assert {states[rung] for rung in ("B5", "B3", "D0", "O1", "H3")} == {"held"}
    assert states["A3.1"] == "pending"
    house.now = at(25, 1)
    steps.take_due(house.desk, subject(owed.id), Caller.ROUND)
    assert house.steps(owed.id)["O1"].state == "held"


def test_a_return_moves_no_deadline_and_brings_the_steps_back(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    completions.send_back(house.desk, CHIEF, report.body["id"], ReturnClass.INCOMPLETE, "Thiếu biểu tổng hợp")
    (back,) = house.assignments()
    assert (back.work, back.deadline, back.deadline_version) == ("returned", owed.deadline, 1)
    assert house.steps(owed.id)["D0"].state == "pending"


def test_acceptance_closes_the_assignment_and_its_clock(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    completions.accept(house.desk, CHIEF, report.body["id"])
    assert steps.take_due(house.desk, subject(owed.id), Caller.NUDGE).closed
    assert not any(step.state in {"pending", "held", "awaiting"} for step in house.steps(owed.id).values())


def test_another_units_work_looks_absent_and_who_leads_never_accepts(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    with pytest.raises(Refusal) as refused:
        completions.complete(house.desk, OTHER, Report((owed.id,)))
    assert refused.value.kind == "absent"
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    with pytest.raises(Refusal) as refused:
        completions.accept(house.desk, OFFICIAL, report.body["id"])
    assert refused.value.kind == "forbidden"


def test_one_key_gives_one_completion_and_the_first_answer_again(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    first = completions.complete(house.desk, OFFICIAL, Report((owed.id,)), key="k1")
    again = completions.complete(house.desk, OFFICIAL, Report((owed.id,)), key="k1")
    assert (again.body, again.repeated) == (first.body, True)
    with pytest.raises(Refusal, match="Idempotency-Key"):
        completions.complete(house.desk, OFFICIAL, Report((owed.id,), note="khác"), key="k1")


def test_a_quarterly_item_opens_its_next_period_on_its_first_working_morning(memory: Memory) -> None:
    house = House(memory)
    rule = {"kind": "day-of-period", "n": 20, "unit": None, "anchor": None}
    house.directive({"cadence": "quarterly", "due_on": None, "due_rule": rule, "lead_codes": ["phong"]})
    assert {(row.unit, row.period, row.deadline) for row in house.assignments()} == {
        ("kt", "2026-Q1", date(2026, 3, 20)),
        ("vh", "2026-Q1", date(2026, 3, 20)),
    }
    item = house.assignments()[0].item
    house.now = datetime(2026, 4, 1, 1, tzinfo=UTC)
    steps.take_due(house.desk, Subject(SubjectKind.ITEM, item), Caller.CLOCK)
    steps.take_due(house.desk, Subject(SubjectKind.ITEM, item), Caller.ROUND)
    assert sorted(row.period for row in house.assignments()) == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q2"]


def test_a_vertical_agency_is_reminded_but_never_escalated(memory: Memory) -> None:
    house = House(memory)
    house.directive({"lead_codes": ["ca"]})
    (owed,) = house.assignments()
    assert set(house.steps(owed.id)) == {"B5", "B3", "D0", "O1"}
