"""Which rows and columns of an older or other spreadsheet are not shown: Calamine gives their values as all others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reading.directives.formats import OLE
from reading.directives.unseen_ods import rows_and_columns as of_ods
from reading.directives.unseen_xls import rows_and_columns as of_xls


@dataclass(frozen=True)
class Unseen:
    """Rows and columns of one sheet that are hidden or filtered away, counted from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def unseen_of(data: bytes, sheets: Sequence[str]) -> Mapping[str, Unseen]:
    """Of each sheet by name what it does not show; of .xlsb nothing is known."""
    found = dict(zip(sheets, of_xls(data), strict=False)) if data.startswith(OLE) else of_ods(data)
    return {sheet: Unseen(frozenset(rows), frozenset(columns)) for sheet, (rows, columns) in found.items()}
