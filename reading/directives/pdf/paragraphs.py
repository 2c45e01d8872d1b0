"""Lines → paragraphs: where a printed line goes on and where a new paragraph begins, by margins, indents and stops."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reading.directives.markers import split_marker
from reading.directives.pdf.lines import Line, fits, joined

_INDENT = 9.0  # points: a first line is set in by about thirty, a margin wavers by two
_LEADING = 1.7  # of the size from line to line: more is a space between paragraphs
_INSET = 20.0  # points at least on both sides of a line in the middle
_WAVER = 4.0  # points the two sides may differ
_OPENS = re.compile(r"\W*(?:Kính gửi|KÍNH GỬI|Căn cứ|Nơi nhận|V/v)\b")
_ABBREVIATION = 8  # letters
_TERMINAL = tuple(".;:!?…")
# A letter or a bullet opens a paragraph even below a full line, unless it is cited there: "tại các điểm" – "a) và b) …".
_LETTERED = re.compile(r"(?:[a-zđ]\)|[+•])\s")
_CITES = re.compile(r"(?:điểm|khoản|và|hoặc|,)$", re.IGNORECASE)
_OFTEN = 0.25  # of the lines that begin with a mark: set in so often, paragraphs have indents here


@dataclass(frozen=True)
class Margins:
    """The edges of the text, and whether first lines are set in."""

    left: float
    right: float
    indents: bool

    @property
    def width(self) -> float:
        """Of a full line."""
        return self.right - self.left


def margins_of(lines: Sequence[Line]) -> Margins:
    """The usual edges of these lines."""
    if not lines:
        return Margins(0, 1, indents=False)
    wide = sorted(line.x1 for line in lines)
    right = wide[int(len(wide) * 0.9)] if len(wide) > 9 else wide[-1]  # noqa: PLR2004 - too few for a share
    lefts = Counter(round(line.x0 / 2) * 2 for line in lines if line.x1 > right - (right - line.x0) / 3)
    often = max(lefts.values(), default=0)
    left = float(
        min((x for x, count in lefts.items() if count >= max(2, often / 4)), default=min(line.x0 for line in lines))
    )
    marked = [line for line in lines if split_marker(line.text)[0] is not None]
    indented = sum(line.x0 > left + _INDENT for line in marked)
    return Margins(left, right, indents=bool(marked) and indented > _OFTEN * len(marked))


def paragraphs_of(lines: Sequence[Line], margins: Margins) -> list[list[Line]]:
    """The lines of each paragraph."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, margins):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _goes_on(paragraph: Sequence[Line], line: Line, margins: Margins) -> bool:
    above = paragraph[-1]
    ended = above.text.endswith(_TERMINAL)
    marked = split_marker(line.text)[0] is not None
    at_margin = line.x0 < margins.left + _INDENT
    short = fits(above, line, margins.width - max(0.0, above.x0 - margins.left))
    if _OPENS.match(line.text) or _turns(paragraph, line, margins):
        return False
    hanging = _is_hanging(paragraph, line)
    if marked and (ended or short or (margins.indents and not at_margin and not hanging)):
        return False
    if _LETTERED.match(line.text) and not _CITES.search(above.text):
        return False
    if hanging:
        return not (short and ended)
    if not (marked or ended or short) and _stands_below_mark(paragraph, line) and _shouts(above) == _shouts(line):
        return True
    if margins.indents and line.x0 > margins.left + _INDENT and not _stands_in(paragraph, line):
        return line.text[:1].islower() and not ended
    if short:
        return not line.text[:1].isupper() and not ended and _shouts(above) == _shouts(line)
    if ended and above.page == line.page and line.top - above.top > _LEADING * max(above.size, line.size):
        return False
    return _shouts(above) == _shouts(line) or not _shouts(line)


def _turns(paragraph: Sequence[Line], line: Line, margins: Margins) -> bool:
    """Whether a title ends above: bold and then not, or set in the middle and then not."""
    if all(above.bold for above in paragraph) and line.bold is False:
        return True
    return all(_is_centred(above, margins) for above in paragraph) and not _is_centred(line, margins)


def _shouts(line: Line) -> bool:
    """Whether it is set in capitals, as titles are; figures and abbreviations alone are not."""
    return line.text.isupper() and sum(c.isalpha() for c in line.text) > _ABBREVIATION


def _is_centred(line: Line, margins: Margins) -> bool:
    left, right = line.x0 - margins.left, margins.right - line.x1
    return left > _INSET and abs(left - right) < _WAVER and split_marker(line.text)[0] is None


def _is_hanging(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether the line stands below the text behind the mark of its paragraph."""
    first = paragraph[0]
    text_begins = [word.x0 for word in first.words[1:3]]
    return split_marker(first.text)[0] is not None and any(abs(x - line.x0) < _INDENT / 3 for x in text_begins)


def _stands_below_mark(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether the line begins right below the mark of its paragraph, as in a list set in as a whole."""
    return split_marker(paragraph[0].text)[0] is not None and abs(paragraph[0].x0 - line.x0) < _INDENT / 3


def _stands_in(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether the lines of the paragraph below its first are set in as far as this one."""
    return len(paragraph) > 1 and abs(paragraph[-1].x0 - line.x0) < _INDENT / 3


def text_of(paragraph: Sequence[Line]) -> str:
    """Its lines as one."""
    text = ""
    for line in paragraph:
        text = joined(text, line.text)
    return text
