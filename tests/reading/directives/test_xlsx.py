"""Task tables in workbooks: found by their heads wherever they begin, with days as days and figures as formatted."""

import io
from datetime import datetime

import pytest
import xlsxwriter

from domain.errors import Refusal
from reading.directives import read
from reading.directives.xlsx import read_xlsx
from tests.reading.directives.office_files import workbook

_HEADS = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")


def _sheet(*rows: tuple[str, ...]) -> str:
    return "<sheetData>" + "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows) + "</sheetData>"  # fmt: skip


def test_a_task_table_is_found_by_its_heads_with_what_stands_around_it() -> None:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    day, share = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0%"})
    sheet = book.add_worksheet("Kế hoạch")
    sheet.merge_range("C2:D2", "UBND XÃ AN HÒA")
    sheet.merge_range("E2:H2", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.merge_range("C4:H4", "KẾ HOẠCH")
    sheet.merge_range("C5:H5", "Cải cách hành chính năm 2026")
    for at, head in enumerate(_HEADS):
        sheet.write(6, 2 + at, head)
    sheet.merge_range("C8:F8", "I. NỘI VỤ")
    sheet.merge_range("E9:E10", "Phòng Nội vụ")
    sheet.write_row(8, 2, [1, "Rà soát vị trí việc làm"])
    sheet.write_datetime(8, 5, datetime(2026, 6, 30), day)  # noqa: DTZ001 - a cell knows no zone
    sheet.write_row(9, 2, [2, "Nâng tỷ lệ hồ sơ đúng hạn"])
    sheet.write(9, 5, "Hàng tháng")
    sheet.write(9, 6, 0.95, share)
    sheet.write("C13", "Nơi nhận:")
    sheet.write("F13", "CHỦ TỊCH")
    sheet.write("F15", "Nguyễn Văn Mẫu")
    other = book.add_worksheet("Phụ lục 2")
    other.write_row(0, 0, _HEADS)
    other.write_row(1, 0, ["1", "Lập danh sách", "Văn phòng", "31/12/2026"])
    book.close()
    draft = read(held.getvalue(), "ke-hoach.xlsx")
    assert (draft.kind, draft.issuer, draft.title) == ("kế hoạch", "UBND XÃ AN HÒA", "Cải cách hành chính năm 2026")
    assert draft.signer == "Nguyễn Văn Mẫu"
    assert [(item.lead, str(item.due_on), item.source.line, item.source.cell) for item in draft.items] == [
        (("Phòng Nội vụ",), "2026-06-30", 9, "Kế hoạch!C9"),
        (("Phòng Nội vụ",), "None", 10, "Kế hoạch!C10"),
        (("Văn phòng",), "2026-12-31", 2, "Phụ lục 2!A2"),
    ]
    assert "95%" in draft.text


@pytest.mark.parametrize(
    ("code", "raw", "shown"),
    [
        ("dd/mm/yyyy", "46203", "30/06/2026"), ("[$-42A]dd mmmm yyyy;@", "46203", "30/06/2026"), ("General", "46203", "46203"), ("0.0%", "0.955", "95,5%"), ("General", "12.50", "12,5"),
        ('"ngày" 0', "5", "5"), ("dd/mm/yyyy hh:mm", "46203.5", "12:00 ngày 30/06/2026"), ("dd/mm/yyyy", "99999999", "99999999"), ("0", "1e400", "1e400"), ("0", "NaN", "NaN"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_its_format_says(code: str, raw: str, shown: str) -> None:
    styles = f'<numFmts><numFmt numFmtId="170" formatCode="{code.replace(chr(34), "&quot;")}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    data = workbook({"A": f'<sheetData><row r="3"><c r="A3" s="1"><v>{raw}</v></c></row></sheetData>'}, styles=styles)
    assert [(block.text, block.line) for block in read_xlsx(data).blocks] == [(shown, 3)]


def test_days_counted_from_1904() -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    sheet = {"A": '<sheetData><row><c s="0"><v>44741</v></c></row></sheetData>'}
    data = workbook(sheet, styles=styles, properties='<workbookPr date1904="1"/>')
    assert read_xlsx(data).blocks[0].text == "30/06/2026"


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    shown = '<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row><c t="str"><v>Thấy</v></c><c t="str"><v>Ẩn</v></c></row><row hidden="1"><c t="str"><v>Ẩn</v></c></row></sheetData>'
    data = workbook({"A": shown, "!B": _sheet(("Ẩn",))})
    assert [block.text for block in read_xlsx(data).blocks] == ["Thấy"]


def test_strings_kept_apart_are_found_without_their_readings() -> None:
    strings = "<si><r><t>Rà </t></r><r><t>soát</t></r><rPh><t>x</t></rPh></si>"
    data = workbook({"A": '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>9</v></c><c t="e"><v>#REF!</v></c></row></sheetData>'}, strings=strings)  # fmt: skip
    assert [block.text for block in read_xlsx(data).blocks] == ["Rà soát"]


def test_units_on_lines_of_one_cell_are_several() -> None:
    data = workbook({"A": _sheet(_HEADS, ("1", "Rà soát\nhồ sơ", "Sở Y tế\nSở Nội vụ", "30/6/2026"))})
    assert read_xlsx(data).blocks[1].cells == ("1", "Rà soát hồ sơ", "Sở Y tế; Sở Nội vụ", "30/6/2026")


def test_a_cell_far_away_and_huge_merged_regions_cost_nothing() -> None:
    far = '<sheetData><row r="1"><c r="A1" t="str"><v>Rà soát</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v>Xa</v></c></row></sheetData>'
    regions = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50 + "</mergeCells>"
    assert [block.line for block in read_xlsx(workbook({"A": far + regions})).blocks] == [1]


def test_more_rows_than_any_plan_has_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read(workbook({"A": _sheet(*[(f"Dòng {n}",) for n in range(20_001)])}), "a.xlsx")
    assert refused.value.code == "too-large"


@pytest.mark.parametrize(
    "sheet",
    [
        _sheet(("Mật",), _HEADS, ("1", "Rà soát", "Sở Y tế", "")),
        _sheet(_HEADS, ("1", "Rà soát", "Sở Y tế", "")) + '<headerFooter><oddHeader>&amp;R&amp;"Arial,Bold"&amp;14TỐI MẬT</oddHeader></headerFooter>',
    ],
)  # fmt: skip
def test_a_mark_of_secrecy_in_a_cell_or_a_running_head_refuses_the_workbook(sheet: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(workbook({"A": sheet}), "a.xlsx")
    assert refused.value.code == "state-secret"
