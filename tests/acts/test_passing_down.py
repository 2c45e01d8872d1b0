"""Work from above: child tasks for units below, with internal days before the superior's; on both databases."""

from dataclasses import replace
from datetime import date

from acts import amending, assignments, completions, directives, extensions, issue, passing_down
from acts.completions import Report
from acts.extensions import Spoken
from acts.hand_over import Decision, hand_over
from acts.passing_down import Task
from acts.signing import sign_annex
from domain.annex import Annex, AnnexRow
from domain.calendar import Calendar
from domain.deadline import Basis
from domain.descent import internal_day
from domain.rights import SYSTEM
from domain.status import DelayClass
from storage.database import Memory
from storage.tables import AssignmentRow
from storage.views.assignments import whole
from storage.views.records import records
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House, an_item
from tests.acts.test_changes import again, refused, sent, sound

SUPERIOR = date(2026, 3, 31)


def from_above(memory: Memory, **item: object) -> tuple[House, AssignmentRow]:
    """A superior's order to the Phòng Kinh tế, due on Tuesday 31/3; today is Monday 02/3."""
    house = House(memory)
    draft = {"title": "Kế hoạch", "items": [{"ref": "1", **an_item(due_on=SUPERIOR.isoformat(), **item)}]}
    found = directives.take_in(house.desk, SYSTEM, draft, "…", "0" * 64).body["id"]
    passing_down.came_from_above(house.desk, CHIEF, found, "UBND tỉnh", 1)
    issue.issue(house.desk, CHIEF, found, "8/KH-UBND", date(2026, 3, 2))
    return house, house.assignments()[0]


def children(house: House, parent: AssignmentRow) -> list[AssignmentRow]:
    return [row for row in house.assignments() if row.id != parent.id]


def test_parts_go_to_units_below_with_internal_days_and_the_superiors_day_stays(memory: Memory) -> None:
    house, owed = from_above(memory)
    tasks = (Task("Gửi số liệu quý", "phong", date(2026, 3, 20)), Task("Rà soát hồ sơ", "vh"))
    told = passing_down.pass_down(house.desk, CHIEF, owed.id, tasks, 1).body
    below, of_culture = children(house, owed), house.assignments("vh")[0]
    assert sorted(told["children"]) == sorted(row.id for row in below)
    assert sorted((row.unit, row.deadline) for row in below) == [
        ("kt", date(2026, 3, 20)),
        ("vh", date(2026, 3, 20)),
        ("vh", date(2026, 3, 26)),
    ]
    assert {(row.basis, row.counts) for row in below} == {("internal", False)}
    assert {"B3", "D0", "O1"} <= set(house.steps(below[0].id)), "the ladder runs on the internal day"
    assert again(house, owed.id).deadline == SUPERIOR
    with house.memory.reading() as session:
        found = whole(session, CHIEF, owed.id, house.desk.today())
        part = whole(session, OTHER, of_culture.id, house.desk.today())
        scored = {one.ref: one.from_above for one in records(session, SYSTEM, house.now)}
    assert [one.ref for one in found.children] == ["1/1", "1/1", "1/2"]
    assert part.parent is not None
    assert (part.parent.id, part.parent.deadline, part.parent.from_above) == (owed.id, SUPERIOR, True)
    assert scored == {"1": True, "1/1": False, "1/2": False}, "a part is no second task of the superior"
    assert sorted(one.addressee for one in house.notices() if one.kind == "issued")[-2:] == ["unit/vh", "unit/vh"]
    sent(house)
    sound(house)


def test_a_part_never_reaches_the_day_of_the_whole(memory: Memory) -> None:
    house, owed = from_above(memory)
    late = (Task("Gửi số liệu", "vh", SUPERIOR), Task("Rà soát", "xx", date(2026, 3, 20)))
    found = refused(lambda: passing_down.pass_down(house.desk, CHIEF, owed.id, late))
    assert (found.code, [one.field for one in found.problems]) == ("tasks-unfit", ["tasks[0].due_on", "tasks[1].lead"])
    assert "31/3/2026" in found.problems[0].message
    assert children(house, owed) == []
    passing_down.pass_down(house.desk, CHIEF, owed.id, (Task("Gửi số liệu", "vh", date(2026, 3, 20)),))
    (part,) = children(house, owed)

    def asked(until: date) -> object:
        return extensions.ask(house.desk, OTHER, part.id, until, "Chờ", DelayClass.OBJECTIVE)

    assert refused(lambda: asked(SUPERIOR)).code == "not-before-superior"
    assert refused(lambda: amending.amend(house.desk, CHIEF, part.item, {"due_on": "2026-04-01"}, "CV")).code == (
        "not-before-superior"
    )
    asked(date(2026, 3, 27))
    spoken = Spoken("Chủ tịch", date(2026, 3, 2), "giao ban")
    ours = refused(
        lambda: extensions.ask(
            house.desk, CHIEF, owed.id, date(2026, 4, 10), "Lùi", DelayClass.OBJECTIVE, spoken=spoken
        )
    )
    assert ours.code == "from-above"


def test_no_act_moves_the_day_of_a_superior(memory: Memory) -> None:
    house, owed = from_above(memory)
    later = {"due_on": "2026-04-10"}
    assert refused(lambda: amending.amend(house.desk, CHIEF, owed.item, later, "CV")).code == "from-above"
    signed = ("8/KH-UBND", date(2026, 3, 2), "3/PL", date(2026, 3, 2), None)
    row = AnnexRow("1", Basis.ANNEX, product="Báo cáo", due_on=date(2026, 4, 10))
    found = refused(lambda: directives.lay_annex(house.desk, CHIEF, owed.directive, Annex(*signed, (row,))))
    assert [one.field for one in found.problems] == ["rows[0].due_on"]
    directives.lay_annex(house.desk, CHIEF, owed.directive, Annex(*signed, (replace(row, due_on=SUPERIOR),)))
    assert (again(house, owed.id).deadline, again(house, owed.id).basis) == (SUPERIOR, "document")
    amending.amend(house.desk, CHIEF, owed.item, {"product": "Tờ trình"}, "CV")
    sound(house)


def test_the_whole_closes_with_its_parts_or_says_why(memory: Memory) -> None:
    house, owed = from_above(memory)
    passing_down.pass_down(house.desk, CHIEF, owed.id, (Task("Gửi số liệu", "vh", date(2026, 3, 20)),))
    (part,) = children(house, owed)
    found = refused(lambda: completions.complete(house.desk, OFFICIAL, Report((owed.id,), note=" ")))
    assert found.code == "children-open"
    assert "1/1 (vh)" in found.problems[0].message
    completions.complete(house.desk, OTHER, Report((part.id,)))
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    assert again(house, owed.id).work == "reported"
    sound(house)


def test_with_a_reason_it_is_reported_without_and_withdrawing_it_withdraws_its_parts(memory: Memory) -> None:
    house, owed = from_above(memory)
    passing_down.pass_down(house.desk, CHIEF, owed.id, (Task("Gửi số liệu", "vh", date(2026, 3, 20)),))
    (part,) = children(house, owed)
    nested = refused(lambda: passing_down.pass_down(house.desk, CHIEF, part.id, (Task("Nữa", "kt"),)))
    assert nested.code == "child-itself"
    completions.complete(house.desk, OFFICIAL, Report((owed.id,), note="Phòng Văn hóa gửi số liệu sau"))
    assert again(house, part.id).work == "issued"
    told = assignments.withdraw(house.desk, CHIEF, owed.item, "Thay thế").body
    assert sorted(told["assignments"]) == sorted([owed.id, part.id])
    assert {row.work for row in house.assignments()} == {"withdrawn"}
    sent(house)
    sound(house)


def test_a_signed_annex_makes_no_internal_day_of_a_part_count(memory: Memory) -> None:
    house, owed = from_above(memory)
    passing_down.pass_down(house.desk, CHIEF, owed.id, (Task("Gửi số liệu", "vh", date(2026, 3, 20)),))
    sign_annex(house.desk, CHIEF, owed.directive, "3/PL", date(2026, 3, 2), None, None)
    (part,) = children(house, owed)
    assert (part.basis, part.counts) == ("internal", False)


def test_parts_of_a_line_that_a_hand_over_merges_are_parts_of_the_one_that_is_followed(memory: Memory) -> None:
    house, owed = from_above(memory, lead_codes=["kt", "vh"])
    kept = next(row for row in house.assignments("vh") if row.item == owed.item)
    gone = next(row for row in house.assignments("kt") if row.item == owed.item)
    passing_down.pass_down(house.desk, CHIEF, gone.id, (Task("Gửi số liệu", "ca", date(2026, 3, 20)),))
    hand_over(house.desk, CHIEF, "kt", Decision("7/QĐ-UBND", date(2026, 3, 2), "vh"))
    found = refused(lambda: completions.complete(house.desk, OTHER, Report((kept.id,))))
    assert found.code == "children-open"


def test_who_may_not_closed_work_and_days_too_near_are_refused(memory: Memory) -> None:
    house, owed = from_above(memory)
    task = (Task("Gửi số liệu", "vh"),)
    assert refused(lambda: passing_down.pass_down(house.desk, OFFICIAL, owed.id, task)).kind == "forbidden"
    assert refused(lambda: passing_down.pass_down(house.desk, CHIEF, owed.id, ())).code == "tasks"
    assert refused(lambda: passing_down.came_from_above(house.desk, CHIEF, owed.directive, None)).code == (
        "already-issued"
    )
    house.now = house.now.replace(day=30)
    assert refused(lambda: passing_down.pass_down(house.desk, CHIEF, owed.id, task)).code == "tasks-unfit"
    assert internal_day(None, None, date(2026, 3, 2), Calendar(), "due_on") is None
