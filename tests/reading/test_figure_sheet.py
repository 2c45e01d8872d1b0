"""The table of a source as its owner keeps it: titles above, totals below, and cells that say what is wrong."""

from fractions import Fraction

import pytest

from domain.errors import Refusal
from reading.figure_sheet import read_figure_sheet
from tests.api.calls import COLUMNS, a_table

UNITS = {"Phòng Kinh tế": "kt", "Phòng Văn hóa": "vh", "P. KT": "kt"}
HEAD = ("STT", "Đơn vị", "Tổng số", "Đúng hạn")


def test_figures_are_read_below_titles_whatever_the_order_of_the_columns() -> None:
    data = a_table(("BÁO CÁO THÁNG 3",), (), HEAD, (1, "PHÒNG KINH TẾ", "1.234", "1.200,5"), ("", "Tổng cộng", 9, 9))
    found = read_figure_sheet(data, "1022.xlsx", COLUMNS, UNITS)
    (row,) = found.told
    assert (row.unit, row.place) == ("kt", "Tháng!4")
    assert row.figures == {"dung-han": {"total": Fraction(1234), "on_time": Fraction(12005, 10)}}
    assert [(one.field, one.message) for one in found.notes] == [("Tháng!B5", "bỏ qua dòng cộng “Tổng cộng”")]
    assert found.problems == ()


def test_what_is_not_understood_is_told_by_its_cell_and_the_rest_is_read() -> None:
    rows = ((1, "Phòng Lạ", 5, 5), (2, "Phòng Văn hóa", 10, "mười"), (3, "P. KT", 4, 4), (4, "Phòng Kinh tế", 4, 4))
    found = read_figure_sheet(a_table(HEAD, *rows), "1022.xlsx", COLUMNS, UNITS)
    assert {one.field: one.message for one in found.problems} == {
        "Tháng!B2": "không nhận ra đơn vị “Phòng Lạ”",
        "Tháng!D3": "cần một số, đang ghi “mười”",
        "Tháng!5": "đơn vị “Phòng Kinh tế” đã có ở dòng Tháng!4",
    }
    assert [row.unit for row in found.told] == ["vh", "kt"]


def test_a_missing_column_is_told_and_a_file_without_the_table_is_refused() -> None:
    found = read_figure_sheet(a_table(("Đơn vị", "Tổng số"), ("P. KT", 3)), "x.xlsx", COLUMNS, UNITS)
    assert [one.message for one in found.notes] == ["không có cột “Đúng hạn” (dung-han.on_time)"]
    for data in (a_table(("Tên", "Số"), ("P. KT", 3)), b"khong phai tep excel"):
        with pytest.raises(Refusal) as refused:
            read_figure_sheet(data, "x.xlsx", COLUMNS, UNITS)
        assert refused.value.code == "invalid-file"
