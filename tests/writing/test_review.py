"""The review's documents: to the measures of the Decree, blank where the registry writes, the same bytes each time."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import html as lxml_html

from domain.status import WorkState
from domain.tally import Standing
from domain.telling.text import name_lines
from tests.writing.a_review import OFFICE, RECORDS, a_record, a_snapshot
from writing.review import render, template_digest

BLANKS = " " * 6


def render_docx(told: dict[str, Any], office: dict[str, Any]) -> bytes:
    return render("ket-qua", "docx", told, office)


def render_html(told: dict[str, Any], office: dict[str, Any]) -> str:
    return render("ket-qua", "html", told, office).decode()


def opened(told: dict[str, Any] | None = None) -> Any:
    return Document(BytesIO(render_docx(told or a_snapshot(), OFFICE)))


def texts_of(document: Any) -> list[str]:
    """Everything written, in order, tables included."""
    return ["".join(node.text or "" for node in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]


class DescribeTheDocx:
    def it_is_a4_with_the_margins_of_the_decree(self) -> None:
        for section in opened().sections:
            assert {round(section.page_width.mm), round(section.page_height.mm)} == {210, 297}
            assert 20 <= round(section.top_margin.mm) <= 25
            assert 20 <= round(section.bottom_margin.mm) <= 25
            assert 30 <= round(section.left_margin.mm) <= 35
            assert 15 <= round(section.right_margin.mm) <= 20

    def it_is_in_times_new_roman_for_every_script(self) -> None:
        document = opened()
        fonts = document.styles["Normal"].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
        assert not document.element.body.xpath(".//w:rFonts")
        assert document.styles["Normal"].font.size == Pt(13)

    def it_has_the_head_in_two_columns(self) -> None:
        (left, right), (number, day) = (row.cells for row in opened().tables[0].rows)
        assert left.text.split("\n")[:3] == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH", "ỦY BAN NHÂN DÂN QUẬN 1"]
        assert right.text.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        assert number.text == f"Số:{BLANKS}/BC-UBND"
        assert day.text == f"Quận 1, ngày{BLANKS}tháng{BLANKS}năm 2023"

    def it_draws_its_rules_a_third_to_a_half_long(self) -> None:
        ruled = opened().element.body.xpath(".//w:p[w:pPr/w:pBdr]")
        assert len(ruled) == 3 + len(_annexes(opened()))

    def it_leaves_number_day_and_signature_blank(self) -> None:
        document = opened()
        written = "\n".join(texts_of(document))
        assert not re.search(r"Số:\s*\d|số\s+\d+/BC-UBND|ngày\s+\d+\s+tháng", written)
        signature = document.tables[_foot(document)].rows[0].cells[1].text
        assert signature.split("\n") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "", ""]

    def it_names_its_recipients_and_ends_as_documents_end(self) -> None:
        document = opened()
        left = document.tables[_foot(document)].rows[0].cells[0]
        assert left.text.split("\n") == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, PNV."]
        assert next(text for text in texts_of(document) if text.startswith("Trên đây")).endswith("./.")

    def it_has_its_parts_in_order(self) -> None:
        parts = [text for text in texts_of(opened()) if re.match(r"[IV]+\. [A-ZĐÁ]", text)]
        assert [text.partition(".")[0] for text in parts] == ["I", "II", "III", "IV"]

    def it_numbers_pages_on_top_but_not_the_first(self) -> None:
        for section in opened().sections:
            assert section.different_first_page_header_footer
            assert [node.text for node in section.header._element.iter(qn("w:instrText"))] == ["PAGE"]
            assert not "".join(p.text for p in section.first_page_header.paragraphs)

    def it_repeats_table_heads_and_splits_no_row(self) -> None:
        document = opened()
        tables = [table for table in document.tables if table.style.name == "Table Grid"]
        assert len(tables) == 7  # in the body, per unit, overdue, late, remedies, undated, estimates
        for table in tables:
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)

    def it_is_the_same_bytes_each_time(self) -> None:
        assert render_docx(a_snapshot(), OFFICE) == render_docx(a_snapshot(*reversed(RECORDS)), OFFICE)

    def it_tells_no_moment_of_its_making(self) -> None:
        data = render_docx(a_snapshot(), OFFICE)
        with ZipFile(BytesIO(data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.testzip() is None
        properties = Document(BytesIO(data)).core_properties
        assert properties.modified is not None
        assert properties.modified.date() == date(2023, 4, 6)
        assert properties.author == "Ủy ban nhân dân Quận 1"

    def it_can_be_made_of_an_empty_period(self) -> None:
        empty = a_snapshot(
            a_record(1, opened_on=date(2023, 5, 1), deadline=date(2023, 6, 1)), lost_points=(), scores=()
        )
        written = "\n".join(texts_of(opened(empty)))
        assert "Trong kỳ không có nhiệm vụ nào được theo dõi." in written
        assert "100" not in written


class DescribeTheTables:
    def it_adds_up_per_unit(self) -> None:
        table = _annexed(opened(), 0)
        figures = [[int(cell.text) for cell in row.cells[2:-1]] for row in table.rows[1:]]
        *units, total = figures
        assert [sum(column) for column in zip(*units, strict=True)] == total
        for assigned, _due, *states in figures:
            assert sum(states) == assigned
            assert len(states) == len(Standing)

    def it_prints_a_dash_where_nothing_could_be_measured(self) -> None:
        told = a_snapshot(a_record(3, deadline=None))
        assert [row.cells[-1].text for row in _annexed(opened(told), 0).rows[1:]] == ["–", "–"]

    def it_lists_what_is_overdue_with_its_reasons(self) -> None:
        row = [cell.text for cell in _annexed(opened(), 1).rows[1].cells]
        assert row[1:4] == ["UBND phường Đa Kao", "12/CT-UBND, mục\u00a01.2", "Nhiệm vụ <số> 2 & phụ lục"]
        assert row[4:6] == ["31/3/2023", "4"]  # working days
        assert row[6] == "vướng mắc: Hệ thống gián đoạn; đã báo cáo thủ trưởng, lãnh đạo ngày 05/4/2023"

    def it_shows_unsplit_points_unsplit(self) -> None:
        rows = [[cell.text for cell in row.cells] for row in _annexed(opened(), 3).rows]
        assert rows[4][2] == "1,50"
        assert rows[5][1:3] == ["- Tiết kiệm", "chưa tách"]
        assert rows[-1][1:3] == ["Tổng cộng (mỗi nội dung tính một lần)", "2,50"]
        assert rows[2][4] == "Đã hoàn thành nhiệm vụ khắc phục"

    def it_shows_no_total_where_too_little_is_measured(self) -> None:
        rows = [[cell.text for cell in row.cells] for row in _annexed(opened(), 5).rows]
        assert rows[0][3] == "Điểm tạm tính"
        assert {row[1]: row[3] for row in rows[1:]} == {
            "Phòng Nội vụ": "93,25",
            "UBND phường Đa Kao": "chưa thể đánh giá",
        }


class DescribeTheHtml:
    def it_tells_what_the_docx_tells(self) -> None:
        page = lxml_html.fromstring(render_html(a_snapshot(), OFFICE))
        said = " ".join(page.text_content().split())
        for text in texts_of(opened()):
            assert " ".join(text.split()) in said

    def it_loads_nothing_from_elsewhere(self) -> None:
        page = render_html(a_snapshot(), OFFICE)
        assert not re.search(r"<(script|link|img|iframe)|https?://|url\((?!#)|@import", page)
        assert "size: A4" in page

    def it_shows_markup_as_text(self) -> None:
        assert "Nhiệm vụ &lt;số&gt; 2 &amp; phụ lục" in render_html(a_snapshot(), OFFICE)

    def it_needs_nothing_of_the_office(self) -> None:
        assert "ỦY BAN NHÂN DÂN QUẬN 1" in render_html(a_snapshot(), {})


class DescribeTheTemplate:
    def it_has_a_digest_of_its_own(self) -> None:
        assert re.fullmatch(r"[0-9a-f]{64}", template_digest())

    @pytest.mark.parametrize(
        ("name", "lines"),
        [
            ("Ủy ban nhân dân Quận 1", ("ỦY BAN NHÂN DÂN QUẬN 1",)),
            ("Ủy ban nhân dân Thành phố Hồ Chí Minh", ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH")),
            ("Phòng Kinh tế, Hạ tầng và Đô thị", ("PHÒNG KINH TẾ,", "HẠ TẦNG VÀ ĐÔ THỊ")),
            ("", ()),
        ],
    )
    def it_breaks_a_long_name_where_a_clerk_would(self, name: str, lines: tuple[str, ...]) -> None:
        assert name_lines(name) == lines

    def it_says_how_the_same_facts_changed(self) -> None:
        done = replace(RECORDS[1], work=WorkState.ACCEPTED, result_on=date(2023, 3, 31))
        told = render_html(a_snapshot(RECORDS[0], done, *RECORDS[2:]), OFFICE)
        assert "Không có đơn vị nào còn nhiệm vụ quá hạn." in told


def _annexes(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs if re.fullmatch(r"Phụ lục [IV]+", p.text)]


def _foot(document: Any) -> int:
    return next(i for i, table in enumerate(document.tables) if table.cell(0, 0).text.startswith("Nơi nhận"))


def _annexed(document: Any, place: int) -> Any:
    return document.tables[_foot(document) + 1 + place]
