"""Task tables without rules: columns by their heads, and every later line put under the head it stands below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reading.directives.cells import one_line
from reading.directives.columns import columns_of
from reading.directives.markers import split_marker
from reading.directives.pdf.grids import Grid
from reading.directives.pdf.lines import Line, Word

_GAP = 0.55  # of the size between two columns
_ALIGNED_GAP = 0.3  # the same before a word that begins where the column does
_ALIGNED = 2.0  # points
_HEAD_LINES = 4
_LEAST_COLUMNS = 3
_HEAD_GAP = 2.2  # of the size from one row of heads to the row below it
_ROW_GAP = 1.55  # of the size from line to line inside a row; more begins a row where there are no numbers


@dataclass
class _Column:
    """One column: how far its words reach, and the lines of the row that is open."""

    x0: float
    x1: float
    lines: list[str] = field(default_factory=list)

    def overlap(self, piece: Line) -> float:
        return min(self.x1, piece.x1) - max(self.x0, piece.x0)


def unruled_at(lines: Sequence[Line], at: int) -> tuple[Grid, int] | None:
    """The table whose heads begin with line `at`, and the line after it; None where no table begins."""
    for count in range(1, _HEAD_LINES + 1):
        head = lines[at : at + count]
        if len(head) < count or head[-1].page != head[0].page:
            return None
        columns = _columns(head)
        if len(columns) < _LEAST_COLUMNS:
            return None
        known = columns_of(tuple(one_line_of(column) for column in columns))
        following = lines[at + count] if at + count < len(lines) else None
        if known is not None and not (_heads_go_on(following, head[-1]) or _heads_below(following, head[-1], columns)):
            return _Table(columns, lines, at, count, "number" in known).read(at + count)
    return None


def one_line_of(column: _Column) -> str:
    """The open cell of a column."""
    return one_line(_joined(column.lines))


def _joined(lines: Sequence[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        if found and split_marker(line)[0] is None and not found[-1].endswith((".", ";")):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _columns(head: Sequence[Line]) -> list[_Column]:
    """The columns of some lines of heads: the pieces that stand below each other are one; what stands over several is none."""
    pieces = [piece for line in head for piece in line.pieces(_GAP)]
    pieces = [piece for piece in pieces if not _spans(piece, pieces)]
    found: list[_Column] = []
    for piece in sorted(pieces, key=lambda p: p.x1 - p.x0, reverse=True):
        home = next((column for column in found if column.overlap(piece) > 0), None)
        if home is None:
            found.append(_Column(piece.x0, piece.x1))
        else:
            home.x0, home.x1 = min(home.x0, piece.x0), max(home.x1, piece.x1)
    found.sort(key=lambda column: column.x0)
    for piece in pieces:
        max(found, key=lambda column: column.overlap(piece)).lines.append(piece.text)
    return found


def _spans(piece: Line, pieces: Sequence[Line]) -> bool:
    """As "Trách nhiệm thực hiện" over "Chủ trì" and "Phối hợp": two pieces of one line below stand under it."""
    below = [other for other in pieces if other.top > piece.top and min(other.x1, piece.x1) > max(other.x0, piece.x0)]
    return any(one.top == other.top and one.x0 != other.x0 for one in below for other in below)


def _heads_go_on(following: Line | None, last: Line) -> bool:
    """Whether the next line still belongs to the heads: close below and in small letters."""
    return (
        following is not None
        and following.top - last.top < _ROW_GAP * last.size
        and following.page == last.page
        and all(piece.text[:1].islower() for piece in following.pieces(_GAP))
    )


def _heads_below(following: Line | None, last: Line, columns: Sequence[_Column]) -> bool:
    """Whether the next line tells the heads above apart: close below, nothing under the first, two of its pieces under one."""
    if following is None or following.page != last.page or following.top - last.top >= _HEAD_GAP * last.size:
        return False
    pieces = following.pieces(_GAP)
    if columns[0].overlap(pieces[0]) > 0 or any(piece.text[:1].isdigit() for piece in pieces):
        return False
    return any(sum(column.overlap(piece) > 0 for piece in pieces) > 1 for column in columns)


class _Table:
    """Reads line after line into rows until a line fits no column."""

    def __init__(self, columns: list[_Column], lines: Sequence[Line], at: int, count: int, numbered: bool) -> None:
        self.columns, self.lines, self.numbered = columns, lines, numbered
        self.head_lines = tuple(line.text for line in lines[at : at + count])
        self.heads = tuple(one_line_of(column) for column in columns)
        self.rows: list[tuple[str, ...]] = [self.heads]
        self.first = lines[at]
        self.begins = [self.first.number]  # the line of each row
        self.row_line = self.first.number
        for column in columns:
            column.lines = []

    def read(self, at: int) -> tuple[Grid, int]:
        above: Line | None = None
        while at < len(self.lines):
            at += self._repeated(at)
            line = self.lines[at]
            homes = self._homes(line, above)
            if homes is None and not self._is_section(line):
                break
            if homes is None:
                self._close()
                self.rows.append((line.text,) * len(self.columns))
                self.begins.append(line.number)
            else:
                if self._begins_row(homes, line, above) or not any(column.lines for column in self.columns):
                    self._close()
                    self.row_line = line.number
                for piece, column in homes:
                    column.lines.append(piece.text)
                    column.x0, column.x1 = min(column.x0, piece.x0), max(column.x1, piece.x1)
            above = line
            at += 1
        self._close()
        grid = Grid(self.first.page, self.first.top, self.first.bottom, (), self.rows, [(True,) * len(row) for row in self.rows], self.begins)  # fmt: skip
        return grid, at

    def _repeated(self, at: int) -> int:
        """How many lines at `at` are the heads again, as on a new page, with rows behind them."""
        size = len(self.head_lines)
        again = tuple(line.text for line in self.lines[at : at + size]) == self.head_lines
        return size if again and at + size < len(self.lines) else 0

    def _close(self) -> None:
        row = tuple(one_line_of(column) for column in self.columns)
        if any(row) and row != self.heads:
            self.rows.append(row)
            self.begins.append(self.row_line)
        for column in self.columns:
            column.lines = []

    def _homes(self, line: Line, above: Line | None) -> list[tuple[Line, _Column]] | None:
        """Each piece of the line with its column; None where a piece lies over several columns or beside all."""
        if self._is_text(line, above):
            return None
        found = []
        for piece in self._pieces(line):
            over = [column for column in self.columns if column.overlap(piece) > 0]
            if len(over) > 1:
                return None
            home = over[0] if over else self._between(piece)
            if home is None:
                return None
            found.append((piece, home))
        return found

    def _pieces(self, line: Line) -> Iterator[Line]:
        """The line cut at gaps, and at words that begin where a column does."""
        for piece in line.pieces(_GAP):
            begun: list[Word] = []
            for word in piece.words:
                if begun and word.x0 - begun[-1].x1 > _ALIGNED_GAP * line.size and any(abs(word.x0 - column.x0) < _ALIGNED for column in self.columns):  # fmt: skip
                    yield line.of(begun)
                    begun = []
                begun.append(word)
            yield line.of(begun)

    def _is_text(self, line: Line, above: Line | None) -> bool:
        """Whether a line apart from the last row, without a number, runs over columns as the text below a table does."""
        if (
            not self.numbered
            or above is None
            or line.page != above.page
            or line.top - above.top <= _ROW_GAP * line.size
        ):
            return False
        over = (sum(column.overlap(piece) > 0 for column in self.columns) for piece in line.pieces(_GAP))
        return not line.words[0].text.strip(" .)").isdigit() and max(over) > 1

    def _between(self, piece: Line) -> _Column | None:
        """A piece that no head stands above yet: it belongs to the column on its right, as texts begin left of heads."""
        center = (piece.x0 + piece.x1) / 2
        return min(self.columns, key=lambda c: abs((c.x0 + c.x1) / 2 - center)) if self.columns[0].x0 - 40 < center < self.columns[-1].x1 + 60 else None  # fmt: skip

    def _is_section(self, line: Line) -> bool:
        """A title of a section, over several columns: a mark, few words, no stop."""
        mark = split_marker(line.text)[0]
        return mark is not None and not mark.is_bullet and not line.text.endswith((".", ";", ":")) and line.width < (self.columns[-1].x1 - self.columns[0].x0) * 0.8  # fmt: skip

    def _begins_row(self, homes: Sequence[tuple[Line, _Column]], line: Line, above: Line | None) -> bool:
        if self.numbered:
            return any(column is self.columns[0] and piece.text.strip(" .)").isalnum() for piece, column in homes)
        apart = above is not None and (above.page != line.page or line.top - above.top > _ROW_GAP * line.size)
        return apart and homes[0][1] is self.columns[0]
