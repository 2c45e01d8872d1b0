"""A PDF compared with the measures: what its reader sees, from the letters and lines on its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise, takewhile
from typing import Any

import pdfplumber

from proof.decree import measures as m

MM = 72 / 25.4
FONT = "LiberationSerif"
SINGLE = 1.149
"""Height of one line of that font, of its size."""
CHARTS = "BIỂU ĐỒ TỔNG HỢP"
"""Pages of charts have letters of their own in them."""
HEAD_ENDS = 0.55
"""Of the width of the text: where the left column of the head ends at the latest."""


@dataclass(frozen=True)
class Line:
    """One line of a page, or of one column of the head: where it stands and how it looks."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    fonts: frozenset[str]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all("Bold" in font for font in self.fonts)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all("Italic" in font for font in self.fonts)


def pdf_faults(data: bytes) -> list[str]:
    """What differs from the measures; empty where nothing does."""
    with pdfplumber.open(BytesIO(data)) as file:
        pages = list(file.pages)
        return [*_papers(pages), *_first(pages[0]), *_numbers(pages), *_letters(pages), *_foot(pages)]


def lines_of(page: Any, x0: float = 0.0, x1: float | None = None) -> list[Line]:
    """The lines of a page between two places across, the upper first."""
    part = page.crop((x0, 0, x1 or page.width, page.height))
    return [_line(told) for told in part.extract_text_lines(return_chars=True)]


def _line(told: dict[str, Any]) -> Line:
    chars = [char for char in told["chars"] if char["text"].strip()]
    return Line(
        " ".join(told["text"].split()),
        min(char["x0"] for char in chars) / MM,
        max(char["x1"] for char in chars) / MM,
        told["top"] / MM,
        told["bottom"] / MM,
        round(max(char["size"] for char in chars), 2),
        frozenset(char["fontname"].partition("+")[2] for char in chars),
    )


def _papers(pages: Sequence[Any]) -> Iterator[str]:
    for number, page in enumerate(pages, start=1):
        paper = sorted((page.width / MM, page.height / MM))
        if any(abs(is_ - should) > m.SLACK for is_, should in zip(paper, m.PAPER, strict=True)):
            yield f"page {number}: paper {paper}, not A4"
        shown = [char for char in page.chars if char["text"].strip() and char["bottom"] > m.TOP.least * MM]
        if not shown:
            continue
        free = (
            ("left", min(char["x0"] for char in shown) / MM, m.LEFT.least),
            ("right", (page.width - max(char["x1"] for char in shown)) / MM, m.RIGHT.least),
            ("bottom", (page.height - max(char["bottom"] for char in shown)) / MM, m.BOTTOM.least),
            ("top", min(char["top"] for char in shown) / MM, m.TOP.least - 1),  # a letter's box stands above its cap
        )
        yield from (
            f"page {number}: {side} margin {is_:.1f} mm, less than {should:g}"
            for side, is_, should in free
            if is_ < should - m.SLACK
        )


def _numbers(pages: Sequence[Any]) -> Iterator[str]:
    """Numbers stand in the middle above all pages but the first of the body and of each annex."""
    expected = 0
    for page in pages:
        above = [line for line in lines_of(page) if line.bottom < m.TOP.least]
        expected += 1
        if not above:
            expected = 1
            continue
        (number,) = above[:1]
        middle = (m.LEFT.least + page.width / MM - m.RIGHT.least) / 2
        if len(above) > 1 or number.text != str(expected):
            yield f"page number “{number.text}”, not “{expected}”"
        if not m.TITLES.holds(number.size) or abs((number.left + number.right) / 2 - middle) > 1:
            yield f"page number {number.text}: size {number.size}, not in the middle or not {m.TITLES}"
    if lines_of(pages[0])[0].bottom < m.TOP.least:
        yield "the first page has a number"


def _letters(pages: Sequence[Any]) -> Iterator[str]:
    for number, page in enumerate(_written(pages), start=1):
        sizes = {round(char["size"], 1) for char in page.chars if char["text"].strip()}
        fonts = {char["fontname"].partition("+")[2].partition("-")[0] for char in page.chars}
        inks = {str(char["non_stroking_color"]) for char in page.chars if char["text"].strip()}
        yield from (f"page {number}: letters of {size} points" for size in sizes if not m.ANY_SIZE.holds(size))
        yield from (f"page {number}: font {font}" for font in fonts - {FONT})
        yield from (f"page {number}: ink {ink}" for ink in inks - {"(0.0,)", "0", "(0,)", "(0, 0, 0)"})


def _written(pages: Sequence[Any]) -> Iterator[Any]:
    """The pages before those of charts, which have letters of their own."""
    return takewhile(lambda page: not any(line.text == CHARTS for line in lines_of(page)[:3]), pages)


def _first(page: Any) -> Iterator[str]:
    """The head and the running text of the first page."""
    split = (m.LEFT.least + 66) * MM
    left, right = lines_of(page, 0, split), lines_of(page, split)
    is_internal = not any(line.text == m.STATE for line in right)
    if not is_internal:
        yield from _state(right, page)
        yield from _issuer(left, page)
    yield from _title(page)
    yield from _paragraphs(page)


def _state(right: Sequence[Line], page: Any) -> Iterator[str]:
    state, motto, day = right[:3]
    if not m.NAMES.holds(state.size) or not state.bold:
        yield f"the state's name: size {state.size}, bold {state.bold}"
    if motto.text != m.MOTTO or not m.TITLES.holds(motto.size) or not motto.bold:
        yield f"the motto: “{motto.text}”, size {motto.size}, bold {motto.bold}"
    if not m.BLANK_DAY.fullmatch(day.text) or not m.TITLES.holds(day.size) or not day.italic:
        yield f"place and day: “{day.text}”, size {day.size}, italic {day.italic}"
    rule = _rule_below(page, motto)
    if rule is None or abs(rule - (motto.right - motto.left)) > 2:  # noqa: PLR2004 - mm
        yield f"the rule below the motto: {rule} mm, not as long as the text"


def _issuer(left: Sequence[Line], page: Any) -> Iterator[str]:
    number = next((line for line in left if line.text.startswith("Số:")), None)
    if number is None or not m.BLANK_NUMBER.fullmatch(number.text) or not m.NUMBER.holds(number.size):
        yield f"number and symbol: {number}"
        return
    names = left[: left.index(number)]
    if not names[-1].bold or any(not m.NAMES.holds(line.size) or line.text != line.text.upper() for line in names):
        yield f"superior and issuer: {[line.text for line in names]}"
    plain = [line.bold for line in names]
    if plain != sorted(plain):
        yield "the superior stands bold above an issuer that does not"
    yield from _ruled("issuer", page, names[-1])


def _title(page: Any) -> Iterator[str]:
    """Type and abstract, or "V/v" below the number."""
    lines = lines_of(page)
    about = next((line for line in lines_of(page, 0, (m.LEFT.least + 66) * MM) if line.text.startswith("V/v ")), None)
    if about is not None:
        if not m.NAMES.holds(about.size):
            yield f"“V/v …”: size {about.size}"
        return
    place = next((n for n, line in enumerate(lines) if line.bold and line.size == m.TITLES.most), None)
    if place is None:
        yield "no type of document"
        return
    kind, abstract = lines[place : place + 2]
    middle = (m.LEFT.least + page.width / MM - m.RIGHT.least) / 2
    for what, line in (("type", kind), ("abstract", abstract)):
        if not line.bold or not m.TITLES.holds(line.size) or abs((line.left + line.right) / 2 - middle) > 1:
            yield f"{what}: “{line.text}”, size {line.size}, bold {line.bold}, or not in the middle"
    if kind.text != kind.text.upper():
        yield f"the type is not in capitals: {kind.text}"
    titled = [
        line
        for line in lines[place + 1 :]
        if line.bold and line.size == abstract.size and line.top - abstract.top < 25  # noqa: PLR2004 - mm, three lines
    ]
    yield from _ruled("abstract", page, titled[-1], max(line.right - line.left for line in titled))


def _ruled(what: str, page: Any, line: Line, widest: float | None = None) -> Iterator[str]:
    rule, width = _rule_below(page, line), widest or line.right - line.left
    if rule is None or not m.RULE.holds(rule / width, 0.02):
        yield f"the rule below the {what}: {rule} mm of {width:.1f}, not a third to a half"


def _rule_below(page: Any, line: Line) -> float | None:
    """Length in mm of the line drawn close below, in the middle of it; None where there is none."""
    for drawn in (one for one in page.lines if one["height"] == 0):
        gap = drawn["top"] / MM - line.bottom
        middle = (drawn["x0"] + drawn["x1"]) / 2 / MM
        if -1 < gap < 3 and abs(middle - (line.left + line.right) / 2) < 2:  # noqa: PLR2004 - mm
            return float(drawn["width"]) / MM
    return None


def _paragraphs(page: Any) -> Iterator[str]:
    """First lines, gaps and spacing of running text: lines of 13–14 points that reach from margin to margin."""
    tables = [found.bbox for found in page.find_tables()]
    edge = page.width / MM - m.RIGHT.least
    running = [
        line
        for line in lines_of(page)
        if m.TITLES.holds(line.size) and not _in(tables, line) and line.fonts == {FONT} and line.left < 45  # noqa: PLR2004
    ]
    for above, line in pairwise(running):
        pitch, begins = (line.top - above.top) * MM, line.left - m.LEFT.least > 1
        single = line.size * SINGLE
        if begins and above.size == line.size and pitch < single + m.GAP - 0.5:
            yield f"“{line.text[:30]}”: {pitch - single:.1f} points after the paragraph before, less than {m.GAP:g}"
        if begins and not m.INDENT.holds(line.left - m.LEFT.least, m.SLACK):
            yield f"“{line.text[:30]}”: first line {line.left - m.LEFT.least:.1f} mm in, not {m.INDENT}"
        if not begins and above.size == line.size and abs(pitch) < 2 * single:
            if not m.LINES.holds(pitch / single, 0.02):
                yield f"“{line.text[:30]}”: {pitch / single:.2f} lines, not {m.LINES}"
            if edge - above.right > 2:  # noqa: PLR2004 - mm
                yield f"“{above.text[:30]}” does not reach the right margin"


def _in(tables: Sequence[tuple[float, float, float, float]], line: Line) -> bool:
    return any(top - 1 <= line.top * MM <= bottom + 1 for _, top, _, bottom in tables)


def _foot(pages: Sequence[Any]) -> Iterator[str]:
    """Nơi nhận on the left; on the right the signature's title in capitals, and nothing that was signed."""
    for page in pages:
        split = (m.LEFT.least + 80) * MM
        left = lines_of(page, 0, split)
        at = next((n for n, line in enumerate(left) if line.text == "Nơi nhận:"), None)
        if at is None:
            continue
        to, listed = left[at], [line for line in left[at + 1 :] if line.text.startswith("- ")]
        if not m.TO.holds(to.size) or not to.bold or not to.italic:
            yield f"“Nơi nhận:”: size {to.size}, bold {to.bold}, italic {to.italic}"
        yield from (f"“{line.text}”: size {line.size}" for line in listed if not m.RECIPIENTS.holds(line.size))
        beside = [line for line in lines_of(page, split) if line.top > to.top - 3]
        if not beside:
            yield "nobody signs"
        for line in beside:
            if not line.bold or not m.TITLES.holds(line.size) or line.text != line.text.upper():
                yield f"signature: “{line.text}”, size {line.size}, bold {line.bold}"
        ended = [line.text for line in lines_of(page) if line.bottom <= to.top + 1]
        if ended and not ended[-1].endswith(m.END):
            yield f"the text ends “{ended[-1][-20:]}”, not {m.END}"
