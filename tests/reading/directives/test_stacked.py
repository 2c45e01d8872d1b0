"""Tables saved as plain text, one cell a line: the rows come together again, empty cells and cells of several lines too."""

from reading.directives import read
from reading.directives.stacked import laid_flat

_HEAD = "Số: 12/KH-UBND\nSơn Hà, ngày 10 tháng 3 năm 2026\nKẾ HOẠCH\nVề việc thử\n\n"
_FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn Mẫu\n"
_HEADS = "STT\nNhiệm vụ\nSản phẩm\nĐơn vị chủ trì\nĐơn vị phối hợp\nThời hạn\n"


def _rows(table: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]]:
    return [
        (item.ref, item.text, item.lead, item.cooperating, str(item.due_on))
        for item in read((_HEAD + table + _FOOT).encode(), "a.txt").items
    ]


def test_rows_are_put_together_from_their_numbers() -> None:
    table = (
        _HEADS
        + "I\nCẢI CÁCH THỂ CHẾ\n1\nRà soát văn bản\nBáo cáo\nPhòng Tư pháp\nPhòng Nội vụ\n30/4/2026\n2\nTập huấn công chức\nHội nghị\nPhòng Nội vụ\nTrường Chính trị\nTháng 5/2026\n"
    )
    assert _rows(table) == [
        ("1", "Rà soát văn bản", ("Phòng Tư pháp",), ("Phòng Nội vụ",), "2026-04-30"),
        ("2", "Tập huấn công chức", ("Phòng Nội vụ",), ("Trường Chính trị",), "2026-05-31"),
    ]


def test_an_empty_cell_and_a_cell_of_two_lines_do_not_move_the_others() -> None:
    table = (
        _HEADS
        + "1\nRà soát văn bản\ncòn hiệu lực\nPhòng Tư pháp\n30/4/2026\n2\nTập huấn công chức\n\nPhòng Nội vụ\n\nTháng 5/2026\n"
    )
    assert _rows(table) == [
        ("1", "Rà soát văn bản còn hiệu lực", ("Phòng Tư pháp",), (), "2026-04-30"),
        ("2", "Tập huấn công chức", ("Phòng Nội vụ",), (), "2026-05-31"),
    ]


def test_a_head_over_two_columns_gives_way_to_them() -> None:
    table = "TT\nNội dung\nChủ trì\nThời gian thực hiện\n\nBắt đầu\nHoàn thành\n1\nĐo đạc đất\nPhòng Kinh tế\n1/2026\n30/6/2026\n"
    assert _rows(table) == [("1", "Đo đạc đất", ("Phòng Kinh tế",), (), "2026-06-30")]


def test_rows_without_numbers_need_a_line_for_each_head() -> None:
    table = "Nhiệm vụ\nĐơn vị chủ trì\nThời hạn\nRà soát văn bản\nPhòng Tư pháp\n30/4/2026\nĐo đạc đất\nPhòng Kinh tế\n30/6/2026\n"
    assert [(row[1], row[2], row[4]) for row in _rows(table)] == [
        ("Rà soát văn bản", ("Phòng Tư pháp",), "2026-04-30"),
        ("Đo đạc đất", ("Phòng Kinh tế",), "2026-06-30"),
    ]


def test_the_lines_of_the_source_stay_where_they_were() -> None:
    text = _HEAD + _HEADS + "1\nRà soát văn bản\nBáo cáo\nPhòng Tư pháp\n\n30/4/2026\n" + _FOOT
    assert len(laid_flat(text).split("\n")) == len(text.split("\n"))
    (item,) = read(text.encode(), "a.txt").items
    assert item.source.line == text.split("\n").index("1") + 1


def test_ordinary_text_is_left_as_it_is() -> None:
    text = "Nhiệm vụ\nNăm 2026 xã có 12 nhiệm vụ.\n1\n2\n3\nNội dung\nThời gian\nChủ trì\nCuộc họp bắt đầu lúc 8 giờ.\n"
    assert laid_flat(text) == text
