"""Items of a draft corrected together, cut, joined, and names learned; on both databases."""

from typing import Any

import pytest

from acts import directives, naming, office, parting
from acts.correcting import Correction, correct_item, correct_items
from domain.errors import Refusal
from domain.rights import SYSTEM
from proof.verify import holds, verify
from storage.database import Memory
from storage.views import directives as view
from storage.views.directives import ItemLine
from storage.views.directory import directory
from tests.acts.house import CHIEF, OFFICE, OFFICIAL, House, an_item


def a_draft(memory: Memory, *items: dict[str, Any]) -> tuple[House, str]:
    house = House(memory)
    draft = {"items": [{"ref": str(n), **an_item(), **item} for n, item in enumerate(items, 1)]}
    return house, directives.take_in(house.desk, SYSTEM, draft, "…", "0" * 64).body["id"]


def items_of(house: House, directive: str) -> tuple[ItemLine, ...]:
    with house.memory.reading() as session:
        return view.whole(session, SYSTEM, directive).items


def test_rows_are_saved_together_and_each_says_what_became_of_it(memory: Memory) -> None:
    house, draft = a_draft(memory, {}, {}, {}, {})
    first, second, third, fourth = items_of(house, draft)
    rows = [
        Correction(first.id, 1, {"lead_codes": ["vh"], "due_on": "2026-04-01"}),
        Correction(second.id, 7, {"product": "Báo cáo"}),
        Correction(third.id, 1, {"product": "Tờ trình", "lead_codes": ["không có"]}),
        Correction(fourth.id, 1, {"acceptors": ["kt"]}),
    ]
    answer = correct_items(house.desk, CHIEF, draft, rows, "k").body
    assert (answer["saved"], answer["refused"]) == (1, 3)
    told = [row.get("version") or row["problem"]["code"] for row in answer["rows"]]
    assert told == [2, "stale", "unknown-unit", "leads-itself"]
    now = items_of(house, draft)
    assert [(one.lead_codes, one.product, one.version) for one in now] == [
        (("vh",), None, 2),
        *[(("kt",), None, 1)] * 3,
    ]
    assert correct_items(house.desk, CHIEF, draft, rows, "k").repeated
    assert holds(verify(memory, now=house.now))


def test_an_item_named_twice_or_no_right_changes_nothing(memory: Memory) -> None:
    house, draft = a_draft(memory, {})
    row = Correction(items_of(house, draft)[0].id, 1, {"product": "Báo cáo"})
    for scope, rows, code in ((CHIEF, [row, row], "same-row"), (CHIEF, [], "rows"), (OFFICIAL, [row], "not-allowed")):
        with pytest.raises(Refusal) as refused:
            correct_items(house.desk, scope, draft, rows)
        assert refused.value.code == code
    assert items_of(house, draft)[0].version == 1


def test_a_correction_of_nothing_is_refused_and_makes_no_version(memory: Memory) -> None:
    house, draft = a_draft(memory, {})
    item = items_of(house, draft)[0].id
    with pytest.raises(Refusal) as refused:
        correct_item(house.desk, CHIEF, draft, item, {}, 1)
    assert refused.value.code == "nothing-changed"
    assert items_of(house, draft)[0].version == 1


def test_a_cut_item_stands_in_its_place_and_whole_again_is_as_before(memory: Memory) -> None:
    house, draft = a_draft(memory, {"text": "Rà soát thủ tục; lập danh mục; báo cáo."}, {"text": "Việc sau."})
    first = items_of(house, draft)[0]
    parts = ["Rà soát thủ tục;", "lập danh mục;", "báo cáo."]
    made = parting.split_item(house.desk, CHIEF, draft, first.id, parts, 1).body["items"]
    assert [(one.ref, one.text) for one in items_of(house, draft)] == [
        ("1/1", parts[0]),
        ("1/2", parts[1]),
        ("1/3", parts[2]),
        ("2", "Việc sau."),
    ]
    assert {(one.lead_codes, one.due_on) for one in items_of(house, draft)} == {(first.lead_codes, first.due_on)}
    parting.merge_items(house.desk, CHIEF, draft, made[1], made[0], None)
    parting.merge_items(house.desk, CHIEF, draft, made[1], made[2], None)
    whole, last = items_of(house, draft)
    assert (whole.ref, whole.text, last.text) == ("1", first.text, "Việc sau.")
    assert whole.position < last.position
    assert holds(verify(memory, now=house.now))


@pytest.mark.parametrize(
    ("parts", "code"), [(["Rà soát", "thủ tục khác"], "not-verbatim"), (["Rà soát thủ tục."], "parts")]
)
def test_parts_that_are_not_the_text_are_refused(memory: Memory, parts: list[str], code: str) -> None:
    house, draft = a_draft(memory, {"text": "Rà soát thủ tục."})
    with pytest.raises(Refusal) as refused:
        parting.split_item(house.desk, CHIEF, draft, items_of(house, draft)[0].id, parts, 1)
    assert refused.value.code == code


def test_items_of_different_days_are_not_put_together(memory: Memory) -> None:
    house, draft = a_draft(memory, {}, {"due_on": "2026-05-01"})
    first, second = items_of(house, draft)
    with pytest.raises(Refusal) as refused:
        parting.merge_items(house.desk, CHIEF, draft, first.id, second.id, 1)
    assert refused.value.code == "merge-differs"
    assert "hạn" in refused.value.problems[0].message
    assert len(items_of(house, draft)) == 2


def test_a_name_once_told_fills_the_draft_and_outlives_the_file_of_units(memory: Memory) -> None:
    lost = {"lead": ["Phòng KTHT"], "lead_codes": [], "unrecognised": ["Phòng KTHT"]}
    helps = {"cooperating": ["phòng ktht"], "lead_codes": ["vh"], "unrecognised": ["phòng ktht"]}
    house, draft = a_draft(memory, lost, helps, {})
    naming.name_unit(house.desk, CHIEF, draft, "Phòng KTHT", "kt")
    leads, with_help, other = items_of(house, draft)
    assert (leads.lead_codes, with_help.cooperating_codes, other.version) == (("kt",), ("kt",), 1)
    assert (leads.read["unrecognised"], with_help.read["unrecognised"]) == ([], [])
    office.set_office(house.desk, SYSTEM, OFFICE)
    with memory.reading() as session:
        assert "Phòng KTHT" in next(unit for unit in directory(session).units if unit.code == "kt").aliases


@pytest.mark.parametrize(
    ("written", "unit", "code"), [("phòng VĂN hóa", "kt", "name-taken"), ("Phòng lạ", "x", "unknown-unit")]
)
def test_a_name_that_means_another_unit_is_not_taken(memory: Memory, written: str, unit: str, code: str) -> None:
    house, draft = a_draft(memory, {})
    with pytest.raises(Refusal) as refused:
        naming.name_unit(house.desk, CHIEF, draft, written, unit)
    assert refused.value.code == code
