"""The documents of a review: one table of what they are, and each as a file of any of its formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from domain.telling.results import report
from domain.telling.text import ReviewText
from writing.to_docx import to_docx
from writing.to_html import to_html
from writing.to_pdf import to_pdf
from writing.to_xlsx import to_xlsx

Snapshot = Mapping[str, Any]
Office = Mapping[str, Any]

ANNEX = "phu-luc"
"""The annex of figures, a workbook: the only document that is not text."""

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Document:
    """One kind of document: its name in Vietnamese, how its text is told, and the formats it is written in."""

    title: str
    tell: Callable[[Snapshot, Office], ReviewText] | None
    formats: tuple[str, ...] = ("docx", "pdf", "html")


DOCUMENTS: Mapping[str, Document] = {
    "bao-cao": Document("Báo cáo kết quả thực hiện nhiệm vụ", report),
    ANNEX: Document("Phụ lục số liệu", None, ("xlsx",)),
}


def files(snapshot: Snapshot) -> tuple[str, ...]:  # noqa: ARG001 - documents to each unit hang on the snapshot
    """The names of all files that can be written of this snapshot: "bao-cao.docx", "phu-luc.xlsx" …."""
    return tuple(f"{name}.{form}" for name, document in DOCUMENTS.items() for form in document.formats)


def render(document: str, form: str, snapshot: Snapshot, head: Office) -> bytes:
    """One document in one format, the same bytes for the same snapshot; LookupError where there is no such file.

    `head` is what the letterhead needs, all optional: "superior", "issuer", "symbol" ("BC-UBND"), "place",
    "addressed_to", "signature" (lines), "recipients" (lines).
    """
    if f"{document}.{form}" not in files(snapshot):
        raise LookupError(f"{document}.{form}")
    as_of = date.fromisoformat(snapshot["as_of"])
    tell = DOCUMENTS[document].tell
    if tell is None:
        return to_xlsx(snapshot)
    return _WRITERS[form](tell(snapshot, head), as_of)


def _docx(told: ReviewText, as_of: date) -> bytes:
    return to_docx(told, datetime.combine(as_of, time(), UTC))


def _html(told: ReviewText, as_of: date) -> bytes:  # noqa: ARG001 - all formats are written the same way
    return to_html(told).encode()


_WRITERS: Mapping[str, Callable[[ReviewText, date], bytes]] = {"docx": _docx, "pdf": to_pdf, "html": _html}


@cache
def template_digest() -> str:
    """64 hex digits over the templates, the fonts and the code that form the documents."""
    here = Path(__file__).parent
    forming = (here, here / "templates" / "review", here / "fonts", here.parent / "domain")
    digest = sha256()
    for path in sorted({*forming[0].glob("*.py"), *_under(forming[1]), *_under(forming[2]), *_telling(forming[3])}):
        digest.update(f"{path.relative_to(here.parent).as_posix()}\n".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _under(folder: Path) -> set[Path]:
    return {path for path in folder.iterdir() if path.is_file()}


def _telling(domain: Path) -> set[Path]:
    return {*(domain / "telling").glob("*.py"), *(domain / "wording").glob("*.py")}
