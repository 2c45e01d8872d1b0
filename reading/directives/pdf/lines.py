"""Characters of a page → words → lines, and the pieces a line falls into where wide gaps part its columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pdfplumber.utils.text import extract_words

from reading.directives.text import normalise

_WORD_GAP = 0.2  # of the size: a wider gap parts words even where no space was set
_OVERLAP = 0.5  # of the lower of two words: so much in common puts them on one line
_NO_WIDTH = 0.1  # points
_BROKEN_CODE = re.compile(r"\w[-/]$")
_YEAR_BEGUN = re.compile(r"\d/((?:19|20|1|2)\d?)$")
_YEAR_REST = re.compile(r"\d{1,3}(?![\d/])")
_SLACK = 1.5  # points two prints of one letter may lie apart: letters are doubled to look bold


@dataclass(frozen=True)
class Word:
    """One word where it is printed, in points from the top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False

    @property
    def size(self) -> float:
        """Its height, which is the size of its letters."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Line:
    """Words side by side; `page` and `number` (on the page) from 1."""

    words: tuple[Word, ...]
    page: int = 1
    number: int = 1

    @cached_property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def width(self) -> float:
        """From its beginning to its end."""
        return self.x1 - self.x0

    @property
    def top(self) -> float:
        """The top of its highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The bottom of its lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size most of it is set in."""
        sizes = sorted(word.size for word in self.words)
        return sizes[len(sizes) // 2]

    @property
    def bold(self) -> bool | None:
        """Whether all of it is bold, or none of it; None where both occur."""
        kinds = {word.bold for word in self.words}
        return kinds.pop() if len(kinds) == 1 else None

    def pieces(self, gap: float) -> list["Line"]:
        """The line cut at gaps wider than `gap` times its size."""
        found: list[list[Word]] = []
        for word in self.words:
            if found and word.x0 - found[-1][-1].x1 <= gap * self.size:
                found[-1].append(word)
            else:
                found.append([word])
        return [self.of(words) for words in found]

    def of(self, words: Iterable[Word]) -> "Line":
        """Some of its words, at its place."""
        return Line(tuple(words), self.page, self.number)


def words_of(chars: Sequence[dict[str, Any]]) -> list[Word]:
    """Words in reading order; letters printed twice count once."""
    found = extract_words(_once(chars), x_tolerance_ratio=_WORD_GAP, y_tolerance=2, return_chars=True)
    words = (
        Word(normalise(w["text"]).strip(), w["x0"], w["x1"], w["top"], w["bottom"], _is_bold(w["chars"])) for w in found
    )
    return [word for word in words if word.text and word.size > 0]


def _is_bold(chars: Sequence[dict[str, Any]]) -> bool:
    return "bold" in str(chars[0].get("fontname", "")).lower() if chars else False


def _once(chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each letter once: bold faked by printing twice, and marks without width that carry their whole letter again."""
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    kept: list[dict[str, Any]] = []
    for char in chars:
        text, x, y = char["text"], char["x0"], char["top"]
        if kept and char["x1"] - x < _NO_WIDTH and text == kept[-1]["text"]:
            continue
        near = (seen.get((text, int(x) + dx, int(y) + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if any(place and abs(place[0] - x) < _SLACK and abs(place[1] - y) < _SLACK for place in near):
            continue
        seen[text, int(x), int(y)] = (x, y)
        kept.append(char)
    return kept


def lines_of(words: Iterable[Word], page: int = 1) -> list[Line]:
    """Words that stand on one height make a line, from left to right; lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        if rows and _level(rows[-1][-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    ordered = (tuple(sorted(row, key=lambda w: w.x0)) for row in rows)
    return [Line(row, page, number) for number, row in enumerate(ordered, start=1)]


def _level(above: Word, word: Word) -> bool:
    common = min(above.bottom, word.bottom) - max(above.top, word.top)
    return common > _OVERLAP * min(above.size, word.size)


def fits(above: Line, line: Line, width: float) -> bool:
    """Whether the first word of `line` would have had room behind `above`: then its author began a new line."""
    space = above.size / 4
    return above.width + space + (line.words[0].x1 - line.words[0].x0) < width - space


def _is_broken_year(text: str, line: str) -> bool:
    """As in "15/9/202" over "6" in a narrow column."""
    begun, rest = _YEAR_BEGUN.search(text), _YEAR_REST.match(line)
    return begun is not None and rest is not None and len(begun[1] + rest[0]) == 4  # noqa: PLR2004 - figures of a year


def joined(text: str, line: str) -> str:
    """`text` and the line below it as one: a code broken at its hyphen ("13/2025/TT-" "BYT") is closed up, a soft one goes."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if _is_broken_year(text, line) or (line.startswith("/") and text[-1:].isdigit()):
        return text + line
    return f"{text}{line}" if _BROKEN_CODE.search(text) and line[:1].isalnum() else f"{text} {line}".strip()
