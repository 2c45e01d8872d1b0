"""A score sheet (phiếu điểm) → a workbook that can be filled in and read back."""

from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from domain.appraisal.columns import (
    ABOUT,
    DOCUMENT,
    FINAL,
    ID,
    KEY,
    LINES,
    MAX,
    NAME,
    NOT_APPLICABLE,
    PAGE,
    ROUND,
    SECTION,
    STEPS,
    UNIT,
    VALUE,
    WHY,
    heads,
)
from writing.xlsx_sheets import Sheet, Style

WIDTHS = {NAME: 44, WHY: 44, ID: 8, PAGE: 8, SECTION: 12, DOCUMENT: 22}
NARROW, WIDE = 11, 28
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_score_sheet(sheet: Mapping[str, Any], unit_name: str, title: str) -> bytes:
    """The sheet as it is shown: one line a criterion with what each step said, and a page of what it is about."""
    kept = BytesIO()
    book = Workbook(kept, {"in_memory": True})
    style = Style(book)
    widths = [(head, WIDTHS.get(head, NARROW if head.startswith("Điểm") else WIDE)) for head in heads()]
    lines = Sheet(book.add_worksheet(LINES), style, widths)
    for line in sheet["lines"]:
        cells = _cells(line)
        lines.add(*(cells.get(head) for head in heads()))
    score = sheet["score"]
    total = {NAME: "Tổng cộng", MAX: _number(score["max"]), FINAL: _number(score["points"])}
    lines.add(*(total.get(head) for head in heads()), bold=True)
    _about(Sheet(book.add_worksheet(ABOUT), style, [(KEY, WIDE), (VALUE, 60)]), sheet, unit_name, title)
    book.close()
    return kept.getvalue()


def _cells(line: Mapping[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {ID: line["criterion"], NAME: line["name"], MAX: _number(line["max"])}
    for step, columns in STEPS.items():
        mark = line["steps"].get(step)
        if mark is None:
            continue
        if columns.points:
            cells[columns.points] = (
                NOT_APPLICABLE if mark["not_applicable"] else mark["level"] or _number(mark["points"])
            )
        if columns.cites:
            for head, key in ((DOCUMENT, "document"), (SECTION, "section"), (PAGE, "page")):
                cells[head] = "\n".join(one[key] for one in mark["evidence"])
        cells[columns.note] = mark["note"]
    return {**cells, FINAL: _number(line["points"]), WHY: line["why"]}


def _about(sheet: Sheet, told: Mapping[str, Any], unit_name: str, title: str) -> None:
    rows = {
        ROUND: told["round"],
        UNIT: told["unit"],
        "Đơn vị": unit_name,
        "Bộ tiêu chí": title,
        "Kỳ": told["period"],
        "Trạng thái": told["label"],
    }
    for key, value in rows.items():
        sheet.add(key, value)


def _number(text: str | None) -> float | None:
    return None if text is None else float(Fraction(text))
