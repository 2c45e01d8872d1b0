"""How the documents of a review say a figure, a day without force, and the words of an order: one way each."""

from datetime import date
from typing import Any

import pytest

from domain.telling import annexes, estimates
from domain.telling.chair import chair
from domain.telling.letterhead import Letterhead
from domain.telling.results import proposals, results
from domain.telling.text import Table
from domain.wording.phrases import rate, rate_cell
from tests.writing.a_review import a_record, a_snapshot

RATE = {"part": 940, "of": 1092, "percent": "86.08"}


def cells(blocks: Any) -> list[tuple[str, ...]]:
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


def annex(number: int, *records: Any) -> list[tuple[str, ...]]:
    return cells(annexes.annexes(a_snapshot(*records))[number].blocks)


def test_a_part_is_written_like_its_whole() -> None:
    assert rate("Tỷ lệ", RATE, "nhiệm vụ") == "Tỷ lệ: 86,08% (940/1.092 nhiệm vụ)."
    assert rate_cell(RATE) == "86,08% (940/1.092)"
    assert rate_cell({"part": 0, "of": 0, "percent": None}) == "–"


def test_nothing_estimated_is_said_without_a_zero() -> None:
    unknown: dict[str, Any] = {"unit": "a", "points": None, "max": "0", "losses": []}
    assert estimates.told([unknown]).startswith("Chưa thể tạm tính điểm: 01 kết quả chưa đủ số liệu.")
    assert "00" not in estimates.told([unknown])
    known = {**unknown, "points": "3", "max": "4"}
    assert estimates.told([known, unknown]).startswith("Có 01 kết quả tạm tính điểm; 01 kết quả chưa thể đánh giá")


def test_a_day_that_does_not_bind_is_shown_with_its_basis() -> None:
    word = a_record(1, deadline=date(2023, 5, 12), counts=False, basis="word")
    own = a_record(2, deadline=date(2023, 5, 15), counts=False, basis="internal")
    none = a_record(3, deadline=None, cadence="continuous", basis="none")
    told = {row[5] for row in annex(3, word, own, none)}
    assert told == {"12/5/2023 (ý kiến lãnh đạo, chờ văn bản)", "15/5/2023 (nội bộ)", "–"}


def test_days_late_are_working_days_and_say_so() -> None:
    late = a_record(1, deadline=date(2023, 3, 31))
    tables = [block for block in annexes.annexes(a_snapshot(late))[1].blocks if isinstance(block, Table)]
    assert "Số ngày làm việc trễ" in [column.title for column in tables[0].columns]
    assert tables[0].rows[0][5] == "4"  # from Friday to Thursday


def test_orders_stand_without_the_labels_of_their_table() -> None:
    late = a_record(1, deadline=date(2023, 3, 31), text="Ban hành kế hoạch.\n- Cơ quan chủ trì: Sở A.")
    assert annex(1, late)[0][3] == "Ban hành kế hoạch."


def test_the_leaders_page_calls_a_task_by_its_product() -> None:
    late = a_record(1, deadline=date(2023, 3, 31), text="Trong quý I, rà soát hồ sơ tồn.", product="Bảng rà soát hồ sơ")
    nameless = a_record(2, deadline=date(2023, 3, 31), text="Trong quý I, rà soát hồ sơ tồn.")
    letterhead = Letterhead({}, "Ủy ban nhân dân Quận 1", None, 2023)
    told = [row[2] for row in cells(chair(a_snapshot(late, nameless), letterhead).blocks) if "12/CT" in row[2]]
    assert [text.partition(" (")[0] for text in told] == ["Bảng rà soát hồ sơ", "Rà soát hồ sơ tồn"]


def test_units_that_are_many_are_counted_and_left_to_the_annex() -> None:
    many = [a_record(n, unit=f"don-vi-{n}", deadline=date(2023, 3, 1)) for n in range(1, 53)]
    told = results(a_snapshot(*many), Letterhead({}, "Ủy ban nhân dân Quận 1", None, 2023))
    (said,) = [str(getattr(block, "text", "")) for block in told.blocks if "52 đơn vị còn" in str(block)]
    assert "và 46 đơn vị khác" in said
    assert "Phụ lục II" in said


@pytest.mark.parametrize(
    ("authority", "in_charge", "place", "signs"),
    [
        ("UBND Quận 1", "Phòng Nội vụ", "Quận 1", ("TL. Chủ tịch", "Trưởng phòng Nội vụ")),
        ("UBND phường An Thịnh", "Văn phòng", "An Thịnh", ("TL. Chủ tịch", "Chánh Văn phòng")),
        ("UBND Thành phố Hồ Chí Minh", "Sở Nội vụ", "Thành phố Hồ Chí Minh", ("TL. Chủ tịch", "Giám đốc Sở Nội vụ")),
        ("UBND tỉnh Hà Tĩnh", "Sở Nội vụ", "Hà Tĩnh", ("TL. Chủ tịch", "Giám đốc Sở Nội vụ")),
    ],
)
def test_an_office_is_told_where_it_writes_and_who_signs(
    authority: str, in_charge: str, place: str, signs: tuple[str, ...]
) -> None:
    letterhead = Letterhead({}, authority, in_charge, 2026)
    assert (letterhead.place, letterhead.signed_for_leader()) == (place, signs)


def test_a_leader_is_not_asked_to_direct_an_agency_of_another_line() -> None:
    late = date(2023, 3, 1)
    snapshot = a_snapshot(
        a_record(1, deadline=late), a_record(2, deadline=late, unit="ca"), a_record(3, deadline=late, unit="ca")
    )
    (police,) = (unit for unit in snapshot["units"] if unit["unit"] == "ca")
    together = list(proposals(snapshot))
    assert any("chỉ đạo các đơn vị hoàn thành 03 nhiệm vụ" in sentence for sentence in together)
    police["kind"] = "vertical"
    told = [sentence for sentence in proposals(snapshot) if "Phụ lục II." in sentence]
    assert [sentence.partition("0")[2][:1] for sentence in told] == ["1", "2"]
    assert "trao đổi với" in told[1]
    assert "chỉ đạo" not in told[1]
