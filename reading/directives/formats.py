"""Which format a file is of: by what it holds, whatever its name says; the name only tells texts apart."""

import re
from enum import StrEnum

from reading.directives import refusals
from reading.directives.ooxml import open_package

MOST_BYTES = 20_000_000


class Format(StrEnum):
    """What there is a reader for."""

    TEXT = "text"
    HTML = "html"
    MHT = "mht"
    CSV = "csv"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    OLD_SHEET = "old-sheet"  # .xls, .ods, .xlsb
    OLD_WORD = "old-word"  # .doc, .rtf, .odt


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the container of old Office files begins."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"GIF8", b"BM", b"RIFF")
_MARKUP = re.compile(
    (
        rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|div|table|p"
        rb"|meta|span|ol|ul|h[1-6])\b"
    ),
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<(?:\?xml\s|svg\b)")
_WORD_XML = re.compile(rb"<(?:w:wordDocument|pkg:package)\b")
_MHT = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?(?:MIME-Version|Content-Type: multipart/related)", re.IGNORECASE)  # fmt: skip
_TABLES = frozenset({"csv", "tsv", "xls", "xlsx", "ods", "xlsb", "xlsm"})
_PAGES = frozenset({"html", "htm", "xhtml"})
_PDF_WITHIN = 1024  # bytes before the mark of a PDF that readers tolerate
_FIB = 0xA5EC.to_bytes(2, "little")
_SECTOR = 512
_LOCKED_DOC = 0x01  # in the second byte of the flags at offset 10 of the FIB


def format_of(data: bytes, name: str) -> Format:
    """The format of `data`; refuses what is too large, empty, locked, carries macros, or is no document."""
    if len(data) > MOST_BYTES:
        raise refusals.too_large()
    if not data.strip(b"\x00 \t\r\n"):
        raise refusals.empty()
    if data.startswith(b"PK"):
        return _of_archive(data)
    if data.startswith(OLE):
        return _of_compound(data)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith(b"{\\rtf"):
        return Format.OLD_WORD
    if data.startswith(_PICTURES) and b"\x00" in data[:_PDF_WITHIN]:
        raise refusals.scan()
    return _of_text(data, name.rpartition(".")[2].lower() if "." in name else "")


def _of_text(data: bytes, suffix: str) -> Format:
    opening = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    if suffix in {"mht", "mhtml"} or (_MHT.match(opening) and suffix != "txt"):
        return Format.MHT
    if suffix in _PAGES or _MARKUP.match(opening):
        return Format.HTML
    if _XML.match(opening):
        if _WORD_XML.search(opening):
            return Format.OLD_WORD
        raise refusals.unsupported()
    return Format.CSV if suffix in _TABLES else Format.TEXT


def _of_archive(data: bytes) -> Format:
    package = open_package(data)
    names = package.names
    if any(part.startswith("word/") for part in names):
        return Format.DOCX
    if "xl/workbook.bin" in names:
        return Format.OLD_SHEET
    if any(part.startswith("xl/") for part in names):
        return Format.XLSX
    if "mimetype" in names and "content.xml" in names:
        manifest = package.part("META-INF/manifest.xml")
        if manifest is not None and b"encryption-data" in manifest.read():
            raise refusals.password()
        kind = package.part("mimetype")
        return Format.OLD_SHEET if kind is not None and b"spreadsheet" in kind.read() else Format.OLD_WORD
    raise refusals.unsupported()


def _of_compound(data: bytes) -> Format:
    """Old Office files, and new ones locked with a password, share one container; its streams tell them apart."""
    if _has_stream(data, "EncryptedPackage"):
        raise refusals.password()
    if _has_stream(data, "_VBA_PROJECT"):
        raise refusals.macros()
    if _has_stream(data, "WordDocument"):
        if _is_locked(data):
            raise refusals.password()
        return Format.OLD_WORD
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return Format.OLD_SHEET
    raise refusals.unsupported()


def _has_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\x00\x00" in data


def _is_locked(data: bytes) -> bool:
    at = next((at for at in range(_SECTOR, len(data) - 12, _SECTOR) if data[at : at + 2] == _FIB), None)
    return at is not None and bool(data[at + 11] & _LOCKED_DOC)
