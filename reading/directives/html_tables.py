"""Tables of a web page: merged cells repeated where they reach, and which tables only place things."""

import re
from collections.abc import Callable, Iterator

from lxml import html

_MOST_SPAN = 50
_LAYOUT_WIDTH = 2


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
        for cell in (c for c in row if c.tag in {"td", "th"}):
            _fill(cells, reaching)
            text = text_of(cell)
            for _ in range(_span(cell, "colspan")):
                if _span(cell, "rowspan") > 1:
                    reaching[len(cells)] = (_span(cell, "rowspan") - 1, text)
                cells.append(text)
        _fill(cells, reaching)
        found.append((row.sourceline or 1, cells))
    return found


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


def is_layout(table: html.HtmlElement) -> bool:
    """A table of at most two columns, or with tables in it, only places things; its cells are ordinary text."""
    if table.find(".//table") is not None:
        return True
    widths = (sum(_span(cell, "colspan") for cell in row if cell.tag in {"td", "th"}) for row in _rows(table))
    return max(widths, default=0) <= _LAYOUT_WIDTH


def cells_in_order(table: html.HtmlElement) -> Iterator[tuple[int, html.HtmlElement]]:
    """Every cell with its column, row by row."""
    for row in _rows(table):
        yield from enumerate(cell for cell in row if cell.tag in {"td", "th"})
