"""An office's own Word template: it only places blocks, by name; what the blocks say comes from the text of the document.

A placeholder is a paragraph of its own, `{{ noi_dung }}`. Nothing in a template is executed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document

from domain.telling.text import Chart, Placed, ReviewText, Table
from writing.docx_parts import fixed_bytes, write
from writing.to_docx import BODY, add, set_page, set_properties, set_styles, write_annex, write_foot, write_head

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
HEAD, TEXT, UNIT_TABLE, FOOT, ANNEXES = "dau_trang", "noi_dung", "bang_don_vi", "chu_ky", "phu_luc"
BLOCKS: Mapping[str, str] = {
    HEAD: "quốc hiệu, tên cơ quan, số, ngày, tên loại và trích yếu",
    TEXT: "nội dung văn bản",
    UNIT_TABLE: "các bảng trong nội dung, nếu muốn đặt riêng",
    FOOT: "nơi nhận và chữ ký",
    ANNEXES: "các phụ lục, đặt ở cuối",
}
"""What can be placed, by name, with what it is for who edits a template."""
OPTIONAL = frozenset({UNIT_TABLE})
SHOWN = 40
"""Letters of a broken placeholder that a refusal shows."""
MM = 36000
"""Units of a Word length in a millimetre."""
_STYLES = ("Table Grid",)


def default_template() -> bytes:
    """A template that gives what is written without one: to be opened in Word and changed."""
    document = Document()
    set_styles(document)
    set_page(document.sections[0])
    for name in (HEAD, TEXT, FOOT, ANNEXES):
        write(document.add_paragraph(), f"{{{{ {name} }}}}", BODY)
    return fixed_bytes(document, datetime(2000, 1, 1))  # noqa: DTZ001 - stored without a zone


def places(document: Any) -> Iterator[tuple[str, Any, bool]]:
    """Every placeholder in the body's own paragraphs: its name, its paragraph, and whether it stands there alone."""
    for paragraph in document.paragraphs:
        text = paragraph.text.strip()
        for found in PLACEHOLDER.finditer(text):
            yield found[1], paragraph, found[0] == text


def placed(document: Any) -> Iterator[Placed]:
    """Every placeholder with the number of its paragraph, those among them whose braces do not close."""
    for number, paragraph in enumerate(document.paragraphs, start=1):
        text = paragraph.text.strip()
        for found in PLACEHOLDER.finditer(text):
            yield Placed(found[1], found[0] == text, number)
        rest = PLACEHOLDER.sub("", text).strip()
        if "{{" in rest or "}}" in rest:
            yield Placed(rest[:SHOWN], is_alone=False, paragraph=number, is_whole=False)


def to_docx_by(report: ReviewText, made_at: datetime, template: bytes) -> bytes:
    """The document with its blocks where the template has them; the same bytes for the same text and template."""
    document = Document(BytesIO(template))
    _bring_styles(document)
    set_properties(document, report)
    found = {name: paragraph for name, paragraph, _ in places(document)}
    writers = _writers(report, document, apart=UNIT_TABLE in found)
    for name, paragraph in found.items():
        if name == ANNEXES:
            paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001 - paragraphs have no other door out
            writers[name]()
        else:
            _in_place_of(document, paragraph, writers[name])
    return fixed_bytes(document, made_at)


def _writers(report: ReviewText, document: Any, *, apart: bool) -> dict[str, Callable[[], None]]:
    """How each block is written at the end of the document; tables of the text by themselves where they stand `apart`."""
    section = document.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) / MM

    def blocks(*, tables: bool, others: bool) -> None:
        for block in report.blocks:
            if tables if isinstance(block, Table) else others:
                add(block, document, width)

    def annexes() -> None:
        for annex in report.annexes:
            if not all(isinstance(block, Chart) for block in annex.blocks):
                write_annex(document, annex, report.annexed_to)

    return {
        HEAD: lambda: write_head(document, report.head),
        TEXT: lambda: blocks(tables=not apart, others=True),
        UNIT_TABLE: lambda: blocks(tables=True, others=False),
        FOOT: lambda: write_foot(document, report) if report.signature else None,
        ANNEXES: annexes,
    }


def _in_place_of(document: Any, paragraph: Any, writer: Callable[[], None]) -> None:
    """Write at the end, then bring what was written to where the placeholder stands."""
    body, place = document.element.body, paragraph._p  # noqa: SLF001 - paragraphs have no other door
    known = set(body)
    writer()
    for element in [one for one in body if one not in known]:
        place.addprevious(element)
    place.getparent().remove(place)


def _bring_styles(document: Any) -> None:
    """Styles the blocks are written with, where the office's template has lost them."""
    known = {style.name for style in document.styles}
    usual = Document().styles
    for name in _STYLES:
        if name not in known:
            document.styles.element.append(deepcopy(usual[name].element))
