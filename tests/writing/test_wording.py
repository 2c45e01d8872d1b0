"""What the documents say of nothing, of one and of many, against the period before and without one; and of nobody by name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import html

from domain.calendar import Calendar
from domain.office import Unit, UnitKind
from domain.record import AssignmentRecord
from domain.review import earlier
from domain.review_rows import row
from domain.status import WorkState
from domain.telling.letters import LateUnit
from domain.wording.unnamed import unnamed
from tests.writing.a_review import OFFICE, RECORDS, a_record, a_snapshot
from writing.letters import render_letter
from writing.review import DOCUMENTS, render

DONE = a_record(1, work=WorkState.ACCEPTED, result_on=date(2023, 3, 30))
LATE = a_record(2)
AHEAD = a_record(3, deadline=date(2023, 4, 20))
SINGLES = {"done": DONE, "late": LATE, "ahead": AHEAD, "undated": a_record(4, deadline=None, cadence="continuous")}


def before(*records: AssignmentRecord) -> list[dict[str, Any]]:
    """The quarter before as it stood after its end; its records are those of this one, a quarter earlier."""
    moved = [
        replace(
            one,
            opened_on=date(2022, 11, 1),
            deadline=one.deadline and date(2022, 12, 31),
            result_on=one.result_on and date(2022, 12, 30),
        )
        for one in records
    ]
    return [earlier("2022-Q4", "quý IV năm 2022", date(2022, 10, 1), date(2022, 12, 31), date(2023, 1, 6), moved)]


def texts(*records: AssignmentRecord, **others: Any) -> dict[str, str]:
    """What each document shows its reader, charts apart, by name."""
    told = a_snapshot(*records, **{"lost_points": (), "scores": (), "steps": {}, **others})
    return {
        name: said(render(name, "html", told, OFFICE).decode())
        for kind, one in DOCUMENTS.items()
        if "html" in one.formats
        for name in one.names(kind, told)
    }


def said(page: str) -> str:
    tree = html.fromstring(page)
    for hidden in tree.xpath("//svg|//*[local-name()='svg']|//style|//title"):
        hidden.drop_tree()
    return " ".join(" ".join(tree.itertext()).split())


class DescribeNothingAndOne:
    @pytest.mark.parametrize("one", SINGLES.values(), ids=SINGLES)
    def it_speaks_of_one_as_one_and_never_of_nought(self, one: AssignmentRecord) -> None:
        for name, text in texts(one).items():
            assert not re.search(r"\b0?0 (nhiệm vụ|đơn vị|nội dung|lượt|lần|tiêu chí|việc)\b", text), name
            assert not re.search(r"các nhiệm vụ (nêu trên|còn lại|sau|quá hạn)", text), name

    def it_says_of_an_empty_period_that_it_was_empty(self) -> None:
        ahead = a_record(1, opened_on=date(2023, 5, 1), deadline=date(2023, 6, 1))
        told = texts(ahead)
        assert not [name for name in told if name.startswith("thong-bao")]
        for name in ("bao-cao", "ket-qua", "phieu-trinh"):
            assert "Trong kỳ không có nhiệm vụ nào được theo dõi." in told[name]
        assert "2. Không có nhiệm vụ nào quá hạn." in told["trang-lanh-dao"]
        assert "4. Kiến nghị Không có kiến nghị." in told["phieu-trinh"]

    def it_asks_a_late_unit_only_for_what_it_owes(self) -> None:
        assert "báo cáo kết quả; trường hợp có khó khăn" in texts(LATE)["thong-bao-da-kao"]
        assert "thực hiện đúng hạn nhiệm vụ còn lại;" in texts(LATE, AHEAD)["thong-bao-da-kao"]
        two = texts(LATE, AHEAD, SINGLES["undated"])["thong-bao-da-kao"]
        assert "thực hiện đúng hạn các nhiệm vụ còn lại;" in two

    @pytest.mark.parametrize(
        ("many", "these"), [(1, "hoàn thành nhiệm vụ nêu trên"), (2, "hoàn thành các nhiệm vụ nêu trên")]
    )
    def it_counts_in_letters_too(self, many: int, these: str) -> None:
        names = {"da-kao": "UBND phường Đa Kao"}
        rows = [row(a_record(n), date(2023, 4, 6), names, Calendar()) for n in range(many)]
        late = LateUnit("UBND phường Đa Kao", False, rows, [()] * many, date(2023, 4, 6))
        letter = said(render_letter("don-doc.html", late, "UBND Quận 1", "Phòng Nội vụ", {}).decode())
        assert these in letter
        assert f"còn {many:02d} nhiệm vụ quá hạn" in letter


class DescribeTheComparison:
    @pytest.mark.parametrize(
        ("past", "now", "moved"),
        [
            ([LATE], [LATE, AHEAD, DONE], "tăng 02 nhiệm vụ so với kỳ trước"),
            ([LATE, AHEAD, DONE], [LATE], "giảm 02 nhiệm vụ so với kỳ trước"),
            ([LATE], [LATE], "không đổi so với kỳ trước"),
        ],
    )
    def it_says_how_a_count_moved(
        self, past: Sequence[AssignmentRecord], now: Sequence[AssignmentRecord], moved: str
    ) -> None:
        told = texts(*now, history=before(*past))
        for name in ("bao-cao", "ket-qua", "phieu-trinh"):
            assert f"(mỗi đơn vị, mỗi kỳ thực hiện tính là một nhiệm vụ), {moved};" in told[name]

    @pytest.mark.parametrize(
        ("past", "now", "moved"),
        [
            ([LATE, DONE], [DONE], "100,00% (1/1 nhiệm vụ đến hạn), tăng 50,00 điểm phần trăm so với kỳ trước."),
            ([DONE], [DONE, LATE], "50,00% (1/2 nhiệm vụ đến hạn), giảm 50,00 điểm phần trăm so với kỳ trước."),
            ([DONE], [DONE], "100,00% (1/1 nhiệm vụ đến hạn), không đổi so với kỳ trước."),
            ([AHEAD], [DONE], "100,00% (1/1 nhiệm vụ đến hạn)."),
        ],
    )
    def it_says_how_a_rate_moved_where_both_could_be_measured(
        self, past: Sequence[AssignmentRecord], now: Sequence[AssignmentRecord], moved: str
    ) -> None:
        past = [replace(one, deadline=None) if one is AHEAD else one for one in past]
        assert f"Tỷ lệ hoàn thành đúng hạn: {moved}" in texts(*now, history=before(*past))["ket-qua"]

    def it_compares_the_first_period_with_nothing(self) -> None:
        for name, text in texts(*RECORDS).items():
            assert "so với" not in text, name
        assert "1. Số liệu chung (chưa có số liệu kỳ so sánh)" in texts(*RECORDS)["trang-lanh-dao"]

    def it_names_what_a_report_window_is_compared_with(self) -> None:
        told = texts(LATE, history=before(LATE), compared_with="cùng kỳ năm trước")
        assert "không đổi so với cùng kỳ năm trước" in told["bao-cao"]


@pytest.mark.parametrize("records", [RECORDS, (DONE,), (LATE, AHEAD)])
def test_every_rate_prints_what_it_is_of(records: Sequence[AssignmentRecord]) -> None:
    for name, text in texts(*records, history=before(*records)).items():
        bare = [text[m.start() : m.end() + 30] for m in re.finditer(r"\d%(?! \([\d.]+/[\d.]+)", text)]
        assert bare == [], name


class DescribeTheReportToTheSuperior:
    BLAMED = a_record(
        2,
        text="Giao UBND phường Đa Kao chủ trì, phối hợp Phòng Nội vụ rà soát thủ tục.",
        obstacle="ủy ban nhân dân phường Đa Kao chưa nhận được ý kiến của PHÒNG  NỘI VỤ.",
    )

    def it_names_no_unit_even_in_the_words_of_an_order_or_a_hindrance(self) -> None:
        told = texts(DONE, self.BLAMED, replace(DONE, unit="pnv"))
        written = told["bao-cao"].casefold()
        for name in ("phường đa kao", "phòng nội vụ"):
            assert name not in written
        assert "Giao đơn vị liên quan chủ trì, phối hợp đơn vị liên quan rà soát" in told["bao-cao"]
        assert "Đơn vị liên quan chưa nhận được ý kiến của đơn vị liên quan." in told["bao-cao"]
        assert "UBND phường Đa Kao" in told["ket-qua"]

    def it_lists_a_task_once_with_how_many_units_owe_it(self) -> None:
        units = (
            Unit("pnv", "Phòng Nội vụ", UnitKind.DEPARTMENT),
            *(Unit(f"p{n}", f"Phường {n}", UnitKind.COMMUNE) for n in range(12)),
        )
        late = [a_record(1, unit=f"p{n}", obstacle="Thiếu người" if n % 2 else None) for n in range(12)]
        told = a_snapshot(*late, units=units)
        page = html.fromstring(render("bao-cao", "html", told, OFFICE).decode())
        (table,) = [one for one in page.xpath("//table") if "Số đơn vị còn quá hạn" in one.text_content()]
        ((*_, many, _, days, why),) = [[cell.text_content() for cell in line] for line in table.xpath(".//tbody/tr")]
        assert (many, days, why) == ("12", "4", "Thiếu người")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("UBND phường Đa Kao và Ủy ban nhân dân  phường Đa Kao", "đơn vị và đơn vị"),
        ("UBND phường Đa Kaoo", "UBND phường Đa Kaoo"),
        ("chờ Uỷ ban nhân dân phường Đa Kao, phòng nội vụ", "chờ đơn vị, đơn vị"),
        ("Phối hợp Phòng Nội vụ Quận 1 rà soát; Phòng Nội vụ phường An Thịnh.", "Phối hợp đơn vị rà soát; đơn vị."),
        ("gửi Phòng Nội vụ phường trước ngày 20", "gửi đơn vị trước ngày 20"),
        ("không có ai", "không có ai"),
    ],
)
def test_a_name_gives_way_however_it_is_written(text: str, told: str) -> None:
    assert unnamed(text, ["UBND phường Đa Kao", "Phòng Nội vụ", ""], "đơn vị") == told
    assert unnamed(text, [], "đơn vị") == text
