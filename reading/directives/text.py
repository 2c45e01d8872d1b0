"""Bytes of a text file → clean Unicode and its paragraphs: one spelling of every letter, no hard wraps."""

import re
import unicodedata
from collections.abc import Iterator

from reading.directives import refusals
from reading.directives.blocks import Block
from reading.directives.broken_lines import (
    COLUMNS,
    continues,
    falls_back,
    opens_again,
    sets_in,
    without_pages,
    wrap_width,
)
from reading.directives.detail_lines import is_row_of_details
from reading.directives.foot import is_signer
from reading.directives.markers import split_marker

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n\t]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BEFORE_TAB = re.compile(r"\s*([^\t]{1,12})\t")
_LOOKED_AT = 4096  # bytes that tell an encoding
_ZEROS = 6  # at least a third of the letters of any language here is plain Latin
_TCVN3_BYTES = re.compile(
    rb"[a-z][\xa8-\xae\xb5-\xb9\xbb-\xbe]|[\xa8-\xae\xb5-\xb9\xbb-\xbe][a-z]"
)  # signs in Windows-1258
_OLD_SHARE = 0.1  # of the words
_COLUMNS_OF_HEAD = 2  # a table has more
_HEAD_LINES = 30  # the two-column head of an official document stands within these
HEAD_WORDS = re.compile(r"CỘNG H[OÒ][ÀA]|Độc lập|^\s*Số\s*:|ngày .{0,12}tháng .{0,12}năm", re.IGNORECASE)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark or without, else Windows-1258; a binary file is refused."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:_LOOKED_AT]:
        return _without_mark(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        old = len(_TCVN3_BYTES.findall(data[: 4 * _LOOKED_AT])) > _OLD_SHARE * len(data[: 4 * _LOOKED_AT].split())
        return data.decode("latin-1" if old else "cp1258", errors="replace")


def _without_mark(data: bytes) -> str:
    """UTF-16 told by its zeros: they stand in every second place and nowhere else."""
    head = data[:_LOOKED_AT]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[first::2].count(0), head[1 - first :: 2].count(0)
        if not others and zeros > len(head) // _ZEROS:
            return data.decode(encoding, errors="replace")
    raise refusals.not_text()


def normalise(text: str) -> str:
    """Unicode NFC, newlines as one character, every blank as a space, nothing invisible; tabs stay."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def collapse(text: str) -> str:
    """`text` on one line with single spaces."""
    return " ".join(text.split())


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """The paragraphs of a normalised text, each with the line (from 1) it begins on; broken lines are joined."""
    lines = text.split("\n")
    width = wrap_width(lines)
    lines = without_pages(lines, width)
    indents = sets_in(lines)
    found: list[Block] = []
    pending: list[str] = []
    began = 0
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        goes_on = bool(stripped and pending) and (
            (continues(pending[-1], stripped, width) and not (indents and opens_again(pending, line)))
            or (indents and falls_back(pending[-1], line, width))
        )
        if pending and not goes_on:
            found.extend(
                blocks_of_paragraph("\n".join(pending), began, len(found), in_table=bool(found and found[-1].cells))
            )
            pending = []
        if stripped:
            began = began if pending else number
            pending.append(line.rstrip())
    if pending:
        found.extend(
            blocks_of_paragraph("\n".join(pending), began, len(found), in_table=bool(found and found[-1].cells))
        )
    return tuple(found)


def blocks_of_paragraph(paragraph: str, line: int, before: int, *, in_table: bool = False) -> Iterator[Block]:
    """A paragraph as a block; the two columns of a document's head, and the cells of a typed table, come apart."""
    cells = _cells(paragraph)
    if len(cells) > _COLUMNS_OF_HEAD:
        yield Block(" | ".join(cells), line, cells=cells, table=0)
        return
    if len(cells) == _COLUMNS_OF_HEAD and in_table and "\t" in paragraph:
        yield Block(" | ".join(cells), line, cells=cells, table=0)  # the title of a section of the table above
        return
    if len(cells) == _COLUMNS_OF_HEAD and _are_columns(cells, paragraph, before):
        yield from (Block(cell, line, column=column) for column, cell in enumerate(cells))
        return
    text = collapse(paragraph.strip("| ")) if paragraph.strip() != "|" else ""
    if text:
        yield Block(text, line)


def _are_columns(cells: tuple[str, ...], paragraph: str, before: int) -> bool:
    """Whether two cells are the columns of the head, or recipients beside a signature."""
    head = before < _HEAD_LINES and (HEAD_WORDS.search(paragraph) is not None or cells[0].isupper())
    return head or cells[1].isupper() or (cells[0].startswith(("-", "–")) and is_signer(cells[1]))


def _opens_with_mark(paragraph: str) -> bool:
    """Whether the tab stands between a typed number and its text."""
    opening = _BEFORE_TAB.match(paragraph)
    return opening is not None and split_marker(f"{opening[1]} Nội dung")[0] is not None


def _cells(paragraph: str) -> tuple[str, ...]:
    """The cells of one typed line; empty ones between tabs are kept where there are several others."""
    if "\n" in paragraph or ("|" in paragraph and is_row_of_details(paragraph)):
        return ()
    if paragraph.count("\t") == 1 and _opens_with_mark(paragraph):
        return ()
    if paragraph.count("|") > 1:
        return tuple(collapse(cell) for cell in paragraph.strip().strip("|").split("|"))
    tabbed = tuple(collapse(cell) for cell in paragraph.strip().split("\t"))
    filled = tuple(collapse(cell) for cell in COLUMNS.split(paragraph.strip()) if cell.strip())
    return tabbed if sum(map(bool, tabbed)) > _COLUMNS_OF_HEAD else filled
