"""What work waits for, declared as having come about and taken back; on both databases."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from acts import calendar, completions, fulfilling, handing, pauses
from acts.completions import Report
from acts.fulfilling import Declared
from domain.calendar import Decision
from domain.errors import Refusal
from domain.rights import SYSTEM
from storage.database import Memory
from storage.views import directives as view
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.test_changes import again, look, refused, sent, sound

COUNTED = {"kind": "by-event", "n": 10, "unit": "working-days", "anchor": "Thành phố có hướng dẫn"}
BARE = {"kind": "by-event", "anchor": "Thành phố có chỉ đạo"}
WEDNESDAY = datetime(2026, 3, 11, 1, tzinfo=UTC)
DOCUMENT = {"number": "88/UBND-VX", "issued_on": "2026-03-10"}


def hanging(memory: Memory, rule: dict[str, Any] | None = None, **item: Any) -> tuple[House, str]:
    """An order of 02/3 to both departments that waits for something; today is Wednesday 11/3."""
    house = House(memory)
    house.directive({"lead_codes": ["phong"], "due_on": None, "due_rule": rule or COUNTED, **item})
    house.now = WEDNESDAY
    return house, house.assignments()[0].item


def waiting(house: House) -> list[str]:
    with house.memory.reading() as session:
        return [one.id for one in view.items(session, SYSTEM, hangs=True).items]


def test_deadlines_counted_from_the_event_arise_and_each_unit_is_told_once(memory: Memory) -> None:
    house, item = hanging(memory)
    assert waiting(house) == [item]
    assert {row.deadline for row in house.assignments()} == {None}
    declared = Declared(date(2026, 3, 10), DOCUMENT)
    foreseen = fulfilling.declare(house.desk, CHIEF, item, declared, dry_run=True).body
    assert {row.deadline for row in house.assignments()} == {None}, "a preview writes nothing"
    told = fulfilling.declare(house.desk, CHIEF, item, declared, 1).body
    assert told["deadlines"] == foreseen["deadlines"]
    assert {one["to"] for one in told["deadlines"]} == {"2026-03-24"}
    rows = house.assignments()
    assert {(row.deadline, row.original, row.basis, row.counts) for row in rows} == {
        (date(2026, 3, 24), date(2026, 3, 24), "document", True)
    }
    assert {"B3", "D0", "O1"} <= set(house.steps(rows[0].id))
    changed = [one for one in house.notices() if one.kind == "changed"]
    assert sorted(one.addressee for one in changed) == ["unit/kt", "unit/vh"]
    assert waiting(house) == []
    sent(house)
    sound(house)


def test_what_waited_goes_on_with_its_deadline_and_suspended_work_stays_at_rest(memory: Memory) -> None:
    house, item = hanging(memory)
    first, second = house.assignments()
    pauses.suspend(house.desk, CHIEF, first.id, "Chờ hướng dẫn", waiting=True)
    pauses.suspend(house.desk, CHIEF, second.id, "Sắp xếp lại")
    told = fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 10))).body
    assert told["woken"] == [first.id]
    assert [again(house, one.id).work for one in (first, second)] == ["issued", "suspended"]
    house.now += timedelta(days=14)
    for one in (first, second):
        look(house, one.id)
    assert house.steps(first.id)["O1"].state == "taken"
    assert {step.state for step in house.steps(second.id).values()} == {"held"}
    sent(house)
    sound(house)


def test_a_day_that_is_over_already_and_a_bare_event_leave_work_undated_and_its_units_are_told(memory: Memory) -> None:
    house, item = hanging(memory, {**COUNTED, "n": 3})
    told = fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 4))).body
    assert (told["in_force"], len(told["past"]), len(told["undated"])) == (0, 2, 2)
    assert {row.deadline for row in house.assignments()} == {None}
    house.directive({"lead_codes": ["kt"], "due_on": None, "due_rule": BARE})
    (bare,) = [row.item for row in house.assignments() if row.item != item]
    assert fulfilling.declare(house.desk, CHIEF, bare, Declared(WEDNESDAY.date())).body["in_force"] == 0
    said = [one.facts["note"] for one in house.notices() if one.kind == "changed"]
    assert len(said) == 3
    assert all("chưa xác định thời hạn" in one for one in said)


def test_after_hours_a_deadline_of_the_same_day_does_not_arise(memory: Memory) -> None:
    house, item = hanging(memory, {**COUNTED, "n": 1})
    house.now = datetime(2026, 3, 11, 11, tzinfo=UTC)  # 18:00
    assert fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 10))).body["in_force"] == 0


def test_a_named_day_stays_when_its_condition_comes_about(memory: Memory) -> None:
    house, item = hanging(memory, None, due_on="2026-04-10", due_rule=None, condition="khi được bố trí kinh phí")
    assert waiting(house) == [item]
    told = fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 10))).body
    assert (told["in_force"], told["told"]) == (0, ["kt", "vh"])
    assert {(row.deadline, row.deadline_version) for row in house.assignments()} == {(date(2026, 4, 10), 1)}


def test_a_declaration_is_taken_back_and_made_anew(memory: Memory) -> None:
    house, item = hanging(memory)
    first = house.assignments()[0]
    pauses.suspend(house.desk, CHIEF, first.id, "Chờ hướng dẫn", waiting=True)
    fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 10)))
    fulfilling.take_back(house.desk, CHIEF, item, "Văn bản của nơi khác", 2)
    rows = house.assignments()
    assert {(row.deadline, row.deadline_at, row.original, row.named) for row in rows} == {(None, None, None, None)}
    assert again(house, first.id).work == "waiting"
    assert {step.state for row in rows for step in house.steps(row.id).values()} == {"superseded"}
    assert waiting(house) == [item]
    fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 11)))
    assert {row.deadline for row in house.assignments()} == {date(2026, 3, 25)}
    sent(house)
    sound(house)


def test_nothing_is_taken_back_once_somebody_has_acted_on_it_or_is_late(memory: Memory) -> None:
    house, item = hanging(memory)
    assert refused(lambda: fulfilling.take_back(house.desk, CHIEF, item, "Nhầm")).code == "not-declared"
    fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 10)))
    owed = house.assignments("kt")[0]
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    found = refused(lambda: fulfilling.take_back(house.desk, CHIEF, item, "Nhầm"))
    assert (found.code, found.allowed) == ("acted-on", ("amendments", "extensions"))
    other, late = hanging_again(house)
    house.now = datetime(2026, 3, 30, 1, tzinfo=UTC)
    assert refused(lambda: fulfilling.take_back(house.desk, CHIEF, late, "Nhầm")).code == "acted-on"
    assert again(house, other).deadline == date(2026, 3, 24)


def hanging_again(house: House) -> tuple[str, str]:
    """Another order that waited and goes on."""
    house.now = datetime(2026, 3, 2, 1, tzinfo=UTC)
    house.directive({"lead_codes": ["vh"], "due_on": None, "due_rule": COUNTED}, number="13/CT-UBND")
    house.now = WEDNESDAY
    (owed,) = [row for row in house.assignments("vh") if row.deadline is None]
    fulfilling.declare(house.desk, CHIEF, owed.item, Declared(date(2026, 3, 10)))
    return owed.id, owed.item


def test_contradictions_are_refused_with_what_would_be_right(memory: Memory) -> None:
    house, item = hanging(memory)

    def declared(on: date, **more: Any) -> Any:
        scope = more.pop("scope", CHIEF)
        return lambda: fulfilling.declare(house.desk, scope, more.get("item", item), Declared(on), more.get("seen"))

    assert refused(declared(date(2026, 3, 10), scope=OFFICIAL)).kind == "forbidden"
    assert refused(declared(date(2026, 3, 10), seen=9)).kind == "stale"
    assert refused(declared(date(2026, 3, 12))).code == "future-day"
    assert refused(declared(date(2026, 3, 1))).code == "before-issue"
    declared(date(2026, 3, 10))()
    twice = refused(declared(date(2026, 3, 11)))
    assert (twice.code, twice.allowed) == ("fulfilled-already", ("fulfilment/retraction",))
    assert "10/3/2026" in twice.detail
    house.directive({}, number="14/CT-UBND")
    (plain,) = [row.item for row in house.assignments() if row.item != item]
    assert refused(declared(date(2026, 3, 11), item=plain)).code == "no-condition"
    assert refused(declared(date(2026, 3, 11), item="x")).kind == "absent"


HOURS = {"kind": "by-event", "n": 24, "unit": "hours", "anchor": "có công văn của Thành phố"}


def test_hours_run_from_the_hour_that_was_declared_to_the_minute(memory: Memory) -> None:
    house, item = hanging(memory, HOURS)
    declared = Declared(date(2026, 3, 10), at=time(16, 15))
    foreseen = fulfilling.declare(house.desk, CHIEF, item, declared, dry_run=True).body
    told = fulfilling.declare(house.desk, CHIEF, item, declared).body
    assert {one["instant"] for one in told["deadlines"]} == {"2026-03-11T09:15:00+00:00"}
    assert told["deadlines"] == foreseen["deadlines"]
    row = house.assignments("kt")[0]
    assert (row.deadline, row.deadline_at) == (date(2026, 3, 11), datetime(2026, 3, 11, 9, 15, tzinfo=UTC))
    assert row.explanation == "24 giờ kể từ 16:15 ngày 10/3/2026 là đến 16:15 ngày 11/3/2026."
    assert any("đã có từ 16:15 ngày 10/3/2026" in str(one.facts) for one in house.notices() if one.kind == "changed")
    office = Decision(date(2026, 4, 1), works=False, basis="QĐ 1")
    calendar.decide_days(house.desk, CHIEF, (office,))
    handing.reassign(house.desk, CHIEF, row.id, "vp", "Đúng chức năng")
    assert house.assignments("vp")[0].deadline_at == row.deadline_at, "what re-plans it keeps its minute"
    sent(house)
    sound(house)


def test_hours_that_end_on_a_day_off_bind_until_the_next_working_day_closes(memory: Memory) -> None:
    house, item = hanging(memory, HOURS)
    house.now = datetime(2026, 3, 13, 9, tzinfo=UTC)  # Friday 16:00
    fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 13), at=time(15, 30)))
    assert house.assignments("kt")[0].deadline_at == datetime(2026, 3, 16, 10, 30, tzinfo=UTC)


def test_without_an_hour_they_run_from_the_end_of_the_day_and_no_hour_to_come_is_declared(memory: Memory) -> None:
    house, item = hanging(memory, HOURS)
    ahead = Declared(date(2026, 3, 11), at=time(8, 1))  # it is 08:00
    found = refused(lambda: fulfilling.declare(house.desk, CHIEF, item, ahead))
    assert (found.code, [one.field for one in found.problems]) == ("future-hour", ["fulfilled_at"])
    fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 11)))
    assert house.assignments("kt")[0].deadline_at == datetime(2026, 3, 12, 10, 30, tzinfo=UTC)


def test_what_is_owed_before_an_event_does_not_wait_for_it(memory: Memory) -> None:
    house, item = hanging(memory, {"kind": "by-event", "n": 0, "unit": "days", "anchor": "kỳ họp thứ 5"})
    assert waiting(house) == []
    with pytest.raises(Refusal) as said:
        fulfilling.declare(house.desk, CHIEF, item, Declared(date(2026, 3, 10)))
    assert said.value.code == "no-condition"
    assert {(row.deadline, row.work) for row in house.assignments()} == {(None, "issued")}
    sent(house)
    sound(house)
