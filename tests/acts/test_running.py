"""Carrying over a running table: past results are history, nothing past is told or escalated, and a second time changes nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from acts.desk import Answer
from acts.directives import take_in
from acts.running import carry_over
from domain.directive import Cadence
from domain.errors import Refusal
from domain.rights import SYSTEM
from domain.running import Duty, Paper, Result
from domain.status import WorkState
from storage.database import Memory
from storage.tables import AssignmentRow, ItemRow
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.outage_days import at, broken, go_round, post

PAPER = Paper("05/CT-UBND", date(2026, 1, 5), "UBND phường Mẫu", "Về cải cách hành chính")
DONE = Duty(
    PAPER, "Rà soát thủ tục", ("kt",), WorkState.ACCEPTED, "A!D7", 7, due_on=date(2026, 2, 10), result=Result(date(2026, 2, 9), "12/BC-KT")
)  # fmt: skip
LATE = replace(DONE, text="Lập kế hoạch", state=WorkState.IN_PROGRESS, row=8, result=None, due_on=date(2026, 2, 25))
AHEAD = replace(LATE, text="Kiểm tra", row=9, due_on=date(2026, 3, 20), leads=("kt", "vh"))
WAITS = replace(DONE, text="Tập huấn", row=10, state=WorkState.REPORTED, result=Result(date(2026, 2, 12)))


def carried(house: House, *duties: Duty, dry_run: bool = False) -> Answer:
    return carry_over(house.desk, CHIEF, duties, "0" * 64, dry_run=dry_run)


def row_of(house: House, text: str, unit: str = "kt") -> AssignmentRow:
    rows = {(one.unit, item): one for one in house.assignments() for item in [_text(house, one.item)]}
    return rows[unit, text]


def _text(house: House, item: str) -> str:
    with house.memory.reading() as session:
        return session.get_one(ItemRow, item).text


def test_what_is_foreseen_is_what_is_opened(memory: Memory) -> None:
    house = House(memory)
    foreseen = carried(house, DONE, LATE, AHEAD, WAITS, dry_run=True).body
    assert house.assignments() == []
    opened = carried(house, DONE, LATE, AHEAD, WAITS)
    assert opened.status == 201
    assert {**foreseen, "dry_run": None} == {**opened.body, "dry_run": None}
    assert (opened.body["documents"], opened.body["items"], opened.body["assignments"]) == (1, 4, 5)
    assert (opened.body["overdue"], opened.body["states"]) == (1, {"accepted": 1, "in-progress": 3, "reported": 1})
    assert len(house.assignments()) == 5
    assert broken(house) == []


def test_a_past_result_is_history_by_the_day_of_its_document(memory: Memory) -> None:
    house = House(memory)
    late = replace(DONE, text="Muộn", result=Result(date(2026, 2, 20), "13/BC-KT"))
    carried(house, DONE, late)
    on_time, after = row_of(house, "Rà soát thủ tục"), row_of(house, "Muộn")
    assert (on_time.work, on_time.result_on, on_time.deadline) == ("accepted", date(2026, 2, 9), date(2026, 2, 10))
    assert (after.result_on or date.min) > (after.deadline or date.max)
    assert on_time.closed_at == house.now
    assert house.steps(on_time.id) == {}
    assert broken(house) == []


def test_one_document_that_answered_several_tasks_is_one_report(memory: Memory) -> None:
    house = House(memory)
    carried(
        house,
        DONE,
        replace(DONE, text="Việc thứ hai"),
        replace(DONE, text="Việc khác", result=Result(date(2026, 2, 9))),
    )
    by_report = {one.completion for one in house.assignments()}
    assert len(by_report) == 2


def test_nothing_from_before_is_told_that_day_nor_ever_reported_above(memory: Memory) -> None:
    house = House(memory)
    carried(house, LATE, AHEAD)
    late = row_of(house, "Lập kế hoạch")
    go_round(house)
    assert house.notices() == []
    assert {"O1", "D0"} & set(house.steps(late.id)) == set()
    for day in range(3, 21):
        house.now = at(f"2026-03-{day:02}T09:00")
        go_round(house)
        post(house)
    told = [one for one in house.notices() if one.assignment == late.id]
    assert {one.phase for one in told} == {"overdue"}
    assert min(one.created_at for one in told) >= at("2026-03-09T00:00")
    assert broken(house) == []


def test_a_deadline_missed_after_the_carrying_over_is_reported_as_ever(memory: Memory) -> None:
    house = House(memory)
    carried(house, AHEAD)
    for day in range(10, 31):
        house.now = at(f"2026-03-{day}T09:00")
        go_round(house)
        post(house)
    told = {one.phase for one in house.notices() if one.assignment == row_of(house, "Kiểm tra").id}
    assert {"before", "due", "overdue", "head"} <= told


def test_the_same_table_again_changes_nothing_and_a_longer_one_only_adds(memory: Memory) -> None:
    house = House(memory)
    spoken = replace(
        AHEAD, paper=Paper(title="Giao ban tuần 2"), text="Báo cáo tuần", cadence=Cadence.WEEKLY, due_on=None
    )
    carried(house, DONE, LATE, AHEAD, spoken)
    before = [(one.id, one.version) for one in house.assignments()]
    again = carried(house, DONE, LATE, AHEAD, spoken)
    assert (again.status, again.body["assignments"], again.body["known"]) == (200, 0, 6)
    assert [(one.id, one.version) for one in house.assignments()] == before
    house.now += timedelta(days=1)
    more = carried(house, DONE, replace(LATE, state=WorkState.ACCEPTED, result=Result(date(2026, 3, 2))), WAITS)
    assert (more.body["documents"], more.body["assignments"], more.body["known"]) == (0, 1, 2)
    (differs,) = more.body["differs"]
    assert (differs["row"], differs["here"], differs["said"]) == (8, "đang thực hiện", "xác nhận hoàn thành")
    assert broken(house) == []


def test_the_same_words_of_another_document_or_another_day_are_other_work(memory: Memory) -> None:
    house = House(memory)
    other = replace(LATE, paper=replace(PAPER, issued_on=date(2025, 1, 6)))
    twice = replace(LATE, due_on=date(2026, 3, 25))
    assert carried(house, LATE, other, twice).body["assignments"] == 3
    assert carried(house, LATE, other, twice).body["known"] == 3


def test_a_report_that_waits_is_asked_of_who_answers_and_a_pause_stays_one(memory: Memory) -> None:
    house = House(memory)
    carried(house, WAITS, replace(LATE, text="Chờ", state=WorkState.SUSPENDED))
    steps = house.steps(row_of(house, "Tập huấn").id)
    assert steps["A3.1"].at > house.now
    assert {steps[rung].state for rung in steps if rung.startswith(("O", "H", "P", "C"))} <= {"held", "expired"}
    paused = row_of(house, "Chờ")
    assert (paused.work, paused.held_work) == ("suspended", "in-progress")
    assert broken(house) == []


def test_what_was_moved_keeps_its_first_day_and_what_recurs_opens_this_period(memory: Memory) -> None:
    house = House(memory)
    moved = replace(LATE, text="Dời", extended_to=date(2026, 3, 27))
    monthly = replace(LATE, text="Báo cáo tháng", due_on=None, cadence=Cadence.MONTHLY, state=WorkState.ISSUED)
    carried(house, moved, monthly)
    row = row_of(house, "Dời")
    assert (row.original, row.deadline) == (date(2026, 2, 25), date(2026, 3, 27))
    assert row_of(house, "Báo cáo tháng").period == "2026-03"
    assert broken(house) == []


def test_a_draft_of_the_same_number_and_who_may_not_are_refused_with_the_row(memory: Memory) -> None:
    house = House(memory)
    with pytest.raises(Refusal, match="không có quyền"):
        carry_over(house.desk, OFFICIAL, [DONE], "0" * 64)
    take_in(house.desk, SYSTEM, {"number": "05/CT-UBND", "issued_on": "2026-01-05", "items": []}, "…", "1" * 64)
    assert carried(house, DONE, dry_run=True).body["problems"][0]["field"] == "A!D7"
    with pytest.raises(Refusal) as refused:
        carried(house, DONE)
    assert "Dòng 7" in refused.value.problems[0].message
    assert house.assignments() == []
