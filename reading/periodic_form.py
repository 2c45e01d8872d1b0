"""A periodic form that came back → results by task, figures, and the document that carries them, with the cell of each fault."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.errors import Problem, Refusal
from domain.form_table import (
    ABOUT,
    CRITERION,
    DAY,
    FIGURE,
    FIGURES,
    ID,
    KEY,
    LINES,
    NAME,
    NUMBER,
    REF,
    RESULT,
    SIGNER,
    VALUE,
)
from domain.scorecard import decimal_text, exact
from reading.scorecard_workbook import rows_of, sheets_of

WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Returned:
    """What a unit filled in: the result of each task (those left empty are not reported), figures, and its document."""

    results: Mapping[str, tuple[str, str]]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    document: Mapping[str, str] | None = None

    @property
    def note(self) -> str:
        """All results as one text, each behind the place of its task."""
        return "\n".join(f"Mục {ref}: {said}" for ref, said in self.results.values())


def read_form(data: bytes, name: str) -> Returned:
    """The form; Refusal with the cell of whatever cannot be understood, or where nothing was filled in."""
    sheets = sheets_of(data, name)
    if LINES not in sheets:
        problem = Problem(LINES, "thiếu trang tính này; dùng phiếu tải từ hệ thống")
        raise Refusal("invalid", "invalid-file", f"Tệp {name} không phải phiếu báo cáo.", (problem,))
    problems: list[Problem] = []
    filled = [row for row in rows_of(LINES, sheets[LINES]) if RESULT in row.cells]
    problems += [Problem(row.place(ID), "mất mã nhiệm vụ; giữ nguyên cột này") for row in filled if ID not in row.cells]
    results = {row.cells[ID]: (row.cells.get(REF, ""), row.cells[RESULT]) for row in filled if ID in row.cells}
    if not filled:
        problems.append(Problem(LINES, f"chưa ghi gì ở cột “{RESULT}”"))
    values = _values(sheets.get(FIGURES, []), problems)
    document = _document(sheets.get(ABOUT, []), problems)
    if problems:
        raise Refusal("invalid", "invalid-file", f"Phiếu {name} có {len(problems)} chỗ cần sửa.", tuple(problems))
    return Returned(results, values, document)


def _values(sheet: list[list[object]], problems: list[Problem]) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for row in rows_of(FIGURES, sheet):
        written, criterion, name = row.cells.get(FIGURE), row.cells.get(CRITERION), row.cells.get(NAME)
        if written is None or criterion is None or name is None:
            continue
        try:
            values.setdefault(criterion, {})[name] = decimal_text(exact(written.replace(",", ".")))
        except ValueError:
            problems.append(Problem(row.place(FIGURE), f"cần một số, đang ghi “{written[:40]}”"))
    return values


def _document(sheet: list[list[object]], problems: list[Problem]) -> dict[str, str] | None:
    """Number and date go together: a document that carries the report, or none."""
    rows = {row.cells.get(KEY, ""): row for row in rows_of(ABOUT, sheet)}
    said = {key: row.cells[VALUE] for key, row in rows.items() if VALUE in row.cells}
    if NUMBER not in said and DAY not in said:
        return None
    day = _day(said.get(DAY, ""))
    if NUMBER not in said or day is None:
        place = rows[DAY].place(VALUE) if DAY in rows else ABOUT
        problems.append(Problem(place, "ghi cả số, ký hiệu và ngày văn bản (ngày/tháng/năm), hoặc để trống cả hai"))
        return None
    signer = {"signer": said[SIGNER]} if SIGNER in said else {}
    return {"number": said[NUMBER], "issued_on": day.isoformat(), **signer}


def _day(text: str) -> date | None:
    typed = WRITTEN.fullmatch(text)
    try:
        return date(int(typed[3]), int(typed[2]), int(typed[1])) if typed else date.fromisoformat(text[:10])
    except ValueError:
        return None
