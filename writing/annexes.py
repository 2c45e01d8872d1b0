"""The annex of assignment and its slip, as files."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from domain.telling.assignment_annex import AnnexDraft, annex_slip, annex_text
from domain.telling.letterhead import Letterhead
from writing.to_docx import to_docx
from writing.to_html import to_html
from writing.to_pdf import to_pdf

FORMS = ("docx", "pdf", "html")
TOLD = {"phu-luc": annex_text, "phieu-trinh": annex_slip}


def annex_files() -> tuple[str, ...]:
    """The names of what can be asked for: "phu-luc.docx", "phieu-trinh.pdf" …."""
    return tuple(f"{name}.{form}" for name in TOLD for form in FORMS)


def render_annex(
    file: str, draft: AnnexDraft, today: date, authority: str, in_charge: str | None, said: Mapping[str, Any]
) -> bytes:
    """One of them; `said` is what the office says of its letterhead. LookupError where there is no such file."""
    if file not in annex_files():
        raise LookupError(file)
    name, _, form = file.rpartition(".")
    told = TOLD[name](draft, Letterhead(said, authority, in_charge, today.year))
    if form == "pdf":
        return to_pdf(told, today)
    if form == "docx":
        return to_docx(told, datetime.combine(today, time(), UTC))
    return to_html(told).encode()
