"""Whether a PDF is archival as it says (PDF/A-2b, ISO 19005-2): what can be told from its structure."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdftypes import resolve1

PART, LEVEL = b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>B</pdfaid:conformance>"
FILES = ("FontFile", "FontFile2", "FontFile3")
ACTIVE = ("JavaScript", "AA", "AcroForm", "EmbeddedFiles", "Encrypt")
"""What runs, plays or hides in a file that should only be read."""


def archival_faults(data: bytes) -> list[str]:
    """What is against the standard; empty where nothing was found."""
    with pdfplumber.open(BytesIO(data)) as file:
        found = list(_whole(file.doc))
        for number, page in enumerate(file.pages, start=1):
            found += [f"page {number}: {fault}" for fault in _fonts(page.page_obj.resources)]
    return found


def _whole(document: Any) -> Iterator[str]:
    root = document.catalog
    metadata = resolve1(root.get("Metadata"))
    said = metadata.get_data() if metadata is not None else b""
    if PART not in said or LEVEL not in said:
        yield "its metadata do not say PDF/A-2b"
    if metadata is not None and "Filter" in metadata.attrs:
        yield "its metadata are packed"
    if document.encryption is not None:
        yield "encrypted"
    if not any("ID" in xref.get_trailer() for xref in document.xrefs):
        yield "no identifier in its trailer"
    intents = [resolve1(one) for one in resolve1(root.get("OutputIntents")) or []]
    if not any(one["S"].name == "GTS_PDFA1" and "DestOutputProfile" in one for one in intents):
        yield "no output intent with a colour profile"
    names = {*root, *(resolve1(root.get("Names")) or {})}
    yield from (f"holds {name}" for name in ACTIVE if name in names)
    opened = resolve1(root.get("OpenAction"))
    if isinstance(opened, dict) and "S" in opened:
        yield "acts when it is opened"


def _fonts(resources: Any) -> Iterator[str]:
    """Every font is in the file, and tells which letters it shows."""
    for told in (resolve1(resources.get("Font")) or {}).values():
        font = resolve1(told)
        inner = resolve1(resolve1(font["DescendantFonts"])[0]) if "DescendantFonts" in font else font
        descriptor = resolve1(inner.get("FontDescriptor")) or {}
        if not any(one in descriptor for one in FILES):
            yield f"font {font['BaseFont'].name} is not in the file"
        if "ToUnicode" not in font:
            yield f"font {font['BaseFont'].name} does not tell its letters"
