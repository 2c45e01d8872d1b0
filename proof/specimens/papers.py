"""One file of every kind of paper that goes to a desk: letters and slips, the slip on paper, annex, score sheet, reviews."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from domain.appraisal.flow import State
from domain.deadline import Basis
from domain.record import AssignmentRecord
from domain.review_rows import row
from domain.scorecard import score, score_to_plain
from domain.status import WorkState
from domain.telling.assignment_annex import AnnexDraft, AnnexLine
from domain.telling.letterhead import Letterhead
from domain.telling.letters import LateUnit, LetterKind
from domain.telling.reminder_slip import RemindedUnit
from proof.specimens.house import AUTHORITY, CALENDAR, CONTACT, LISTS, OFFICE, REPORT, RULES, TODAY, TOLD, UNIT
from proof.specimens.quarter import quarter_of
from reading.figures import read_facts
from reading.scorecards import read_scorecard
from writing import annexes, letters, reminder_slips, review
from writing.mails import Line
from writing.score_sheet_files import score_sheet_file

SAMPLE = Path(__file__).parents[2] / "samples" / "quan-1-2023"
OFFICE_SAYS = {"place": "An Thịnh"}
POLICE = "Công an phường An Thịnh"
BEFORE = ("công văn đôn đốc số 118/UBND-VP ngày 16/3/2026",)


def papers(form: str) -> Iterator[tuple[str, bytes]]:
    """All that are written in the form (docx, pdf, html) by name."""
    yield from _letters(form)
    yield "phieu-nhac-viec", reminder_slips.render_slip(form, _reminded(), AUTHORITY, OFFICE, OFFICE_SAYS)
    for name in _named(annexes.annex_files(), form):
        file = f"{name}.{form}"
        yield f"phan-cong-{name}", annexes.render_annex(file, _annex(), TODAY, AUTHORITY, OFFICE, OFFICE_SAYS)
    if form != "html":
        yield "phieu-diem", _score_sheet(form)
    yield from _reviews(form)


def _named(files: tuple[str, ...] | list[str], form: str) -> list[str]:
    return [name for name, _, written in (file.rpartition(".") for file in files) if written == form]


def _letters(form: str) -> Iterator[tuple[str, bytes]]:
    for name in _named(letters.letter_files(), form):
        shared = name.removeprefix(letters.SLIP) == LetterKind.COOPERATION
        late = _late(shared=shared)
        yield name, letters.render_letter(f"{name}.{form}", late, AUTHORITY, OFFICE, OFFICE_SAYS)


def _late(*, shared: bool) -> LateUnit:
    lines = [
        replace(one, deadline=TODAY - timedelta(days=days)) for one, days in ((REPORT, 4), (LISTS, 12), (RULES, 20))
    ]
    rows = [row(_record(line), TODAY, {"u": UNIT}, CALENDAR) for line in lines]
    return LateUnit(POLICE if shared else UNIT, shared, rows, (TOLD, TOLD[:1], ()), TODAY, () if shared else BEFORE)


def _record(line: Line) -> AssignmentRecord:
    return AssignmentRecord(
        id=line.assignment_id,
        unit="u",
        item=line.ref,
        ref=line.ref,
        text=line.text,
        directive=line.directive,
        work=WorkState.IN_PROGRESS,
        deadline=line.deadline,
        opened_on=date(2026, 2, 2),
        period=line.period,
        product=line.product,
    )


def _reminded() -> RemindedUnit:
    owed = [
        (row(_record(one), TODAY, {"u": UNIT}, CALENDAR), one.working_days_left or 0) for one in (REPORT, LISTS, RULES)
    ]
    return RemindedUnit(UNIT, owed, TODAY, CONTACT.name, CONTACT.phone)


def _annex() -> AnnexDraft:
    bases = (Basis.DOCUMENT, Basis.ANNEX, Basis.ANNEX)
    lines = [
        AnnexLine(
            one.ref,
            one.text,
            one.product,
            [UNIT],
            [OFFICE],
            "monthly" if one is REPORT else "once",
            one.deadline,
            None,
            basis,
        )
        for one, basis in zip((REPORT, LISTS, RULES), bases, strict=True)
    ]
    return AnnexDraft("Chỉ thị số 05/CT-UBND", tuple(lines))


def _score_sheet(form: str) -> bytes:
    card = read_scorecard((SAMPLE / "scorecard.yaml").read_bytes(), "scorecard.yaml")
    (facts, *_) = read_facts((SAMPLE / "facts.yaml").read_bytes(), "facts.yaml")
    scored = score_to_plain(score(card, facts))
    names = {criterion.id: criterion.name for _, criterion in card.leaves()}
    lines = [
        {
            "criterion": one["id"],
            "name": names[one["id"]],
            "max": one["max"],
            "points": one["points"],
            "steps": _steps(one),
        }
        for one in scored["criteria"]
    ]
    told = {"score": scored, "state": "approved", "period": "2023-Q1", "lines": lines}
    return score_sheet_file(form, told, UNIT, card.title, Letterhead(OFFICE_SAYS, AUTHORITY, OFFICE, TODAY.year), TODAY)


def _steps(scored: Mapping[str, Any]) -> dict[State, Any]:
    """What the unit gave itself, with the document it cites."""
    proof = {"document": "45/BC-KTHTĐT", "section": "II.1", "page": "3"}
    given = {"points": scored["points"], "earned": None, "not_applicable": False, "level": None, "note": ""}
    return {State.SELF_SCORING: {**given, "evidence": [proof]}}


def _reviews(form: str) -> Iterator[tuple[str, bytes]]:
    told = quarter_of("phuong-2026")
    first = f"thong-bao-{told['units'][0]['unit']}"
    for name in _named(review.files(told), form):
        if name == first or not name.startswith("thong-bao"):
            yield f"ky-{name}", review.render(name, form, told, {})
