"""Who is ordered where the line itself says so: people under a heading of others, a body behind whom it concerns."""

import pytest

from reading.directives import read
from reading.directives.orders import only_exhorts
from reading.directives.parties import read_parties
from reading.directives.targets import read_targets

_HEAD = "Số: 12/KH-UBND\nSơn Hà, ngày 10 tháng 11 năm 2025\nKẾ HOẠCH\nVề việc thử\n"


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("Hộ nuôi cá lồng bị thiệt hại phải khai báo với Trưởng thôn.", ("Hộ nuôi cá lồng",)),
        ("Chủ trang trại có gia cầm ốm phải nhốt riêng.", ("Chủ trang trại",)),
        ("Doanh nghiệp khai khoáng nộp bản đồ hiện trạng trước ngày 20/12/2025.", ("Doanh nghiệp khai khoáng",)),
        ("Phụ huynh ký cam kết an toàn giao thông.", ("Phụ huynh",)),
        ("Lập chốt kiểm soát tại đầu thôn.", ("Các thôn có dịch",)),
    ],
)
def test_people_below_a_heading_of_others_answer_for_themselves(line: str, lead: tuple[str, ...]) -> None:
    (item,) = read(f"{_HEAD}I. Các thôn có dịch\n1. {line}\n".encode(), "a.txt").items
    assert item.lead == lead


def test_who_acts_stands_behind_whom_it_concerns() -> None:
    text = "Đối với 02 xã Nà Bó, Mường Tre có tỷ lệ dưới 70%: Phòng Tài chính kiểm tra hồ sơ; đến cuối năm đạt 90%."
    assert read_parties(text).lead == ("Phòng Tài chính",)
    assert [aim.target.value for aim in read_targets(text)] == [90]


def test_a_saying_is_an_exhortation() -> None:
    text = "Thủ trưởng các cơ quan cần coi cơ sở là trung tâm phục vụ, nói đi đôi với làm."
    assert only_exhorts(text, read_parties(text))


def test_a_label_and_a_bracket_name_who_leads() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Tỷ lệ hao hụt không vượt quá 5%. Trách nhiệm: Tổ Kho.\n"
        "2. Toàn bộ giấy mời gửi bản điện tử (Văn phòng Công ty theo dõi, thống kê hằng quý).\n"
    )
    items = read((_HEAD + body).encode(), "a.txt").items
    assert [item.lead for item in items] == [("Tổ Kho",), ("Văn phòng Công ty",)]


def test_how_a_thing_is_manned_once_it_is_there_is_no_rhythm() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Công an xã dựng trạm gác trước ngày 20/12/2025, bố trí người trực 24/24 giờ.\n"
        "2. Trạm Y tế trực cấp cứu 24/24 giờ.\n"
    )
    items = read((_HEAD + body).encode(), "a.txt").items
    assert [item.cadence.value for item in items] == ["once", "continuous"]
