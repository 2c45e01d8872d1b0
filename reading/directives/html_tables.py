"""Tables of a web page: merged cells repeated where they reach, and which tables only place things."""

import re
from collections.abc import Callable, Iterator, Sequence

from lxml import html

from reading.directives.cells import places_things
from reading.directives.columns import columns_of

_MOST_SPAN = 50
_HEADS_WITHIN = 4  # rows
_LONGEST_HEAD = 80  # characters


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Rows of this table, not of tables inside its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def grid_of(table: html.HtmlElement, text_of: Callable[[html.HtmlElement], str]) -> list[tuple[int, list[str]]]:
    """Rows as texts with merged cells repeated where they reach."""
    found: list[tuple[int, list[str]]] = []
    reaching: dict[int, tuple[int, str]] = {}
    for row in _rows(table):
        cells: list[str] = []
        for cell in _cells(row):
            _fill(cells, reaching)
            text = text_of(cell)
            for _ in range(_span(cell, "colspan")):
                if _span(cell, "rowspan") > 1:
                    reaching[len(cells)] = (_span(cell, "rowspan") - 1, text)
                cells.append(text)
        _fill(cells, reaching)
        found.append((row.sourceline or 1, cells))
    return found


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (cell for cell in row if cell.tag in {"td", "th"})


def _fill(cells: list[str], reaching: dict[int, tuple[int, str]]) -> None:
    while (above := reaching.get(len(cells))) is not None:
        left, text = above
        if left > 1:
            reaching[len(cells)] = (left - 1, text)
        else:
            del reaching[len(cells)]
        cells.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    raw = cell.get(name, "1")
    return min(max(int(raw), 1), _MOST_SPAN) if re.fullmatch(r"\d{1,4}", raw) else 1


def wraps_tables(table: html.HtmlElement) -> bool:
    """A table with tables in it only places things, unless its own first rows are the heads of tasks."""
    if table.find(".//table") is None:
        return False
    first = [row for row, _ in zip(_rows(table), range(_HEADS_WITHIN), strict=False)]
    heads = (tuple(" ".join(cell.text_content().split())[:_LONGEST_HEAD] for cell in _cells(row)) for row in first)
    return all(columns_of(row) is None for row in heads)


def is_layout(rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether the rows only place things."""
    return places_things([cells for _, cells in rows])


def cells_in_order(table: html.HtmlElement) -> Iterator[tuple[int | None, html.HtmlElement]]:
    """Every cell with the column it stands in, left or right; none where it is alone in its row."""
    for row in _rows(table):
        cells = [cell for cell in _cells(row) if cell.text_content().strip()]
        yield from ((min(at, 1) if len(cells) > 1 else None, cell) for at, cell in enumerate(cells))
