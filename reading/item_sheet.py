"""A workbook of items → what each line says of an item, with the cell it came from; everything wrong is told at once."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from domain.deadline import Basis
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.item_sheet import (
    ABOUT,
    BASIS,
    BETWEEN,
    CADENCE,
    CELLS,
    CHOICES,
    CRITERIA,
    DUE_ON,
    FOLLOW,
    HEAD,
    ID,
    ITEMS,
    KEY,
    LEAD,
    MOST_ITEMS,
    MOVER,
    NO,
    PRODUCT,
    REF,
    TEXT,
    VALUE,
    VERSION,
    YES,
)
from domain.rights import MOVERS
from domain.wording.words import label
from reading.directives.blocks import Block, Reading
from reading.directives.secrets import refuse_secrets
from reading.scorecard_workbook import Row, rows_of, sheets_of

_WRITTEN = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")
_STORED = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00)?")
_LONGEST: Mapping[str, int] = {REF: 40, TEXT: 20_000, PRODUCT: 500}
_LONGEST_ID = 100
_MOST_TOLD = 50


@dataclass(frozen=True)
class SheetItem:
    """One line: which item it is, and in `cells` what its columns say of it, as a draft keeps it."""

    ref: str | None
    text: str | None
    version: int | None
    cells: Mapping[str, Any]
    row: Row

    def problem(self, cell: str, message: str) -> Problem:
        """Something wrong in a cell, named by what it says of the item ("lead_codes"): with its line and column."""
        heads = {cell: head for head, cell in CELLS.items()} | {"version": VERSION, "text": TEXT, "ref": REF}
        return _problem(self.row, heads.get(cell, REF), message)


@dataclass(frozen=True)
class ItemSheet:
    """A workbook as filled in; `directive` is the id of the draft it was exported from."""

    items: tuple[SheetItem, ...]
    about: Mapping[str, Any]
    directive: str | None


def is_item_sheet(data: bytes, name: str) -> bool:
    """Whether a file is a workbook of items."""
    if not data.startswith(b"PK"):
        return False
    try:
        sheets = sheets_of(data, name)
    except Refusal:
        return False
    lines = sheets.get(ITEMS) or [[]]
    return {TEXT, LEAD} <= {str(cell).strip() for cell in lines[0]}


def read_item_sheet(data: bytes, name: str, by_word: Mapping[str, str], units: Mapping[str, str]) -> ItemSheet:
    """The lines of the workbook; Refusal with row and column of each cell that cannot be understood.

    `by_word`: folded name of a unit or group → its code; `units`: code → name, of all that may be named.
    """
    sheets = sheets_of(data, name)
    rows = list(rows_of(ITEMS, sheets.get(ITEMS, [])))
    if not rows or TEXT not in rows[0].letters:
        wrong = f"cần trang “{ITEMS}” có cột “{TEXT}” và ít nhất một dòng"
        raise Refusal("invalid", "invalid-file", f"Tệp {name} chưa đúng mẫu bảng nhiệm vụ.", (Problem(ITEMS, wrong),))
    if len(rows) > MOST_ITEMS:
        told = f"nhiều nhất {MOST_ITEMS} dòng, tệp có {len(rows)}"
        raise Refusal("invalid", "too-many-rows", "Bảng quá dài.", (Problem(ITEMS, told),))
    about = list(rows_of(ABOUT, sheets.get(ABOUT, [])))
    _refuse_secret([*rows, *about])
    problems: list[Problem] = []
    items = tuple(_item(row, _Names(by_word, units), problems) for row in rows)
    problems += _twice(items)
    head = dict(_head(about, problems))
    if problems:
        raise refused(name, problems)
    return ItemSheet(items, head, _value(about, ID))


def refused(name: str, problems: Sequence[Problem]) -> Refusal:
    """The refusal of a whole file, with its cells."""
    more = f" Dưới đây là {_MOST_TOLD} ô đầu tiên." if len(problems) > _MOST_TOLD else ""
    detail = f"Tệp {name} có {len(problems)} ô cần sửa; chưa ghi dòng nào.{more}"
    return Refusal("invalid", "invalid-file", detail, tuple(problems[:_MOST_TOLD]))


@dataclass(frozen=True)
class _Names:
    by_word: Mapping[str, str]
    units: Mapping[str, str]

    def code(self, typed: str) -> str:
        if (code := self.by_word.get(fold(typed))) is not None:
            return code
        near = get_close_matches(fold(typed), self.by_word, 1, 0.75)
        meant = f"; có phải “{self.units.get(self.by_word[near[0]], near[0])}”?" if near else ""
        choose = meant or f"; chọn tên ở trang “{CHOICES}” của bảng mẫu"
        raise ValueError(f"danh bạ không có đơn vị “{typed[:80]}”{choose}")


def _problem(row: Row, head: str, message: str) -> Problem:
    return Problem(row.place(head), f"Dòng {row.number}, cột “{head}”: {message}")


def _item(row: Row, names: _Names, problems: list[Problem]) -> SheetItem:
    for head, cell in row.cells.items():
        longest = _LONGEST.get(head)
        if "\x00" in cell or (longest is not None and len(cell) > longest):
            fault = "có ký tự không hợp lệ" if "\x00" in cell else f"dài quá {longest} ký tự"
            problems.append(_problem(row, head, fault))
    cells: dict[str, Any] = {}
    for head, cell in CELLS.items():
        if head not in row.letters:
            continue
        try:
            understood = _understood(head, row.cells.get(head), names)
        except ValueError as error:
            problems.append(_problem(row, head, str(error)))
            continue
        if understood is not None or head in {DUE_ON, MOVER, PRODUCT}:
            cells[cell] = understood
    return SheetItem(row.cells.get(REF), row.cells.get(TEXT), _version(row, problems), cells, row)


def _understood(head: str, cell: str | None, names: _Names) -> Any:
    """What a cell says as it is stored; None says nothing. ValueError with what would be right."""
    read = _READ.get(head)
    return _parts(cell, names.code) if read is None else read(cell)


def _parts(cell: str | None, one: Callable[[str], str]) -> list[str]:
    named = [part.strip() for part in (cell or "").replace("\n", BETWEEN).split(BETWEEN)]
    return list(dict.fromkeys(one(part) for part in named if part))


def _criterion(typed: str) -> str:
    if len(typed) > _LONGEST_ID:
        raise ValueError(f"mã {CRITERIA.lower()} dài quá {_LONGEST_ID} ký tự")
    return typed


def _one_of(head: str, words: type[Cadence] | type[Basis], cell: str | None) -> str | None:
    if cell is None:
        return None
    known = {fold(label(one)): one.value for one in words} | {one.value: one.value for one in words}
    if (found := known.get(fold(cell)) or known.get(cell)) is None:
        raise ValueError(f"“{cell[:80]}” không có trong danh sách {head.lower()}: {', '.join(map(label, words))}")
    return found


def _mover(cell: str | None) -> str | None:
    """The role that a cell names: its words, or their beginning where it is that of no other; its code as well."""
    if cell is None:
        return None
    named = [role.value for role, words in MOVERS.items() if cell == role.value or fold(words).startswith(fold(cell))]
    if len(named) != 1:
        told = "; ".join(MOVERS.values())
        raise ValueError(
            f"“{cell[:80]}” không có trong danh sách {MOVER.lower()}: {told}; để trống là người của cả văn bản"
        )
    return named[0]


def _followed(cell: str | None) -> bool | None:
    if cell is None:
        return None
    if fold(cell) not in {fold(YES), fold(NO)}:
        raise ValueError(f"ghi “{YES}” hoặc “{NO}”, đang ghi “{cell[:80]}”")
    return fold(cell) == fold(YES)


def day_of(cell: str) -> str:
    """A day as ISO 8601, from a cell that is a day or a text that writes one."""
    if found := _STORED.fullmatch(cell):
        year, month, day = found.groups()
    elif found := _WRITTEN.fullmatch(cell):
        day, month, year = found.groups()
    else:
        raise ValueError(f"cần ngày/tháng/năm, ví dụ 31/3/2026, đang ghi “{cell[:80]}”")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise ValueError(f"không có ngày “{cell}”; ghi ngày/tháng/năm, ví dụ 31/3/2026") from None


_READ: Mapping[str, Callable[[str | None], Any]] = {
    CADENCE: lambda cell: _one_of(CADENCE, Cadence, cell),
    BASIS: lambda cell: _one_of(BASIS, Basis, cell),
    DUE_ON: lambda cell: day_of(cell) if cell else None,
    MOVER: _mover,
    PRODUCT: lambda cell: cell,
    FOLLOW: _followed,
    CRITERIA: lambda cell: _parts(cell, _criterion),
}
"""How the columns that name no units are read."""


def _version(row: Row, problems: list[Problem]) -> int | None:
    cell = row.cells.get(VERSION)
    if cell is None:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) < 10):  # noqa: PLR2004 - longer is no version
        problems.append(_problem(row, VERSION, "để nguyên như phần mềm đã ghi, hoặc để trống"))
        return None
    return int(cell)


def _twice(items: Sequence[SheetItem]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for item in items:
        if item.ref in first:
            yield item.problem("ref", f"mục {item.ref} đã có ở dòng {first[item.ref]}")
        elif item.ref is not None:
            first[item.ref] = item.row.number


def _head(about: Sequence[Row], problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    for row in about:
        cell, key = row.cells.get(VALUE), HEAD.get(row.cells.get(KEY, ""))
        if cell is None or key is None:
            continue
        try:
            yield key, day_of(cell) if key == "issued_on" else cell[: _LONGEST[PRODUCT]]
        except ValueError as error:
            problems.append(_problem(row, VALUE, str(error)))


def _value(about: Sequence[Row], key: str) -> str | None:
    return next((row.cells.get(VALUE) for row in about if row.cells.get(KEY) == key), None)


def _refuse_secret(rows: Sequence[Row]) -> None:
    texts = [cell for row in rows for cell in row.cells.values()]
    refuse_secrets(Reading(tuple(Block(text, line) for line, text in enumerate(texts, 1))))
