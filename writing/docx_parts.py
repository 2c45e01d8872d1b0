"""The small parts of a Word document that its library has no words for: fields, rules, fixed tables, fixed bytes."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip archive can hold; the same for each part, so that bytes do not tell when they were made."""


def write(cell_or_paragraph: Any, text: str, size: float, **looks: bool) -> None:
    """Text as one run of the given size; `bold`, `italic`, `all_caps` as asked."""
    run = cell_or_paragraph.add_run(text)
    run.font.size = Pt(size)
    for look, wanted in looks.items():
        setattr(run.font, look, wanted)


def set_spacing(paragraph: Any, before: float = 0, after: float = 0, line: float = 1.0) -> None:
    """Points before and after, and the line spacing as a factor."""
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.line_spacing = line


def rule(paragraph: Any, width: float, length: float, after: float = 0) -> None:
    """A thin line, centred in a column of `width` mm and `length` mm long, drawn as the upper edge of a low paragraph."""
    margin = Mm((width - length) / 2)
    paragraph.paragraph_format.left_indent = margin
    paragraph.paragraph_format.right_indent = margin
    set_spacing(paragraph, before=3, after=after)
    paragraph.paragraph_format.line_spacing = Pt(4)
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="single", sz="6", space="0", color="000000"))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - borders have no other door
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def page_number(paragraph: Any, size: float) -> None:
    """A field that shows the number of its page, centred."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(size)
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), ("end", None)):
        if text is None:
            run._r.append(_element("w:fldChar", fldCharType=kind))  # noqa: SLF001 - fields have no other door
        else:
            code = _element("w:instrText")
            code.text = text
            run._r.append(code)  # noqa: SLF001 - fields have no other door


def restart_pages(section: Any) -> None:
    """Count the pages of this section from 1 again."""
    properties = section._sectPr  # noqa: SLF001 - page counting has no other door
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    properties.insert_element_before(_element("w:pgNumType", start="1"), "w:cols", "w:titlePg", "w:docGrid")


def set_fixed_widths(table: Any, widths: list[float]) -> None:
    """Columns of the given widths in mm, whatever stands in them."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def set_cell_margins(table: Any, margin: float) -> None:
    """What is kept free on the left and the right of each cell, in mm."""
    properties = table._tbl.tblPr  # noqa: SLF001 - cell margins have no other door
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=str(round(margin * 56.7)), type="dxa"))
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def repeat_as_head(row: Any) -> None:
    """Show this row again on each page the table runs on to."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))  # noqa: SLF001 - no other door


def keep_whole(row: Any) -> None:
    """Never split this row between two pages."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))  # noqa: SLF001 - no other door


def set_language(style: Any, language: str) -> None:
    """The language of a style, and its one font for all scripts."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_element("w:lang", val=language, eastAsia=language))


def fixed_bytes(document: Any, made_at: datetime) -> bytes:
    """The document as a file whose bytes depend on its content alone, not on the moment or the machine."""
    properties = document.core_properties
    properties.created = properties.modified = made_at
    properties.last_printed = made_at
    properties.revision = 1
    raw, fixed = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name), compresslevel=6)
    return fixed.getvalue()


def _element(tag: str, **attributes: str | None) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
