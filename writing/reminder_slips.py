"""The slip that reminds a unit on paper, as a file."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from domain.telling.letterhead import Letterhead
from domain.telling.reminder_slip import RemindedUnit, reminder_slip
from writing.to_docx import to_docx
from writing.to_html import to_html
from writing.to_pdf import to_pdf


def render_slip(form: str, unit: RemindedUnit, authority: str, in_charge: str | None, said: Mapping[str, Any]) -> bytes:
    """The slip as pdf, docx or html; `said` is what the office says of its letterhead."""
    told = reminder_slip(unit, Letterhead(said, authority, in_charge, unit.today.year))
    if form == "pdf":
        return to_pdf(told, unit.today)
    if form == "docx":
        return to_docx(told, datetime.combine(unit.today, time(), UTC))
    return to_html(told).encode()
