"""Names that hold a verb, a comma, a figure or a word that would end others; short names of who was ordered before."""

from datetime import date

import pytest

from reading.directives import read
from reading.directives.orders import exhorts
from reading.directives.parties import read_parties
from reading.directives.text import blocks_of_text
from reading.directives.words import spelt

_HEAD = "Số: 12/KH-UBND\nSơn Hà, ngày 10 tháng 3 năm 2025\nKẾ HOẠCH\nVề việc thử\n"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Khoa Nội tổng hợp và Khoa Nhi áp dụng thí điểm", ["Khoa Nội tổng hợp", "Khoa Nhi"]),
        ("Các khoa lâm sàng còn lại:", ["Các khoa lâm sàng còn lại"]),
        ("Phòng Kỹ thuật công nghệ có nhiệm vụ:", ["Phòng Kỹ thuật công nghệ"]),
        ("Cục Quản lý đê điều và Phòng, chống thiên tai cử 03 đoàn", ["Cục Quản lý đê điều và Phòng, chống thiên tai"]),
        ("Tổ dân phố 7 tổ chức hội nghị", ["Tổ dân phố 7"]),
        ("Yêu cầu các chủ đầu tư có tỷ lệ giải ngân dưới 50% báo cáo", ["các chủ đầu tư có tỷ lệ giải ngân dưới 50%"]),
        ("Các công ty khai thác công trình thủy lợi kiểm tra hồ chứa", ["Các công ty khai thác công trình thủy lợi"]),
        ("Các đơn vị quản lý tốt tài sản, báo cáo", ["Các đơn vị"]),
        ("Thanh tra công tác mua sắm: giao Phòng Thanh tra nội bộ", ["Phòng Thanh tra nội bộ"]),
        ("Các nhóm trưởng báo cáo tiến độ", ["Các nhóm trưởng"]),
        ("Kết thúc đợt dạy bù, các trường báo cáo kết quả", ["các trường"]),
        ("Phòng Văn hóa cho phát cảnh báo trên loa", ["Phòng Văn hóa"]),
    ],
)
def test_who_leads(text: str, lead: list[str]) -> None:
    assert list(read_parties(text).lead) == lead


def test_a_word_that_ends_names_stays_in_the_one_it_belongs_to() -> None:
    text = "Phòng Tài chính chủ trì cùng Công ty Sách - Thiết bị trường học cấp phát sách"
    assert read_parties(text).cooperating == ("Công ty Sách - Thiết bị trường học",)


def test_the_kind_alone_stands_for_who_was_ordered_before() -> None:
    body = (
        "Giao Ban Quản lý dự án làm việc với nhà thầu trước ngày 25/7/2025. Ban cũng phải báo cáo kết quả hằng tuần.\n"
    )
    items = read((_HEAD + body).encode(), "a.txt").items
    assert [item.lead for item in items] == [("Ban Quản lý dự án",)] * 2


def test_an_aim_is_owed_only_where_somebody_answers_for_it() -> None:
    aims = (
        "I. MỤC TIÊU\n1. Trên 95% hồ sơ được giải quyết đúng hạn.\n2. Phòng Nội vụ bảo đảm 100% văn bản được ký số.\n"
    )
    draft = read((_HEAD + aims).encode(), "a.txt")
    assert [item.ref for item in draft.items] == ["I.2"]
    assert [note.text[:8] for note in draft.notes] == ["Trên 95%"]
    (target,) = read((_HEAD + "I. CHỈ TIÊU\n1. Trên 95% hồ sơ đúng hạn.\n").encode(), "a.txt").items
    assert target.target is not None


def test_a_part_in_capitals_is_cited_by_its_figure() -> None:
    (item,) = read((_HEAD + "PHẦN II. NHIỆM VỤ\n1. Phòng Nội vụ rà soát văn bản.\n").encode(), "a.txt").items
    assert item.ref == "II.1"


def test_the_day_of_a_report_is_owed_and_not_the_days_of_the_work() -> None:
    body = "1. Khoa Nhi áp dụng thí điểm từ ngày 01/11 đến ngày 30/11/2025; báo cáo kết quả trước ngày 05/12/2025.\n"
    (item,) = read((_HEAD + body).encode(), "a.txt").items
    assert item.due_on == date(2025, 12, 5)


@pytest.mark.parametrize(
    "text",
    [
        "thực hiện với tinh thần cầu thị, trung thực",
        "tập trung cao độ, sâu sát cơ sở, đặt tính mạng của Nhân dân lên trên hết",
        "Tự soi, tự sửa, nêu gương về giờ giấc, tác phong, thái độ phục vụ Nhân dân",
        "nêu cao tinh thần trách nhiệm, quyết tâm hoàn thành kế hoạch năm",
        "theo chức năng, nhiệm vụ thực hiện Kế hoạch này",
        "quán triệt đến từng cán bộ, công chức, người lao động",
    ],
)
def test_attitudes_order_nothing(text: str) -> None:
    assert exhorts(text)


def test_pages_and_stamps_between_two_halves_are_no_text() -> None:
    text = "1. Mở chuyên mục, đăng 02 bài trong tháng\n\nNgười ký: SỞ A\nEmail: a@a.example\nThời gian ký: 05.02.2026 16:22:41 +07:00\n2\n\n4/2026 trên báo.\n\n                3\n\n2. Rà soát.\n"
    assert [block.text for block in blocks_of_text(text)] == [
        "1. Mở chuyên mục, đăng 02 bài trong tháng 4/2026 trên báo.",
        "2. Rà soát.",
    ]


def test_one_spelling_keeps_every_place() -> None:
    assert (
        spelt("trưóc khi nguời HOÀ, hoá chất hằng quí; quý Uỷ ban")
        == "trước khi người HÒA, hóa chất hằng quý; quý Ủy ban"
    )
