"""The annex of figures as a workbook: the rows as real numbers and days, the figures as formulas over the rows."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from fractions import Fraction
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from domain.remedy import RemedyState
from domain.tally import Standing
from domain.wording import words
from writing.xlsx_sheets import FIRST, Sheet, Style

Row = Mapping[str, Any]

ROWS = "Nhiệm vụ"
_ROW_HEADS = (
    ("TT", 5),
    ("Đơn vị chủ trì", 28),
    ("Văn bản", 20),
    ("Mục", 8),
    ("Kỳ", 16),
    ("Nội dung nhiệm vụ", 60),
    ("Chế độ thực hiện", 14),
    ("Hạn ban đầu", 12),
    ("Hạn hoàn thành", 12),
    ("Ngày kết quả", 12),
    ("Văn bản kết quả", 18),
    ("Tình trạng", 30),
    ("Đến hạn (1: có)", 9),
    ("Số ngày làm việc trễ", 9),
    ("Vướng mắc", 36),
)
_UNIT, _DIRECTIVE, _STATE, _DUE = "B", "C", "L", "M"
"""Columns of the rows that the figures are counted from."""

_FIGURES = ("Được giao", "Đến hạn", *(words.heading(state) for state in Standing), "Đúng hạn trong số đến hạn", "Tỷ lệ")


def to_xlsx(snapshot: Row) -> bytes:
    """The workbook; the same bytes for the same snapshot."""
    file = BytesIO()
    made_at = datetime.combine(date.fromisoformat(snapshot["as_of"]), time(), UTC).replace(tzinfo=None)
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(
            {"title": f"Phụ lục số liệu {_period(snapshot)}", "author": snapshot["authority"], "created": made_at}
        )
        style = Style(book)
        units = [(unit["unit_name"], unit) for unit in snapshot["units"]]
        directives = [(row["directive"], row) for row in snapshot["directives"]]
        rows = len(snapshot["assignments"])
        _write_figures(book, style, "Theo đơn vị", "Đơn vị", units, snapshot["total"], _UNIT, rows)
        _write_figures(book, style, "Theo văn bản", "Văn bản", directives, snapshot["total"], _DIRECTIVE, rows)
        _write_rows(book, style, snapshot["assignments"])
        if snapshot["remedies"]["points"]:
            _write_lost(book, style, snapshot["remedies"]["points"])
        if snapshot["scores"]:
            _write_scores(book, style, snapshot)
    return file.getvalue()


def _period(snapshot: Row) -> str:
    return str(snapshot["period"].get("label") or words.period_label(snapshot["period"]["name"]))


def _write_rows(book: Workbook, style: Style, rows: Sequence[Row]) -> None:
    sheet = Sheet(book.add_worksheet(ROWS), style, _ROW_HEADS)
    for place, row in enumerate(rows, start=1):
        sheet.add(
            place,
            row["unit_name"],
            row["directive"],
            row["ref"],
            words.period_label(row["period"]) if row["period"] else None,
            row["text"],
            words.cadence_label(row["cadence"]),
            _day(row["original"]),
            _day(row["deadline"]),
            _day(row["result_on"]),
            row["document"],
            words.heading(Standing(row["state"])),
            int(row["due"]),
            row["days_late"],
            row["obstacle"],
        )
    sheet.filtered()


def _write_figures(
    book: Workbook,
    style: Style,
    name: str,
    first: str,
    groups: Sequence[tuple[str, Row]],
    total: Row,
    column: str,
    rows: int,
) -> None:
    """One line a group, each figure a count over the rows; below them their sums."""
    sheet = Sheet(book.add_worksheet(name), style, (("TT", 5), (first, 34), *((head, 13) for head in _FIGURES)))
    for place, (group, figures) in enumerate(groups, start=1):
        line = sheet.line
        sheet.add(place, group)
        ours = f"{_over(column, rows)},{xl_rowcol_to_cell(line, 1, col_abs=True)}"
        for offset, (condition, value) in enumerate(_counted(figures, rows)):
            sheet.formula(line, 2 + offset, f"=COUNTIFS({ours}{condition})", value)
        _write_rate(sheet, line, figures)
    last, line = sheet.line - 1, sheet.line
    sheet.add(None, "Tổng cộng", bold=True)
    for offset, (_, value) in enumerate(_counted(total, rows)):
        letter = xl_col_to_name(2 + offset)
        sheet.formula(line, 2 + offset, f"=SUM({letter}{FIRST + 1}:{letter}{last + 1})", value, bold=True)
    _write_rate(sheet, line, total, bold=True)


def _counted(figures: Row, rows: int) -> list[tuple[str, int]]:
    """The further conditions of each count, and what it comes to."""
    due = f",{_over(_DUE, rows)},1"
    state = _over(_STATE, rows)
    return [
        ("", figures["assigned"]),
        (due, figures["due"]),
        *((f',{state},"{words.heading(s)}"', figures["states"][s.value]) for s in Standing),
        (
            f'{due},{state},"{words.heading(Standing.DONE_ON_TIME)}"',
            figures["due_states"][Standing.DONE_ON_TIME.value],
        ),
    ]


def _write_rate(sheet: Sheet, line: int, figures: Row, *, bold: bool = False) -> None:
    last = 2 + len(_FIGURES) - 1
    part, due = xl_rowcol_to_cell(line, last - 1), xl_rowcol_to_cell(line, 3)
    rate = figures["rates"]["on_time_of_due"]
    value = rate["part"] / rate["of"] if rate["of"] else "–"
    sheet.formula(line, last, f'=IF({due}=0,"–",{part}/{due})', value, share=True, bold=bold)


def _over(column: str, rows: int) -> str:
    """The whole of one column of the rows."""
    return f"'{ROWS}'!${column}${FIRST + 1}:${column}${FIRST + max(rows, 1)}"


def _write_lost(book: Workbook, style: Style, points: Sequence[Row]) -> None:
    heads = (("TT", 5), ("Nội dung bị trừ điểm", 70), ("Điểm bị trừ", 12), ("Tình trạng khắc phục", 34))
    sheet = Sheet(book.add_worksheet("Bị trừ điểm"), style, heads)
    counted: list[str] = []
    for place, point in enumerate(points, start=1):
        if not point["depth"]:
            counted.append(xl_rowcol_to_cell(sheet.line, 2))
        state = words.heading(RemedyState(point["state"]))
        sheet.add(place, f"{'- ' if point['depth'] else ''}{point['text']}", _number(point["points"]), state)
    total = sum((Fraction(p["points"]) for p in points if not p["depth"] and p["points"] is not None), Fraction())
    line = sheet.line
    sheet.add(None, "Tổng cộng (mỗi nội dung tính một lần)", bold=True)
    sheet.formula(line, 2, f"=SUM({','.join(counted)})", float(total), bold=True)


def _write_scores(book: Workbook, style: Style, snapshot: Row) -> None:
    names = {unit["unit"]: unit["unit_name"] for unit in snapshot["units"]}
    heads = (("TT", 5), ("Đơn vị", 34), ("Điểm tối đa đã đo", 14), ("Điểm tạm tính", 14), ("Điểm bị trừ", 14))
    sheet = Sheet(book.add_worksheet("Điểm tạm tính"), style, heads)
    for place, score in enumerate(snapshot["scores"], start=1):
        line = sheet.line
        sheet.add(place, names.get(score["unit"], score["unit"]), _number(score["max"]), _number(score["points"]))
        if score["points"] is not None:
            maximum, points = (xl_rowcol_to_cell(line, column) for column in (2, 3))
            lost = Fraction(score["max"]) - Fraction(score["points"])
            sheet.formula(line, 4, f"={maximum}-{points}", float(lost))


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)


def _number(text: str | None) -> float | None:
    return None if text is None else float(Fraction(text))
