"""Marks that repeat those above them, rows beside numbered paragraphs, lines set back to the margin."""

import pytest

from domain.directive import DraftItem
from reading.directives import read
from reading.directives.markers import split_marker

_ORDERS = (
    "UBND TỈNH AN LẠC\nSố: 12/CT-UBND\nAn Lạc, ngày 12 tháng 8 năm 2025\nCHỈ THỊ\nVề việc thử\nUBND tỉnh yêu cầu:\n"
)


def _items(body: str) -> tuple[DraftItem, ...]:
    return read((_ORDERS + body).encode(), "a.txt").items


@pytest.mark.parametrize(
    ("marks", "refs"),
    [
        (["I. CHUNG", "I.1. Y tế", "I.1.a)", "I.1.b)", "II. RIÊNG", "II.1."], ["I.1.a", "I.1.b", "II.1"]),
        (["1. Y tế", "1.a)", "1.b)", "2. Nước", "2.a)"], ["1.a", "1.b", "2.a"]),
        (["1. Y tế", "1a.", "1b.", "2."], ["1.a", "1.b", "2"]),
        (["I/ CHUNG", "I/1.", "I/2.", "II/ RIÊNG", "II/1."], ["I.1", "I.2", "II.1"]),
        (["A. CHUNG", "A.1. Y tế", "A.1.a.", "A.1.b.", "B. RIÊNG", "B.1."], ["A.1.a", "A.1.b", "B.1"]),
        (["I. CHUNG", "1. Y tế", "1.1. Thuốc", "1.1.a)", "1.2.", "2."], ["I.1.1.a", "I.1.2", "I.2"]),
        (["I.1 Y tế", "I.1.1", "I.1.2", "I.2"], ["I.1.1", "I.1.2", "I.2"]),
    ],
)
def test_an_item_is_cited_once_by_each_part_of_its_mark(marks: list[str], refs: list[str]) -> None:
    body = "\n".join(mark if mark[-1].isalpha() and " " in mark else f"{mark} Sở Y tế mua thuốc." for mark in marks)
    assert [item.ref for item in _items(body)] == refs


@pytest.mark.parametrize("text", ["8h/ngày trực tại trụ sở", "15m đường ống", "1.5m đường ống", "II/2025 là quý sau"])
def test_a_figure_is_no_mark(text: str) -> None:
    mark, _ = split_marker(text)
    assert mark is None or not mark.style.startswith("path")


def test_a_row_that_shares_its_number_with_a_paragraph_is_cited_below_its_own() -> None:
    items = _items(
        "1. Làm các việc trong bảng:\n| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n| 1 | Cắm mốc đê | Sở Xây dựng | 30/8/2025 |\n"
        "| 2 | Nạo vét kênh | Sở Tài chính | 30/9/2025 |\n2. Sở Nội vụ tổng hợp hằng tháng.\n"
    )
    assert [item.ref for item in items] == ["1.1", "1.2", "2"]


def test_rows_alone_keep_their_numbers() -> None:
    items = _items(
        "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n| 1 | Cắm mốc | Sở Xây dựng | 30/8/2025 |\n| 2 | Nạo vét | Sở Y tế | 30/9/2025 |\n"
    )
    assert [item.ref for item in items] == ["1", "2"]


def test_a_line_at_the_margin_goes_on_where_paragraphs_are_set_in() -> None:
    items = _items(
        "     1/ Việc nuôi lại cá lồng chỉ làm sau khi nước sông trong trở lại 15 ngày;\n"
        "Chi cục Thủy sản hướng dẫn người nuôi chọn giống khỏe và thả đúng mật\nđộ, không nuôi quá dày.\n"
        "     2/ Công an tỉnh kiểm tra tàu hút cát tại các bến sông và xử lý nghiêm các\n"
        "tàu không phép trên địa bàn tỉnh trong tháng 8 năm 2025 theo đúng quy định của\npháp luật.\n"
        "     3/ Sở Xây dựng sửa bến.\n"
    )
    assert [item.lead for item in items] == [("Chi cục Thủy sản",), ("Công an tỉnh",), ("Sở Xây dựng",)]
