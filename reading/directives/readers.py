"""One file → numbered blocks, by the reader of its format."""

from collections.abc import Callable, Mapping

from reading.directives.blocks import Reading
from reading.directives.confined import read_confined
from reading.directives.csv_rows import read_csv
from reading.directives.docx import read_docx
from reading.directives.formats import Format, format_of
from reading.directives.html import read_html
from reading.directives.mht import page_of
from reading.directives.open_text import read_old_word
from reading.directives.stacked import laid_flat
from reading.directives.text import blocks_of_text, decode, normalise
from reading.directives.xlsx import read_xlsx


def read_file(data: bytes, name: str) -> Reading:
    """The blocks of `data`; refuses what no reader can take (refusals.py)."""
    return _READERS[format_of(data, name)](data)


def _read_text(data: bytes) -> Reading:
    return Reading(blocks_of_text(laid_flat(normalise(decode(data)))))


_READERS: Mapping[Format, Callable[[bytes], Reading]] = {
    Format.TEXT: _read_text,
    Format.HTML: read_html,
    Format.CSV: read_csv,
    Format.DOCX: read_docx,
    Format.XLSX: read_xlsx,
    Format.PDF: lambda data: read_confined(data, Format.PDF),
    Format.OLD_SHEET: lambda data: read_confined(data, Format.OLD_SHEET),
    Format.OLD_WORD: read_old_word,
    Format.MHT: lambda data: read_html(page_of(data)),
}
