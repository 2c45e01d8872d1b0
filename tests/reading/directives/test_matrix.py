"""Tables with a column for each unit, where marks in the cells say who leads and who helps."""

import io

import pytest
import xlsxwriter

from domain.directive import DraftItem
from reading.directives import read
from reading.directives.matrix import legend_of

_HEAD = "UBND XÃ AN LẠC\nSố: 12/KH-UBND\nAn Lạc, ngày 06 tháng 7 năm 2026\nKẾ HOẠCH\nTổ chức ngày hội\n"
_UNITS = "Văn phòng UBND\tPhòng Kinh tế\tCông an xã"


def _items(heads: str, *rows: str, after: str = "") -> tuple[DraftItem, ...]:
    return read((_HEAD + "\n".join([heads, *rows, after]) + "\n").encode(), "a.txt").items


@pytest.mark.parametrize(
    ("leads", "helps"), [("CT", "PH"), ("Chủ trì", "Phối hợp"), ("c", "p"), ("CT", "x"), ("(CT)", "PH.")]
)
def test_the_marks_below_units_say_who_leads_and_who_helps(leads: str, helps: str) -> None:
    first, second = _items(
        f"TT\tNội dung công việc\t{_UNITS}\tThời hạn",
        f"1\tDựng sân khấu\t{leads}\t{helps if helps != 'x' else ''}\t\t20/8/2026",
        f"2\tPhân luồng xe\t\t{helps if helps != 'x' else ''}\t{leads}\t21/8/2026",
    )
    helped = ("Phòng Kinh tế",) if helps != "x" else ()
    assert (first.lead, first.cooperating) == (("Văn phòng UBND",), helped)
    assert (second.lead, second.cooperating) == (("Công an xã",), helped)


def test_a_tick_alone_leads_and_beside_a_mark_says_nothing() -> None:
    alone, beside = _items(
        f"TT\tNội dung\t{_UNITS}\tHạn",
        "1\tDựng sân khấu\tx\t\tx\t20/8/2026",
        "2\tGửi giấy mời\tCT\tx\t\t21/8/2026",
    )
    assert (alone.lead, alone.cooperating) == (("Văn phòng UBND", "Công an xã"), ())
    assert (beside.lead, beside.cooperating) == (("Văn phòng UBND",), ())


def test_the_legend_says_what_its_marks_mean() -> None:
    assert legend_of(["Ghi chú: “A”: chủ trì, “B”: phối hợp", "x" * 400]) == {"a": "lead", "b": "cooperating"}
    (item,) = _items(
        f"TT\tNội dung\t{_UNITS}\tHạn",
        "1\tDựng sân khấu\tO\tX\t\t20/8/2026",
        after="\nKý hiệu: X - chủ trì; O - phối hợp.",
    )
    assert (item.lead, item.cooperating) == (("Phòng Kinh tế",), ("Văn phòng UBND",))


def test_units_in_a_second_row_of_heads_and_no_column_of_days() -> None:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["TT", "Nội dung", "Phân công", "", "", "Hạn"])
    sheet.write_row(1, 2, _UNITS.split("\t"))
    sheet.write_row(2, 0, ["1", "Dựng sân khấu", "PH", "CT", "", "20/8/2026"])
    book.close()
    (below,) = read(held.getvalue(), "a.xlsx").items
    assert (below.lead, below.cooperating) == (("Phòng Kinh tế",), ("Văn phòng UBND",))
    (item,) = _items(f"TT\tNhiệm vụ\t{_UNITS}", "1\tDựng sân khấu\t\tCT\tPH", "2\tSố lượt khách\t12\t15\t9")
    assert (item.lead, item.cooperating) == (("Phòng Kinh tế",), ("Công an xã",))


def test_a_tick_below_what_is_no_unit_leads_nothing_and_a_named_lead_goes_before_marks() -> None:
    (item,) = _items(
        "TT\tNội dung\tĐơn vị chủ trì\tPhòng Kinh tế\tGấp\tHạn", "1\tDựng sân khấu\tCông an xã\tCT\tx\t20/8/2026"
    )
    assert item.lead == ("Công an xã",)
    (bare,) = _items("TT\tNội dung\tGấp\tHạn", "1\tDựng sân khấu\tx\t20/8/2026")
    assert bare.lead == ()
