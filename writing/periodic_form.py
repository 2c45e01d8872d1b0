"""The periodic form of a unit as a workbook, filled in as far as it is known; it goes out by mail and comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from xlsxwriter import Workbook

from domain.form_table import (
    ABOUT,
    COLUMNS,
    DAY,
    DIRECTIVE,
    FIGURE_COLUMNS,
    FIGURES,
    KEY,
    LINES,
    NUMBER,
    SIGNER,
    UNIT,
    VALUE,
)
from domain.wording.dates import plain
from writing.xlsx_sheets import Sheet, Style

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class FormLine:
    """One task of the form."""

    assignment: str
    ref: str
    text: str
    deadline: date | None


def write_form(
    directive: str, unit: str, lines: Sequence[FormLine], figures: Sequence[tuple[str, str, str]] = ()
) -> bytes:
    """The workbook: tasks with an empty column for results, the figures asked for, and the document that will carry them."""
    kept = BytesIO()
    with Workbook(kept, {"in_memory": True}) as book:
        style = Style(book)
        sheet = Sheet(book.add_worksheet(LINES), style, list(zip(COLUMNS, (12, 8, 70, 14, 60), strict=True)))
        for line in lines:
            sheet.add(line.assignment, line.ref, line.text, plain(line.deadline) if line.deadline else "", "")
        about = Sheet(book.add_worksheet(ABOUT), style, [(KEY, 24), (VALUE, 60)])
        for key, value in ((DIRECTIVE, directive), (UNIT, unit), (NUMBER, ""), (DAY, ""), (SIGNER, "")):
            about.add(key, value)
        if figures:
            asked = Sheet(book.add_worksheet(FIGURES), style, list(zip(FIGURE_COLUMNS, (16, 16, 40, 24), strict=True)))
            for criterion, name, label in figures:
                asked.add(criterion, name, label, "")
    return kept.getvalue()
