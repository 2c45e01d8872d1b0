"""Labels before an order, formulas that order nothing, reports of the past, and days counted back from the new year."""

from datetime import date

import pytest

from domain.directive import DraftItem
from reading.directives import read

_HEAD = "Số: 12/KH-UBND\nSơn Hà, ngày 10 tháng 11 năm 2025\nKẾ HOẠCH\nVề việc thử\n"


def _items(body: str) -> tuple[DraftItem, ...]:
    return read((_HEAD + body).encode(), "a.txt").items


def test_an_order_in_prose_begins_behind_what_it_is_about() -> None:
    body = "Về nước sạch: Giao Phòng Kinh tế sửa 02 trạm bơm trước ngày 20/12/2025. Công an xã tuần tra hằng tuần.\n"
    assert [(item.text[:9], item.lead) for item in _items(body)] == [
        ("Giao Phòn", ("Phòng Kinh tế",)),
        ("Công an x", ("Công an xã",)),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ban Chỉ đạo làm việc theo nguyên tắc tập trung dân chủ.",
        "Đoàn kiểm tra hoạt động kiêm nhiệm và tự giải thể khi xong việc.",
        "Phòng Tổ chức thông báo để các khoa, phòng biết, thực hiện.",
        "Hiệu trưởng nhắc nhở các tổ, bộ môn đề cao đạo đức nhà giáo, giữ hình ảnh của trường.",
        "Trong tháng 10 vừa qua, các đơn vị đã hoàn thành 92% kế hoạch.",
        "Cho đến nay, 05 xã đã bàn giao mặt bằng, 03 xã còn vướng.",
    ],
)
def test_what_orders_nothing_is_no_item(line: str) -> None:
    body = f"II. NHIỆM VỤ\n1. Phòng Kinh tế sửa trạm bơm trước ngày 20/12/2025.\n2. {line}\n"
    assert [item.ref for item in _items(body)] == ["II.1"]


@pytest.mark.parametrize(
    "line",
    [
        "Trong tháng 12 trao 150 phần quà cho hộ nghèo.",
        "Ban Chỉ đạo làm việc theo chế độ tập thể, họp mỗi quý một lần.",
        "Phòng Kinh tế thông báo để các hộ biết, đăng ký trước ngày 20/12/2025.",
    ],
)
def test_what_sounds_alike_and_orders_something_is_one(line: str) -> None:
    assert len(_items(f"II. NHIỆM VỤ\n1. {line}\n")) == 1


def test_a_general_aim_is_owed_by_nobody() -> None:
    assert _items("I. CHỈ TIÊU CHUNG\n1. Giảm 8% chi thường xuyên so với năm trước.\n") == ()


def test_a_body_leads_by_whomever_it_is_headed() -> None:
    body = "II. NHIỆM VỤ\n1. Tiểu ban Lễ tân do Phó Hiệu trưởng làm Trưởng tiểu ban\n- Gửi giấy mời trước ngày 20/12/2025.\n"
    assert [item.lead for item in _items(body)] == [("Tiểu ban Lễ tân",)]


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("chậm nhất 20 ngày trước Tết Nguyên đán", date(2026, 1, 28)),
        ("xong 02 tuần trước Tết", date(2026, 2, 3)),
        ("trước Tết Nguyên đán", date(2026, 2, 16)),
        ("trước 11 giờ 30 phút trưa ngày 14/11", date(2025, 11, 14)),
        ("trong 03 ngày làm việc kể từ ngày ra Thông báo", date(2025, 11, 13)),
    ],
)
def test_days_by_which_something_is_owed(when: str, day: date) -> None:
    (item,) = _items(f"II. NHIỆM VỤ\n1. Phòng Kinh tế lập danh sách hộ nghèo, {when}.\n")
    assert item.due_on == day


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("Các tiểu ban họp vào thứ Hai hằng tuần.", ("Các tiểu ban",)),
        ("Tổ phó chuẩn bị tài liệu họp.", ("Tổ phó",)),
        ("Phòng Vật tư là bộ phận thường trực; tổng hợp tiến độ.", ("Phòng Vật tư",)),
    ],
)
def test_who_leads(line: str, lead: tuple[str, ...]) -> None:
    (item,) = _items(f"II. NHIỆM VỤ\n1. {line}\n")
    assert item.lead == lead
