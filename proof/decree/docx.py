"""A DOCX compared with the measures: what Word is told, from the paragraphs and sections of the file."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from proof.decree import measures as m

FONT = "Times New Roman"
CELL = 1.9
"""mm that Word keeps free on each side of a cell of the head."""
MOTTO_MM = 56.0
"""The motto at 13 points bold, as the letters of that font are wide."""


def docx_faults(data: bytes) -> list[str]:
    """What differs from the measures; empty where nothing does."""
    document = Document(BytesIO(data))
    return [
        *_sections(document),
        *_letters(document),
        *_running(document),
        *_head(document),
        *_title(document),
        *_foot(document),
    ]


def _sections(document: Any) -> Iterator[str]:
    for place, section in enumerate(document.sections, start=1):
        paper = sorted((section.page_width.mm, section.page_height.mm))
        if any(abs(is_ - should) > m.SLACK for is_, should in zip(paper, m.PAPER, strict=True)):
            yield f"section {place}: paper {paper}, not A4"
        margins = (
            ("top", section.top_margin.mm, m.TOP),
            ("bottom", section.bottom_margin.mm, m.BOTTOM),
            ("left", section.left_margin.mm, m.LEFT),
            ("right", section.right_margin.mm, m.RIGHT),
        )
        yield from (
            f"section {place}: {side} margin {is_:.1f} mm, not {should}"
            for side, is_, should in margins
            if not should.holds(is_, m.SLACK)
        )
        yield from _page_number(section, place)


def _page_number(section: Any, place: int) -> Iterator[str]:
    """In the middle of the top margin, on no first page."""
    above = section.header.paragraphs[0]
    fields = [node.text for node in section.header._element.iter(qn("w:instrText"))]  # noqa: SLF001 - no other door
    size = above.runs[0].font.size.pt if above.runs else 0
    if fields != ["PAGE"] or above.alignment != ALIGN.CENTER or not m.TITLES.holds(size):
        yield f"section {place}: page number {fields}, size {size}, or not in the middle"
    first = "".join(one.text for one in section.first_page_header.paragraphs)
    if not section.different_first_page_header_footer or first:
        yield f"section {place}: the first page has a number"


def _letters(document: Any) -> Iterator[str]:
    """One font in black, in sizes of the Decree."""
    normal = document.styles["Normal"]
    fonts = normal.element.rPr.rFonts
    told = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    told |= {node.get(qn("w:ascii")) for node in document.element.body.iter(qn("w:rFonts"))}
    yield from (f"font {font}" for font in told - {FONT, None})
    sizes = {int(node.get(qn("w:val"))) / 2 for node in document.element.body.iter(qn("w:sz"))} | {normal.font.size.pt}
    yield from (f"letters of {size} points" for size in sizes if not m.ANY_SIZE.holds(size))
    inks = {node.get(qn("w:val")) for node in document.element.body.iter(qn("w:color"))}
    yield from (f"ink {ink}" for ink in inks - {"000000", "auto"})


def _running(document: Any) -> Iterator[str]:
    """Paragraphs of running text: justified, indented, apart, in single to one and a half lines."""
    for paragraph in (one for one in document.paragraphs if one.alignment == ALIGN.JUSTIFY):
        looks, said = paragraph.paragraph_format, paragraph.text[:30]
        indent = looks.first_line_indent.mm if looks.first_line_indent else 0
        apart = sum(space.pt for space in (looks.space_before, looks.space_after) if space is not None)
        if not m.INDENT.holds(indent, m.SLACK):
            yield f"“{said}”: first line {indent:.1f} mm in, not {m.INDENT}"
        if apart < m.GAP:
            yield f"“{said}”: {apart:g} points apart, less than {m.GAP:g}"
        if not isinstance(looks.line_spacing, float) or not m.LINES.holds(looks.line_spacing):
            yield f"“{said}”: {looks.line_spacing} lines, not {m.LINES}"
        yield from (f"“{said}”: size {_size(paragraph)}" for _ in (0,) if not m.TITLES.holds(_size(paragraph)))


def _head(document: Any) -> Iterator[str]:
    """The two columns above the title; an internal paper has none."""
    if document.tables and m.STATE in document.tables[0].cell(0, 1).text:
        (issuer, state), (number, day) = (row.cells for row in document.tables[0].rows[:2])
        yield from _issuer(issuer)
        yield from _state(state)
        yield from _given_later(number, day)


def _issuer(cell: Any) -> Iterator[str]:
    names = [one for one in cell.paragraphs if one.text]
    for one in names:
        if not m.NAMES.holds(_size(one)) or one.text != one.text.upper():
            yield f"superior or issuer “{one.text}”: size {_size(one)}"
    bold = [bool(one.runs[0].font.bold) for one in names]
    if not bold[-1] or bold != sorted(bold):
        yield "the issuer is not bold, or the superior is"
    if _rule(cell.paragraphs, 66.0 - 2 * CELL) is None:
        yield "no rule below the issuer"


def _state(cell: Any) -> Iterator[str]:
    named, motto = [one for one in cell.paragraphs if one.text]
    if not m.NAMES.holds(_size(named)) or not named.runs[0].font.bold:
        yield f"the state's name: size {_size(named)}"
    if motto.text != m.MOTTO or not m.TITLES.holds(_size(motto)) or not motto.runs[0].font.bold:
        yield f"the motto “{motto.text}”: size {_size(motto)}"
    rule = _rule(cell.paragraphs, 99.0 - 2 * CELL)
    if rule is None or abs(rule - MOTTO_MM) > 2:  # noqa: PLR2004 - mm
        yield f"the rule below the motto: {rule} mm, not as long as the text"


def _given_later(number: Any, day: Any) -> Iterator[str]:
    """Number and day, which are blank, and what a letter is about."""
    first, when = number.paragraphs[0], day.paragraphs[0]
    if not m.BLANK_NUMBER.fullmatch(first.text) or not m.NUMBER.holds(_size(first)):
        yield f"number and symbol “{first.text}”: size {_size(first)}"
    if not m.BLANK_DAY.fullmatch(" ".join(when.text.split())) or not when.runs[0].font.italic:
        yield f"place and day “{when.text}”"
    about = (one for one in number.paragraphs[1:] if one.text)
    yield from (f"“V/v …”: size {_size(one)}" for one in about if not m.NAMES.holds(_size(one)))


def _rule(paragraphs: Any, room: float) -> float | None:
    """Length in mm of the line drawn as the edge of a paragraph in a column of `room` mm."""
    for one in paragraphs:
        if one._p.xpath("./w:pPr/w:pBdr/w:top"):  # noqa: SLF001 - borders have no other door
            looks = one.paragraph_format
            return float(room - looks.left_indent.mm - looks.right_indent.mm)
    return None


def _title(document: Any) -> Iterator[str]:
    """Type in capitals and abstract, bold and in the middle; a letter has neither."""
    titled = [
        one for one in document.paragraphs if one.runs and one.runs[0].font.bold and one.alignment == ALIGN.CENTER
    ]
    kind = next((one for one in titled if re.fullmatch(r"[A-ZÀ-Ỹ ]+", one.text)), None)
    about = document.tables and document.tables[0].cell(1, 0).text.partition("\n")[2].startswith("V/v ")
    if kind is None:
        if not about:
            yield "no type of document, and no “V/v …”"
        return
    abstract = titled[titled.index(kind) + 1]
    yield from (f"“{one.text}”: size {_size(one)}" for one in (kind, abstract) if not m.TITLES.holds(_size(one)))


def _foot(document: Any) -> Iterator[str]:
    """Recipients on the left, the signature's title on the right, its place empty."""
    foot = next((one for one in document.tables if one.cell(0, 0).text.startswith("Nơi nhận:")), None)
    if foot is None:
        return
    left, right = foot.rows[0].cells
    to, *listed = left.paragraphs
    if not m.TO.holds(_size(to)) or not to.runs[0].font.bold or not to.runs[0].font.italic:
        yield f"“Nơi nhận:”: size {_size(to)}, or not bold italic"
    yield from (f"“{one.text}”: size {_size(one)}" for one in listed if one.text and not m.RECIPIENTS.holds(_size(one)))
    signs = [one for one in right.paragraphs if one.text]
    if not signs:
        yield "nobody signs"
    for one in signs:
        if one.text != one.text.upper() or not one.runs[0].font.bold or not m.TITLES.holds(_size(one)):
            yield f"signature “{one.text}”: size {_size(one)}, or not bold capitals"
    if right.paragraphs[-1].text:
        yield "the place of the signature is not empty"
    before = [one.text for one in document.paragraphs if one.alignment == ALIGN.JUSTIFY]
    ends = [text for text in before if text.endswith(m.END)]
    if not ends:
        yield f"no paragraph ends {m.END}"


def _size(paragraph: Any) -> float:
    """Points of its first letters."""
    run = next((run for run in paragraph.runs if run.text), None)
    return float(run.font.size.pt) if run is not None and run.font.size is not None else 0.0
