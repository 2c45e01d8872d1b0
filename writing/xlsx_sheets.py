"""A sheet of a workbook: heads that stay and repeat in print, lines added one below the other, formulas with values."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

FIRST = 1
"""The first line below the heads, counted from 0."""
LINE_HEIGHT, MOST_LINES = 15, 27
"""Points of one line, and how many of them a row of a workbook may have at most (409 points)."""
FORMULAS = ("=", "+", "-", "@")
"""What a program takes for the beginning of a formula."""
FONT = {"font_name": "Times New Roman", "font_size": 11, "border": 1, "valign": "vcenter"}


class Style:
    """The looks of cells; one of each for a whole workbook."""

    def __init__(self, book: Workbook) -> None:
        self.head = book.add_format({**FONT, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E8E8E8"})
        self._book = book
        self._known: dict[tuple[str | None, bool, bool], Any] = {}

    def of(self, number_format: str | None, *, bold: bool, quoted: bool = False) -> Any:
        """The look of a cell with that number format; `quoted` text stays text when somebody edits it."""
        if (number_format, bold, quoted) not in self._known:
            look: dict[str, Any] = {**FONT, "bold": bold, "text_wrap": number_format is None}
            if quoted:
                look["quote_prefix"] = True
            if number_format is not None:
                look["num_format"] = number_format
            self._known[number_format, bold, quoted] = self._book.add_format(look)
        return self._known[number_format, bold, quoted]


class Sheet:
    """One sheet under its heads, laid across on A4."""

    def __init__(self, sheet: Worksheet, style: Style, heads: Sequence[tuple[str, int]]) -> None:
        self._sheet, self._style, self._columns = sheet, style, len(heads)
        self._widths = [width for _, width in heads]
        self.line = FIRST
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, style.head)
        sheet.freeze_panes(FIRST, 2)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def add(self, *values: str | float | date | None, bold: bool = False) -> None:
        """One line of values: texts as texts, never as formulas, also when edited; numbers and days as what they are."""
        for column, value in enumerate(values):
            self._write(column, value, bold=bold)
        if (lines := self._lines(values)) > 1:
            self._sheet.set_row(self.line, min(lines, MOST_LINES) * LINE_HEIGHT)
        self.line += 1

    def _lines(self, values: Sequence[str | float | date | None]) -> int:
        """How many lines the longest text of a row takes: not every program finds the height by itself."""
        texts = [(value, width) for value, width in zip(values, self._widths, strict=False) if isinstance(value, str)]
        return max((sum(ceil(len(part) / width) for part in text.split("\n")) for text, width in texts), default=1)

    def formula(
        self, line: int, column: int, text: str, value: float | str, *, share: bool = False, bold: bool = False
    ) -> None:
        """A live formula with the value it has now, for readers that do not compute."""
        whole = isinstance(value, int)
        look = self._style.of("0.00%" if share else "0" if whole else "0.00", bold=bold)
        self._sheet.write_formula(line, column, text, look, value)

    def filtered(self) -> None:
        """Let the reader filter all lines by any column."""
        self._sheet.autofilter(0, 0, max(self.line - 1, FIRST), self._columns - 1)

    def _write(self, column: int, value: str | float | date | None, *, bold: bool) -> None:
        of = self._style.of
        if value is None:
            self._sheet.write_blank(self.line, column, None, of(None, bold=bold))
        elif isinstance(value, date):
            self._sheet.write_datetime(self.line, column, value, of("dd/mm/yyyy", bold=bold))
        elif isinstance(value, str):
            look = of(None, bold=bold, quoted=value.lstrip().startswith(FORMULAS))
            self._sheet.write_string(self.line, column, value, look)
        else:
            self._sheet.write_number(self.line, column, value, of("0" if isinstance(value, int) else "0.00", bold=bold))
