"""Tables without rules whose heads stand in two rows, one over two; over two pages; with the text of the document below."""

from datetime import date

import pytest

from domain.directive import DraftItem
from reading.directives import read
from tests.reading.directives.pdf_files import HEAD, typeset

_ROWS = (
    ("1", "Đề án sắp xếp thôn, tổ dân phố", "Phòng Xây dựng chính quyền", "UBND các huyện", "30/6/2026"),
    ("2", "Quy chế văn hóa công sở", "Văn phòng Sở", "Thanh tra Sở", "Tháng 4/2026"),
    ("3", "Thi nâng ngạch công chức lên chuyên viên", "Phòng Công chức", "Trường Chính trị tỉnh", "Trước 15/9/2026"),
    ("4", "Rà soát hồ sơ cán bộ", "Phòng Công chức", "", "Chậm nhất ngày 20/8"),
)
_BELOW = "\n\nTrưởng các phòng, ban thuộc Sở căn cứ các nội dung của Kế hoạch này tổ chức triển khai thực hiện nghiêm túc, hiệu quả.\n"


def _items(over: str, lead: str, helping: str, *, gap: str = "0pt") -> tuple[DraftItem, ...]:
    heads = f"table.header([TT], [Nhiệm vụ phải làm], table.cell(colspan: 2)[{over}], [Thời hạn], [], [], [{lead}], [{helping}], [])"
    cells = ", ".join(f"[{cell}]" for row in _ROWS for cell in row)
    table = f"#v({gap})\n#set par(justify: false, first-line-indent: 0pt)\n#table(columns: (40pt, 142pt, 95pt, 95pt, 80pt), stroke: none, {heads}, {cells})\n"
    return read(typeset(HEAD + table + _BELOW), "a.pdf").items


@pytest.mark.parametrize(
    ("over", "lead", "helping"),
    [
        ("Trách nhiệm thực hiện", "Đơn vị chính", "Đơn vị cùng làm"),
        ("Đơn vị thực hiện", "Chủ trì", "Phối hợp"),
        ("Phân công", "Đầu mối", "Cùng thực hiện"),
        ("Tổ chức thực hiện", "Cơ quan chủ trì", "Cơ quan phối hợp"),
        ("Phân công cụ thể", "Đơn vị chủ trì", "Đơn vị phối hợp"),
    ],
)
def test_a_head_over_two_columns_leaves_them_two(over: str, lead: str, helping: str) -> None:
    items = _items(over, lead, helping)
    assert [item.lead for item in items] == [(row[2],) for row in _ROWS]
    assert [item.cooperating for item in items] == [(row[3],) if row[3] else () for row in _ROWS]


def test_the_heads_again_on_the_next_page_are_no_row() -> None:
    items = _items("Trách nhiệm thực hiện", "Đơn vị chính", "Đơn vị cùng làm", gap="400pt")
    assert [item.ref for item in items] == ["1", "2", "3", "4"]
    assert items[3].text == "Rà soát hồ sơ cán bộ"
    assert items[3].due_on == date(2026, 8, 20)
