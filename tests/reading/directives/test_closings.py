"""The last order of a document stays one when a closing formula follows it; fields below a task make it one, whatever its verb."""

import pytest

from reading.directives import read

_HEAD = "UBND XÃ AN LẠC\nSố: 12/CT-UBND\nAn Lạc, ngày 06 tháng 7 năm 2026\nCHỈ THỊ\nVề vệ sinh môi trường\nChủ tịch UBND xã yêu cầu:\n"


@pytest.mark.parametrize("kind", ["Chỉ thị", "Kế hoạch này", "Quyết định"])
def test_what_says_that_it_is_in_force_is_no_part_of_the_last_order(kind: str) -> None:
    items = read(
        f"{_HEAD}1. Công an xã tuần tra chợ trước ngày 20/7/2026.\n2. Trạm Y tế xã phun thuốc khử khuẩn trước ngày 25/7/2026.\n\n"
        f"{kind} có hiệu lực từ ngày ký; các ông, bà có tên trên chịu trách nhiệm thi hành./.\n".encode(),
        "a.txt",
    ).items
    assert [item.text for item in items] == [
        "Công an xã tuần tra chợ trước ngày 20/7/2026.",
        "Trạm Y tế xã phun thuốc khử khuẩn trước ngày 25/7/2026.",
    ]


def test_a_line_set_in_behind_a_stop_at_the_margin_is_a_paragraph_of_its_own() -> None:
    items = read(
        (
            _HEAD
            + "  1- Công an xã tuần tra quanh chợ Đình vào mỗi buổi tối cho đến hết\nngày 20/7/2026, không để tái diễn việc đổ trộm rác ra bờ kênh thủy lợi.\n"
            "  2- Trạm Y tế xã phun thuốc khử khuẩn ở các thôn, bắt đầu từ thôn\nĐông, xong trước ngày 25/7/2026 và chốt danh sách hộ đã được phun thuốc.\n"
            "  3- Văn phòng HĐND và UBND xã tổng hợp, trước ngày 28 hằng tháng báo cáo\nchủ tịch Ủy ban nhân dân xã tình hình vệ sinh ở tám thôn để kịp thời chỉ đạo.\n"
            "  Quá trình thực hiện, có vướng mắc thì liên hệ với ông Lê Văn Mẫu, cán bộ\nvăn phòng, điện thoại 0900.000.111.\n"
        ).encode(),
        "a.txt",
    ).items
    assert [item.ref for item in items] == ["1", "2", "3"]
    assert items[-1].text.endswith("kịp thời chỉ đạo.")


@pytest.mark.parametrize("mark", ["1.1-", "1.1 -", "1.1–", "1.1."])
def test_a_dash_may_end_a_number_of_two_parts(mark: str) -> None:
    (item,) = read(f"{_HEAD}1. Công an xã:\n{mark} Sơn kẻ vạch trước ngày 20/7/2026.\n".encode(), "a.txt").items
    assert (item.ref, item.lead) == ("1.1", ("Công an xã",))


def test_a_share_with_a_dash_behind_it_is_no_number() -> None:
    (item,) = read(
        f"{_HEAD}1. Công an xã mở rộng lối đi thêm\n1.5 - 2 mét trước ngày 20/7/2026.\n".encode(), "a.txt"
    ).items
    assert item.ref == "1"


def test_who_leads_on_a_line_below_makes_a_task_of_any_words() -> None:
    slip = "VĂN PHÒNG\nSố: 5/PGV-VP\nAn Lạc, ngày 06 tháng 7 năm 2026\nPHIẾU GIAO VIỆC\nKính chuyển các đơn vị:\n"
    items = read(
        f"{slip}1. Điểm báo buổi sáng\n    Chủ trì: Phòng Tổng hợp\n    Phối hợp: Phòng Hành chính, Nhà khách tỉnh\n    Thời hạn: hằng ngày\n"
        "2. Ảnh chụp phong trào\n    Thời hạn: hằng ngày\n".encode(),
        "a.txt",
    ).items
    assert items[0].text.startswith("Điểm báo")
    assert items[0].cooperating == ("Phòng Hành chính", "Nhà khách tỉnh")
