"""One file of every kind of document the program writes, by what it is called: reviews, letters, slips, annexes, sheets."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from domain.calendar import Calendar
from domain.deadline import Basis
from domain.review_rows import row
from domain.scorecard import score, score_to_plain
from domain.telling.assignment_annex import AnnexDraft, AnnexLine
from domain.telling.letterhead import Letterhead
from domain.telling.letters import LateUnit, LetterKind, Reminder
from domain.telling.reminder_slip import RemindedUnit
from reading.figures import read_facts
from reading.scorecards import read_scorecard
from tests.writing.a_review import OFFICE, a_record, a_snapshot
from tests.writing.golden.office import quarter_of
from writing.annexes import annex_files, render_annex
from writing.letters import SLIP, letter_files, render_letter
from writing.reminder_slips import render_slip
from writing.review import files, render
from writing.score_sheet_files import score_sheet_file

SAMPLE = Path(__file__).parents[2] / "samples" / "quan-1-2023"
TODAY = date(2023, 4, 6)
UNIT, AUTHORITY, OFFICE_IN_CHARGE = "UBND phường Đa Kao", "UBND Quận 1", "Phòng Nội vụ"
FORMS = ("docx", "pdf")
ROWS = [row(a_record(n), TODAY, {"da-kao": UNIT}, Calendar()) for n in range(3)]


@cache
def every_kind(form: str) -> dict[str, bytes]:
    """The files of one form by name; a review is that of a sample office, with and without what it says of its heads."""
    return {**dict(_reviews(form)), **dict(_letters(form)), **dict(_slips(form)), "phieu-diem": _score_sheet(form)}


def _reviews(form: str) -> Iterator[tuple[str, bytes]]:
    for sample, told, office in (("a", a_snapshot(), OFFICE), ("phuong-2026", quarter_of("phuong-2026"), {})):
        first = f"thong-bao-{told['units'][0]['unit']}"
        for file in files(told):
            name, _, written = file.rpartition(".")
            if written == form and (name == first or not name.startswith("thong-bao")):
                yield f"{sample}/{name}", render(name, form, told, office)


def _letters(form: str) -> Iterator[tuple[str, bytes]]:
    for file in letter_files():
        name, _, written = file.rpartition(".")
        if written == form:
            vertical = name.removeprefix(SLIP) == LetterKind.COOPERATION
            told = [(Reminder(date(2023, 4, 3), "nhắc việc quá hạn"),)] * len(ROWS)
            late = LateUnit(UNIT, vertical, ROWS, told, TODAY, ("Công văn số 12/UBND-NV ngày 04/4/2023",))
            yield name, render_letter(file, late, AUTHORITY, OFFICE_IN_CHARGE, {})


def _slips(form: str) -> Iterator[tuple[str, bytes]]:
    reminded = RemindedUnit(UNIT, list(zip(ROWS, (-4, 0, 3), strict=True)), TODAY, "Lê An", "0901")
    yield "phieu-nhac-viec", render_slip(form, reminded, AUTHORITY, OFFICE_IN_CHARGE, {})
    line = AnnexLine("1", "Rà soát thủ tục.", "Báo cáo", ["Phòng Kinh tế"], [], "once", TODAY, None, Basis.ANNEX)
    for file in annex_files():
        name, _, written = file.rpartition(".")
        if written == form:
            draft = AnnexDraft("Chỉ thị số 12/CT-UBND", (line,))
            yield f"phan-cong/{name}", render_annex(file, draft, TODAY, AUTHORITY, OFFICE_IN_CHARGE, {})


def _score_sheet(form: str) -> bytes:
    card = read_scorecard((SAMPLE / "scorecard.yaml").read_bytes(), "scorecard.yaml")
    (facts, *_) = read_facts((SAMPLE / "facts.yaml").read_bytes(), "facts.yaml")
    told = {"score": score_to_plain(score(card, facts)), "state": "approved", "period": "2023-Q1", "lines": []}
    return score_sheet_file(form, told, UNIT, card.title, Letterhead({}, AUTHORITY, OFFICE_IN_CHARGE, 2023), TODAY)
