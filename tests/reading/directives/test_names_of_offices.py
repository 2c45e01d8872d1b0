"""Names of offices that no directory holds, and headings numbered by a letter and figures."""

import pytest

from reading.directives import read
from reading.directives.numbered_parties import read_numbered

_HEAD = "Số: 12/KH-UBND\nSơn Hà, ngày 10 tháng 3 năm 2025\nKẾ HOẠCH\nVề việc thử\n"


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("Phòng Xây dựng, kiểm tra và theo dõi thi hành pháp luật", "lập danh mục văn bản"),
        ("Phòng Phổ biến, giáo dục pháp luật và trợ giúp pháp lý", "biên soạn tờ gấp"),
        ("Trung tâm Cung ứng dịch vụ công ích", "thu gom rác tại các chợ"),
        ("Cục Quản lý, giám sát kế toán, kiểm toán", "trình Bộ dự thảo Thông tư"),
        ("Trung tâm Xúc tiến đầu tư và hỗ trợ doanh nghiệp", "tổ chức hội nghị đối thoại"),
        ("Phòng Quản lý khoa học và hợp tác quốc tế", "thẩm định 06 đề tài"),
        ("Khoa Phẫu thuật - gây mê hồi sức", "lập lịch mổ"),
        ("Ban Xây dựng Đoàn và phong trào thanh thiếu nhi", "mở 03 lớp tập huấn"),
        ("Đội Vận hành và sửa chữa", "thay 12 máy biến áp"),
        ("Trung tâm Nuôi dưỡng và điều dưỡng người có công", "đón 200 lượt người"),
    ],
)
def test_a_verb_or_a_comma_within_a_name_does_not_end_it(name: str, order: str) -> None:
    assert read_numbered(f"{name} {order} trước ngày 30/6/2025.").lead == (name,)


def test_letters_and_figures_number_as_figures_do() -> None:
    body = (
        "PHẦN A. MỤC ĐÍCH\nA.1 Bảo đảm an toàn.\nPHẦN B. NHIỆM VỤ\nB.1 Kho tàng\n"
        "B.1.1 Phòng Vật tư kiểm kê kho trước ngày 30/6/2025.\nB.1.2 Đội Bảo vệ trực cổng mỗi ngày.\n"
        "B.2 Xe máy\nB.2.1 Đội xe sửa 04 xe tải trước ngày 15/7/2025.\n"
    )
    items = read((_HEAD + body).encode(), "a.txt").items
    assert [item.ref for item in items] == ["B.1.1", "B.1.2", "B.2.1"]
