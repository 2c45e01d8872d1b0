"""Ruled tables: cells by their lines, merged ones repeated where they reach, wrapped lines of a cell joined."""

from collections.abc import Sequence
from dataclasses import dataclass

from reading.directives.cells import one_line
from reading.directives.markers import split_marker
from reading.directives.pdf.lines import Line, Word, fits, joined, lines_of

Box = tuple[float, float, float, float]
_NEAR = 3.0  # points: rules this close are one
_PADDING = 8.0  # points inside a cell that no word uses
_MOST_CELLS = 5_000  # on one page


@dataclass
class Grid:
    """A table on one page: where it stands, its rows of text, and the line each begins on."""

    page: int
    top: float
    bottom: float
    columns: tuple[float, ...]
    rows: list[tuple[str, ...]]
    own: list[tuple[bool, ...]]
    lines: list[int]  # that each row begins on


def grid_of(cells: Sequence[Box], words: Sequence[Word], printed: Sequence[Line]) -> tuple[Grid | None, list[Word]]:
    """The table of these cells, and the words that are not in it; `printed` are all lines of the page."""
    if not cells or len(cells) > _MOST_CELLS:
        return None, list(words)
    xs, ys = (
        _rules([x for cell in cells for x in (cell[0], cell[2])]),
        _rules([y for cell in cells for y in (cell[1], cell[3])]),
    )
    inside: dict[Box, list[Word]] = {cell: [] for cell in cells}
    outside: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        home = next((cell for cell in cells if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]), None)
        (outside if home is None else inside[home]).append(word)
    rows = [[""] * (len(xs) - 1) for _ in ys[:-1]]
    own = [[False] * (len(xs) - 1) for _ in ys[:-1]]
    for cell, within in inside.items():
        text = cell_text(lines_of(within), cell[2] - cell[0])
        left, right, top, bottom = _at(xs, cell[0]), _at(xs, cell[2]), _at(ys, cell[1]), _at(ys, cell[3])
        for y in range(top, max(bottom, top + 1)):
            for x in range(left, max(right, left + 1)):
                if y < len(rows) and x < len(rows[y]):
                    rows[y][x], own[y][x] = text, (y, x) == (top, left)
    if len(xs) <= 1 or len(ys) <= 1:
        return None, list(words)
    grid = Grid(
        printed[0].page if printed else 1,
        ys[0],
        ys[-1],
        tuple(xs),
        [tuple(row) for row in rows],
        [tuple(row) for row in own],
        [number_at(printed, y) for y in ys[:-1]],
    )
    return grid, outside


def number_at(printed: Sequence[Line], y: float) -> int:
    """The number of the first line whose middle is below `y`."""
    return next((line.number for line in printed if (line.top + line.bottom) / 2 > y), len(printed) or 1)


def _rules(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _at(rules: Sequence[float], place: float) -> int:
    return min(range(len(rules)), key=lambda at: abs(rules[at] - place))


def cell_text(lines: Sequence[Line], width: float) -> str:
    """The lines of a cell on one: those broken by its width are joined, those its author ended stay apart."""
    found: list[str] = []
    for above, line in zip((None, *lines), lines, strict=False):
        marked = split_marker(line.text)[0] is not None
        ended = above is None or fits(above, line, width - _PADDING) or marked
        if above is None or (ended and (line.text[:1].isupper() or marked)):
            found.append(line.text)
        else:
            found[-1] = joined(found[-1], line.text)
    return one_line(found)
