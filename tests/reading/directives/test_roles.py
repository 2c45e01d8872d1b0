"""Roles in brackets behind names, levels of schools in capitals, posts of people, and words that were said or only share out."""

import pytest

from reading.directives import read
from reading.directives.labels import names_behind
from reading.directives.parties import read_parties
from reading.directives.words import words

_HEAD = "UBND XÃ AN LẠC\nSố: 12/TB-UBND\nAn Lạc, ngày 06 tháng 7 năm 2026\nTHÔNG BÁO\nKết luận cuộc họp về đường thôn\n"


def test_brackets_behind_names_say_who_leads_and_who_helps() -> None:
    heading = read_parties("Phòng Nội vụ (chủ trì), Công an xã và Đoàn Thanh niên xã (phối hợp):")
    assert (heading.lead, heading.cooperating) == (("Phòng Nội vụ",), ("Công an xã", "Đoàn Thanh niên xã"))
    order = read_parties("Phòng Nội vụ (chủ trì) và Công an xã (phối hợp) kiểm tra chợ.")
    assert (order.lead, order.cooperating) == (("Phòng Nội vụ",), ("Công an xã",))
    alone = read_parties("Phòng Nội vụ, Công an xã (chủ trì) kiểm tra chợ.")
    assert alone.lead == ("Phòng Nội vụ", "Công an xã")


def test_levels_of_schools_in_capitals_are_one_body_and_names_of_schools_several() -> None:
    assert read_parties("CÁC TRƯỜNG MẦM NON, TIỂU HỌC").lead == ("CÁC TRƯỜNG MẦM NON, TIỂU HỌC",)
    assert read_parties("CÁC TRƯỜNG LÊ LỢI, NGUYỄN TRÃI").lead == ("TRƯỜNG LÊ LỢI", "TRƯỜNG NGUYỄN TRÃI")


def test_a_name_ends_before_who_directs_in_person() -> None:
    assert read_parties("Hiệu trưởng trực tiếp phụ trách:").lead == ("Hiệu trưởng",)


def test_a_post_behind_a_person_is_no_second_name() -> None:
    label = "Chủ trì: Bà Trần Thị Mẫu, công chức văn phòng; Ông Lê Văn Thử"
    assert names_behind(label, words(label), 2) == ("Bà Trần Thị Mẫu, công chức văn phòng", "Ông Lê Văn Thử")


def test_a_unit_may_act_by_a_plan_and_clear_what_is_in_the_way() -> None:
    named = read_parties("Các phòng, đơn vị trực thuộc Sở dựa vào Kế hoạch này lập dự toán.")
    assert named.lead == ("Các phòng, đơn vị trực thuộc Sở",)
    helped = read_parties("Phối hợp với Kho bạc Nhà nước khu vực tháo gỡ vướng mắc.")
    assert helped.cooperating == ("Kho bạc Nhà nước khu vực",)


@pytest.mark.parametrize(
    "speak", ["các thành viên phát biểu", "đại biểu dự họp trao đổi, thảo luận", "các đơn vị có ý kiến như sau"]
)
def test_what_members_ask_for_is_no_item_and_what_the_chair_gives_is(speak: str) -> None:
    items = read(
        f"{_HEAD}Sau khi nghe báo cáo, {speak}:\n- Trưởng thôn Đông đề nghị hỗ trợ 20 tấn xi măng trước ngày 15/8/2026.\n"
        "- Phòng Kinh tế đề nghị Công an xã phân luồng xe trước ngày 20/8/2026.\nChủ tịch UBND xã kết luận, giao:\n"
        "1. Phòng Kinh tế phân bổ 20 tấn xi măng trước ngày 15/8/2026.\n- Trưởng thôn Đông nhận xi măng trước ngày 18/8/2026.\n".encode(),
        "a.txt",
    ).items
    assert items
    assert all(item.text.startswith(("Phòng Kinh tế phân bổ", "Trưởng thôn Đông nhận")) for item in items)


def test_an_article_that_only_shares_out_is_no_item_and_one_that_gives_is() -> None:
    items = read(
        (
            "UBND XÃ AN LẠC\nSố: 12/QĐ-UBND\nAn Lạc, ngày 06 tháng 7 năm 2026\nQUYẾT ĐỊNH\nGiao nhiệm vụ năm 2026\nQUYẾT ĐỊNH:\n"
            "Điều 1. Giao nhiệm vụ cho các phòng, đơn vị theo Phụ lục kèm theo.\n"
            "Điều 2. Giao nhiệm vụ cho Phòng Nội vụ lập danh sách theo Phụ lục kèm theo, gửi trước ngày 20/8/2026.\n"
            "Điều 3. Giao nhiệm vụ cho các thôn trồng 300 cây trước ngày 20/8/2026.\n"
        ).encode(),
        "a.txt",
    ).items
    assert [item.ref for item in items] == ["Điều 2", "Điều 3"]
