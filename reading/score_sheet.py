"""A workbook of a score sheet → the lines of the step the sheet is in, each with the cells it came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.appraisal.columns import (
    ABOUT,
    DOCUMENT,
    ID,
    KEY,
    LINES,
    NOT_APPLICABLE,
    PAGE,
    ROUND,
    SECTION,
    STEPS,
    UNIT,
    VALUE,
    Columns,
)
from domain.appraisal.flow import State, wrong_state
from domain.appraisal.marks import Citation, Mark
from domain.errors import Problem, Refusal
from domain.scorecard import exact
from reading.scorecard_workbook import Row, rows_of, sheets_of

PARTS = {"criterion": ID, "evidence": DOCUMENT}
"""Which column a part of a line stands in, where every step has the same."""


@dataclass(frozen=True)
class Filled:
    """Lines as they were filled in."""

    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]
    columns: Columns

    def place(self, number: int, part: str) -> str:
        """The cell a part of a line came from: `Phiếu điểm!D7`."""
        own = {
            "points": self.columns.points or self.columns.note,
            "level": self.columns.points,
            "note": self.columns.note,
        }
        return self.rows[number].place({**PARTS, **own}.get(part.partition("[")[0]) or ID)


def read_score_sheet(data: bytes, name: str, round_id: str, unit: str, state: State) -> Filled:
    """The filled lines; Refusal with row and column of what cannot be read, or where the sheet is another's."""
    if state not in STEPS:
        raise wrong_state(state)
    sheets = sheets_of(data, name)
    if LINES not in sheets:
        raise _refused(name, [Problem(LINES, "thiếu trang tính này")])
    _refuse_other_sheet(name, {ROUND: round_id, UNIT: unit}, list(rows_of(ABOUT, sheets.get(ABOUT, []))))
    columns, problems = STEPS[state], list[Problem]()
    wanted = [head for head in (ID, columns.points, columns.note) if head]
    lines = list(rows_of(LINES, sheets[LINES]))
    missing = [head for head in wanted if lines and head not in lines[0].letters]
    if missing:
        raise _refused(name, [Problem(LINES, f"thiếu cột “{head}”") for head in missing])
    found = [(row, _mark(row, columns, problems)) for row in lines if _is_filled(row, columns)]
    if problems:
        raise _refused(name, problems)
    kept = [(row, mark) for row, mark in found if mark is not None]
    return Filled(tuple(mark for _, mark in kept), tuple(row for row, _ in kept), columns)


def _refuse_other_sheet(name: str, wanted: dict[str, str], about: Sequence[Row]) -> None:
    """A sheet of another unit or round is refused; a workbook without the page that says it is taken as it is."""
    said = {row.cells.get(KEY): row for row in about}
    problems = [
        Problem(said[key].place(VALUE), f"phiếu này của “{said[key].cells.get(VALUE, '')}”, cần “{value}”")
        for key, value in wanted.items()
        if key in said and said[key].cells.get(VALUE) != value
    ]
    if problems:
        raise _refused(name, problems)


def _is_filled(row: Row, columns: Columns) -> bool:
    own = (columns.points, columns.note, *((DOCUMENT, SECTION, PAGE) if columns.cites else ()))
    return ID in row.cells and any(head in row.cells for head in own if head)


def _mark(row: Row, columns: Columns, problems: list[Problem]) -> Mark | None:
    problems += [
        Problem(row.place(head), "có ký tự không hợp lệ") for head, cell in row.cells.items() if "\x00" in cell
    ]
    written = row.cells.get(columns.points or "", "")
    points = level = None
    is_out = written.casefold() == NOT_APPLICABLE
    if written and not is_out:
        try:
            points = exact(written)
        except ValueError:
            level = written
    citations = tuple(_citations(row, problems)) if columns.cites else ()
    return Mark(row.cells[ID], points, level, is_out, citations, row.cells.get(columns.note, ""))


def _citations(row: Row, problems: list[Problem]) -> Iterator[Citation]:
    """Line by line within the three cells: document, mục, trang."""
    documents, sections, pages = (row.cells.get(head, "").split("\n") for head in (DOCUMENT, SECTION, PAGE))
    for number in range(max(len(documents), len(sections), len(pages))):
        document, section, page = (
            cell[number].strip() if number < len(cell) else "" for cell in (documents, sections, pages)
        )
        if document:
            yield Citation(document, section, page)
        elif section or page:
            problems.append(Problem(row.place(DOCUMENT), "có mục hoặc trang nhưng thiếu văn bản ở cùng dòng"))


def _refused(name: str, problems: Sequence[Problem]) -> Refusal:
    return Refusal("invalid", "invalid-file", f"Tệp {name} chưa đúng mẫu phiếu điểm.", tuple(problems))
