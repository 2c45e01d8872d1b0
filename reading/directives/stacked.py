"""Tables that lost their columns, one cell a line, as word processors save them as plain text: each row on one line again."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reading.directives.cadence import read_cadence
from reading.directives.cells import one_line
from reading.directives.columns import column_of, columns_of
from reading.directives.days import Era
from reading.directives.deadlines import read_bare
from reading.directives.markers import split_marker
from reading.directives.unit_heads import opens_unit
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import fold, words

_NUMBER = re.compile(r"0?(\d{1,3})\.?")
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\.?")
_FEWEST, _WIDEST = 3, 10  # columns
_HEAD = 45  # characters of a head
_SHORT = 70  # characters: a cell that only names a unit or a time is shorter
_TALLEST = 24  # lines of one row
_TIMED = re.compile(
    r"(?:tu (?:ngay|thang|quy|nam)|theo (?:yeu cau|ke hoach|lo trinh|tien do)|sau khi|khi co|ngay sau|truoc"
    r"|trong|den|ky hop)\b|(?:thang )?\d{1,2}/\d{4}|.{0,30}\b(?:thang|quy) \d"
)
_BEGINNINGS = frozenset({"bat dau", "tu ngay", "tu"})
_FOOT = re.compile(r"(?:noi nhan|tm\. |kt\. |tl\. |phu luc|ghi chu)")


def laid_flat(text: str) -> str:
    """The text with the cells of each such row joined by tabs; the lines they stood on stay, empty."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        table = _table_at(lines, at)
        at = table.lay(at) if table is not None else at + 1
    return "\n".join(lines)


def _table_at(lines: list[str], at: int) -> "_Stacked | None":
    """The table whose heads stand one below another from line `at` on."""
    if not 0 < len(lines[at].strip()) <= _HEAD or column_of(lines[at]) is None:
        return None
    heads, end = _heads(lines, at)
    heads = _without_joint(heads)
    if not _FEWEST <= len(heads) <= _WIDEST or (columns := columns_of(tuple(heads))) is None:
        return None
    kinds = {place: name for name, place in columns.items()}
    starts = {place: "start" for place, head in enumerate(heads) if fold(head) in _BEGINNINGS}
    return _Stacked(lines, heads, kinds | starts, end)


def _heads(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The heads and the line after them: a table with numbers has heads up to its first, another as long as they are known."""
    numbered = column_of(lines[at]) == "number"
    heads: list[str] = []
    while at < len(lines) and len(heads) <= _WIDEST:
        line = lines[at].strip()
        if line and (_starts_row(line, 1) if numbered and heads else column_of(line) is None):
            return heads, at
        if len(line) > _HEAD:
            return [], at
        heads += [line] if line else []
        at += 1
    return [], at


def _without_joint(heads: Sequence[str]) -> list[str]:
    """The heads without the one that stood over two: "Thời gian thực hiện" over "Bắt đầu" and "Hoàn thành"."""
    first = next((at for at, head in enumerate(heads) if fold(head) in _BEGINNINGS), 0)
    over = [at for at in range(first) if column_of(heads[at]) == "due"]
    return [head for at, head in enumerate(heads) if at not in over]


def _starts_row(line: str, expected: int) -> bool:
    number = _NUMBER.fullmatch(line)
    return (number is not None and int(number[1]) == expected) or _SECTION.fullmatch(line) is not None


class _Laid(NamedTuple):
    """A way to lay the first lines of a row under its heads: what it is worth, and where each cell begins."""

    worth: float
    begins: tuple[int, ...]


@dataclass
class _Stacked:
    """One table: its heads, what each column holds, and the line its first row begins on."""

    lines: list[str]
    heads: list[str]
    kinds: dict[int, str]
    first: int

    def lay(self, top: int) -> int:
        """Write heads and rows over the lines they stood on; the line after the table."""
        rows = list(self._rows() if self.kinds.get(0) == "number" else self._even_rows())
        if not rows:
            return top + 1
        self._write(top, self.first, self.heads)
        for begin, end, cells in rows:
            self._write(begin, end, cells)
        return rows[-1][1]

    def _write(self, begin: int, end: int, cells: Sequence[str]) -> None:
        self.lines[begin:end] = ["\t".join(cells)] + [""] * (end - begin - 1)

    def _rows(self) -> Iterator[tuple[int, int, list[str]]]:
        """Rows that begin with their numbers, and sections between them."""
        at, expected = self.first, 1
        while at < len(self.lines):
            begin, at = at, self._next(at, expected)
            if begin == at:
                return
            said = [line.strip() for line in self.lines[begin:at]]
            number, inside = said[0], [line for line in said[1:] if line]
            if not inside:
                return
            if _SECTION.fullmatch(number):
                yield begin, at, [number, one_line(inside)]
            else:
                expected += 1
                yield begin, at, [number, *(self._whole(said[1:]) or self._aligned(inside, 1))]

    def _next(self, at: int, expected: int) -> int:
        """Where the row that begins at `at` ends: at the next number, else with its last cell."""
        if not _starts_row(self.lines[at].strip(), expected):
            return at
        is_section = _SECTION.fullmatch(self.lines[at].strip()) is not None
        following = expected if is_section else expected + 1
        limit = min(at + _TALLEST, len(self.lines))
        for end in range(at + 2, limit):
            line = self.lines[end].strip()
            if line and (_starts_row(line, following) or (not is_section and _starts_row(line, 1))):
                return end
        return self._last(at)

    def _last(self, at: int) -> int:
        """The end of the last row: as many lines as it has columns, none of the text below."""
        end, cells = at + 1, 1
        while end < len(self.lines) and cells < len(self.heads):
            line = self.lines[end].strip()
            if _FOOT.match(fold(line)) or (line and split_marker(line)[0] is not None and cells > 2):  # noqa: PLR2004 - number and task
                break
            cells += 1
            end += 1
        return end

    def _even_rows(self) -> Iterator[tuple[int, int, list[str]]]:
        """Rows without numbers: as many lines as there are heads, as long as each line fits its column."""
        at, size = self.first, len(self.heads)
        while at + size <= len(self.lines):
            cells = [line.strip() for line in self.lines[at : at + size]]
            task = next(place for place, kind in self.kinds.items() if kind == "task")
            if not cells[task] or min(self._fit(cell, place) for place, cell in enumerate(cells) if cell) < 0:
                return
            yield at, at + size, cells
            at += size

    def _whole(self, said: Sequence[str]) -> list[str] | None:
        """The lines behind the number where there is one for each head, an empty one for an empty cell."""
        fits = len(said) == len(self.heads) - 1 and all(
            self._fit(one, at) >= 0 for at, one in enumerate(said, 1) if one
        )
        return list(said) if fits else None

    def _aligned(self, said: Sequence[str], first: int) -> list[str]:
        """The lines of a row under their heads from column `first` on: the best of all ways to lay them in order."""
        best: list[_Laid] = [_Laid(0.0, ()), *(_Laid(float("-inf"), ()) for _ in said)]
        for column in range(first, len(self.heads)):
            best = [max(self._taking(best, said, end, column)) for end in range(len(said) + 1)]
        begins = (*best[-1].begins, len(said))
        return [one_line(said[begin:end]) for begin, end in pairwise(begins)]

    def _taking(self, best: Sequence[_Laid], said: Sequence[str], end: int, column: int) -> Iterator[_Laid]:
        """How well the lines before `end` lie when `column` takes the last of them, for each place where it may begin."""
        for begin in range(end + 1):
            worth, places = best[begin]
            own = sum(self._fit(line, column) for line in said[begin:end])
            empty = _EMPTY.get(self.kinds.get(column, ""), 0.3) if begin == end else 0.0
            more = 0.0 if self.kinds.get(column) == "task" else 0.4 * max(0, end - begin - 1)
            yield _Laid(worth + own - empty - more, (*places, begin))

    def _fit(self, line: str, column: int) -> float:
        kind = self.kinds.get(column, "")
        return _FITS.get(kind, _anything)(line)


def _anything(line: str) -> float:
    return -0.5 if _is_time(line) or _is_unit(line) else 0.5


def _as_time(line: str) -> float:
    return 3.0 if _is_time(line) else -1.5


def _as_unit(line: str) -> float:
    return 2.0 if _is_unit(line) else -1.0 if _is_time(line) or len(line) > _SHORT or _is_order(line) else 0.5


def _as_task(line: str) -> float:
    return 2.0 if _is_order(line) else -1.5 if _is_time(line) or _is_unit(line) else 1.0


_EMPTY = {"task": 4.0, "lead": 1.0, "due": 0.8}
_FITS: dict[str, Callable[[str], float]] = {
    "due": _as_time,
    "start": _as_time,
    "lead": _as_unit,
    "cooperating": _as_unit,
    "task": _as_task,
}


def _is_time(line: str) -> bool:
    """Whether a line says only when, or opens as such a cell does."""
    short = len(line) <= _SHORT and not _is_unit(line)
    return short and (
        read_cadence(line).words is not None
        or bool(read_bare(line, Era(None, 2000)))
        or _TIMED.match(fold(line)) is not None
    )


def _is_unit(line: str) -> bool:
    return opens_unit(words(line[:_SHORT]), 0) and len(line) <= 2 * _SHORT


def _is_order(line: str) -> bool:
    return length_at(words(line[:_SHORT]), 0, VERBS) > 0
