"""Citations of a year that cannot be: dated after the document that cites them."""

import pytest

from reading.directives import read

HEAD = "ỦY BAN NHÂN DÂN PHƯỜNG MẪU\nSố: 05/CT-UBND\nPhường Mẫu, ngày {day} tháng 3 năm 2026\nCHỈ THỊ\nVề cải cách hành chính năm 2026\n"
DATED = HEAD.format(day="02")
UNDATED = "CHỈ THỊ\nVề cải cách hành chính năm 2026\n"


def flagged(head: str, cited: str) -> list[str]:
    text = f"{head}1. Phòng Kinh tế báo cáo kết quả thực hiện {cited} trước ngày 20/4/2026.\n"
    return [one.message for one in read(text.encode(), "a.txt").warnings if one.code == "citation-year"]


@pytest.mark.parametrize(
    ("head", "cited", "wrong"),
    [
        (DATED, "Công văn số 12/UBND-VP ngày 05/01/2062", True),
        (DATED, "Công văn số 12/UBND-VP ngày 03/3/2026", True),
        (DATED, "Công văn số 12/UBND-VP ngày 02/3/2026", False),
        (DATED, "Công văn số 12/UBND-VP ngày 05/01/2016", False),
        (UNDATED, "Công văn số 12/UBND-VP ngày 05/01/2062", True),
        (UNDATED, "Công văn số 12/UBND-VP ngày 05/01/2027", False),
    ],
)
def test_a_document_of_a_day_to_come_is_cited_by_a_slip(head: str, cited: str, wrong: bool) -> None:
    told = flagged(head, cited)
    assert bool(told) is wrong
    assert all("chưa đến khi ban hành" in one for one in told)
