"""Task tables kept as text: any separator, any encoding an office meets."""

import pytest

from reading.directives import read

_ROWS = (
    ("KẾ HOẠCH QUÝ II", "", "", ""),
    ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"),
    ("1", "Rà soát, cập nhật danh mục", "Sở Nội vụ", "30/6/2026"),
    ("2", "Báo cáo kết quả", "Sở Y tế; Sở Tư pháp", "31/7/2026"),
)


def _csv(separator: str) -> str:
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in _ROWS)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_is_read_whatever_separates_its_cells(separator: str, encoding: str) -> None:
    draft = read(_csv(separator).encode(encoding), "giao-viec.csv")
    assert [(item.text, item.lead, str(item.due_on), item.source.line) for item in draft.items] == [
        ("Rà soát, cập nhật danh mục", ("Sở Nội vụ",), "2026-06-30", 3),
        ("Báo cáo kết quả", ("Sở Y tế", "Sở Tư pháp"), "2026-07-31", 4),
    ]


def test_excels_own_first_line_names_the_separator() -> None:
    assert len(read(f"sep=;\n{_csv(';')}".encode(), "a.csv").items) == 2


def test_a_table_saved_as_text_under_the_name_of_a_workbook_is_read() -> None:
    assert len(read(_csv("\t").encode("utf-16"), "xuat-tu-he-thong.xls").items) == 2
