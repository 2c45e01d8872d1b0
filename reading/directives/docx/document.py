"""The body of a Word file from its first paragraph to its last, in one pass that keeps no more than one table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import IO

from lxml import etree

from reading.directives import refusals
from reading.directives.blocks import Block, Hidden, Reading
from reading.directives.broken_lines import continues
from reading.directives.cells import one_line, places_things
from reading.directives.docx.boxes import boxes
from reading.directives.docx.marks import child, name, value
from reading.directives.docx.numbering import Mark, Numbering, read_numbering
from reading.directives.docx.paragraphs import Sayer, boxed
from reading.directives.docx.styles import Styles, read_styles
from reading.directives.docx.tables import Cell, held, rows_of
from reading.directives.ooxml import DAMAGED, Package, open_package, parts
from reading.directives.text import HEAD_WORDS, blocks_of_paragraph, normalise

_CONTENT = frozenset({"p", "tbl"})
_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_WIDE = re.compile(" {2,}")
_AROUND = ("header", "footer", "comments", "footnotes", "endnotes")  # no content, but a mark of secrecy may stand there


def read_docx(data: bytes) -> Reading:
    """The blocks of the body; `line` counts the paragraphs and rows that say something, from 1."""
    package = open_package(data)
    try:
        return _read(package)
    except DAMAGED as error:
        raise refusals.broken() from error


def _read(package: Package) -> Reading:
    main = package.main() or "word/document.xml"
    stream = package.part(main)
    if stream is None:
        raise refusals.broken()
    related: dict[str, list[str]] = {}
    for kind, _, path in package.related(main):
        related.setdefault(kind, []).append(path)
    styles = read_styles(_first(package, related.get("styles", ())))
    numbering = read_numbering(_first(package, related.get("numbering", ())), styles)
    body = _Body(styles, numbering)
    with stream:
        blocks = tuple(body.blocks(stream))
    if not any(block.text.strip() for block in blocks):
        blocks = _boxed(package, main, _Body(styles, numbering))
    hidden = (Hidden(passages=body.sayer.unseen),) if body.sayer.unseen else ()
    around = [text for kind in _AROUND for path in related.get(kind, ()) for text in _texts(package, path)]
    unseen = (*around, *body.sayer.outside, *package.properties())
    return Reading(blocks, tuple(normalise(text) for text in unseen if text.strip()), hidden=hidden)


def _boxed(package: Package, main: str, body: "_Body") -> tuple[Block, ...]:
    """What stands in text boxes, for a file that holds all its text in them."""
    stream = package.part(main)
    if stream is None:
        return ()
    with stream:
        return tuple(body.within(boxes(stream)))


def _first(package: Package, paths: Sequence[str]) -> etree._Element | None:
    return package.tree(paths[0]) if paths else None


def _texts(package: Package, path: str) -> Iterator[str]:
    """The paragraphs and the word art of a running head or foot, of notes and comments."""
    root = package.tree(path)
    if root is not None:
        yield from ("".join(p.itertext()) for p in root.iter() if name(p) == "p")
        yield from boxed(root)


@dataclass
class _Body:
    """Walks the body once; the counters of lists and the numbers of lines and tables go along."""

    styles: Styles
    numbering: Numbering
    sayer: Sayer = field(init=False)
    line: int = 0
    tables: int = 0
    before: int = 0  # blocks so far
    carried: str = ""  # of a paragraph whose end was deleted: it goes on in the next

    def __post_init__(self) -> None:
        self.sayer = Sayer(self.styles)

    def blocks(self, stream: IO[bytes]) -> Iterator[Block]:
        """The blocks of word/document.xml; what has been read of it is thrown away at once."""
        for element in parts(stream, "{*}p", "{*}tbl", "{*}sdt", "{*}customXml"):
            above = element.getparent()
            if above is None or name(above) != "body":
                continue
            yield from self._part(element)
            element.clear()
            while element.getprevious() is not None:
                del above[0]

    def within(self, holders: Iterator[etree._Element]) -> Iterator[Block]:
        """The blocks of what each of these holds."""
        for holder in holders:
            for one in holder:
                yield from self._part(one)

    def _part(self, element: etree._Element) -> Iterator[Block]:
        what = name(element)
        if what == "p":
            found: Iterator[Block] = self._paragraph(element)
        elif what == "tbl":
            found = self._table(element)
        elif what in _HOLDERS:
            found = (block for one in element for block in self._part(one))
        else:
            return
        for block in found:
            self.before += 1
            yield block

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        """Its lines: a break the author made inside a paragraph begins a new block where a sentence or a mark does."""
        text = self._said(element)
        if text is None:
            return
        lines, mark = _lines(text), self._mark(element, text)
        for at, line in enumerate(lines):
            self.line += 1
            marked = mark.before(line) if mark is not None and at == 0 else line
            for block in blocks_of_paragraph(marked, self.line, self.before):
                yield replace(block, listed=mark.listed) if mark is not None and at == 0 and marked != line else block

    def _said(self, element: etree._Element) -> str | None:
        """Its text with what was carried over; None where it goes on in the next or is an entry of the contents."""
        text = self.carried + normalise(self.sayer.text(element))
        self.carried = ""
        if child(element, "pPr", "rPr", "del") is not None or child(element, "pPr", "rPr", "moveFrom") is not None:
            self.carried = text
            return None
        return None if self.styles.lists_contents(value(element, "pPr", "pStyle")) else text

    def _mark(self, element: etree._Element, text: str) -> Mark | None:
        """Counted also before an empty paragraph, as Word does."""
        mark = self.numbering.mark(element)
        return mark if text.strip() else None

    def _table(self, table: etree._Element) -> Iterator[Block]:
        saved = dict(self.numbering.counts), set(self.numbering.started), list(self.sayer.fields)
        unseen = self.sayer.unseen
        rows = list(rows_of(table, self._cell))
        texts = [[cell.text for cell in row] for row in rows]
        if places_things(texts) or (self._nests(table) and len(rows) == 1):
            self.numbering.counts, self.numbering.started, self.sayer.fields = saved
            self.sayer.unseen = unseen
            yield from self._placed(rows)
            return
        self.tables += 1
        table_number = self.tables
        for cells in texts:
            if any(cells):
                self.line += 1
                yield Block(" | ".join(cells), self.line, cells=tuple(cells), table=table_number)

    def _nests(self, table: etree._Element) -> bool:
        return any(one is not table and name(one) == "tbl" for one in table.iter())

    def _placed(self, rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
        """The cells of a table that only places things, as ordinary text with the column each stands in."""
        for row in rows:
            own = [cell.element for cell in row if not cell.continues]
            for at, element in enumerate(own):
                column = min(at, 1) if len(own) > 1 else None
                for one in held(element, _CONTENT):
                    yield from (block if block.cells else replace(block, column=column) for block in self._part(one))

    def _cell(self, cell: etree._Element) -> str:
        """The text of a cell on one line; a bare automatic number is text there, and tables inside are laid flat."""
        lines: list[str] = []
        for one in held(cell, _CONTENT):
            if name(one) == "tbl":
                rows = [[inner.text for inner in row if not inner.continues] for row in rows_of(one, self._cell)]
                lines += [" – ".join(filter(None, row)) for row in rows if any(row)]
                continue
            text = " ".join(normalise(self.sayer.text(one)).split())
            mark = self.numbering.mark(one)
            said = mark.before(text) if mark is not None and text else mark.text if mark is not None else text
            lines += [said] if said else []
        return one_line(lines)


def _lines(text: str) -> list[str]:
    """The lines of a paragraph, those joined again that were broken within a sentence."""
    found: list[str] = []
    for broken in text.split("\n"):
        line = broken if HEAD_WORDS.search(broken) else _WIDE.sub(" ", broken)
        if found and line.strip() and continues(found[-1].strip(), line.strip()):
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
        elif line.strip():
            found.append(line)
    return found
