"""Task tables without rules: columns by their heads, and every later line put under the head it stands below."""

from collections.abc import Iterator, Sequence

from reading.directives.columns import columns_of
from reading.directives.markers import split_marker
from reading.directives.pdf.grids import Grid
from reading.directives.pdf.lines import Line, Word
from reading.directives.pdf.unruled_heads import (
    GAP,
    ROW_GAP,
    Column,
    columns_under,
    heads_below,
    heads_go_on,
    one_line_of,
)

_ALIGNED_GAP = 0.3  # of the size before a word that begins where a column does
_ALIGNED = 2.0  # points
_HEAD_LINES = 4
_LEAST_COLUMNS = 3


def unruled_at(lines: Sequence[Line], at: int) -> tuple[Grid, int] | None:
    """The table whose heads begin with line `at`, and the line after it; None where no table begins."""
    for count in range(1, _HEAD_LINES + 1):
        head = lines[at : at + count]
        if len(head) < count or head[-1].page != head[0].page:
            return None
        columns = columns_under(head)
        if len(columns) < _LEAST_COLUMNS:
            return None
        known = columns_of(tuple(one_line_of(column) for column in columns))
        following = lines[at + count] if at + count < len(lines) else None
        if known is not None and not (heads_go_on(following, head[-1]) or heads_below(following, head[-1], columns)):
            return _Table(columns, lines, at, count, "number" in known).read(at + count)
    return None


class _Table:
    """Reads line after line into rows until a line fits no column."""

    def __init__(self, columns: list[Column], lines: Sequence[Line], at: int, count: int, numbered: bool) -> None:
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
        grid = Grid(
            self.first.page,
            self.first.top,
            self.first.bottom,
            (),
            self.rows,
            [(True,) * len(row) for row in self.rows],
            self.begins,
        )
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

    def _homes(self, line: Line, above: Line | None) -> list[tuple[Line, Column]] | None:
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
        for piece in line.pieces(GAP):
            begun: list[Word] = []
            for word in piece.words:
                if (
                    begun
                    and word.x0 - begun[-1].x1 > _ALIGNED_GAP * line.size
                    and any(abs(word.x0 - column.x0) < _ALIGNED for column in self.columns)
                ):
                    yield line.of(begun)
                    begun = []
                begun.append(word)
            yield line.of(begun)

    def _is_text(self, line: Line, above: Line | None) -> bool:
        """Whether a line apart from the last row, without a number, runs over columns as the text below a table does."""
        if not self.numbered or above is None or line.page != above.page or line.top - above.top <= ROW_GAP * line.size:
            return False
        over = (sum(column.overlap(piece) > 0 for column in self.columns) for piece in line.pieces(GAP))
        return not line.words[0].text.strip(" .)").isdigit() and max(over) > 1

    def _between(self, piece: Line) -> Column | None:
        """A piece that no head stands above yet: it belongs to the column on its right, as texts begin left of heads."""
        center = (piece.x0 + piece.x1) / 2
        return (
            min(self.columns, key=lambda c: abs((c.x0 + c.x1) / 2 - center))
            if self.columns[0].x0 - 40 < center < self.columns[-1].x1 + 60
            else None
        )

    def _is_section(self, line: Line) -> bool:
        """A title of a section, over several columns: a mark, few words, no stop."""
        mark = split_marker(line.text)[0]
        return (
            mark is not None
            and not mark.is_bullet
            and not line.text.endswith((".", ";", ":"))
            and line.width < (self.columns[-1].x1 - self.columns[0].x0) * 0.8
        )

    def _begins_row(self, homes: Sequence[tuple[Line, Column]], line: Line, above: Line | None) -> bool:
        if self.numbered:
            return any(column is self.columns[0] and piece.text.strip(" .)").isalnum() for piece, column in homes)
        apart = above is not None and (above.page != line.page or line.top - above.top > ROW_GAP * line.size)
        return apart and homes[0][1] is self.columns[0]
