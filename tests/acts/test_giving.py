"""Orders and the calendar: nothing is issued before its day, nobody is given work whose day is over; on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from acts import directives, issue, items
from domain.errors import Refusal
from domain.rights import SYSTEM
from storage.database import Memory
from storage.tables import AssignmentRow, DirectiveRow
from tests.acts.house import CHIEF, House, an_item

TODAY = date(2026, 3, 2)


def owed(house: House) -> int | None:
    with house.memory.reading() as session:
        return session.scalar(select(func.count()).select_from(AssignmentRow))


def given(house: House, lead: str = "kt", due_on: date | None = TODAY) -> int:
    answer = items.give(house.desk, CHIEF, "Chuẩn bị phòng họp.", lead, due_on, "Họp giao ban", "Chủ tịch")
    return len(answer.body["assignments"])


@pytest.mark.parametrize("ahead", [1, 365])
def test_a_directive_is_not_issued_before_its_day_and_stays_a_draft(memory: Memory, ahead: int) -> None:
    house = House(memory)
    draft = {"items": [{"ref": "1", **an_item()}]}
    directive = directives.take_in(house.desk, SYSTEM, draft, "…", "0" * 64).body["id"]
    day = TODAY + timedelta(days=ahead)
    with pytest.raises(Refusal) as refused:
        issue.issue(house.desk, CHIEF, directive, "9/CT", day)
    assert (refused.value.code, refused.value.problems[0].field) == ("future-day", "issued_on")
    assert "không sau hôm nay (02/3/2026)" in refused.value.problems[0].message
    with memory.reading() as session:
        assert session.get_one(DirectiveRow, directive).state == "draft"
    house.now += timedelta(days=ahead)
    assert issue.issue(house.desk, CHIEF, directive, "9/CT", day).body["assignments"] == 1


@pytest.mark.parametrize(
    ("lead", "due_on", "code", "field", "said"),
    [
        ("kt", date(2026, 3, 1), "due-passed", "due_on", "từ hôm nay (02/3/2026) trở đi"),
        ("Phòng không có", None, "unknown-unit", "lead", "không có đơn vị hoặc nhóm “Phòng không có”"),
        ("ubnd", None, "authority-leads", "lead", "chọn một đơn vị trực thuộc"),
    ],
)
def test_work_of_yesterday_or_of_nobody_is_not_given(
    memory: Memory, lead: str, due_on: date | None, code: str, field: str, said: str
) -> None:
    house = House(memory)
    with pytest.raises(Refusal) as refused:
        given(house, lead, due_on)
    assert (refused.value.code, refused.value.problems[0].field) == (code, field)
    assert said in refused.value.problems[0].message
    assert owed(house) == 0


def test_work_of_today_is_given_and_so_is_work_without_a_day(memory: Memory) -> None:
    house = House(memory)
    assert given(house, "phong") == 2
    assert given(house, due_on=None) == 1
