"""One file → numbered blocks, by the reader of its format."""

from collections.abc import Callable, Mapping

from reading.directives import refusals
from reading.directives.blocks import Reading
from reading.directives.csv_rows import read_csv
from reading.directives.docx import read_docx
from reading.directives.formats import Format, format_of
from reading.directives.html import blocks_of_html
from reading.directives.text import blocks_of_text, decode, normalise
from reading.directives.xlsx import read_xlsx


def read_file(data: bytes, name: str) -> Reading:
    """The blocks of `data`; refuses what no reader can take (refusals.py)."""
    reader = _READERS.get(format_of(data, name))
    if reader is None:
        raise refusals.unsupported()
    return reader(data)


def _read_text(data: bytes) -> Reading:
    return Reading(blocks_of_text(normalise(decode(data))))


def _read_html(data: bytes) -> Reading:
    return Reading(blocks_of_html(data))


_READERS: Mapping[Format, Callable[[bytes], Reading]] = {
    Format.TEXT: _read_text,
    Format.HTML: _read_html,
    Format.CSV: read_csv,
    Format.DOCX: read_docx,
    Format.XLSX: read_xlsx,
}
