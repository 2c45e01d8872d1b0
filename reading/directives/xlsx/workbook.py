"""The sheets of a workbook, one row after another, in one pass over each part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from reading.directives import refusals
from reading.directives.blocks import Block, Hidden, Reading
from reading.directives.ooxml import DAMAGED, Package, attributes, open_package, parts
from reading.directives.rows import Row, blocks_of_rows, merged
from reading.directives.secrets import unless_a_choice
from reading.directives.text import normalise
from reading.directives.xlsx.values import Formats, local, read_formats, whole

_MOST_ROWS = 20_000  # with something in them, in all sheets; a task table has hundreds
_MOST_REGIONS = 20_000
_MOST_STRINGS = 500_000
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_REGION = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_CODES = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&\d+|&.')  # places and fonts in a running head
_BESIDE = re.compile(r"xl/(?:drawings/[^/]+\.(?:xml|vml)|comments/?[^/]*\.xml|threadedComments/[^/]+\.xml)")
_WIDEST = 200
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


def read_xlsx(data: bytes) -> Reading:
    """The blocks of all sheets that are shown; `line` is the number of the row in its sheet."""
    package = open_package(data)
    try:
        return _read(package)
    except DAMAGED as error:
        raise refusals.broken() from error


def _read(package: Package) -> Reading:
    main = package.main() or "xl/workbook.xml"
    root = package.tree(main)
    if root is None:
        raise refusals.broken()
    book = _Book(package, main, root)
    blocks: list[Block] = []
    hidden: list[Hidden] = []
    for at, (name, path) in enumerate(book.sheets(), start=1):
        blocks.extend(blocks_of_rows(book.rows(path), table=at, sheet=name))
        hidden += book.hidden_of(name)
    outside = tuple(book.outside())
    return Reading(tuple(blocks), outside, hidden=(*hidden, *book.hidden_sheets()))


@dataclass
class _Book:
    """A workbook: its parts, its strings and formats, and how many rows have been read."""

    package: Package
    main: str
    root: etree._Element
    taken: int = 0
    around: list[str] = field(default_factory=list)
    unseen_rows: list[list[str]] = field(default_factory=list)
    unseen_columns: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        related = list(self.package.related(self.main))
        self.by_id = {known: path for _, known, path in related}
        by_kind = {kind: path for kind, _, path in related}
        from_1904 = any(
            local(one) == "workbookPr" and attributes(one).get("date1904", "0") in {"1", "true"} for one in self.root
        )
        self.strings = list(self._strings(by_kind.get("sharedStrings")))
        styles = by_kind.get("styles")
        self.formats: Formats = read_formats(self.package.tree(styles) if styles else None, from_1904=from_1904)

    def sheets(self, *, shown: bool = True) -> Iterator[tuple[str, str]]:
        """Name and part of each sheet that is shown, or of each that is not."""
        for one in self.root.iter("{*}sheet"):
            says = attributes(one)
            path = self.by_id.get(says.get("id", ""))
            if path in self.package.names and path is not None and (says.get("state", "visible") == "visible") is shown:
                yield normalise(says.get("name", "")), path

    def hidden_of(self, sheet: str) -> Iterator[Hidden]:
        """What the sheet just read holds in hidden rows and columns; their text stands outside from now on."""
        rows, columns = self.unseen_rows, list(self.unseen_columns.values())
        for cells in (*rows, *columns):
            self.around += unless_a_choice(cells)
        if rows or columns:
            yield Hidden(sheet, len(rows), len(columns))
        self.unseen_rows, self.unseen_columns = [], {}

    def hidden_sheets(self) -> Iterator[Hidden]:
        """The sheets that are not shown and hold something."""
        yield from (Hidden(name, whole=True) for name, path in self.sheets(shown=False) if self.rows(path))

    def outside(self) -> Iterator[str]:
        """Names, running heads and feet of the sheets, boxes and comments on them, and what stands in hidden ones."""
        yield from self.around
        for _, path in self.sheets(shown=False):
            yield from unless_a_choice([cell for row in self.rows(path) for cell in row.cells if cell])
        yield from (normalise(text) for text in self.package.properties())
        yield from (normalise(attributes(one).get("name", "")) for one in self.root.iter("{*}sheet"))
        for name in sorted(self.package.names):
            if _BESIDE.fullmatch(name):
                root = self.package.tree(name)
                said = root.iter("{*}p", "{*}text") if root is not None else ()
                yield from (normalise("".join(one.itertext())) for one in said)

    def _strings(self, path: str | None) -> Iterator[str]:
        """The shared strings; readings (phonetic) are left out."""
        stream = self.package.part(path) if path else None
        if stream is None:
            return
        with stream:
            for at, one in enumerate(parts(stream, "{*}si")):
                if at >= _MOST_STRINGS:
                    raise refusals.too_large()
                yield _string(one)
                _forget(one)

    def rows(self, path: str) -> list[Row]:
        """The rows of one sheet that say something, merged cells repeated."""
        stream = self.package.part(path)
        found: list[Row] = []
        regions: list[tuple[int, int, int, int]] = []
        hidden: frozenset[int] = frozenset()
        if stream is None:
            return found
        with stream:
            for one in parts(stream, "{*}row", "{*}mergeCell", "{*}cols", "{*}headerFooter"):
                what = local(one)
                if what == "row":
                    found.extend(self._row(one, found, hidden))
                elif what == "cols":
                    hidden = _hidden_columns(one)
                elif what == "headerFooter":
                    self.around += [_CODES.sub(" ", text).strip() for text in one.itertext()]
                elif (region := _region(attributes(one).get("ref", ""))) and len(regions) < _MOST_REGIONS:
                    regions.append(region)
                if what != "mergeCell":
                    _forget(one)
        return merged(found, regions)

    def _row(self, one: etree._Element, above: Sequence[Row], hidden: frozenset[int]) -> Iterator[Row]:
        says = attributes(one)
        number = whole(one, "r") if "r" in says else (above[-1].number + 1 if above else 1)
        cells: list[str] = []
        for cell in one:
            at = _column(attributes(cell).get("r", ""), len(cells))
            if at < _WIDEST and at >= len(cells):
                cells.extend([""] * (at - len(cells)))
                text = self._text(cell)
                if at in hidden and text:
                    self.unseen_columns.setdefault(at, []).append(text)
                cells.append("" if at in hidden else text)
        if any(cells) and says.get("hidden", "0") in {"1", "true"}:
            self.unseen_rows.append([text for text in cells if text])
        elif any(cells):
            self.taken += 1
            if self.taken > _MOST_ROWS:
                raise refusals.too_large()
            yield Row(number, tuple(cells))

    def _text(self, cell: etree._Element) -> str:
        says = attributes(cell)
        kind = says.get("t", "n")
        if kind == "inlineStr":
            return "".join(_string(one) for one in cell if local(one) == "is")
        raw = next((one.text or "" for one in cell if local(one) == "v"), "")
        if not raw or raw in _ERRORS:
            return ""
        if kind == "s":
            at = int(raw) if raw.isdecimal() and len(raw) < 10 else -1  # noqa: PLR2004 - longer is no index
            return self.strings[at] if 0 <= at < len(self.strings) else ""
        if kind == "d":
            return "/".join(reversed(raw[:10].split("-")))
        return self.formats.shown(raw, whole(cell, "s") if "s" in says else 0) if kind == "n" else raw


def _forget(one: etree._Element) -> None:
    """Throw away what has been read, so that memory does not grow with the sheet."""
    one.clear()
    above = one.getparent()
    while above is not None and one.getprevious() is not None:
        del above[0]


def _string(one: etree._Element) -> str:
    return "".join(
        part.text or ""
        for part in one.iter("{*}t")
        if (above := part.getparent()) is not None and local(above) != "rPh"
    )


def _hidden_columns(cols: etree._Element) -> frozenset[int]:
    return frozenset(
        at - 1
        for one in cols
        if attributes(one).get("hidden", "0") in {"1", "true"}
        for at in range(max(whole(one, "min"), 1), min(whole(one, "max"), _WIDEST) + 1)
    )


def _column(reference: str, default: int) -> int:
    match = _CELL.fullmatch(reference)
    return _index(match[1]) if match else default


def _index(letters: str) -> int:
    found = 0
    for sign in letters:
        found = found * 26 + ord(sign) - ord("A") + 1
    return found - 1


def _region(reference: str) -> tuple[int, int, int, int] | None:
    match = _REGION.fullmatch(reference)
    return (int(match[2]), _index(match[1]), int(match[4]), _index(match[3])) if match else None
