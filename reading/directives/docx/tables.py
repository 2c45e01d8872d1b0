"""Tables of a Word file: merged cells repeated where they reach, rows deleted by a tracked change gone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from reading.directives.docx.marks import child, name, number, value

_MOST_SPAN = 63  # columns of a table, by Word's own limit
_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})

CellText = Callable[[etree._Element], str]  # noqa: SLF001 - lxml names its elements so


@dataclass(frozen=True)
class Cell:
    """One cell as it stands in its row: its element, and whether it only continues the cell beside or above."""

    element: etree._Element
    text: str
    continues: bool


def held(element: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """The wanted children, also inside content controls and accepted insertions."""
    for one in element:
        if name(one) in wanted:
            yield one
        elif name(one) in _HOLDERS:
            yield from held(one, wanted)


def rows_of(table: etree._Element, text_of: CellText) -> Iterator[list[Cell]]:
    """Row by row, each merged cell repeated in every column and row that it reaches."""
    above: dict[int, str] = {}
    for row in held(table, frozenset({"tr"})):
        if child(row, "trPr", "del") is not None:
            continue
        cells: list[Cell] = []
        _leave(cells, row, number(row, "trPr", "gridBefore"))
        for one in held(row, frozenset({"tc"})):
            if child(one, "tcPr", "cellDel") is None:
                _add(cells, one, text_of, above)
        _leave(cells, row, number(row, "trPr", "gridAfter"))
        yield cells


def _add(cells: list[Cell], one: etree._Element, text_of: CellText, above: dict[int, str]) -> None:
    at = len(cells)
    merged = child(one, "tcPr", "vMerge")
    continues = merged is not None and value(merged) != "restart"
    own = text_of(one)
    text = above.get(at, own) if continues else own
    for extra in range(min(max(number(one, "tcPr", "gridSpan") or 1, 1), _MOST_SPAN)):
        cells.append(Cell(one, text, continues or extra > 0))
        above[at + extra] = text


def _leave(cells: list[Cell], row: etree._Element, columns: int | None) -> None:
    cells.extend(Cell(row, "", True) for _ in range(min(columns or 0, _MOST_SPAN)))
