"""What only looks like talk, a report, an announcement or a formula is a task all the same."""

import pytest

from domain.directive import DraftItem
from reading.directives import read

_DATED = "UBND TỈNH HÀ SƠN\nSố: 12/{code}-UBND\nHà Sơn, ngày 12 tháng 3 năm 2024\n"
_PLAN = _DATED.format(code="KH") + "KẾ HOẠCH\nPhòng, chống dịch năm 2024\n"
_NOTICE = _DATED.format(code="TB") + "THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban tháng 3\n"
_LETTER = _DATED.format(code="CV") + "V/v thực hiện kết luận tại hội nghị giao ban\n"
_MINUTES = _DATED.format(code="BB") + "BIÊN BẢN\nHọp giao ban tháng 3\n"


def _items(text: str) -> tuple[DraftItem, ...]:
    return read(text.encode(), "a.txt").items


@pytest.mark.parametrize("head", [_PLAN, _NOTICE, _LETTER])
@pytest.mark.parametrize(
    ("layout", "count"),
    [
        (
            (
                "1. Phòng dịch\na) Nội dung:\n- Xây dựng phương án trước ngày 15/4/2024.\n- Lập danh sách trước ngày 20/4/2024.\n"
                "b) Chủ trì: Sở Y tế\nc) Phối hợp: Sở Tài chính\n"
            ),
            2,
        ),
        ("1.1. Nội dung\n- Xây dựng phương án trước ngày 15/4/2024.\n- Lập danh sách.\n1.2. Chủ trì: Sở Nội vụ\n", 2),
        (
            (
                "I. NỘI DUNG\n1. Sở Y tế lập danh sách trước ngày 20/4/2024.\n"
                "2. Chủ trì, phối hợp với Sở Tài chính xây dựng dự toán trước ngày 25/4/2024.\n3. Sở Nội vụ báo cáo.\n"
            ),
            3,
        ),
        (
            (
                "1. Nội dung\n- Sở Y tế lập danh sách trước ngày 20/4/2024.\n- Sở Nội vụ báo cáo.\n"
                "2. Kết luận thanh tra số 5/KL-TTr: Sở Xây dựng khắc phục trước ngày 30/5/2024.\n"
            ),
            3,
        ),
        (
            (
                "I. NỘI DUNG LÀM VIỆC\n1. Sở Y tế lập danh sách trước ngày 20/4/2024.\n2. Sở Nội vụ báo cáo.\n"
                "II. KẾT LUẬN VÀ KIẾN NGHỊ\n1. Sở Xây dựng khắc phục trước ngày 30/5/2024.\n"
            ),
            3,
        ),
    ],
)
def test_contents_are_tasks_where_no_meeting_is_recorded(head: str, layout: str, count: int) -> None:
    assert len(_items(head + layout)) == count


@pytest.mark.parametrize(("head", "count"), [(_PLAN, 2), (_LETTER, 2), (_NOTICE, 1), (_MINUTES, 1)])
def test_an_exchange_is_talk_only_where_a_meeting_is_recorded(head: str, count: int) -> None:
    talk = "I. TRAO ĐỔI, HỘI THẢO\n1. Sở Nội vụ tổ chức hội thảo trước ngày 30/4/2024.\n"
    assert len(_items(f"{head}{talk}II. KẾT LUẬN\n1. Sở Xây dựng mở lớp trước ngày 30/5/2024.\n")) == count


@pytest.mark.parametrize(
    ("told", "leads"),
    [
        ("II. Chủ tọa, ông Lê Văn Tâm kết luận:\n1. Giao Sở Y tế lập sổ.\n", [("Sở Y tế",)]),
        ("II. Ý kiến của chủ trì\n1. Giao Sở Y tế lập sổ.\n", [("Sở Y tế",)]),
        ("II. Chủ trì: Sở Y tế\n", [("Sở Nội vụ",)]),
        ("II. Kết luận thanh tra số 5/KL-TTr\n", [("Sở Nội vụ",)]),
    ],
)
def test_minutes_conclude_where_the_chair_does(told: str, leads: list[tuple[str, ...]]) -> None:
    text = f"{_MINUTES}I. NỘI DUNG\n1. Sở Nội vụ báo cáo trước ngày 20/4/2024.\n{told}"
    assert [item.lead for item in _items(text)] == leads


def test_what_the_chair_directs_amid_the_talk_is_owed() -> None:
    text = (
        f"{_MINUTES}I. Ý KIẾN THẢO LUẬN\n1. Sở Nội vụ đề nghị Sở Y tế báo cáo trước ngày 20/4/2024.\n"
        "2. Chủ tọa chỉ đạo:\n- Giao Sở Xây dựng lập sổ.\n"
    )
    assert [item.lead for item in _items(text)] == [("Sở Xây dựng",)]


@pytest.mark.parametrize("form", ["1. {}\n2. Sở Y tế lập sổ.\n", "{}\nSở Y tế lập sổ.\n"])
@pytest.mark.parametrize(
    "order",
    [
        "Sở Tư pháp báo cáo: hiện trạng cơ sở vật chất các trường trước ngày 20/4/2024.",
        "Sở Tư pháp báo cáo: tính đến ngày 30/6/2024 số trẻ được tiêm, gửi trước ngày 05/7/2024.",
        "Sở Tư pháp gửi phiếu hỏi để công dân bày tỏ mức độ hài lòng.",
        "Sở Tư pháp tuyên truyền để người dân cho biết đã nhận đủ hồ sơ, xong trước ngày 20/4/2024.",
        "Công an phường kiểm tra cư trú trước ngày 20/4/2024 theo danh sách dưới đây.",
        "UBND phường giao các phòng, ban báo cáo số liệu theo biểu mẫu dưới đây.",
        "Sở Tư pháp rà soát trước ngày 20/4/2024 các nội dung sau đây.",
        "Giao Hạt Kiểm lâm lập hồ sơ xử lý vi phạm và chịu trách nhiệm thi hành.",
        "Hạt Kiểm lâm lập hồ sơ xử lý vi phạm, chịu trách nhiệm thi hành.",
    ],
)
def test_an_order_in_the_words_of_a_report_or_a_formula_is_one(order: str, form: str) -> None:
    head = _DATED.format(code="CT") + "CHỈ THỊ\nVề việc thử\nChủ tịch UBND tỉnh yêu cầu:\n"
    assert [item.text for item in _items(head + form.format(order))] == [order, "Sở Y tế lập sổ."]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Công an tỉnh bảo đảm an ninh trước, trong và sau đại hội.", None),
        ("Công an tỉnh bảo đảm an ninh trước, trong, sau đại hội.", None),
        ("Ban Tổ chức báo cáo trước Đại hội kết quả nhiệm kỳ.", None),
        ("Sở Y tế báo cáo trước hội nghị về kết quả tiêm chủng.", None),
        ("Sở Y tế hoàn thành báo cáo trước Đại hội.", "Đại hội"),
        ("Sở Y tế báo cáo UBND tỉnh trước kỳ họp thứ 5.", "kỳ họp thứ 5"),
        ("Sở Y tế báo cáo trước mùa mưa bão.", "mùa mưa bão"),
    ],
)
def test_an_event_that_is_spoken_to_or_guarded_throughout_is_no_deadline(text: str, event: str | None) -> None:
    (item,) = _items(f"{_PLAN}1. {text}\n")
    assert (item.due_rule.anchor if item.due_rule else None) == event
