"""What stands around the text of every page: numbers, running heads and feet, the stamp of a digital signature, notes."""

import re
from collections import Counter
from collections.abc import Sequence

from reading.directives.markers import split_marker
from reading.directives.pdf.lines import Line
from reading.directives.pdf.pages import Page

_BAND = 0.1  # of the height: running heads and feet stand this near the edge
_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_STAMP = re.compile(
    (
        r"(?:người ký|ký bởi|được ký bởi|email|cơ quan|tổ chức|thời gian ký|ngày ký|signature not verified"
        r"|digitally signed|date)\s*[:：]|signature not verified"
        r"|\d{2}[./]\d{2}[./]\d{4} \d{2}:\d{2}:\d{2}(?: [+-]\d{2}:\d{2})?$"
    ),
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\[?\d{1,2}\]?|\*+)\s*\S")
_SMALL = 0.86  # of the size of the text: a note below it is set smaller
_NOTES_BELOW = 0.5  # of the height
_REPEATS = 3  # pages
_DIGITS = re.compile(r"\d+")


def strip_margins(pages: Sequence[Page]) -> list[str]:
    """Take them off the pages; the texts taken, for a mark of secrecy may stand there."""
    size = _usual_size(pages)
    running = _running(pages)
    taken: list[str] = []
    for page in pages:
        taken += _take(page, {id(line) for line in page.lines if _is_margin(line, page, running)})
        taken += _take(page, _notes(page, size))
    return taken


def _take(page: Page, gone: set[int]) -> list[str]:
    taken = [line.text for line in page.lines if id(line) in gone]
    page.lines = [line for line in page.lines if id(line) not in gone]
    return taken


def _is_margin(line: Line, page: Page, running: Counter[str]) -> bool:
    if _edge(line, page) and (_NUMBER.fullmatch(line.text) or running[_key(line, page)] >= _REPEATS):
        return True
    return bool(_STAMP.match(line.text)) and page.number == 1 and line.top < page.height * 2 * _BAND


def _running(pages: Sequence[Page]) -> Counter[str]:
    found: Counter[str] = Counter()
    for page in pages:
        found.update(
            {_key(line, page) for line in page.lines if _edge(line, page) and split_marker(line.text)[0] is None}
        )
    return found


def _key(line: Line, page: Page) -> str:
    return f"{_edge(line, page)}{_DIGITS.sub('0', line.text)}"


def _edge(line: Line, page: Page) -> str:
    if line.bottom < page.height * _BAND:
        return "^"
    return "_" if line.top > page.height * (1 - _BAND) else ""


def _usual_size(pages: Sequence[Page]) -> float:
    sizes = Counter(round(line.size) for page in pages for line in page.lines for _ in line.words)
    return float(max(sizes, key=lambda size: sizes[size], default=13))


def _notes(page: Page, size: float) -> set[int]:
    """The lines at the foot of a page set smaller than the text, from the first that opens like a note."""
    small: list[Line] = []
    for line in reversed(page.lines):
        if line.size > size * _SMALL or line.top < page.height * _NOTES_BELOW:
            break
        small.append(line)
    first = next((at for at in reversed(range(len(small))) if _NOTE.match(small[at].text)), None)
    return set() if first is None else {id(line) for line in small[: first + 1]}
