"""Tables of figures in Word: rows are copies of one, and yet each says its own and looks as asked."""

from typing import Any

from docx import Document

from domain.telling.text import Column, Table
from writing.to_docx import add

ROWS = (("Phòng Nội vụ", "1"), ("", "2"), ("Hai dòng\ncủa một ô", " 3 "), ("Tổng cộng", "6"))


def a_table(**looks: Any) -> Any:
    document = Document()
    add(Table((Column("Đơn vị", 3, "left"), Column("Số", 1)), ROWS, **looks), document, 165.0)
    return document.tables[0]


def test_each_row_says_its_own() -> None:
    table = a_table()
    assert [tuple(cell.text for cell in row.cells) for row in table.rows[1:]] == list(ROWS)


def test_only_the_rows_that_are_asked_for_are_bold() -> None:
    table = a_table(bold=frozenset({3}))
    bold = [{run.font.bold for cell in row.cells for run in cell.paragraphs[0].runs} for row in table.rows]
    assert bold == [{True}, {False}, {False}, {False}, {True}]


def test_all_rows_have_the_widths_of_the_head() -> None:
    table = a_table()
    widths = {tuple(round(cell.width.mm) for cell in row.cells) for row in table.rows}
    assert widths == {(124, 41)}


def test_a_table_without_rows_has_its_head_alone() -> None:
    document = Document()
    add(Table((Column("Đơn vị", 1),), ()), document, 165.0)
    assert len(document.tables[0].rows) == 1
