"""Who, with whom and by when on one line below a task, labels with bars between them; heads in two rows of a typed table."""

from datetime import date

import pytest

from domain.directive import DraftItem
from reading.directives import read
from reading.directives.detail_lines import is_row_of_details

_HEAD = "UBND XÃ AN LẠC\nSố: 12/TB-UBND\nAn Lạc, ngày 06 tháng 7 năm 2026\nTHÔNG BÁO\nKết luận giao ban\nChủ tịch UBND xã giao các việc sau:\n"


def _item(details: str) -> DraftItem:
    body = f"1) Thay bóng đèn hỏng trên đường liên thôn.\n   {details}\n2) Giao Công an xã tuần tra ban đêm.\n"
    items = read((_HEAD + body).encode(), "a.txt").items
    assert len(items) == 2
    return items[0]


@pytest.mark.parametrize(
    "details",
    [
        "=> Đầu mối: Phòng Kinh tế | Cùng làm: Thôn Đông | Hạn: 10/7/2026",
        "Chủ trì: Phòng Kinh tế | Phối hợp: Thôn Đông | Thời hạn: chậm nhất ngày 10/7",
        "-> Thực hiện: Phòng Kinh tế | Cùng tham gia: Thôn Đông | Hạn chót: 10/7/2026",
        "* Phụ trách: Phòng Kinh tế | Đơn vị hỗ trợ: Thôn Đông | Hoàn thành: trước ngày 10/7/2026",
        "[Chủ trì: Phòng Kinh tế] | Cùng thực hiện: Thôn Đông | Hạn: 10/7/2026",
    ],
)
def test_a_row_of_labels_says_who_with_whom_and_when(details: str) -> None:
    item = _item(details)
    assert item.lead == ("Phòng Kinh tế",)
    assert item.cooperating == ("Thôn Đông",)
    assert item.due_on == date(2026, 7, 10)


def test_two_labels_are_no_menu_of_a_page() -> None:
    item = _item("=> Đầu mối: Văn phòng HĐND và UBND xã | Hạn: hằng tuần")
    assert (item.lead, item.cadence) == (("Văn phòng HĐND và UBND xã",), "weekly")


@pytest.mark.parametrize(
    "text", ["Trang chủ | Giới thiệu | Liên hệ", "1 | Sửa đường | Phòng Kinh tế", "Ghi chú: x | Nguồn: y"]
)
def test_a_menu_and_a_row_of_a_table_are_no_details(text: str) -> None:
    assert not is_row_of_details(text)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("STT,Việc được giao,Phân công,,Thời hạn", ",,Chủ trì,Phối hợp,"),
        ("TT,Nhiệm vụ,Đơn vị thực hiện,,Hạn", ",,Đơn vị chủ trì,Đơn vị phối hợp,"),
        ("STT,Nội dung,Trách nhiệm,,Tiến độ", ",,Đầu mối,Cùng làm,"),
        ("Số TT,Công việc,Thực hiện,,Hoàn thành", ",,Cơ quan chủ trì,Cơ quan cùng thực hiện,"),
        ("STT,Công việc,Tổ chức thực hiện,,Thời gian", ",,Người phụ trách,Đơn vị tham gia,Hạn nộp"),
    ],
)
def test_a_second_row_of_heads_tells_the_first_apart(upper: str, lower: str) -> None:
    rows = f"{upper}\n{lower}\n1,Sửa chữa hệ thống nước,Phòng Vật tư,Phòng Hành chính,20/5/2024\n2,Kiểm kê kho,Phòng Dược,,30/6/2024\n"
    items = read(rows.encode(), "a.csv").items
    assert [(item.lead, item.cooperating, item.due_on) for item in items] == [
        (("Phòng Vật tư",), ("Phòng Hành chính",), date(2024, 5, 20)),
        (("Phòng Dược",), (), date(2024, 6, 30)),
    ]
