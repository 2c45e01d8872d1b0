"""Orders that are easily taken for something else: unknown verbs, past words in the object, labels, days beside targets."""

from datetime import date

import pytest

from domain.directive import Cadence, DraftItem
from reading.directives import read

_PLAN = "KẾ HOẠCH\nTân Lộc, ngày 12 tháng 3 năm 2026\nI. TỔ CHỨC THỰC HIỆN\n1. {}\n2. Phòng Nội vụ báo cáo."


def _first_item(text: str) -> DraftItem:
    item, rest = read(_PLAN.format(text).encode(), "a.txt").items
    assert rest.text == "Phòng Nội vụ báo cáo."
    return item


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Phòng Kinh tế hoàn thành các việc đã được giao từ quý I.", "Phòng Kinh tế"),
        ("Công an xã xử phạt cơ sở vi phạm sau khi đã được nhắc nhở.", "Công an xã"),
        ("Ủy ban nhân dân xã tổng hợp, ghi nhận ý kiến của hộ dân.", "Ủy ban nhân dân xã"),
        ("Điện lực Tân Lộc bấm khóa tủ điện ở chợ.", "Điện lực Tân Lộc"),
        ("Trạm Y tế xã xức thuốc cho trẻ bị ghẻ.", "Trạm Y tế xã"),
    ],
)
def test_a_numbered_line_that_names_a_body_is_an_item(text: str, lead: str) -> None:
    assert _first_item(text).lead == (lead,)


@pytest.mark.parametrize(
    "text",
    [
        "Phòng Kinh tế đã hoàn thành việc kiểm kê kho trong tuần.",
        "Ủy ban nhân dân xã ghi nhận và biểu dương các thôn.",
    ],
)
def test_a_report_of_what_a_body_did_is_noted_and_is_no_item(text: str) -> None:
    draft = read(_PLAN.format(text).encode(), "a.txt")
    assert ([item.ref for item in draft.items], [note.text for note in draft.notes]) == (["I.2"], [text])


@pytest.mark.parametrize(
    ("label", "lead", "cooperating"),
    [
        ("Phụ trách: Giáo viên bộ môn, Bảo vệ; phối hợp: cộng tác viên thôn.", ("Giáo viên bộ môn", "Bảo vệ"), ("cộng tác viên thôn",)),
        ("Đơn vị thực hiện: Tổ kiểm tra nội bộ.", ("Tổ kiểm tra nội bộ",), ()),
        ("Cơ quan chủ trì: Phòng Kinh tế; Phòng Văn hóa - Xã hội; cơ quan phối hợp: Trạm Y tế xã.", ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội"), ("Trạm Y tế xã",)),
        ("Phân công: Phòng Kinh tế chủ trì, Công an xã phối hợp.", ("Phòng Kinh tế",), ("Công an xã",)),
        ("Phụ trách: Ban Chỉ huy phòng, chống thiên tai; Thủ kho.", ("Ban Chỉ huy phòng, chống thiên tai", "Thủ kho"), ()),
    ],
)  # fmt: skip
def test_names_behind_a_label_are_taken_as_written(
    label: str, lead: tuple[str, ...], cooperating: tuple[str, ...]
) -> None:
    item = _first_item(f"Soát lại kho thuốc trong tháng 10/2026. {label}")
    assert (item.lead, item.cooperating, item.due_on) == (lead, cooperating, date(2026, 10, 31))


def test_a_colon_inside_an_order_labels_nobody() -> None:
    assert _first_item("Tăng cường phân công: rà lại việc, quyền hạn.").lead == ()


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Chủ tịch Ủy ban nhân dân các xã có rừng:\na) Cấm đốt nương.", ("Chủ tịch Ủy ban nhân dân các xã có rừng",)),
        ("Các phòng còn hồ sơ trễ giải trình.", ("Các phòng còn hồ sơ trễ",)),
        ("Hiệu trưởng các trường học và chủ nhóm trẻ ký cam kết.", ("Hiệu trưởng các trường học", "chủ nhóm trẻ")),
        ("Ban Quản lý dự án khu vực 2 bàn giao mặt bằng.", ("Ban Quản lý dự án khu vực 2",)),
    ],
)
def test_what_narrows_a_name_belongs_to_it(text: str, lead: tuple[str, ...]) -> None:
    assert _first_item(text).lead == lead


def test_who_shares_the_work_without_a_name_of_its_own_cooperates() -> None:
    assert _first_item("Phối hợp với chính quyền thôn phát quang đường.").cooperating == ("chính quyền thôn",)


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("Phun thuốc mỗi tháng 01 lần.", Cadence.MONTHLY),
        ("Sinh hoạt tổ chuyên môn 02 lần/tháng.", Cadence.MONTHLY),
        ("Phát bản tin mỗi ngày 02 lần.", Cadence.DAILY),
        ("Quét sân mỗi tuần 01 lần.", Cadence.WEEKLY),
        ("Phun thuốc từ mỗi tháng 6 mùa mưa.", Cadence.ONCE),
    ],
)
def test_how_often_with_its_count(text: str, cadence: Cadence) -> None:
    assert _first_item(text).cadence is cadence


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Báo cáo trước ngày 25 hằng tháng, đến hết năm 2026 đạt 95%.", "day-of-period"),
        ("Báo cáo thứ Sáu hằng tuần cho đến ngày 30/6/2026.", "fixed"),
        ("Cân 100% số học sinh trước ngày 30/11/2026.", "fixed"),
    ],
)
def test_a_year_of_targets_does_not_push_out_the_day_of_each_month(text: str, kind: str) -> None:
    rule = _first_item(text).due_rule
    assert rule is not None
    assert rule.kind == kind
