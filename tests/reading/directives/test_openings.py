"""What stands above the first number is why a document is written; what was reached in years gone by is no target."""

from fractions import Fraction

import pytest

from domain.directive import Cadence, DraftDirective
from reading.directives import read
from reading.directives.cadence import read_cadence
from reading.directives.foot import is_signer
from reading.directives.zones import Zone, zone_of

_HEAD = "TRƯỜNG ĐẠI HỌC AN LẠC\nSố: 12/ĐHAL-TH\nV/v thử\nAn Lạc, ngày 08 tháng 9 năm 2025\nKính gửi: Các khoa, phòng\n"
_BODY = "Hiệu trưởng yêu cầu:\n1. Phòng Đào tạo lập danh sách trước ngày 15/9/2025.\n"


def _read(text: str) -> DraftDirective:
    return read((_HEAD + text).encode(), "a.txt")


@pytest.mark.parametrize(
    "opening",
    [
        "Đoàn đánh giá sẽ làm việc tại Trường từ ngày 10/11/2025 đến ngày 14/11/2025.",
        "Giám đốc ban hành Chương trình công tác năm 2025 với các nội dung dưới đây.",
        "(Cập nhật đến giao ban ngày 24/02/2025; hoàn thành 30 việc.)",
        "Phòng Đào tạo tổ chức khảo sát đối với 30 lớp trong đợt đầu.",
        "Hội đồng trường họp phiên thứ hai tại cơ sở chính.",
    ],
)
def test_what_opens_a_document_is_no_item(opening: str) -> None:
    assert [item.ref for item in _read(f"{opening}\n{_BODY}").items] == ["1"]


@pytest.mark.parametrize(
    "opening",
    [
        "Yêu cầu Phòng Đào tạo khảo sát lại 30 lớp.",
        "Phòng Quản trị sửa phòng họp, hoàn thành trước ngày 20/9/2025.",
    ],
)
def test_who_is_told_above_the_numbers_is_told_all_the_same(opening: str) -> None:
    assert len(_read(f"{opening}\n{_BODY}").items) == 2


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Để đợt đánh giá đạt kết quả tốt, Hiệu trưởng phân công như sau:", Zone.ORDERS),
        ("Nhằm bảo đảm kết quả kỳ thi, Giám đốc giao nhiệm vụ như sau:", Zone.ORDERS),
        ("Trước kết quả chưa đạt của quý I, Chủ tịch yêu cầu các đơn vị thực hiện như sau:", Zone.ORDERS),
        ("Từ kết quả kiểm tra, Giám đốc giao các khoa thực hiện các việc sau đây:", Zone.ORDERS),
        ("Để khắc phục hạn chế, tồn tại, Giám đốc phân công các việc sau:", Zone.ORDERS),
        ("Kết quả thực hiện cụ thể như sau:", Zone.PAST),
        ("Từ đầu năm, kết quả thực hiện nhiệm vụ được giao như sau:", Zone.PAST),
    ],
)
def test_what_is_wished_for_is_no_report(heading: str, zone: Zone) -> None:
    assert zone_of(heading, Zone.NEUTRAL) is zone


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ("Năm 2023, tỷ lệ phản hồi đạt 46%.", None),
        ("Riêng năm 2024, công suất đạt 91%, doanh thu 3 tỷ đồng.", None),
        ("Đến nay đã đạt 80% kế hoạch.", None),
        ("Trong năm 2024 tỷ lệ tốt nghiệp đạt 96,1%.", None),
        ("Năm 2026, tỷ lệ phản hồi đạt 70% trở lên.", Fraction(70)),
    ],
)
def test_what_was_reached_before_is_no_target(more: str, value: Fraction | None) -> None:
    target = _read(f"Hiệu trưởng yêu cầu:\n1. Khảo sát cựu sinh viên. {more}\n2. Lập dự toán.\n").items[0].target
    assert (target.value if target else None) == value


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("báo cáo vào ngày làm việc cuối cùng của quý", Cadence.QUARTERLY),
        ("gửi số liệu ngày cuối cùng của quý", Cadence.QUARTERLY),
        ("họp tuần đầu của quý", Cadence.QUARTERLY),
        ("tuần đầu mỗi tháng bố trí lịch", Cadence.MONTHLY),
        ("xong trong tuần đầu của quý IV", Cadence.ONCE),
        ("xong trong tuần cuối của tháng 9", Cadence.ONCE),
    ],
)
def test_the_last_day_of_each_period(text: str, cadence: Cadence) -> None:
    assert read_cadence(text).cadence is cadence


@pytest.mark.parametrize(
    "line", ["Bs. CKII. Tô Hữu Nghĩa", "BS.CKI Lê Văn An", "Ths. Trần Thị Bé", "PGS. Ts. Lê An", "bs. Võ Văn Tám"]
)
def test_degrees_before_a_signer(line: str) -> None:
    assert is_signer(line)


def test_work_that_somebody_does_is_an_order_without_a_number() -> None:
    text = "UBND tỉnh có ý kiến như sau:\nViệc chuyển trụ sở cũ thành trạm y tế do Sở Xây dựng chủ trì, Sở Y tế phối hợp, trình phương án trong tháng 10 năm 2025.\nGiao Thanh tra tỉnh thanh tra trước ngày 31/12/2025.\n"
    item = _read(text).items[0]
    assert (item.lead, item.cooperating) == (("Sở Xây dựng",), ("Sở Y tế",))


@pytest.mark.parametrize(
    "end", ["ghi nhận, việc này đã có hướng dẫn.", "ghi nhận; Bộ đang xem xét.", "ghi nhận kiến nghị của nhà thầu."]
)
def test_what_is_only_noted_is_no_item(end: str) -> None:
    text = f"Hiệu trưởng yêu cầu:\n1. Phòng Đào tạo lập danh sách.\nĐối với kiến nghị về giá: Nhà trường {end}\n2. Phòng Quản trị sửa phòng.\n"
    assert [item.ref for item in _read(text).items] == ["1", "2"]


@pytest.mark.parametrize(
    "end",
    [
        "Trưởng các phòng, ban căn cứ Chương trình này chỉ đạo thực hiện.",
        "Căn cứ Kế hoạch này, các đơn vị triển khai thực hiện.",
        "Các khoa, phòng căn cứ nội dung Kế hoạch này tổ chức thực hiện nghiêm túc.",
        "Thủ trưởng các đơn vị theo Thông báo này triển khai thực hiện.",
        "Các bộ phận căn cứ nhiệm vụ tại Kế hoạch này chủ động thực hiện tốt.",
    ],
)
def test_a_call_to_carry_the_document_out_is_no_item(end: str) -> None:
    assert len(_read(_BODY + end).items) == 1


def test_a_plan_drawn_up_on_the_document_is_one() -> None:
    assert (
        len(_read(f"{_BODY}2. Các khoa căn cứ Kế hoạch này xây dựng kế hoạch chi tiết, gửi về Phòng Đào tạo.").items)
        == 2
    )
