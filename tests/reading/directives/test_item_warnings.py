"""What a careful reader flags on one item, in a sentence and in the cells of a table."""

import pytest

from domain.directive import DraftItem
from reading.directives import read

_HEAD = "Số: 12/KH-UBND\nSơn Hà, ngày 10 tháng 11 năm 2025\nKẾ HOẠCH\nVề việc thử\nII. NHIỆM VỤ\n"
_COLUMNS = "STT;Nhiệm vụ;Đơn vị chủ trì;Thời hạn\n"


def _codes(items: tuple[DraftItem, ...]) -> list[str]:
    (item,) = items
    return [warning.code for warning in item.warnings]


@pytest.mark.parametrize("day", ["30/02/2028", "31 tháng 4 năm 2026", "31/6", "29/02/2027", "15/13/2026"])
def test_a_day_no_calendar_has_is_flagged(day: str) -> None:
    line = f"1. Phòng Kinh tế lập danh sách hộ nghèo trước ngày {day}.\n"
    assert "impossible-day" in _codes(read((_HEAD + line).encode(), "a.txt").items)


@pytest.mark.parametrize("day", ["29/02/2028", "31/12/2026", "29/02"])
def test_a_day_of_the_calendar_is_not(day: str) -> None:
    line = f"1. Phòng Kinh tế lập danh sách hộ nghèo trước ngày {day}.\n"
    assert "impossible-day" not in _codes(read((_HEAD + line).encode(), "a.txt").items)


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("Thường xuyên", "cadence-without-period"),
        ("30/02/2028", "impossible-day"),
        ("Trước kỳ họp thứ 5", "event-without-day"),
        ("Trước 15/12/2025 và trước 20/01/2026", "several-deadlines"),
    ],
)
def test_the_cells_of_a_table_are_flagged_alike(when: str, code: str) -> None:
    table = f"{_COLUMNS}1;Kiểm tra vệ sinh các chợ;Phòng Kinh tế;{when}\n"
    assert code in _codes(read(table.encode(), "a.csv").items)
