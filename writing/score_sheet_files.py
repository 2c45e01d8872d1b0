"""A score sheet (phiếu điểm) as a file of the form asked for: a workbook to fill in, or a document to print and sign."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from domain.errors import Problem, Refusal
from domain.telling.letterhead import Letterhead
from domain.telling.score_sheet import score_sheet_text
from writing.score_sheet import write_score_sheet
from writing.to_docx import to_docx
from writing.to_pdf import to_pdf

FORMS = ("xlsx", "docx", "pdf")


def score_sheet_file(
    form: str, sheet: Mapping[str, Any], unit: str, card: str, letterhead: Letterhead, today: date
) -> bytes:
    """The file; Refusal for a form nobody writes."""
    if form not in FORMS:
        raise Refusal(
            "invalid",
            "form",
            "Phiếu điểm không có ở dạng tệp này.",
            (Problem("form", f"một trong: {', '.join(FORMS)}"),),
        )
    if form == "xlsx":
        return write_score_sheet(sheet, unit, card)
    told = score_sheet_text(sheet, unit, card, letterhead)
    return to_pdf(told, today) if form == "pdf" else to_docx(told, datetime.combine(today, time(), UTC))
