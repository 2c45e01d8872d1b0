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
