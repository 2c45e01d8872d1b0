"""Hidden rows and columns of an old Excel file: records of its workbook stream, each a kind, a length and its bytes."""

from collections.abc import Iterator
from struct import error, unpack_from

from reading.directives.compound import Compound, DamagedError

_SHEET, _ROW, _COLUMNS, _END = 0x0085, 0x0208, 0x007D, 0x000A
_ROW_LENGTH, _COLUMNS_LENGTH = 16, 10
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_WIDEST = 200


def rows_and_columns(data: bytes) -> list[tuple[list[int], list[int]]]:
    """Of each sheet in its order the rows and columns that are not shown, from 0; nothing where the file is damaged."""
    try:
        stream = Compound(data).stream("Workbook", "Book") or b""
        begins = [unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _SHEET]
        return [_of_sheet(stream, at) for at in begins]
    except (DamagedError, error):
        return []


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part, up to its end."""
    while at + 4 <= len(stream):
        kind, length = unpack_from("<2H", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _of_sheet(stream: bytes, at: int) -> tuple[list[int], list[int]]:
    rows: list[int] = []
    columns: list[int] = []
    for kind, body in _records(stream, at):
        if kind == _ROW and len(body) >= _ROW_LENGTH:
            number, flags = unpack_from("<H10xB", body)
            rows += [number] if flags & _ROW_HIDDEN else []
        elif kind == _COLUMNS and len(body) >= _COLUMNS_LENGTH:
            first, last, _, _, flags = unpack_from("<5H", body)
            columns += range(first, min(last + 1, _WIDEST)) if flags & _COLUMN_HIDDEN else ()
    return rows, columns
