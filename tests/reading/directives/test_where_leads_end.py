"""Where the name of who leads ends before a verb of many uses, what joins it, and what stands beside it in brackets."""

from datetime import date

import pytest

from domain.directive import DraftItem
from reading.directives import read
from reading.directives.conditions import read_condition
from reading.directives.numbered_parties import read_numbered

_ORDERS = (
    "UBND TỈNH AN LẠC\nSố: 12/CT-UBND\nAn Lạc, ngày 12 tháng 8 năm 2025\nCHỈ THỊ\nVề việc thử\nUBND tỉnh yêu cầu:\n"
)


def _items(body: str) -> tuple[DraftItem, ...]:
    return read((_ORDERS + body).encode(), "a.txt").items


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Bưu điện Sơn Trà in phiếu khảo sát", ["Bưu điện Sơn Trà"]),
        ("Bưu điện Sơn Trà in và phát phiếu", ["Bưu điện Sơn Trà"]),
        ("Trung tâm Phục vụ hành chính công phát số thứ tự", ["Trung tâm Phục vụ hành chính công"]),
        ("Đội Quản lý trật tự đô thị số 2 rào 03 vị trí sụt lún", ["Đội Quản lý trật tự đô thị số 2"]),
        ("Công ty Cổ phần Cấp nước Hà Giang lát lại vỉa hè", ["Công ty Cổ phần Cấp nước Hà Giang"]),
        ("Đoàn Kinh tế - Quốc phòng 337 làm 05 km đường", ["Đoàn Kinh tế - Quốc phòng 337"]),
        ("Công an thị xã và Đội Quản lý thị trường số 5 lập 03 tổ kiểm tra", ["Công an thị xã", "Đội Quản lý thị trường số 5"]),
        ("Xí nghiệp Xếp dỡ 1 và Xí nghiệp Xếp dỡ 2 báo cáo", ["Xí nghiệp Xếp dỡ 1", "Xí nghiệp Xếp dỡ 2"]),
        ("Phòng Quản lý thu chủ trì rà soát", ["Phòng Quản lý thu"]),
        ("Sở Tư pháp dự thảo văn bản", ["Sở Tư pháp"]),
        ("Đối với đất rừng, Sở Tư pháp dự thảo văn bản", ["Sở Tư pháp"]),
        ("Đơn vị tư vấn thiết kế chỉnh sửa bản vẽ", ["Đơn vị tư vấn thiết kế"]),
        ("Nhà thầu và Ban Quản lý dự án huyện hoàn thiện hồ sơ", ["Nhà thầu", "Ban Quản lý dự án huyện"]),
        ("Chủ đầu tư, nhà thầu lập tiến độ", ["Chủ đầu tư", "nhà thầu"]),
        ("Tư vấn giám sát và nhà thầu thi công lập biên bản", ["Tư vấn giám sát", "nhà thầu thi công"]),
        ("Các trường công lập báo cáo", ["Các trường công lập"]),
        ("Các trạm bơm vận hành khi ngập", ["Các trạm bơm"]),
        ("Các cơ quan chủ trì gửi văn bản trả lời", ["Các cơ quan chủ trì"]),
        ("Các cơ quan chủ trì tham mưu đề án", ["Các cơ quan"]),
        ("Giám đốc các trung tâm được kiểm toán (trừ Trung tâm Y tế) nộp trả kinh phí", ["Giám đốc các trung tâm được kiểm toán"]),
    ],
)  # fmt: skip
def test_a_name_ends_before_the_order(text: str, lead: list[str]) -> None:
    assert list(read_numbered(text).lead) == lead


@pytest.mark.parametrize(
    ("bracket", "lead"),
    [
        ("Phòng Giáo dục và Đào tạo; xong trước ngày 30/9/2025", ("Phòng Giáo dục và Đào tạo",)),
        ("UBND các xã, thị trấn; thực hiện hằng quý", ("UBND các xã, thị trấn",)),
        ("Phòng Nội vụ, phối hợp với Trường Chính trị", ("Phòng Nội vụ",)),
        ("Phòng Nội vụ - quý III/2025", ("Phòng Nội vụ",)),
        ("Phòng Nội vụ, Phòng Y tế đã làm xong", ()),
    ],
)
def test_who_leads_may_stand_in_brackets_with_when(bracket: str, lead: tuple[str, ...]) -> None:
    assert _items(f"1. Lắp đặt thêm camera tại các cổng trường ({bracket}).\n")[0].lead == lead


def test_who_acts_may_stand_behind_a_semicolon() -> None:
    (item,) = _items("1. Việc đốt nương chỉ làm khi lặng gió; Trạm Khuyến nông hướng dẫn người dân.\n")
    assert item.lead == ("Trạm Khuyến nông",)


def test_a_numbered_group_of_tasks_leads_nothing() -> None:
    items = _items(
        "Nhóm 1: Tuyên truyền\na) Phát 500 tờ rơi trước ngày 20/8/2025.\nNhóm 2: Công an xã, Hạt Kiểm lâm\na) Tuần tra rừng hằng ngày.\n"
    )
    assert [item.lead for item in items] == [(), ("Công an xã", "Hạt Kiểm lâm")]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Khi cấp dự báo cháy lên cấp V, Chi cục Kiểm lâm trực 24/24.", "Khi cấp dự báo cháy lên cấp V"),
        ("Báo cáo ngay khi phát hiện điểm cháy.", "khi phát hiện điểm cháy"),
        ("Khi nhận được tin báo lũ, UBND xã sơ tán dân.", "Khi nhận được tin báo lũ"),
        ("Các trạm bơm vận hành khi mực nước vượt 3,5 m.", "khi mực nước vượt 3,5 m"),
        ("Khi xây dựng kế hoạch, các xã lưu ý nguồn nước.", None),
        ("Kiểm tra người vào rừng khi làm nương.", None),
        ("Báo cáo trong 24 giờ kể từ khi phát hiện cháy.", None),
        ("Lấy mẫu trong 12 giờ sau khi nhận được tin báo.", None),
    ],
)
def test_what_must_happen_first(text: str, condition: str | None) -> None:
    found = read_condition(text)
    assert (found.text if found else None) == condition


def test_a_session_at_the_end_of_a_year_is_no_day() -> None:
    session, plain = _items(
        "1. Sở Nội vụ báo cáo chậm nhất 20 ngày trước ngày khai mạc kỳ họp cuối năm 2027.\n2. Sở Nội vụ tổng kết vào cuối năm 2027.\n"
    )
    assert session.due_on is None
    assert plain.due_on == date(2027, 12, 31)
