"""The documents of a review: one table of what they are, and each as a file of any of its formats."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from domain.telling.chair import chair
from domain.telling.charts import charts
from domain.telling.letterhead import Letterhead
from domain.telling.results import results
from domain.telling.slip import slip
from domain.telling.superior import superior
from domain.telling.text import Annex, ReviewText
from domain.telling.unit_notice import unit_notice
from writing.charts import to_svg
from writing.docx_template import to_docx_by
from writing.to_docx import to_docx
from writing.to_html import to_html
from writing.to_pdf import to_pdf, to_png
from writing.to_xlsx import to_xlsx

Snapshot = Mapping[str, Any]
Office = Mapping[str, Any]

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}

Write = Callable[[str, str, Snapshot, Office], bytes]
"""One file of a document: its name, its format, the figures, the office."""
TEMPLATES = "word templates"
"""Under this the office's own Word templates come along, by digest."""


@dataclass(frozen=True)
class Document:
    """One kind of document: what it is called, the formats it is written in, and who writes it.

    `each` gives the names of the single documents where there are many of a kind, "thong-bao-<unit>".
    """

    title: str
    formats: tuple[str, ...]
    write: Write
    each: Callable[[Snapshot], Iterator[str]] | None = None

    def names(self, kind: str, snapshot: Snapshot) -> list[str]:
        """The names of its documents in one review."""
        return [kind] if self.each is None else [f"{kind}-{one}" for one in self.each(snapshot)]


def _letterhead(snapshot: Snapshot, office: Office, kind: str) -> Letterhead:
    said = {**snapshot["letterhead"], **{name: one for name, one in office.items() if name != TEMPLATES}}
    own = said.get("documents", {}).get(kind, {})
    year = date.fromisoformat(snapshot["as_of"]).year
    return Letterhead({**said, **own}, snapshot["authority"], snapshot["office"], year)


def _written(kind: str, told: ReviewText, form: str, snapshot: Snapshot, office: Office) -> bytes:
    as_of = date.fromisoformat(snapshot["as_of"])
    if form == "pdf":
        return to_pdf(told, as_of)
    if form == "docx":
        made_at, own = datetime.combine(as_of, time(), UTC), snapshot.get("templates", {}).get(kind)
        return to_docx(told, made_at) if own is None else to_docx_by(told, made_at, office[TEMPLATES][own])
    return to_html(told).encode()


def _text(kind: str, tell: Callable[[Snapshot, Letterhead], ReviewText], *, drawn: bool = False) -> Write:
    """A document whose text is told of the snapshot, with an annex of charts where it is `drawn`."""

    def write(name: str, form: str, snapshot: Snapshot, office: Office) -> bytes:  # noqa: ARG001 - one of its kind
        told = tell(snapshot, _letterhead(snapshot, office, kind))
        return _written(kind, _with_charts(told, snapshot) if drawn else told, form, snapshot, office)

    return write


def _with_charts(told: ReviewText, snapshot: Snapshot) -> ReviewText:
    drawn = charts(snapshot)
    annex = Annex("Biểu đồ", "BIỂU ĐỒ TỔNG HỢP", drawn, across=False)
    return replace(told, annexes=(*told.annexes, annex)) if drawn else told


def _unit_notice(name: str, form: str, snapshot: Snapshot, office: Office) -> bytes:
    kind = "thong-bao"
    unit = name.removeprefix(f"{kind}-")
    return _written(kind, unit_notice(snapshot, _letterhead(snapshot, office, kind), unit), form, snapshot, office)


def _annex(name: str, form: str, snapshot: Snapshot, office: Office) -> bytes:  # noqa: ARG001 - as all are written
    return to_xlsx(snapshot)


def _chart(name: str, form: str, snapshot: Snapshot, office: Office) -> bytes:  # noqa: ARG001 - as all are written
    chart = next(one for one in charts(snapshot) if name == f"bieu-do-{one.name}")
    return to_png(chart) if form == "png" else to_svg(chart).encode()


_FORMS = ("docx", "pdf", "html")

DOCUMENTS: Mapping[str, Document] = {
    "bao-cao": Document("Báo cáo công tác cải cách hành chính", _FORMS, _text("bao-cao", superior)),
    "ket-qua": Document("Báo cáo kết quả thực hiện nhiệm vụ", _FORMS, _text("ket-qua", results, drawn=True)),
    "phieu-trinh": Document("Phiếu trình", _FORMS, _text("phieu-trinh", slip)),
    "trang-lanh-dao": Document("Trang lãnh đạo", ("pdf", "html"), _text("trang-lanh-dao", chair)),
    "thong-bao": Document(
        "Thông báo đến từng đơn vị", _FORMS, _unit_notice, lambda told: (row["unit"] for row in told["units"])
    ),
    "phu-luc": Document("Phụ lục số liệu", ("xlsx",), _annex),
    "bieu-do": Document("Biểu đồ", ("svg", "png"), _chart, lambda told: (one.name for one in charts(told))),
}
"""Every kind of document, in the order an office reads them."""


def files(snapshot: Snapshot) -> tuple[str, ...]:
    """The names of all files that can be written of this snapshot: "bao-cao.docx", "phu-luc.xlsx" …."""
    return tuple(
        f"{name}.{form}"
        for kind, document in DOCUMENTS.items()
        for name in document.names(kind, snapshot)
        for form in document.formats
    )


def render(document: str, form: str, snapshot: Snapshot, head: Office) -> bytes:
    """One document in one format, the same bytes for the same snapshot; LookupError where there is no such file.

    `head` is what the letterhead of the authority needs, all optional: "superior", "issuer", "symbol" ("BC-UBND"),
    "place", "addressed_to", "signature" (lines), "recipients" (lines); under "documents" the same for one kind alone.
    What it does not say is taken from the snapshot, then from the authority's name. Under `TEMPLATES` it holds the
    bytes of the Word templates that the snapshot names, by digest.
    """
    for kind, wanted in DOCUMENTS.items():
        if form in wanted.formats and document in wanted.names(kind, snapshot):
            return wanted.write(document, form, snapshot, head)
    raise LookupError(f"{document}.{form}")


@cache
def template_digest() -> str:
    """64 hex digits over the templates, the fonts and the code that form the documents."""
    writing = Path(__file__).parent
    house = writing.parent
    forming = (
        *writing.glob("*.py"),
        *(writing / "templates" / "review").iterdir(),
        *(writing / "fonts").iterdir(),
        *(house / "domain" / "telling").glob("*.py"),
        *(house / "domain" / "wording").glob("*.py"),
    )
    digest = sha256()
    for path in sorted(forming):
        digest.update(f"{path.relative_to(house).as_posix()}\n".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
