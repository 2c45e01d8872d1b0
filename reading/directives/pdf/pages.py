"""The pages of a PDF, one in memory at a time: its lines, its ruled tables, what is printed across it, its pictures."""

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page as Printed
from pdfplumber.utils.exceptions import PdfminerException

from reading.directives import refusals
from reading.directives.pdf.grids import Grid, grid_of, number_at
from reading.directives.pdf.lines import Line, lines_of, words_of

MOST_PAGES = 400
_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")  # one that begins as zlib does
_CHUNK = 16_384  # bytes unpacked at a time: at most sixteen megabytes come of it
_DENSE = 200  # times
_MOST_UNPACKED = 200_000_000
_MOST_EDGES = 4_000  # a page with more holds a drawing, no table
_MOST_CHARS = 40_000  # on one page: five times the densest print
_PICTURE = 0.5  # of the page: a picture that large is a scanned page
_TURNED = 0.02  # of the letter's length: more is turned by hand
_FEW = 25  # letters: a page with fewer says nothing


@dataclass
class Page:
    """What is on one page, from top to bottom."""

    number: int
    width: float
    height: float
    lines: list[Line]
    grids: list[Grid]
    across: str
    is_picture: bool
    unseen: tuple[str, ...] = ()  # comments and stamps laid upon it; with the first page what the file says of itself

    @property
    def says_nothing(self) -> bool:
        """Whether there are too few letters to be a page of text."""
        texts = [line.text for line in self.lines] + [cell for grid in self.grids for row in grid.rows for cell in row]
        return sum(c.isalpha() for text in texts for c in text) < _FEW


def pages_of(data: bytes) -> Iterator[Page]:
    """Page after page; refuses what is locked or too long."""
    if _bursts(data):
        raise refusals.bomb()
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except PdfminerException as error:
        locked = error.args and isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError)
        raise (refusals.password() if locked else refusals.broken()) from error
    with pdf:
        told = [str(value) for value in pdf.metadata.values() if isinstance(value, str)]
        if len(pdf.pages) > MOST_PAGES:
            raise refusals.too_large()
        for number, printed in enumerate(pdf.pages, start=1):
            page = _page(printed, number)
            yield replace(page, unseen=(*told, *page.unseen)) if number == 1 else page
            printed.close()


def _page(printed: Printed, number: int) -> Page:
    chars = [char for char in printed.chars if _is_on(printed, char)]
    if len(chars) > _MOST_CHARS:
        raise refusals.too_large()
    upright = [char for char in chars if _stands(char)]
    words = words_of(upright)
    lines = printed_lines = lines_of(words, number)
    grids: list[Grid] = []
    if 4 <= len(printed.edges) <= _MOST_EDGES:  # noqa: PLR2004 - the four sides of one cell
        for table in printed.find_tables():
            grid, words = grid_of([cell for cell in table.cells if cell], words, printed_lines)
            grids += [grid] if grid is not None else []
        lines = [replace(line, number=number_at(printed_lines, line.top)) for line in lines_of(words, number)]
    return Page(
        number,
        float(printed.width),
        float(printed.height),
        lines,
        grids,
        "".join(str(char["text"]) for char in chars if not _stands(char)),
        any(image["width"] * image["height"] > _PICTURE * printed.width * printed.height for image in printed.images),
        tuple(str(note["contents"]) for note in printed.annots if note.get("contents")),
    )


def _is_on(page: Printed, char: Mapping[str, Any]) -> bool:
    """Whether the middle of a letter lies on the page: what lies beside it was cut off, its edge alone is still read."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(0 <= across <= page.width and 0 <= down <= page.height)


def _stands(char: Mapping[str, Any]) -> bool:
    """Whether a letter is printed along the lines of the page, not across it as a stamp is, however little it is turned."""
    along, turned = char["matrix"][0], char["matrix"][1]
    return bool(char["upright"]) and abs(turned) <= _TURNED * abs(along)


def _bursts(data: bytes) -> bool:
    """Whether a compressed stream unpacks to far more than any page or picture holds."""
    for opening in _STREAM.finditer(data):
        unpacking = zlib.decompressobj()
        at, unpacked = opening.end(), 0
        try:
            while at < len(data) and not unpacking.eof:
                unpacked += len(unpacking.decompress(data[at : at + _CHUNK]))
                at += _CHUNK
                if unpacked < _DENSE * (at - opening.end()):
                    break  # no ratio of a bomb
                if unpacked > _MOST_UNPACKED:
                    return True
        except zlib.error:
            continue
    return False
