"""All pages of a PDF → blocks: head and foot by columns, tables joined over page breaks, the rest as paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reading.directives import refusals
from reading.directives.blocks import Block, Reading
from reading.directives.cells import places_things
from reading.directives.columns import columns_of
from reading.directives.pdf.columns import foot_of, head_of
from reading.directives.pdf.grids import Grid
from reading.directives.pdf.lines import Line
from reading.directives.pdf.margins import strip_margins
from reading.directives.pdf.pages import Page, pages_of
from reading.directives.pdf.paragraphs import Margins, margins_of, paragraphs_of, text_of
from reading.directives.pdf.unruled import unruled_at
from reading.directives.secrets import refuse_secrets
from reading.directives.text import normalise

_CID = re.compile(r"\(cid:\d+\)")
_LOST_LETTER = re.compile(r"[^\W\d_]\(cid:\d+\)|\(cid:\d+\)[^\W\d_]")
_GARBLED = 0.2  # of the words: signs before lines among them
_MAIMED = 0.02  # of the words: letters missing inside them, so that no sentence can be trusted
_SAME = 6.0  # points: columns of one table on two pages lie this close


def read_pdf(data: bytes) -> Reading:
    """The blocks of all pages; `line` counts the lines of a page. Refuses scans and text layers without letters."""
    pages = list(pages_of(data))
    outside = [page.across for page in pages if page.across.strip()] + strip_margins(pages)
    outside += [normalise(text) for page in pages for text in page.unseen]
    words = [word.text for page in pages for line in page.lines for word in line.words]
    if _share(_CID, words) > _GARBLED or _share(_LOST_LETTER, words) > _MAIMED:
        _refuse_marks(pages, outside)
        raise refusals.garbled()
    if all(page.says_nothing for page in pages):
        _refuse_marks(pages, outside)
        raise refusals.scan() if any(page.is_picture for page in pages) else refusals.empty()
    unread = tuple(page.number for page in pages if page.says_nothing and page.is_picture)
    return Reading(tuple(_Assembly(pages).blocks()), tuple(outside), unread)


def _refuse_marks(pages: Sequence[Page], outside: Sequence[str]) -> None:
    """A scan may carry its mark in the few words that lie upon it: nothing of it is kept then, not even as a picture."""
    lines = (line for page in pages for line in page.lines)
    refuse_secrets(Reading(tuple(Block(line.text, line.number, page=line.page) for line in lines), tuple(outside)))


def _share(pattern: re.Pattern[str], words: Sequence[str]) -> float:
    """The share of the words in which `pattern` is found."""
    return sum(bool(pattern.search(word)) for word in words) / max(1, len(words))


@dataclass
class _Assembly:
    """Puts lines and tables of all pages in reading order and numbers the tables."""

    pages: Sequence[Page]
    tables: int = 0
    open: Grid | None = None  # the table that may go on, with nothing below it so far
    rows: list[Block] = field(default_factory=list)
    heads: tuple[str, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """The blocks of the document."""
        run: list[Line] = []
        margins = margins_of([line for page in self.pages for line in page.lines])
        head, taken = head_of(self.pages[0].lines) if self.pages else ([], 0)
        yield from head
        for part in self._parts(taken):
            if isinstance(part, Line):
                run.append(part)
                continue
            if run:
                yield from self._flush()
                yield from self._text(run, margins)
                run = []
            yield from self._grid(part)
        yield from self._flush()
        yield from self._text(run, margins)

    def _parts(self, taken: int) -> Iterator[Line | Grid]:
        for page in self.pages:
            lines = page.lines[taken:] if page is self.pages[0] else page.lines
            parts: list[Line | Grid] = [*lines, *page.grids]
            parts.sort(key=lambda part: part.top)
            yield from parts

    def _text(self, run: Sequence[Line], margins: Margins) -> Iterator[Block]:
        foot, begin, end = foot_of(run, margins.left + margins.right)
        for lines in (run[:begin], run[end:]) if foot else (run,):
            yield from self._paragraphs(lines, margins)
            if foot and lines is not run:
                yield from foot
                foot = []

    def _paragraphs(self, lines: Sequence[Line], margins: Margins) -> Iterator[Block]:
        """Paragraphs, and the tables without rules between them."""
        at = begin = 0
        while at < len(lines):
            found = unruled_at(lines, at)
            if found is None:
                at += 1
                continue
            yield from self._said(lines[begin:at], margins)
            yield from self._grid(found[0])
            yield from self._flush()
            at = begin = found[1]
        yield from self._said(lines[begin:], margins)

    def _said(self, lines: Sequence[Line], margins: Margins) -> Iterator[Block]:
        for paragraph in paragraphs_of(lines, margins):
            yield Block(text_of(paragraph), paragraph[0].number, page=paragraph[0].page)

    def _grid(self, grid: Grid) -> Iterator[Block]:
        """The rows of a table, held back as long as the next page may go on with it."""
        if not self._goes_on(grid):
            yield from self._flush()
            if places_things(
                [
                    [cell for cell, own in zip(row, owns, strict=True) if own]
                    for row, owns in zip(grid.rows, grid.own, strict=True)
                ]
            ):
                yield from _placed(grid)
                return
            self.tables += 1
            self.heads = next((row for row in grid.rows[:4] if columns_of(row) is not None), ())
        first = True
        for at, row in enumerate(_carried(grid, self.rows[-1].cells, self.heads) if self.rows else grid.rows):
            if not any(row) or (self.rows and (row == self.heads or (first and columns_of(row) is not None))):
                continue
            block = Block(" | ".join(row), grid.lines[at], cells=row, table=self.tables, page=grid.page)
            if first and self.rows and _is_rest(row, self.rows[-1].cells, _number_column(self.heads)):
                cells = tuple(
                    f"{above} {rest}".strip() if rest != above else above
                    for above, rest in zip(self.rows[-1].cells, row, strict=True)
                )
                self.rows[-1] = replace(self.rows[-1], cells=cells, text=" | ".join(cells))
            else:
                self.rows.append(block)
            first = False
        self.open = grid

    def _goes_on(self, grid: Grid) -> bool:
        """Whether the table is the rest of the one that ended the page before."""
        last = self.open
        return (
            last is not None
            and grid.page == last.page + 1
            and len(grid.columns) == len(last.columns) > 0
            and all(abs(a - b) < _SAME for a, b in zip(grid.columns, last.columns, strict=True))
        )

    def _flush(self) -> Iterator[Block]:
        yield from self.rows
        self.rows, self.open = [], None


def _number_column(heads: tuple[str, ...]) -> int:
    return (columns_of(heads) or {}).get("number", 0)


def _carried(grid: Grid, above: tuple[str, ...], heads: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows of a table that goes on, where a merged cell that began on the page before is empty here: filled from there."""
    rows = [list(row) for row in grid.rows]
    begin = next((at for at, row in enumerate(grid.rows) if any(row) and columns_of(row) is None), len(rows))
    for column, text in enumerate(above) if begin < len(rows) else ():
        end = next((at for at in range(begin + 1, len(rows)) if grid.own[at][column] or rows[at][column]), len(rows))
        merged = end > begin + 1 or column < _number_column(heads)
        if not rows[begin][column] and merged:
            for at in range(begin, end):
                rows[at][column] = text
    return [tuple(row) for row in rows]


def _is_rest(row: tuple[str, ...], above: tuple[str, ...], number: int) -> bool:
    """Whether a row at the top of a page is the end of one that was broken: no number, and words that go on."""
    filled = [(cell, over) for cell, over in zip(row, above, strict=True) if cell and cell != over]
    return (
        not row[number]
        and bool(filled)
        and any(cell[:1].islower() or not over.endswith((".", ";")) for cell, over in filled)
    )


def _placed(grid: Grid) -> Iterator[Block]:
    """The cells of a table that only places things."""
    for row, owns, line in zip(grid.rows, grid.own, grid.lines, strict=True):
        cells = [cell for cell, own in zip(row, owns, strict=True) if own and cell]
        for at, cell in enumerate(cells):
            for text in cell.split("; ") if len(cells) > 1 else (cell,):
                yield Block(text, line, column=min(at, 1) if len(cells) > 1 else None, page=grid.page)
