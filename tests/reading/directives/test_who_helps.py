"""Who cooperates: "Cùng (với) X …" that opens an order or a part of it, names that end in a word of "phối hợp"."""

import pytest

from reading.directives.numbered_parties import read_numbered
from reading.directives.parties import read_parties


@pytest.mark.parametrize(
    ("text", "cooperating"),
    [
        ("Cùng Công an xã mở lớp chữa cháy cho các thôn.", ["Công an xã"]),
        ("Cùng với Cục Hàng hải Việt Nam thống nhất luồng tạm.", ["Cục Hàng hải Việt Nam"]),
        ("Phòng Nghiệp vụ là đầu mối, cùng Thanh tra Sở kiểm tra các đơn vị.", ["Thanh tra Sở"]),
        ("Phòng Tư pháp cùng Công an xã rà soát hộ tịch.", []),  # two who lead: left to the list of units
        ("Lập danh sách; cùng Đoàn Thanh niên vận động hộ dân.", ["Đoàn Thanh niên"]),
        ("Cùng UBND các xã, Ban Quản lý chợ kiểm tra việc niêm yết giá.", ["UBND các xã", "Ban Quản lý chợ"]),
        ("Vụ Tài chính chủ trì, Vụ Pháp chế phối hợp hướng dẫn thủ tục.", ["Vụ Pháp chế"]),
        ("Phòng Kế toán chủ trì, Phòng Kế hoạch phối hợp lập dự toán.", ["Phòng Kế hoạch"]),
        ("Cùng kỳ năm trước đạt 40%.", []),
        ("Xây dựng quy chế phối hợp.", []),
    ],
)  # fmt: skip
def test_who_helps(text: str, cooperating: list[str]) -> None:
    parties = read_parties(text)
    assert [name for name in parties.cooperating if name not in parties.lead] == cooperating


@pytest.mark.parametrize(
    "text",
    [
        "Cùng Bảo hiểm xã hội huyện đối chiếu dữ liệu.",
        "Thứ Hai hàng tuần thông báo xếp hạng của từng xã.",
        "Cùng Đài Truyền thanh dựng phóng sự.",
        "Chủ Nhật hằng tuần kiểm tra chợ đầu mối.",
        "Sáng Thứ Sáu trực ban tại trụ sở.",
    ],
)
def test_a_helper_or_a_day_is_no_lead(text: str) -> None:
    assert read_numbered(text).lead == ()
