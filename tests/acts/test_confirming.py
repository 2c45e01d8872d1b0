"""Work given by word and the document that comes later; on both databases."""

from datetime import UTC, date, datetime

from acts import confirming, items
from domain.rights import SYSTEM
from storage.database import Memory
from storage.tables import AssignmentRow
from storage.views import directives as view
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.test_changes import refused, sent, sound

DOCUMENT = {"number": "9/TB-UBND", "issued_on": "2026-03-04", "signer": None}


def given(memory: Memory, due_on: date | None = date(2026, 3, 20)) -> tuple[House, str]:
    """A task for both departments, said on 02/3; today is 04/3."""
    house = House(memory)
    answer = items.give(house.desk, CHIEF, "Báo cáo nhanh một cửa", "phong", due_on, "Giao ban 02/3", "Chủ tịch")
    house.now = datetime(2026, 3, 4, 1, tzinfo=UTC)
    return house, answer.body["id"]


def waiting(house: House) -> list[str]:
    with house.memory.reading() as session:
        return [one.id for one in view.items(session, SYSTEM, waits=True).items]


def ahead(house: House, assignment: str) -> set[str]:
    return {rung for rung, step in house.steps(assignment).items() if step.state == "pending"}


def standing(rows: list[AssignmentRow]) -> set[tuple[str, bool, int]]:
    return {(row.basis, row.counts, row.deadline_version) for row in rows}


def test_the_document_makes_the_day_count_plans_anew_and_tells_each_unit_once(memory: Memory) -> None:
    house, item = given(memory)
    owed = house.assignments("kt")[0]
    assert waiting(house) == [item]
    followed = ahead(house, owed.id)
    told = confirming.confirm(house.desk, CHIEF, item, DOCUMENT, 1)
    assert (told.body["in_force"], told.body["told"], told.body["past"]) == (2, ["kt", "vh"], [])
    assert standing(house.assignments()) == {("word-confirmed", True, 2)}
    assert ahead(house, owed.id) > followed, "only what counts reaches heads"
    notices = [one for one in house.notices() if one.kind == "changed"]
    assert sorted(one.addressee for one in notices) == ["unit/kt", "unit/vh"]
    assert waiting(house) == []
    again = refused(lambda: confirming.confirm(house.desk, CHIEF, item, DOCUMENT))
    assert again.code == "no-document-awaited"
    sent(house)
    sound(house)


def test_a_day_before_its_document_binds_nobody_afterwards(memory: Memory) -> None:
    house, item = given(memory, date(2026, 3, 3))
    told = confirming.confirm(house.desk, CHIEF, item, DOCUMENT)
    assert (told.body["basis"], told.body["in_force"], len(told.body["past"])) == ("word-confirmed", 0, 2)
    assert standing(house.assignments()) == {("word", False, 1)}


def test_work_without_a_day_takes_its_document_and_no_deadline(memory: Memory) -> None:
    house, item = given(memory, None)
    assert waiting(house) == [item]
    assert confirming.confirm(house.desk, CHIEF, item, DOCUMENT).body["basis"] == "none"
    assert {row.deadline for row in house.assignments()} == {None}
    assert waiting(house) == []


def test_who_may_not_a_day_ahead_and_work_of_a_document_are_refused(memory: Memory) -> None:
    house, item = given(memory)
    assert refused(lambda: confirming.confirm(house.desk, OFFICIAL, item, DOCUMENT)).kind == "forbidden"
    assert refused(lambda: confirming.confirm(house.desk, CHIEF, item, DOCUMENT, 7)).kind == "stale"
    tomorrow = {**DOCUMENT, "issued_on": "2026-03-05"}
    assert refused(lambda: confirming.confirm(house.desk, CHIEF, item, tomorrow)).code == "future-day"
    house.directive({})
    (written,) = [row.item for row in house.assignments() if row.item != item]
    assert refused(lambda: confirming.confirm(house.desk, CHIEF, written, DOCUMENT)).code == "no-document-awaited"
