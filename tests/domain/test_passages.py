"""Where items stand in the text they were read from."""

from domain.passages import Passage, passages


def test_each_paragraph_knows_the_items_that_begin_and_go_on_in_it() -> None:
    text = "CHỈ THỊ\n1. Giao Phòng Kinh tế rà soát thủ tục.\na) Rà soát thủ tục nội bộ;\nb) Báo cáo kết quả hằng quý.\nNơi nhận:"
    items = [
        "Giao Phòng Kinh tế rà soát thủ tục. b) Báo cáo kết quả hằng quý.",
        "Rà soát thủ tục nội bộ;",
        "Không có ở đây.",
    ]
    begins = [(one.begins, one.goes_on) for one in passages(text, items)]
    assert begins == [((), ()), ((0,), ()), ((1,), ()), ((), ()), ((), ())]


def test_an_item_joined_from_two_lines_is_found_and_marked_on_both() -> None:
    text = "Giao Văn phòng tổng hợp\nbáo cáo trước ngày 20 tháng 3."
    assert passages(text, ["Giao Văn phòng tổng hợp báo cáo trước ngày 20 tháng 3."]) == (
        Passage("Giao Văn phòng tổng hợp", begins=(0,)),
        Passage("báo cáo trước ngày 20 tháng 3.", goes_on=(0,)),
    )


def test_the_same_words_twice_are_two_passages() -> None:
    found = passages("1. Báo cáo hằng tháng.\n2. Báo cáo hằng tháng.", ["Báo cáo hằng tháng.", "Báo cáo hằng tháng."])
    assert [one.begins for one in found] == [(0,), (1,)]
