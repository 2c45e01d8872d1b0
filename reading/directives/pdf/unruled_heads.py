"""The heads of a table without rules, in one row or two: which columns they make, and where they end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reading.directives.cells import one_line
from reading.directives.columns import column_of
from reading.directives.markers import split_marker
from reading.directives.pdf.lines import Line

GAP = 0.55  # of the size between two columns
ROW_GAP = 1.55  # of the size from line to line inside a row; more begins a row where there are no numbers
_HEAD_GAP = 2.2  # of the size from one row of heads to the row below it


@dataclass
class Column:
    """One column: how far its words reach, and the lines of the row that is open."""

    x0: float
    x1: float
    lines: list[str] = field(default_factory=list)

    def overlap(self, piece: Line) -> float:
        """How far a piece of a line stands under it."""
        return min(self.x1, piece.x1) - max(self.x0, piece.x0)


def one_line_of(column: Column) -> str:
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


def columns_under(head: Sequence[Line]) -> list[Column]:
    """The columns of some lines of heads: the pieces that stand below each other are one; what stands over several is none."""
    pieces = [piece for line in head for piece in line.pieces(GAP)]
    pieces = [piece for piece in pieces if not _spans(piece, pieces)]
    found: list[Column] = []
    for piece in sorted(pieces, key=lambda p: p.x1 - p.x0, reverse=True):
        home = next((column for column in found if column.overlap(piece) > 0), None)
        if home is None:
            found.append(Column(piece.x0, piece.x1))
        else:
            home.x0, home.x1 = min(home.x0, piece.x0), max(home.x1, piece.x1)
    found.sort(key=lambda column: column.x0)
    for piece in pieces:
        max(found, key=lambda column: column.overlap(piece)).lines.append(piece.text)
    return found


def _spans(piece: Line, pieces: Sequence[Line]) -> bool:
    """As "Trách nhiệm thực hiện" over "Chủ trì" and "Phối hợp": two pieces of one line below stand under it."""
    below = [other for other in pieces if other.top > piece.top and min(other.x1, piece.x1) > max(other.x0, piece.x0)]
    return any(abs(one.top - other.top) < one.size / 2 and one.x0 != other.x0 for one in below for other in below)


def heads_go_on(following: Line | None, last: Line) -> bool:
    """Whether the next line still belongs to the heads: close below and in small letters."""
    return (
        following is not None
        and following.top - last.top < ROW_GAP * last.size
        and following.page == last.page
        and all(piece.text[:1].islower() for piece in following.pieces(GAP))
    )


def heads_below(following: Line | None, last: Line, columns: Sequence[Column]) -> bool:
    """Whether the next line tells the heads above apart: close below, nothing under the first, two pieces under one or heads."""
    if following is None or following.page != last.page or following.top - last.top >= _HEAD_GAP * last.size:
        return False
    pieces = following.pieces(GAP)
    if columns[0].overlap(pieces[0]) > 0 or any(piece.text[:1].isdigit() for piece in pieces):
        return False
    if len(pieces) > 1 and any(column_of(piece.text) is not None for piece in pieces):
        return True
    return any(sum(column.overlap(piece) > 0 for piece in pieces) > 1 for column in columns)
