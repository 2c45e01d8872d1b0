"""An official document as DOCX, to the measures of Decree 30/2020/NĐ-CP, Annex I."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from functools import singledispatch
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from domain.telling.text import Annex, Block, Chart, Head, Heading, Paragraph, ReviewText, Table, name_lines
from domain.wording import dates
from writing.docx_parts import (
    FONT,
    fixed_bytes,
    keep_whole,
    page_number,
    repeat_as_head,
    restart_pages,
    rule,
    set_cell_margins,
    set_fixed_widths,
    set_language,
    set_spacing,
    write,
)

PAGE = (210.0, 297.0)
"""A4, in mm."""
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 15.0
"""Margins in mm, each within the range of the Decree (20–25, 20–25, 30–35, 15–20)."""
BODY, TITLE, HEAD, STATE, CELL, LIST = 13.0, 14.0, 13.0, 12.0, 11.0, 11.0
"""Sizes in points: running text; titles; number, day, motto and page number; names above them; cells; recipients."""
GAP = 6.0
"""Points between paragraphs."""
INDENT = 10.0
"""First line of a paragraph, in mm (1–1.27 cm)."""
LEFT_HEAD, RIGHT_HEAD = 66.0, 99.0
"""Widths of the two columns of the head, in mm; together the width of the text."""
MOTTO_RULE = 56.0
"""Length in mm of the rule below the motto: as long as the motto itself at its size."""
CELL_MARGIN = 1.9
"""What Word keeps free on each side of a cell, in mm."""
TIGHT = 0.8
"""The same in the tables of figures, in mm."""
RULE_SHARE = 0.42
"""How much of the line above the other rules take: a third to a half."""
LETTER = 0.19
"""Mean width of a bold letter in mm per point of its size, measured on titles of this kind."""
HOLLOW = 4
"""Empty lines between the signature's title and the place of the name, where a person signs."""

CENTER, JUSTIFY, LEFT_ALIGN = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


def to_docx(report: ReviewText, made_at: datetime) -> bytes:
    """The file; the same bytes for the same report. `made_at` is stored as the moment of its making."""
    document = Document()
    set_styles(document)
    set_page(document.sections[0])
    set_properties(document, report)
    write_head(document, report.head)
    for block in report.blocks:
        add(block, document, PAGE[0] - LEFT - RIGHT)
    if report.signature:
        document.paragraphs[-1].paragraph_format.keep_with_next = True  # a signature never stands alone on a page
        write_foot(document, report)
    for annex in report.annexes:
        if not all(isinstance(block, Chart) for block in annex.blocks):  # Word gets no charts
            write_annex(document, annex, report.annexed_to)
    return fixed_bytes(document, made_at)


def set_styles(document: Any) -> None:
    """The one font and size of running text."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    set_language(normal, "vi-VN")


def set_properties(document: Any, report: ReviewText) -> None:
    """Title, issuer and language as a list of files shows them."""
    properties = document.core_properties
    properties.title = report.title
    properties.author = properties.last_modified_by = report.head.issuer
    properties.comments, properties.language = "", "vi-VN"


def set_page(section: Any, *, across: bool = False) -> None:
    """One section of A4 with the page number centred above all pages but its first."""
    width, height = reversed(PAGE) if across else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    page_number(section.header.paragraphs[0], HEAD)


def write_head(document: Any, head: Head) -> None:
    """Letterhead, title and addressees."""
    if head.is_internal:
        _write_internal(document, head)
    else:
        _write_letterhead(document, head)
    if head.kind:
        _write_title(document, head)
    for place, line in enumerate(head.to):
        paragraph = document.add_paragraph()
        set_spacing(paragraph, before=10 if not place else 0, after=10 if place == len(head.to) - 1 else 0)
        paragraph.alignment = CENTER
        write(paragraph, line if place else f"Kính gửi: {line}", TITLE)


def _write_internal(document: Any, head: Head) -> None:
    """A paper that stays in the house names who wrote it, and no more."""
    for name, bold in ((head.superior, False), (head.issuer, True)):
        if name:
            paragraph = document.add_paragraph()
            set_spacing(paragraph)
            write(paragraph, name.upper(), STATE, bold=bold)


def _write_letterhead(document: Any, head: Head) -> None:
    table = document.add_table(rows=2, cols=2)
    set_fixed_widths(table, [LEFT_HEAD, RIGHT_HEAD])
    (issuer, state), (number, day) = (row.cells for row in table.rows)
    for line in name_lines(head.superior):
        _centred(issuer, line, STATE)
    for line in name_lines(head.issuer):
        _centred(issuer, line, STATE, bold=True)
    room = LEFT_HEAD - 2 * CELL_MARGIN
    rule(issuer.add_paragraph(), room, _share_of(name_lines(head.issuer)[-1], STATE, room))
    _centred(state, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", STATE, bold=True)
    _centred(state, "Độc lập - Tự do - Hạnh phúc", HEAD, bold=True)
    rule(state.add_paragraph(), RIGHT_HEAD - 2 * CELL_MARGIN, MOTTO_RULE)
    _centred(number, f"Số:{' ' * 6}/{head.symbol}", HEAD)
    place = f"{head.place}, " if head.place else ""
    _centred(day, f"{place}{dates.blank(head.year)}", HEAD, italic=True)
    if not head.kind:
        _centred(number, f"V/v {head.abstract}", STATE)


def _write_title(document: Any, head: Head) -> None:
    kind = document.add_paragraph()
    set_spacing(kind, before=14)
    kind.alignment = CENTER
    write(kind, head.kind, TITLE, bold=True)
    abstract = document.add_paragraph()
    set_spacing(abstract)
    abstract.alignment = CENTER
    write(abstract, head.abstract, TITLE, bold=True)
    room = PAGE[0] - LEFT - RIGHT
    rule(document.add_paragraph(), room, _share_of(head.abstract, TITLE, room), after=8)


def _share_of(text: str, size: float, room: float) -> float:
    """Length in mm of the rule below a bold text, which takes as many lines as it needs in `room` mm."""
    return min(len(text) * size * LETTER, room) * RULE_SHARE


def _centred(cell: Any, text: str, size: float, **looks: bool) -> None:
    """A centred line in a cell; a line without text is left out."""
    if not text:
        return
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.text else first
    paragraph.alignment = CENTER
    set_spacing(paragraph)
    write(paragraph, text, size, **looks)


@singledispatch
def add(block: Block, document: Any, width: float) -> None:
    """Write one block at the end of the document, within `width` mm. TypeError for a block of an unknown kind."""
    raise TypeError(f"no such block: {block!r} for {document!r} in {width}")


@add.register
def _(block: Heading, document: Any, width: float) -> None:  # noqa: ARG001 - all blocks are written the same way
    paragraph = document.add_paragraph()
    set_spacing(paragraph, after=GAP)
    paragraph.paragraph_format.first_line_indent = Mm(INDENT)
    paragraph.paragraph_format.keep_with_next = True
    write(paragraph, block.text, BODY, bold=True)


@add.register
def _(block: Paragraph, document: Any, width: float) -> None:  # noqa: ARG001 - all blocks are written the same way
    paragraph = document.add_paragraph()
    set_spacing(paragraph, after=GAP)
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(INDENT)
    write(paragraph, block.text, BODY)


@add.register
def _(block: Chart, document: Any, width: float) -> None:
    """Charts are left out of Word: the workbook and the PDF have them."""


@add.register
def _(block: Table, document: Any, width: float) -> None:
    if block.title:
        title = document.add_paragraph()
        set_spacing(title, before=8, after=4)
        title.paragraph_format.keep_with_next = True
        write(title, block.title, BODY, bold=True)
    table = document.add_table(rows=1, cols=len(block.columns))
    table.style = "Table Grid"
    _fill(table.rows[0], (column.title for column in block.columns), block, bold=True, head=True)
    repeat_as_head(table.rows[0])
    shares = sum(column.share for column in block.columns)
    set_fixed_widths(table, [width * column.share / shares for column in block.columns])
    _add_rows(table, block)
    set_cell_margins(table, TIGHT)
    low = document.add_paragraph()  # keeps two tables apart
    set_spacing(low, after=GAP)
    low.paragraph_format.line_spacing = Pt(4)
    low.paragraph_format.keep_with_next = True


def _add_rows(table: Any, block: Table) -> None:
    """The rows under the head: one of each look is made, the others are its copies, as thousands are slow to make."""
    empty = [""] * len(block.columns)
    looks: dict[bool, Any] = {}
    for bold in {place in block.bold for place in range(len(block.rows))}:
        row = table.add_row()
        _fill(row, empty, block, bold=bold)
        looks[bold] = row
    for row in looks.values():
        table._tbl.remove(row._tr)  # noqa: SLF001 - rows have no other door out
    for place, texts in enumerate(block.rows):
        tr = deepcopy(looks[place in block.bold]._tr)  # noqa: SLF001
        for run, text in zip(tr.iterfind(f".//{qn('w:r')}"), texts, strict=True):
            run.text = text
        table._tbl.append(tr)  # noqa: SLF001


def _fill(row: Any, texts: Iterable[str], block: Table, *, bold: bool, head: bool = False) -> None:
    """One row of cells; a row is never split between pages."""
    keep_whole(row)
    for cell, column, text in zip(row.cells, block.columns, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = CENTER if head or column.align == "center" else LEFT_ALIGN
        set_spacing(paragraph, before=1, after=1)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        write(paragraph, text, CELL, bold=bold)


def write_foot(document: Any, report: ReviewText) -> None:
    """Recipients on the left; on the right the signature's title above an empty place, without a name."""
    gap = document.add_paragraph()
    set_spacing(gap)
    gap.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=2)
    set_fixed_widths(table, [LEFT_HEAD + 14, RIGHT_HEAD - 14])
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    set_spacing(left.paragraphs[0])
    write(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
    for recipient in report.recipients:
        line = left.add_paragraph()
        set_spacing(line)
        write(line, f"- {recipient}", LIST)
    for line in report.signature:
        _centred(right, line.upper(), TITLE, bold=True)
    for _ in range(HOLLOW):
        set_spacing(right.add_paragraph())


def write_annex(document: Any, annex: Annex, annexed_to: str) -> None:
    """One annex on pages of its own, laid across where its tables are wide and counted from 1."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, across=annex.across)
    width = (PAGE[1] if annex.across else PAGE[0]) - LEFT - RIGHT
    restart_pages(section)
    for text, looks in ((annex.number, {"bold": True}), (annex.title, {"bold": True}), (annexed_to, {"italic": True})):
        line = document.add_paragraph()
        line.alignment = CENTER
        set_spacing(line)
        write(line, text, TITLE, **looks)
    rule(document.add_paragraph(), width, _share_of(annex.title, TITLE, width), after=10)
    for block in annex.blocks:
        add(block, document, width)
