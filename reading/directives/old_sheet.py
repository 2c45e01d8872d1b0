"""Older and other spreadsheets (.xls, .xlsb, .ods) → blocks, read by Calamine."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from reading.directives import refusals
from reading.directives.blocks import Block, Hidden, Reading
from reading.directives.rows import Row, blocks_of_rows, merged
from reading.directives.secrets import unless_a_choice
from reading.directives.unseen import Unseen, unseen_of

_MOST_ROWS = 20_000
_DIGITS = 10  # after the point; the rest is noise of binary fractions


def read_old_sheet(data: bytes) -> Reading:
    """The blocks of all sheets that are shown; `line` is the number of the row in its sheet."""
    try:
        with CalamineWorkbook.from_filelike(_file(data)) as book:
            return _read(book, unseen_of(data, book.sheet_names))
    except PasswordError as error:
        raise refusals.password() from error
    except CalamineError as error:
        raise refusals.broken() from error


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def _read(book: CalamineWorkbook, unseen: Mapping[str, Unseen]) -> Reading:
    """The blocks of what is shown; names of sheets and what is hidden stand outside."""
    blocks: list[Block] = []
    outside: list[str] = []
    hidden: list[Hidden] = []
    for at, about in enumerate(book.sheets_metadata, start=1):
        sheet = book.get_sheet_by_name(about.name)
        rows = _rows(sheet)
        outside.append(about.name)
        if about.visible is SheetVisibleEnum.Visible:
            parted = _Parted(rows, unseen.get(about.name, Unseen()))
            blocks.extend(blocks_of_rows(merged(parted.shown, _regions(sheet)), table=at, sheet=about.name))
            outside += parted.outside()
            hidden += parted.told(about.name)
        elif cells := [cell for row in rows for cell in row.cells if cell]:
            outside += unless_a_choice(cells)
            hidden.append(Hidden(about.name, whole=True))
    return Reading(tuple(blocks), tuple(outside), hidden=tuple(hidden))


class _Parted:
    """The rows of a sheet that are shown, with the text of the others and of hidden columns."""

    def __init__(self, rows: Iterable[Row], unseen: Unseen) -> None:
        self.shown: list[Row] = []
        self.rows: list[list[str]] = []
        self.columns: dict[int, list[str]] = {}
        for row in rows:
            for at in unseen.columns:
                if at < len(row.cells) and row.cells[at]:
                    self.columns.setdefault(at, []).append(row.cells[at])
            cells = tuple("" if at in unseen.columns else cell for at, cell in enumerate(row.cells))
            if row.number - 1 not in unseen.rows:
                self.shown.append(Row(row.number, cells))
            elif any(cells):
                self.rows.append([cell for cell in cells if cell])

    def outside(self) -> Iterator[str]:
        """What is not shown: no content, but a mark of secrecy there counts."""
        for cells in (*self.rows, *self.columns.values()):
            yield from unless_a_choice(cells)

    def told(self, sheet: str) -> Iterator[Hidden]:
        """How much is not shown."""
        if self.rows or self.columns:
            yield Hidden(sheet, len(self.rows), len(self.columns))


def _rows(sheet: CalamineSheet) -> list[Row]:
    if sheet.total_height > _MOST_ROWS:
        raise refusals.too_large()
    return [
        Row(number, tuple(_shown(value) for value in row))
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]


def _regions(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    regions = sheet.merged_cell_ranges or ()
    return [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in regions]


def _shown(value: float | str | bool | time | date | datetime | timedelta) -> str:
    """A value as a person writes it; formats of numbers are not kept by these files' reader."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if not value.hour and not value.minute else f"{value:%H:%M ngày %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{round(value, _DIGITS):g}".replace(".", ",") if value % 1 else f"{value:.0f}"
    return str(value)
