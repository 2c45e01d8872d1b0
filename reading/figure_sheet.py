"""The table of a source, as its owner keeps it → figures by unit, with row and column of whatever was not understood."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.scorecard import exact
from reading.scorecard_workbook import sheets_of

UNIT = "unit"
TOTALS = ("tong cong", "tong so", "tong", "cong", "toan", "trung binh")
"""How lines begin that sum the others: they are no unit."""
LOOKED_AT = 40
"""Lines in which the headings are looked for: titles, notes and merged cells stand above them."""
THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")


@dataclass(frozen=True)
class Told:
    """The figures of one unit: by code of the indicator or criterion, then by name; and the line they stand in."""

    unit: str
    written: str
    place: str
    figures: Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True)
class Table:
    """What a file holds: figures, and messages about what was left out, each with its cell."""

    told: tuple[Told, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass
class _Reading:
    told: list[Told] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read_figure_sheet(data: bytes, name: str, columns: Mapping[str, str], units: Mapping[str, str]) -> Table:
    """The first sheet that has the headings. `columns` say what each heading means, `units` which code a name is.

    Refused where no sheet has the headings; a line that is not understood is told and the rest is read.
    """
    wanted = {fold(heading): meant for heading, meant in columns.items()}
    known = {fold(written): code for written, code in units.items()}
    for sheet, rows in sheets_of(data, name).items():
        head = _head(rows, wanted)
        if head is not None:
            number, places = head
            found = _Reading()
            for offset, row in enumerate(rows[number + 1 :], start=number + 2):
                _line(found, sheet, offset, row, places, known)
            _missing(found, sheet, wanted, places, columns)
            return Table(tuple(found.told), tuple(found.problems), tuple(found.notes))
    named = ", ".join(f"“{heading}”" for heading in columns)
    problem = Problem("(cả tệp)", f"cần một bảng có các cột: {named}")
    raise Refusal("invalid", "invalid-file", f"Tệp {name} không có bảng số liệu theo mẫu của nguồn.", (problem,))


def _head(rows: Sequence[Sequence[object]], wanted: Mapping[str, str]) -> tuple[int, dict[int, str]] | None:
    """The line of the headings, and what each column means: it names the units and at least one figure."""
    for number, row in enumerate(rows[:LOOKED_AT]):
        places = {place: wanted[heading] for place, cell in enumerate(row) if (heading := fold(_text(cell))) in wanted}
        if UNIT in places.values() and len(places) > 1:
            return number, places
    return None


def _missing(
    found: _Reading, sheet: str, wanted: Mapping[str, str], places: Mapping[int, str], columns: Mapping[str, str]
) -> None:
    for heading, meant in columns.items():
        if wanted[fold(heading)] not in places.values():
            found.notes.append(Problem(sheet, f"không có cột “{heading}” ({meant})"))


def _line(
    found: _Reading,
    sheet: str,
    number: int,
    row: Sequence[object],
    places: Mapping[int, str],
    known: Mapping[str, str],
) -> None:
    at = next(place for place, meant in places.items() if meant == UNIT)
    written = _text(row[at]) if at < len(row) else ""
    folded = fold(written)
    if not written or _is_total(folded):
        if written:
            found.notes.append(Problem(_cell(sheet, at, number), f"bỏ qua dòng cộng “{written}”"))
        return
    if folded not in known:
        if any(_text(cell) for place, cell in enumerate(row) if place in places and place != at):
            found.problems.append(Problem(_cell(sheet, at, number), f"không nhận ra đơn vị “{written}”"))
        return
    figures: dict[str, dict[str, Fraction]] = {}
    for place, meant in places.items():
        if meant == UNIT or place >= len(row) or not _text(row[place]):
            continue
        code, _, value = meant.rpartition(".")
        try:
            figures.setdefault(code, {})[value] = _number(row[place])
        except ValueError:
            problem = Problem(_cell(sheet, place, number), f"cần một số, đang ghi “{_text(row[place])[:40]}”")
            found.problems.append(problem)
    if figures:
        _add(found, Told(known[folded], written, f"{sheet}!{number}", figures))


def _add(found: _Reading, told: Told) -> None:
    twice = next((one for one in found.told if one.unit == told.unit), None)
    if twice is not None:
        found.problems.append(Problem(told.place, f"đơn vị “{told.written}” đã có ở dòng {twice.place}"))
        return
    found.told.append(told)


def _is_total(folded: str) -> bool:
    return any(folded == word or folded.startswith(f"{word} ") for word in TOTALS)


def _number(cell: object) -> Fraction:
    """A number as a workbook holds it, or as it is typed in Vietnam: 1.234,5 and 95%."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Fraction(str(cell))
    text = _text(cell).replace(" ", "")
    if "," in text or THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    return exact(text)


def _text(cell: object) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _cell(sheet: str, column: int, number: int) -> str:
    return f"{sheet}!{_letter(column)}{number}"


def _letter(column: int) -> str:
    return "".join(_letters(column))


def _letters(column: int) -> Iterator[str]:
    if column >= 26:  # noqa: PLR2004 - letters of the alphabet
        yield from _letters(column // 26 - 1)
    yield chr(ord("A") + column % 26)
