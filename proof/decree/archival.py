"""Whether a PDF is archival as it says (PDF/A-2b, ISO 19005-2): what can be told from its structure."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader

PART, LEVEL = b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>B</pdfaid:conformance>"
FILES = ("/FontFile", "/FontFile2", "/FontFile3")
ACTIVE = ("/JavaScript", "/JS", "/Launch", "/Movie", "/Sound", "/AA", "/XFA", "/EmbeddedFiles")
"""What runs, plays or hides in a file that should only be read."""


def archival_faults(data: bytes) -> list[str]:
    """What is against the standard; empty where nothing was found."""
    reader = PdfReader(BytesIO(data))
    root = reader.root_object
    found = list(_whole(reader, root))
    for number, page in enumerate(reader.pages, start=1):
        found += [f"page {number}: {fault}" for fault in _fonts(page)]
    return found


def _whole(reader: PdfReader, root: Any) -> Iterator[str]:
    said = root["/Metadata"].get_object().get_data() if "/Metadata" in root else b""
    if PART not in said or LEVEL not in said:
        yield "its metadata do not say PDF/A-2b"
    if "/Filter" in (root["/Metadata"].get_object() if "/Metadata" in root else {}):
        yield "its metadata are packed"
    if reader.is_encrypted:
        yield "encrypted"
    if "/ID" not in reader.trailer:
        yield "no identifier in its trailer"
    intents = [one.get_object() for one in root.get("/OutputIntents", [])]
    if not any(one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents):
        yield "no output intent with a colour profile"
    names = {str(name) for one in (root, root.get("/Names", {})) for name in one}
    yield from (f"holds {name}" for name in ACTIVE if name in names)
    if "/OpenAction" in root and "/S" in root["/OpenAction"].get_object():
        yield "acts when it is opened"


def _fonts(page: Any) -> Iterator[str]:
    """Every font is in the file, and tells which letters it shows."""
    fonts = page["/Resources"].get_object().get("/Font", {})
    for name in fonts:
        font = fonts[name].get_object()
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        told = inner.get("/FontDescriptor", {})
        told = told.get_object() if hasattr(told, "get_object") else told
        if not any(one in told for one in FILES):
            yield f"font {font.get('/BaseFont')} is not in the file"
        if "/ToUnicode" not in font:
            yield f"font {font.get('/BaseFont')} does not tell its letters"
