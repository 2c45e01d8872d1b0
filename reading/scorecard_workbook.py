"""A workbook → the plain data of a scorecard, with the cell that each part of it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from domain.errors import Problem, Refusal
from domain.scorecard_table import (
    BAND,
    BAND_COLUMNS,
    BANDS_SHEET,
    COLUMNS,
    CRITERIA_SHEET,
    FROM,
    HEAD_SHEET,
    KEY,
    KIND,
    LEVEL,
    NESTED,
    PARAMETERS,
    VALUE,
)
from reading.yaml_file import MOST_BYTES, Location, load_yaml

SIGNATURE = b"PK\x03\x04"
MOST_UNPACKED = 16 * MOST_BYTES
"""A workbook of a whole scorecard unpacks to some hundreds of kilobytes; a bomb to gigabytes."""

DEEPEST_LEVEL = 9


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its cells by the head above them, and where each stands ("Tiêu chí!D7")."""

    cells: dict[str, str]
    sheet: str
    number: int
    letters: dict[str, str]

    def place(self, head: str) -> str:
        """The cell under that head."""
        return f"{self.sheet}!{self.letters.get(head, 'A')}{self.number}"


@dataclass
class Workbook:
    """What a workbook says: the card's plain data, the cell of each place in it, and what could not be understood."""

    plain: dict[str, Any] = field(default_factory=dict)
    places: dict[Location, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def cell_of(self, at: Location) -> str:
        """The cell nearest to a place of the plain data."""
        return next((self.places[at[:end]] for end in range(len(at), 0, -1) if at[:end] in self.places), CRITERIA_SHEET)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are those of an XLSX file."""
    return data.startswith(SIGNATURE)


def read_workbook(data: bytes, name: str) -> Workbook:
    """The workbook's sheets as plain data; Refusal where it cannot be opened or a sheet is missing."""
    sheets = sheets_of(data, name)
    missing = [wanted for wanted in (HEAD_SHEET, CRITERIA_SHEET) if wanted not in sheets]
    if missing:
        problems = tuple(Problem(wanted, "thiếu trang tính này") for wanted in missing)
        raise Refusal("invalid", "invalid-file", f"Tệp {name} không phải bảng của một bộ tiêu chí.", problems)
    book = Workbook()
    _read_head(book, list(rows_of(HEAD_SHEET, sheets[HEAD_SHEET])))
    _read_criteria(book, list(rows_of(CRITERIA_SHEET, sheets[CRITERIA_SHEET])))
    _read_bands(book, list(rows_of(BANDS_SHEET, sheets.get(BANDS_SHEET, []))))
    return book


def sheets_of(data: bytes, name: str) -> dict[str, list[list[Any]]]:
    """The cells of every sheet of a workbook; Refusal where it cannot be opened."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if len(data) > MOST_BYTES or unpacked > MOST_UNPACKED:
            raise _unreadable(name, "Tệp quá lớn cho một bảng điền theo mẫu; đề nghị bỏ hình ảnh, trang không dùng.")
        opened = CalamineWorkbook.from_filelike(BytesIO(data))
        return {sheet: opened.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in opened.sheet_names}
    except (CalamineError, BadZipFile, ValueError) as error:
        raise _unreadable(name, "Tệp hỏng hoặc không phải tệp Excel (.xlsx).") from error


def _unreadable(name: str, sentence: str) -> Refusal:
    return Refusal("invalid", "invalid-file", f"Không đọc được tệp {name}.", (Problem("(cả tệp)", sentence),))


def rows_of(sheet: str, lines: list[list[Any]]) -> Iterator[Row]:
    """Lines below the heads that hold anything."""
    heads = [_text(cell) for cell in lines[0]] if lines else []
    letters = {head: _letter(column) for column, head in enumerate(heads) if head}
    for number, line in enumerate(lines[1:], 2):
        cells = {head: _text(cell) for head, cell in zip(heads, line, strict=False) if head}
        if any(cells.values()):
            yield Row({head: text for head, text in cells.items() if text}, sheet, number, letters)


def _letter(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else f"cột {column + 1}"  # noqa: PLR2004 - letters of the alphabet


def _text(cell: Any) -> str:
    """A cell as text; a number as a person sees it, with the fifteen digits a workbook keeps."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return format(cell, ".15g")
    return str(cell).strip()


def _read_head(book: Workbook, rows: list[Row]) -> None:
    for row in rows:
        key, value = row.cells.get(KEY), row.cells.get(VALUE)
        if key is None or value is None:
            continue
        book.places[key,] = row.place(VALUE)
        understood = _inner(book, row, VALUE) if key in NESTED else _scalar(key, value)
        book.plain[key] = understood


def _scalar(key: str, value: str) -> Any:
    """Year and truth as what they are; all else is text that the shapes read."""
    if key == "year" and value.isascii() and value.isdigit():
        return int(value)
    return value == "true" if key == "capped" and value in {"true", "false"} else value


def _read_criteria(book: Workbook, rows: list[Row]) -> None:
    """Fields, criteria and parts by their level: each stands under the nearest line above it that is one level higher."""
    book.plain["fields"] = []
    path: list[tuple[Location, list[Any]]] = [(("fields",), book.plain["fields"])]
    for row in rows:
        level = row.cells.get(LEVEL, "")
        depth = int(level) if level.isascii() and level.isdigit() and int(level) <= DEEPEST_LEVEL else None
        if depth is None or depth >= len(path):
            right = "0 là lĩnh vực, 1 là tiêu chí, 2 là tiêu chí thành phần của dòng cấp trên gần nhất"
            book.problems.append(Problem(row.place(LEVEL), f"Cấp “{level}” chưa đúng: {right}."))
            continue
        del path[depth + 1 :]
        above, siblings = path[depth]
        at = (*above, len(siblings))
        entry = _entry(book, row, at)
        siblings.append(entry)
        inner = "criteria" if depth == 0 else "parts"
        path.append(((*at, inner), entry.setdefault(inner, [])))
    _drop_empty_parts(book.plain["fields"])


def _drop_empty_parts(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        below = entry.get("criteria") or entry.get("parts")
        if entry.get("parts") == []:
            del entry["parts"]
        if below:
            _drop_empty_parts(below)


def _entry(book: Workbook, row: Row, at: Location) -> dict[str, Any]:
    book.places[at] = row.place(LEVEL)
    entry: dict[str, Any] = {}
    for head, key in COLUMNS.items():
        book.places[*at, key] = row.place(head)
        if head in row.cells:
            entry[key] = _inner(book, row, head) if key in NESTED else row.cells[head]
    if KIND in row.cells or PARAMETERS in row.cells:
        parameters = _inner(book, row, PARAMETERS)
        book.places[*at, "rule"] = row.place(KIND)
        book.places |= {(*at, "rule", name): row.place(PARAMETERS) for name in parameters}
        entry["rule"] = {"kind": row.cells.get(KIND, ""), **parameters}
    return entry


def _inner(book: Workbook, row: Row, head: str) -> dict[str, Any]:
    """Several values of one cell, written as between the braces of the YAML file."""
    try:
        found = load_yaml(f"{{{row.cells.get(head, '')}}}".encode(), head)
    except Refusal as refusal:
        told = " ".join(problem.message for problem in refusal.problems)
        book.problems.append(Problem(row.place(head), f"Ghi theo dạng “tên: giá trị, tên: giá trị”. {told}"))
        return {}
    return found if isinstance(found, dict) else {}


def _read_bands(book: Workbook, rows: list[Row]) -> None:
    bands = []
    for number, row in enumerate(rows):
        book.places["bands", number] = row.place(BAND)
        book.places["bands", number, "at_least"] = row.place(FROM)
        bands.append({key: row.cells[head] for head, key in BAND_COLUMNS.items() if head in row.cells})
    if bands:
        book.plain["bands"] = bands
