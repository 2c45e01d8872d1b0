"""Hidden sections of an OpenDocument text, taken out before it is converted: LibreOffice would write them as shown."""

import io
import zipfile
from dataclasses import replace

from lxml import etree

from reading.directives import refusals
from reading.directives.blocks import Hidden, Reading
from reading.directives.converted import to_docx
from reading.directives.docx import read_docx
from reading.directives.ooxml import DAMAGED, attributes, open_package
from reading.directives.text import normalise

_CONTENT = "content.xml"
_PARAGRAPHS = ("{*}p", "{*}h")


def read_old_word(data: bytes) -> Reading:
    """The blocks of a .doc, .rtf or .odt, through LibreOffice; what a hidden section holds stands outside."""
    shown, passages = _shown(data) if data.startswith(b"PK") else (data, ())
    reading = read_docx(to_docx(shown))
    if not passages:
        return reading
    told = (*reading.hidden, Hidden(passages=len(passages)))
    hidden = Hidden(passages=sum(one.passages for one in told))
    return replace(reading, outside=(*reading.outside, *passages), hidden=(hidden,))


def _shown(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The file without its hidden sections, and their paragraphs; the same bytes where it has none."""
    try:
        root = open_package(data).tree(_CONTENT)
        sections = [] if root is None else [one for one in root.iter("{*}section") if _is_hidden(one)]
        passages = [normalise("".join(p.itertext())) for one in sections for p in one.iter(*_PARAGRAPHS)]
        for one in sections:
            if (above := one.getparent()) is not None:
                above.remove(one)
        found = tuple(dict.fromkeys(text for text in passages if text.strip()))
        return (data if not sections or root is None else _with_content(data, etree.tostring(root)), found)
    except DAMAGED as error:
        raise refusals.broken() from error


def _is_hidden(section: etree._Element) -> bool:
    return attributes(section).get("display") == "none"


def _with_content(data: bytes, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, content if entry.filename == _CONTENT else old.read(entry))
    return made.getvalue()
