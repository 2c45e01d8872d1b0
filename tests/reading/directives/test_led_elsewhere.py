"""Who leads, told behind the task in a clause of its own, by a heading, behind a time, or to people of no office."""

import pytest

from domain.directive import DraftItem
from reading.directives import read
from reading.directives.above import of_heading
from reading.directives.parties import read_parties

_HEAD = "ỦY BAN NHÂN DÂN\nTỈNH AN LẠC\nSố: 12/CT-UBND\nAn Lạc, ngày 12 tháng 8 năm 2025\nCHỈ THỊ\nVề việc thử\nUBND tỉnh giao các ngành, các cấp làm ngay những việc sau:\n"


def _item(text: str) -> DraftItem:
    return read(f"{_HEAD}1. {text}\n2. Sở Xây dựng kiểm tra công trình.\n".encode(), "a.txt").items[0]


@pytest.mark.parametrize(
    "text",
    [
        "Cắm mốc hành lang đê trong quý III. Giao Chi cục Thủy lợi thực hiện.",
        "Thống kê đàn vật nuôi trước ngày 10/9/2025; Chi cục Thủy lợi chủ trì.",
        "Nạo vét kênh chính; Chi cục Thủy lợi chủ trì, Sở Xây dựng phối hợp.",
        "Nạo vét kênh chính, xong trong tháng 9. Giao Chi cục Thủy lợi.",
        "Nạo vét kênh chính trong tháng 9. Chi cục Thủy lợi chịu trách nhiệm thực hiện.",
        "Về nạo vét kênh: do Chi cục Thủy lợi chủ trì, Sở Xây dựng, UBND các xã phối hợp.",
    ],
)
def test_a_clause_behind_the_task_names_who_leads(text: str) -> None:
    assert _item(text).lead == ("Chi cục Thủy lợi",)


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Đề nghị chủ các cơ sở cho thuê trọ", "chủ các cơ sở cho thuê trọ"),
        ("Yêu cầu các hộ kinh doanh trong chợ:", "các hộ kinh doanh trong chợ"),
        ("Đề nghị người đứng đầu các cơ sở tôn giáo", "người đứng đầu các cơ sở tôn giáo"),
        ("Đề nghị toàn thể Nhân dân", "toàn thể Nhân dân"),
        ("Yêu cầu các nhà thầu thi công", "các nhà thầu thi công"),
    ],
)  # fmt: skip
def test_a_heading_tells_people_of_no_office(heading: str, lead: str) -> None:
    assert of_heading(heading).lead == (lead,)


@pytest.mark.parametrize(
    "heading", ["Yêu cầu chung", "Đề nghị quan tâm các nội dung sau", "Đề nghị người dân chấp hành quy định"]
)
def test_a_heading_that_tells_nobody_is_none(heading: str) -> None:
    assert of_heading(heading).lead == ()


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Chiều thứ Sáu hằng tuần, trưởng các đơn vị báo cáo tiến độ.", "trưởng các đơn vị"),
        ("Ngày 25 hằng tháng, Phòng Nội vụ tổng hợp số liệu.", "Phòng Nội vụ"),
        ("Sáng thứ Hai, các khoa báo cáo ca bệnh.", "các khoa"),
        ("Các trường cao đẳng trực thuộc Bộ ký kết với doanh nghiệp.", "Các trường cao đẳng trực thuộc Bộ"),
        ("Các bệnh viện tuyến huyện trực thuộc Sở rà soát thuốc.", "Các bệnh viện tuyến huyện trực thuộc Sở"),
        ("Các cơ quan được phân công gửi báo cáo về Sở.", "Các cơ quan được phân công"),
        ("Các đơn vị được giao nộp hồ sơ trước ngày 15/9.", "Các đơn vị được giao"),
    ],
)  # fmt: skip
def test_a_name_goes_as_far_as_it_goes(text: str, lead: str) -> None:
    assert read_parties(text).lead == (lead,)


@pytest.mark.parametrize("aside", ["mỗi xã một sản phẩm", "mỗi thôn 02 người", "từng hộ ký cam kết"])
def test_how_many_each_is_names_nobody(aside: str) -> None:
    assert read_parties(f"Hỗ trợ hợp tác xã đăng ký sản phẩm ({aside}).").lead == ()
