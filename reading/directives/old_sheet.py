"""Older and other spreadsheets (.xls, .xlsb, .ods) → blocks, read by Calamine."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from reading.directives import refusals
from reading.directives.blocks import Block, Reading
from reading.directives.rows import Row, blocks_of_rows, merged
from reading.directives.secrets import unless_a_choice

_MOST_ROWS = 20_000
_DIGITS = 10  # after the point; the rest is noise of binary fractions


def read_old_sheet(data: bytes) -> Reading:
    """The blocks of all sheets that are shown; `line` is the number of the row in its sheet."""
    try:
        with CalamineWorkbook.from_filelike(_file(data)) as book:
            return Reading(tuple(_blocks(book)), tuple(_hidden(book)))
    except PasswordError as error:
        raise refusals.password() from error
    except CalamineError as error:
        raise refusals.broken() from error


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def _blocks(book: CalamineWorkbook) -> Iterator[Block]:
    for at, about in enumerate(book.sheets_metadata, start=1):
        if about.visible is SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(about.name)
            yield from blocks_of_rows(_rows(sheet), table=at, sheet=about.name)


def _hidden(book: CalamineWorkbook) -> Iterator[str]:
    """The names of all sheets, and what stands in those that are not shown."""
    for about in book.sheets_metadata:
        yield about.name
        if about.visible is not SheetVisibleEnum.Visible:
            rows = _rows(book.get_sheet_by_name(about.name))
            yield from unless_a_choice([cell for row in rows for cell in row.cells if cell])


def _rows(sheet: CalamineSheet) -> list[Row]:
    if sheet.total_height > _MOST_ROWS:
        raise refusals.too_large()
    rows = [
        Row(number, tuple(_shown(value) for value in row))
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]
    regions = sheet.merged_cell_ranges or ()
    return merged(rows, [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in regions])


def _shown(value: float | str | bool | time | date | datetime | timedelta) -> str:
    """A value as a person writes it; formats of numbers are not kept by these files' reader."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if not value.hour and not value.minute else f"{value:%H:%M ngày %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{round(value, _DIGITS):g}".replace(".", ",") if value % 1 else f"{value:.0f}"
    return str(value)
