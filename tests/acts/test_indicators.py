"""Items judged by figures, and sources that owe them: told, escalated, recovered, chased; on both databases."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from acts import completions, indicators, sources, steps
from acts.completions import Report
from acts.figures import Figure, take_measurements
from acts.messages import Delivery, Outcome, send_due
from acts.sources import Source
from domain.errors import Refusal
from domain.indicator import Indicator
from domain.rights import SYSTEM
from domain.scorecard import Measurement
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from rounds.relay import NUDGES
from storage import log
from storage.database import Memory
from storage.tables import AssignmentRow
from storage.views.subjects import subjects_of
from tests.acts.house import CHIEF, OFFICIAL, House

RATE = Indicator("dung-han", "on_time", "total", ">=", Fraction(95, 100))
ALL = Indicator("dung-han", "on_time", "total", ">=", Fraction(1))


def a_house(memory: Memory, indicator: Indicator = RATE, **item: object) -> tuple[House, AssignmentRow]:
    house = House(memory)
    house.directive({"cadence": "quarterly", "due_on": "2026-03-31", **item})
    (owed,) = house.assignments()
    indicators.set_indicator(house.desk, CHIEF, owed.item, indicator, 1)
    return house, owed


def arrive(house: House, period: str, on_time: int, unit: str = "kt", source: str = "sổ") -> None:
    values = {"on_time": Fraction(on_time), "total": Fraction(100)}
    take_measurements(house.desk, SYSTEM, [Figure("dung-han", unit, period, Measurement(values, source=source))])


def told(house: House, kind: str = "figures") -> list[tuple[str, str]]:
    return [(n.addressee, n.facts.get("note", "")) for n in house.notices() if n.kind == kind]


def take(house: House, assignment: str) -> None:
    steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, assignment), Caller.CLOCK)
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))


def test_a_report_never_closes_what_figures_judge(memory: Memory) -> None:
    house, owed = a_house(memory)
    with pytest.raises(Refusal) as refused:
        completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    assert (refused.value.kind, refused.value.code) == ("conflict", "judged-by-figures")


def test_below_target_the_unit_sees_its_own_figures_once_and_nobody_elses(memory: Memory) -> None:
    house, _ = a_house(memory)
    arrive(house, "2026-01", 90)
    arrive(house, "2026-01", 90)  # the same figures again say nothing new
    arrive(house, "2026-01", 10, unit="vh")
    ((addressee, note),) = told(house)
    assert addressee == "unit/kt"
    assert note.startswith("Số liệu tháng 1 năm 2026: 90/100, đạt 90% (chỉ tiêu: từ 95% trở lên)")


def test_two_windows_running_reach_the_head_after_the_office_has_seen_it(memory: Memory) -> None:
    house, owed = a_house(memory)
    arrive(house, "2026-01", 90)
    take(house, owed.id)
    arrive(house, "2026-02", 80)
    step = house.steps(owed.id)["F-2026-02"]
    assert (step.phase, step.release, step.state) == ("head", "veto", "pending")
    house.now = datetime(2026, 3, 3, 1, tzinfo=UTC)
    take(house, owed.id)
    assert house.steps(owed.id)["F-2026-02"].state == "awaiting"
    assert told(house, "escalation") == []
    house.now = datetime(2026, 3, 4, 1, tzinfo=UTC)
    take(house, owed.id)
    ((addressee, note),) = told(house, "escalation")
    assert addressee == "head/kt"
    assert "02 kỳ liên tiếp chưa đạt" in note
    assert holds(verify(memory, now=house.now))


def test_a_better_window_takes_the_escalation_back_and_the_figure_closes_the_work(memory: Memory) -> None:
    house, owed = a_house(memory)
    arrive(house, "2026-01", 90)
    arrive(house, "2026-02", 90)
    assert house.steps(owed.id)["F-2026-02"].state == "pending"
    house.now += timedelta(minutes=1)
    arrive(house, "2026-02", 99)  # corrected
    assert house.steps(owed.id)["F-2026-02"].state == "superseded"
    house.now = datetime(2026, 4, 1, 1, tzinfo=UTC)
    arrive(house, "2026-03", 100)
    (row,) = [one for one in house.assignments() if one.id == owed.id]
    assert (row.work, row.result_on) == ("accepted", date(2026, 4, 1))
    assert not [step for step in house.steps(owed.id).values() if step.state in {"pending", "held", "awaiting"}]
    steps.take_due(house.desk, Subject(SubjectKind.ITEM, owed.item), Caller.CLOCK)
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    assert holds(verify(memory, now=house.now))


def test_a_corrected_figure_opens_again_what_the_wrong_one_closed_and_a_right_one_closes_it(memory: Memory) -> None:
    house, owed = a_house(memory)
    house.now = datetime(2026, 4, 2, 1, tzinfo=UTC)
    arrive(house, "2026-Q1", 97)
    assert house.assignments()[0].work == "accepted"
    house.now += timedelta(days=5)
    arrive(house, "2026-Q1", 60)
    (again,) = house.assignments()
    assert (again.work, again.closed_at, again.result_on) == ("in-progress", None, None)
    assert again.deadline == owed.deadline
    assert any("đính chính" in note for _, note in told(house, "changed"))
    steps_now = house.steps(owed.id).values()
    ahead = [step.at for step in steps_now if step.state == "pending" and step.phase in {"overdue", "head"}]
    assert ahead
    assert min(ahead) > house.now, "nobody is escalated for days on which the work stood as done"
    house.now += timedelta(days=1)
    arrive(house, "2026-Q1", 96)
    assert house.assignments()[0].work == "accepted"
    steps.take_due(house.desk, Subject(SubjectKind.ITEM, owed.item), Caller.CLOCK)
    take(house, next(row.id for row in house.assignments() if row.period == "2026-Q2"))
    checks = verify(memory, now=house.now)
    assert holds(checks), [check for check in checks if check.ok is False]


def test_a_later_window_that_falls_short_reopens_nothing(memory: Memory) -> None:
    house, _ = a_house(memory)
    house.now = datetime(2026, 4, 2, 1, tzinfo=UTC)
    arrive(house, "2026-Q1", 97)
    house.now = datetime(2026, 7, 2, 1, tzinfo=UTC)
    arrive(house, "2026-Q2", 10)
    assert [row.work for row in house.assignments() if row.period == "2026-Q1"] == ["accepted"]


def test_out_of_reach_is_said_once_to_the_unit_and_to_the_office(memory: Memory) -> None:
    house, _ = a_house(memory, ALL)
    arrive(house, "2026-01", 99)
    arrive(house, "2026-02", 98)
    said = [addressee for addressee, note in told(house) if "không còn đạt được" in note]
    assert sorted(said) == ["office/", "unit/kt"]


def test_a_deadline_that_does_not_bind_brings_no_head(memory: Memory) -> None:
    house, owed = a_house(memory, basis="internal")
    arrive(house, "2026-01", 90)
    arrive(house, "2026-02", 80)
    assert "F-2026-02" not in house.steps(owed.id)
    assert len(told(house)) == 2


def test_one_code_has_one_meaning_and_a_source_must_be_known(memory: Memory) -> None:
    house, _ = a_house(memory)
    house.directive({}, number="13/CT-UBND")
    other = next(row for row in house.assignments() if not row.period)
    for changed, code in (
        (Indicator("dung-han", "late", "total", "<=", Fraction(0)), "code-taken"),
        (Indicator("khac", "n", None, ">=", Fraction(1), "khong-co"), "unknown-source"),
    ):
        with pytest.raises(Refusal) as refused:
            indicators.set_indicator(house.desk, CHIEF, other.item, changed)
        assert refused.value.code == code


def test_a_source_is_a_duty_of_its_owner_that_its_figures_answer(memory: Memory) -> None:
    house = House(memory)
    sources.set_source(house.desk, CHIEF, Source("1022", "Cổng 1022", "vh", "25–25", 27))
    (owed,) = house.assignments()
    assert (owed.unit, owed.period, owed.deadline, owed.counts) == ("vh", "2026-03", date(2026, 3, 27), False)
    sources.set_source(house.desk, CHIEF, Source("1022", "Cổng 1022", "vh", "25–25", 20))
    assert len(house.assignments()) == 1
    house.now = datetime(2026, 3, 30, 1, tzinfo=UTC)
    take(house, owed.id)
    assert [n.phase for n in house.notices() if n.assignment == owed.id and n.kind == "digest"] == ["overdue"]
    arrive(house, "2026-03", 99, source="1022")
    assert [row.work for row in house.assignments()] == ["accepted"]
    house.now = datetime(2026, 4, 1, 1, tzinfo=UTC)
    steps.take_due(house.desk, Subject(SubjectKind.ITEM, owed.item), Caller.CLOCK)
    april = next(row for row in house.assignments() if row.period == "2026-04")
    assert (april.work, april.deadline) == ("issued", date(2026, 4, 20))
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    assert holds(verify(memory, now=house.now))


def test_clocks_are_nudged_by_figures_and_by_other_ladders(memory: Memory) -> None:
    house, owed = a_house(memory)
    arrive(house, "2026-01", 90)
    with memory.reading() as session:
        (event,) = [one for one in log.read_after(session, 0, 200) if one.kind == "figures.judged"][-1:]
        assert Subject(SubjectKind.ASSIGNMENT, owed.id) in subjects_of(session, event)
    assert {"figures.judged", "ladder.relaid"} <= NUDGES
