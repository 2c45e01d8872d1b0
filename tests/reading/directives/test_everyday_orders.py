"""How ministries, schools, hospitals and companies hand out work day by day."""

from datetime import date

import pytest

from domain.directive import Cadence, DraftItem
from reading.directives import read
from reading.directives.cadence import read_cadence
from reading.directives.days import Era
from reading.directives.deadlines import read_bare, read_deadlines
from reading.directives.parties import read_parties

_HEAD = "Số: 12/KH-UBND\nSơn Hà, ngày 10 tháng 3 năm 2026\nKẾ HOẠCH\nVề việc thử\n"
_ERA = Era(date(2026, 3, 10))


def _items(body: str) -> tuple[DraftItem, ...]:
    return read((_HEAD + body).encode(), "a.txt").items


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Cô Trần Thị Hương (Hiệu trưởng) phụ trách chung", ["Trần Thị Hương"]),
        ("Nhân viên y tế: đo thân nhiệt cho trẻ", ["Nhân viên y tế"]),
        ("Tổ công tác theo Quyết định số 15/QĐ-UBND ngày 02/3/2026 của UBND xã rà soát", ["Tổ công tác theo Quyết định số 15/QĐ-UBND ngày 02/3/2026 của UBND xã"]),
        ("Phòng Nội vụ theo Quyết định số 15/QĐ-UBND ngày 02/3/2026 rà soát", ["Phòng Nội vụ"]),
        ("Các bộ, cơ quan thuộc Chính phủ rà soát", ["Các bộ, cơ quan thuộc Chính phủ"]),
        ("Các đơn vị chưa gửi báo cáo quý III (danh sách kèm theo) khẩn trương hoàn thành", ["Các đơn vị chưa gửi báo cáo quý III"]),
        ("Đồng ý đề xuất của Công an tỉnh; Công an tỉnh lập dự án", ["Công an tỉnh"]),
        ("Phòng Khảo thí & ĐBCL: in sao đề thi", ["Phòng Khảo thí & ĐBCL"]),
        ("Ban Chỉ huy Phòng thủ dân sự tỉnh trực ban 24/24h", ["Ban Chỉ huy Phòng thủ dân sự tỉnh"]),
        ("Cục Thống kê tỉnh, thành phố", ["Cục Thống kê tỉnh, thành phố"]),
        ("Các CĐCTTTCS, CĐCS trực thuộc xây dựng kế hoạch", ["Các CĐCTTTCS, CĐCS trực thuộc"]),
        ("Yêu cầu Tư vấn giám sát (Công ty CP Tư vấn) kiểm tra, đôn đốc", ["Tư vấn giám sát"]),
    ],
)  # fmt: skip
def test_who_leads(text: str, lead: list[str]) -> None:
    assert list(read_parties(text).lead) == lead


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("sơ tán dân xong trước 20 giờ tối mai", date(2026, 3, 11)),
        ("lập danh sách, gửi P. Đào tạo ngày 20/3/2026.", date(2026, 3, 20)),
        ("(dự kiến tổ chức vào trung tuần tháng 9/2026)", None),
        ("gửi báo cáo: báo cáo quý I", None),
        ("chụp ảnh, gửi trước 17h cùng ngày", None),
        ("thăm hộ nghèo (hoàn thành 20/01 âm lịch)", None),
    ],
)
def test_which_day_is_meant(text: str, day: date | None) -> None:
    dues = read_deadlines(text, _ERA)
    assert (dues[0].on if dues else None) == day


def test_the_end_of_a_month_in_a_cell_is_that_of_the_month_at_hand() -> None:
    assert [due.on for due in read_bare("Hết tháng", _ERA)] == [date(2026, 3, 31)]


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("Cứ 03 giờ báo cáo mực nước một lần", Cadence.DAILY),
        ("đo thân nhiệt cho trẻ mỗi sáng", Cadence.DAILY),
        ("báo cáo 3 giờ một lần", Cadence.DAILY),
        ("công khai danh sách vào thứ Hai đầu tháng", Cadence.MONTHLY),
        ("khẩn trương gửi báo cáo quý III", Cadence.ONCE),
    ],
)
def test_how_often(text: str, cadence: Cadence) -> None:
    assert read_cadence(text).cadence is cadence


def test_an_unknown_verb_orders_where_a_day_is_set() -> None:
    items = _items("Phòng Kinh tế lọc hồ sơ tồn trước ngày 20/3/2026. Phòng Kinh tế vừa qua lọc được 12 hồ sơ.\n")
    assert [(item.lead, item.due_on) for item in items] == [(("Phòng Kinh tế",), date(2026, 3, 20))]


def test_a_chapeau_of_several_sentences_is_led_by_whom_its_last_hands_the_order() -> None:
    body = "Sở Nội vụ nhận được Công văn số 7/VP-KSTT. Sở Nội vụ đề nghị các đơn vị thực hiện:\n1. Cử 01 công chức.\n"
    assert [item.lead for item in _items(body)] == [("các đơn vị",)]


def test_who_is_told_to_have_others_do_it_leads_what_stands_below() -> None:
    body = "I. GIÁM ĐỐC SỞ Y TẾ\n1. Chỉ đạo các bệnh viện:\na) Phân công trực cấp cứu.\n"
    assert [item.lead for item in _items(body)] == [("GIÁM ĐỐC SỞ Y TẾ",)]


def test_letters_with_a_comma_open_a_list() -> None:
    assert [item.ref for item in _items("1. Phòng Nội vụ:\na, Rà soát hồ sơ.\nb, Lập danh sách.\n")] == ["1.a", "1.b"]


def test_what_an_assembly_approves_is_owed_by_nobody() -> None:
    body = "HỘI ĐỒNG NHÂN DÂN TỈNH QUYẾT NGHỊ:\nĐiều 1. Tán thành báo cáo của Đoàn giám sát.\nĐiều 2. Đề nghị Ủy ban nhân dân tỉnh ban hành tiêu chí.\n"
    assert [item.lead for item in _items(body)] == [("Ủy ban nhân dân tỉnh",)]


def test_who_works_in_a_field_is_told_by_its_name_alone() -> None:
    body = "* Nhiệm vụ cụ thể:\n1/ Địa chính - Xây dựng: kiểm tra công trình.\n2/ Công an xã, Quân sự xã: tuần tra hàng đêm.\n"
    assert [item.lead for item in _items(body)] == [("Địa chính - Xây dựng",), ("Công an xã", "Quân sự xã")]


def test_a_chapeau_that_hands_over_opens_orders_that_only_measure() -> None:
    body = "Chánh án đề nghị các Tòa triển khai:\n1. Tỷ lệ giải quyết các vụ, việc đạt từ 98% trở lên.\n"
    assert [item.lead for item in _items(body)] == [("các Tòa",)]
