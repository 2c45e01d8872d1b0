"""What is said at a meeting, only announced, only enacted or only stamped is owed by nobody; what looks like it may be."""

import pytest

from domain.directive import DraftItem
from reading.directives import read
from reading.directives.announcing import as_chapeau
from reading.directives.orders import is_courtesy, tells_past
from reading.directives.preamble import is_remark

_MINUTES = "UBND XÃ AN HÒA\nSố: 12/BB-UBND\nAn Hòa, ngày 12 tháng 8 năm 2025\nBIÊN BẢN\nHọp giao ban tháng 8\n"
_LETTER = "UBND PHƯỜNG AN PHÚ\nVĂN PHÒNG\nAn Phú, ngày 12 tháng 8 năm 2025\nKính gửi: Các phòng, đơn vị\n"


def _items(text: str) -> tuple[DraftItem, ...]:
    return read(text.encode(), "a.txt").items


@pytest.mark.parametrize(
    "said",
    [
        (
            "II. NỘI DUNG CUỘC HỌP\n1. Trạm Y tế báo cáo: đã tiêm 40 trẻ; đề nghị Phòng Tài chính cấp vốn trước ngày 30/8/2025.\n"
            "2. Bí thư Đoàn xã đề xuất UBND xã mở lớp bơi.\nIII. KẾT LUẬN CỦA CHỦ TỌA"
        ),
        "II. DIỄN BIẾN CUỘC HỌP\n1. Ý kiến của Trạm Y tế\n- Giao Phòng Tài chính cấp vốn trước ngày 30/8/2025.\n2. Kết luận của Chủ tịch UBND xã",
        "II. NỘI DUNG\n1. Ý kiến thảo luận:\n- Sở Y tế yêu cầu Trạm Y tế báo cáo trước ngày 20/8/2025.\n2. Chủ trì kết luận:",
        "II. THẢO LUẬN\nBà Lê Thị Tâm yêu cầu Phòng Kinh tế cấp vốn trước ngày 30/8/2025.\nIII. KẾT LUẬN",
    ],
)
def test_only_what_the_chair_concludes_is_owed(said: str) -> None:
    items = _items(f"{_MINUTES}{said}\na) Phòng Kinh tế báo cáo UBND xã phương án trước ngày 20/8/2025.\n")
    assert [item.lead for item in items] == [("Phòng Kinh tế",)]


def test_a_conclusion_in_the_line_of_its_number_is_owed() -> None:
    (item,) = _items(
        f"{_MINUTES}1. Diễn biến cuộc họp:\n- Sở Y tế nêu khó khăn.\n2. Kết luận: Giao Phòng Tài chính chi trả trước ngày 30/8/2025.\n"
    )
    assert item.ref == "2"
    assert item.lead == ("Phòng Tài chính",)


def test_contents_without_a_conclusion_are_orders() -> None:
    text = (
        _MINUTES.replace("BIÊN BẢN", "THÔNG BÁO")
        + "I. NỘI DUNG\n1. Sở Xây dựng báo cáo UBND xã trước ngày 20/8/2025.\n"
    )
    assert len(_items(text)) == 1


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Ban Quản lý chợ giải trình: mưa nhiều, thiếu thợ.", True),
        ("UBND xã An Bình cho biết còn 03 hộ chưa nhận tiền.", True),
        ("Phòng Kinh tế báo cáo: đến ngày 15/7 đạt 40%.", True),
        ("Các sở báo cáo: kết quả, khó khăn, đề xuất, gửi trước ngày 30/8.", False),
        ("Ban Quản lý chợ giải trình việc chậm thu phí trước ngày 20/8.", False),
        ("Sở Xây dựng báo cáo UBND tỉnh đã giao đất trước ngày 20/8.", False),
    ],
)
def test_a_speaker_and_a_colon_tell_what_was_said(text: str, past: bool) -> None:
    assert tells_past(text) is past


def test_a_paragraph_that_announces_opens_what_follows() -> None:
    items = _items(
        f"{_LETTER}Chuẩn bị hội thao, Văn phòng phân công các đơn vị một số việc sau.\n"
        "Phòng Văn hóa - Xã hội lập danh sách đội bóng trước ngày 18/8/2025.\nTrạm Y tế trực cấp cứu cả ngày.\n"
    )
    assert [item.lead for item in items] == [("Phòng Văn hóa - Xã hội",), ("Trạm Y tế",)]


@pytest.mark.parametrize(
    ("text", "chapeau"),
    [
        ("Văn phòng xin thông báo như dưới đây.", "Văn phòng xin thông báo như dưới đây:"),
        ("Yêu cầu các xã thực hiện những nội dung sau.", "Yêu cầu các xã thực hiện những nội dung sau:"),
        ("Các xã báo cáo kết quả vào tuần sau.", "Các xã báo cáo kết quả vào tuần sau."),
    ],
)
def test_an_announcement_gets_its_colon(text: str, chapeau: str) -> None:
    assert as_chapeau(text) == chapeau


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("Quyết định có hiệu lực từ ngày ký. Trưởng các ban thuộc Sở chịu trách nhiệm thi hành.", True),
        ("Chánh Văn phòng, Giám đốc các sở, Chủ tịch UBND các xã " + "và Thủ trưởng đơn vị " * 20 + "chịu trách nhiệm thi hành Quyết định này./.", True),
        ("Quyết định có hiệu lực từ ngày ký. Giao Sở Nội vụ theo dõi, báo cáo trước ngày 30/9.", False),
        ("Sở Y tế chịu trách nhiệm thi hành án, báo cáo hằng quý.", False),
    ],
)  # fmt: skip
def test_coming_into_force_is_a_formula(text: str, formula: bool) -> None:
    assert is_courtesy(text) is formula


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("Cập nhật lúc 8 giờ 30 ngày 12/8/2025", True),
        ("Ngày in: 12/08/2025 10:20", True),
        ("Số liệu tính đến ngày 10/8/2025.", True),
        ("Cập nhật danh sách trước ngày 20/8/2025.", False),
        ("Cập nhật số liệu trước ngày 20/8/2025", False),
    ],
)
def test_a_stamp_gives_nothing_to_anybody(text: str, stamp: bool) -> None:
    assert is_remark(text) is stamp
