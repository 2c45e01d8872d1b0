"""Rows of a spreadsheet → blocks: text above and below the table as paragraphs, the rows of the table with their cells."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reading.directives import refusals
from reading.directives.blocks import Block
from reading.directives.columns import columns_of
from reading.directives.foot import opens_foot
from reading.directives.text import normalise

_LETTERS = 26
_WIDEST = 200  # columns: a task table has about ten; what stands further right is no part of it
_COLUMNS_OF_HEAD = 2
_MOST_MERGED = 2_000_000  # cells filled in all: merged cells of a real sheet do not overlap


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number (from 1) and its cells as text, merged ones repeated; `own` are those that begin here."""

    number: int
    cells: tuple[str, ...]
    own: tuple[bool, ...] = ()

    def filled(self) -> list[tuple[int, str]]:
        """Column (from 0) and text of the cells that say something, a merged one once."""
        begins = self.own or (True,) * len(self.cells)
        return [(at, cell) for at, cell in enumerate(self.cells) if cell and begins[at]]


def blocks_of_rows(rows: Iterable[Row], *, table: int, sheet: str | None = None) -> Iterator[Block]:
    """The blocks of one sheet: a table from its row of heads to the foot of the document, text before and after."""
    clean = [_clean(row) for row in rows]
    clean = [row for row in clean if any(row.cells)]
    has_heads = any(columns_of(row.cells) is not None for row in clean)
    in_table = False
    for row in clean:
        if columns_of(row.cells) is not None:
            in_table = True
        elif in_table and _is_foot(row):
            in_table = False
        if in_table or (not has_heads and len(row.filled()) > _COLUMNS_OF_HEAD):
            yield Block(" | ".join(row.cells), row.number, cells=row.cells, table=table, cell=_place(sheet, row))
        else:
            yield from _paragraphs(row, sheet)


def _clean(row: Row) -> Row:
    cells = tuple(
        " ".join(normalise(cell).replace("\n", "; " if _is_list(cell) else " ").split()) for cell in row.cells[:_WIDEST]
    )
    return Row(row.number, cells, row.own[:_WIDEST])


def _is_list(cell: str) -> bool:
    """Whether each line of a cell is an entry of its own: a unit a line."""
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    return (
        len(lines) > 1
        and all(line[0].isupper() or line[0] in "-+•" for line in lines)
        and not any(line.endswith((";", ",", ".")) for line in lines[:-1])
    )


def _is_foot(row: Row) -> bool:
    return any(opens_foot(Block(cell, row.number)) for _, cell in row.filled())


def _paragraphs(row: Row, sheet: str | None) -> Iterator[Block]:
    filled = row.filled()
    for at, (_, cell) in enumerate(filled):
        column = min(at, 1) if len(filled) > 1 else None
        yield Block(cell, row.number, column=column, cell=_place(sheet, row))


def _place(sheet: str | None, row: Row) -> str | None:
    filled = row.filled()
    return f"{sheet}!{column_name(filled[0][0])}{row.number}" if sheet is not None and filled else None


def column_name(at: int) -> str:
    """A, B, …, Z, AA for a column counted from 0."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def merged(rows: Sequence[Row], regions: Iterable[tuple[int, int, int, int]]) -> list[Row]:
    """`rows` with each merged cell repeated where it reaches: regions are first row, first column, last row, last column."""
    by_number = {row.number: (list(row.cells), [True] * len(row.cells)) for row in rows}
    numbers = sorted(by_number)
    left_to_do = _MOST_MERGED
    for top, left, bottom, right in regions:
        first = by_number.get(top)
        text = first[0][left] if first is not None and left < len(first[0]) else ""
        reached = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)] if text else ()
        columns = range(left, min(right, _WIDEST - 1) + 1)
        left_to_do -= len(reached) * len(columns)
        if left_to_do < 0:
            raise refusals.too_large()
        for number in reached:
            _fill(*by_number[number], text, columns, begins=number == top)
    return [Row(row.number, tuple(by_number[row.number][0]), tuple(by_number[row.number][1])) for row in rows]


def _fill(cells: list[str], own: list[bool], text: str, columns: range, *, begins: bool) -> None:
    short = columns.stop - len(cells)
    cells.extend([""] * short)
    own.extend([True] * short)
    for at in columns:
        cells[at], own[at] = text, begins and at == columns.start
