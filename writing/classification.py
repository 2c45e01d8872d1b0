"""Facts for classification → CSV or a workbook, in the words of the office."""

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from domain.classification import COLUMNS
from writing.xlsx_sheets import Sheet, Style

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SUM_HEADS: Mapping[str, str] = {
    "unit": "Đơn vị",
    "head": "Thủ trưởng",
    "assigned": "Nhiệm vụ được giao",
    "weight": "Tổng trọng số",
    "due": "Đã đến hạn",
    "done": "Hoàn thành",
    "done_weight": "Hoàn thành (trọng số)",
    "on_time": "Đúng hạn",
    "on_time_weight": "Đúng hạn (trọng số)",
    "delays": "Lần chậm",
    "delays_weight": "Chậm (trọng số)",
    "days_late": "Số ngày làm việc chậm",
    "returns": "Lần đề nghị bổ sung",
    "serious": "Sai sót lớn",
    "serious_weight": "Sai sót lớn (trọng số)",
    "moved": "Lần lùi hạn",
    "objective": "Nguyên nhân khách quan được xác nhận",
}
NARROW, WIDE = 12, 40


def write_classification(lines: Sequence[Mapping[str, Any]], sums: Sequence[Mapping[str, Any]], form: str) -> bytes:
    """The lines as CSV (with a mark that lets a spreadsheet read the accents), or lines and sums as two sheets."""
    if form == "csv":
        text = StringIO()
        writer = csv.writer(text)
        writer.writerow(COLUMNS.values())
        writer.writerows([_safe(line[name]) for name in COLUMNS] for line in lines)
        return text.getvalue().encode("utf-8-sig")
    kept = BytesIO()
    book = Workbook(kept, {"in_memory": True})
    style = Style(book)
    _sheet(book, style, "Theo đơn vị", SUM_HEADS, sums)
    _sheet(book, style, "Theo nhiệm vụ", COLUMNS, lines)
    book.close()
    return kept.getvalue()


def _sheet(
    book: Workbook, style: Style, name: str, heads: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> None:
    widths = [(head, WIDE if key in {"text", "unit"} else NARROW) for key, head in heads.items()]
    sheet = Sheet(book.add_worksheet(name), style, widths)
    for row in rows:
        sheet.add(*(_cell(row[key]) for key in heads))
    sheet.filtered()


def _cell(value: Any) -> Any:
    return ("có" if value else "không") if isinstance(value, bool) else value


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets a mark before it."""
    shown = _cell(value)
    return f"'{shown}" if isinstance(shown, str) and shown[:1] in {"=", "+", "-", "@", "\t", "\r"} else shown
