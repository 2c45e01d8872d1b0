"""The letters to a late unit and their slips, as files."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from domain.telling.letterhead import Letterhead
from domain.telling.letters import LateUnit, LetterKind, letter, letter_slip
from writing.to_docx import to_docx
from writing.to_html import to_html
from writing.to_pdf import to_pdf

SLIP = "phieu-trinh-"
FORMS = ("docx", "pdf", "html")


def letter_files() -> tuple[str, ...]:
    """The names of all letters and slips that can be asked for: "don-doc.docx", "phieu-trinh-don-doc.pdf" …."""
    return tuple(f"{prefix}{kind}.{form}" for prefix in ("", SLIP) for kind in LetterKind for form in FORMS)


def render_letter(file: str, late: LateUnit, authority: str, in_charge: str | None, said: Mapping[str, Any]) -> bytes:
    """One letter or slip; `said` is what the office says of its letterhead. LookupError where there is no such file."""
    if file not in letter_files():
        raise LookupError(file)
    name, _, form = file.rpartition(".")
    head = Letterhead(said, authority, in_charge, late.today.year)
    tell = letter_slip if name.startswith(SLIP) else letter
    told = tell(LetterKind(name.removeprefix(SLIP)), late, head)
    if form == "pdf":
        return to_pdf(told, late.today)
    if form == "docx":
        return to_docx(told, datetime.combine(late.today, time(), UTC))
    return to_html(told).encode()
