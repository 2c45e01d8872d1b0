"""A table kept as text with separators → rows; the separator is found by itself."""

import csv
import io
from collections.abc import Iterator

from reading.directives import refusals
from reading.directives.blocks import Reading
from reading.directives.rows import Row, blocks_of_rows
from reading.directives.text import decode

_SEPARATORS = ("\t", ";", ",", "|")
_LOOKED_AT = 50  # lines
_MOST_ROWS = 20_000


def read_csv(data: bytes) -> Reading:
    """The blocks of one sheet; `line` is the line of the file where the row begins."""
    text = decode(data).replace("\x00", "")
    return Reading(tuple(blocks_of_rows(_rows(text), table=1)))


def _rows(text: str) -> Iterator[Row]:
    stated, text = _stated(text)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=stated or _separator(text))
    began = 1
    try:
        for count, cells in enumerate(reader):
            if count >= _MOST_ROWS:
                raise refusals.too_large()
            yield Row(began, tuple(cells))
            began = reader.line_num + 1
    except csv.Error as error:
        raise refusals.broken() from error


def _stated(text: str) -> tuple[str | None, str]:
    """Excel's own first line "sep=;"; an empty line keeps the count of lines."""
    if text[:4].lower() == "sep=" and text[5:6] in {"\n", "\r"}:
        return text[4], text[5:]
    return None, text


def _separator(text: str) -> str:
    """The one that splits most lines into the same number of cells, more than one."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    return max(_SEPARATORS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: list[str], sign: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    usual = max(set(wide), key=lambda width: (wide.count(width), width), default=0)
    return wide.count(usual), usual
