"""A web page or Word-made HTML → blocks: numbers of lists restored, tables as rows, menus and widgets left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from domain.errors import Refusal
from reading.directives.blocks import Block
from reading.directives.markers import split_marker
from reading.directives.text import collapse, decode, normalise

_SKIPPED = frozenset({"script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "iframe", "svg", "head", "object", "input", "textarea", "menu", "dialog"})  # fmt: skip
_BLOCKS = frozenset("address article blockquote body center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary details table tbody thead tfoot tr td th ul caption".split())  # fmt: skip
_PAGE_PARTS = re.compile(
    r"(?:^|[\s_-])(?:menu|nav(?:bar|igation)?|breadcrumbs?|sidebar|footer|foot|related|tin-?khac|tinkhac|tin-?lien-?quan|other-?news|othernews|share|social|comment|banner|search|pagination|pager|widget|toolbar|popup|login|copyright|ads?|tags?|rating)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CLASS_SAFE = re.compile(r"(?:^|\s)(?:mso|toolbar-content)", re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BULLET_BY_DEPTH = ("- ", "+ ", "• ")
_MOST_DEEP = 100
_MOST_SPAN = 50
_LAYOUT_WIDTH = 2
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def blocks_of_html(data: bytes) -> tuple[Block, ...]:
    """The blocks of a page in reading order; `line` is the line of the source where each begins."""
    try:
        text = normalise(decode(data) if not _declared(data) else data.decode(_declared(data), errors="replace"))
        tree = html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", text),
            parser=html.HTMLParser(encoding=None, huge_tree=False, remove_comments=True),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Refusal("invalid", "empty", "Tệp HTML không có nội dung đọc được. Đề nghị kiểm tra lại tệp.") from error
    return tuple(_Walker().walk(tree))


def _declared(data: bytes) -> str:
    """The encoding a page names, where it is none of the Unicode ones that `decode` finds by itself."""
    match = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", data[:2048])
    named = match[1].decode("ascii").lower() if match else ""
    return named if named in {"windows-1258", "windows-1252", "iso-8859-1", "cp1258"} and not _is_utf8(data) else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@dataclass
class _Run:
    """Text gathered until the next block begins."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    line: int | None = None
    prefix: str = ""


class _Walker:
    """Walks the elements without recursion on the interpreter's stack deeper than a page may sensibly go."""

    def __init__(self, tables: int = 0) -> None:
        self.run = _Run()
        self.tables = tables

    def walk(self, tree: html.HtmlElement) -> Iterator[Block]:
        yield from self._element(tree, 0, 0, linked=False)
        yield from self._flush()

    def _flush(self) -> Iterator[Block]:
        run, self.run = self.run, _Run()
        text = collapse("".join(run.pieces))
        if not text:
            self.run.prefix = run.prefix
            return
        if run.prefix and split_marker(text)[0] is None:
            text = run.prefix + text
        share = min(1.0, run.linked / max(1, len(text)))
        yield Block(text, run.line or 1, linked=share)

    def _say(self, text: str | None, line: int | None, *, linked: bool) -> None:
        if not text:
            return
        if self.run.line is None and text.strip():
            self.run.line = line
        self.run.pieces.append(text)
        self.run.linked += len(collapse(text)) if linked else 0

    def _element(self, element: html.HtmlElement, depth: int, lists: int, *, linked: bool) -> Iterator[Block]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED or _is_page_part(element, tag) or depth > _MOST_DEEP:
            return
        if tag == "br":
            yield from self._flush()
            return
        if tag == "table":
            yield from self._flush()
            yield from self._table(element, depth, lists)
            return
        blocky = tag in _BLOCKS
        if blocky:
            yield from self._flush()
        if tag in {"ol", "ul"}:
            yield from self._list(element, depth, lists, linked=linked)
            return
        linked = linked or tag == "a"
        line = element.sourceline
        self._say(element.text, line, linked=linked)
        for child in element:
            yield from self._element(child, depth + 1, lists, linked=linked)
            self._say(child.tail, child.sourceline or line, linked=linked)
        if blocky:
            yield from self._flush()

    def _list(self, element: html.HtmlElement, depth: int, lists: int, *, linked: bool) -> Iterator[Block]:
        """The entries of a list, each with the mark a browser would show."""
        number = _start(element)
        kind = element.get("type", "1")
        for child in element:
            if child.tag in {"ol", "ul"}:
                yield from self._list(child, depth + 1, lists + (element.tag == "ul"), linked=linked)
                continue
            if child.tag != "li":
                yield from self._element(child, depth + 1, lists, linked=linked)
                continue
            number = _value(child, number)
            yield from self._flush()
            self.run.prefix = _mark(kind, number) if element.tag == "ol" else _BULLET_BY_DEPTH[min(lists, 2)]
            yield from self._element(child, depth + 1, lists + (element.tag == "ul"), linked=linked)
            self.run.prefix = ""
            number += 1

    def _table(self, element: html.HtmlElement, depth: int, lists: int) -> Iterator[Block]:
        if _is_layout(element):
            for column, cell in _cells_in_order(element):
                for block in _Walker(self.tables).walk_cell(cell, depth, lists):
                    self.tables = max(self.tables, block.table or 0)
                    yield block if block.cells else replace(block, column=column)
            return
        self.tables += 1
        for line, cells in _grid(element):
            if any(cells):
                yield Block(" | ".join(cells), line, cells=tuple(cells), table=self.tables)

    def walk_cell(self, cell: html.HtmlElement, depth: int, lists: int) -> Iterator[Block]:
        """The blocks inside one cell of a table used for layout."""
        self._say(cell.text, cell.sourceline, linked=False)
        for child in cell:
            yield from self._element(child, depth + 1, lists, linked=False)
            self._say(child.tail, child.sourceline or cell.sourceline, linked=False)
        yield from self._flush()


def _is_page_part(element: html.HtmlElement, tag: str) -> bool:
    """Whether the page itself says that this is menu, side bar, foot or hidden."""
    style = element.get("style", "").replace(" ", "").lower()
    if (
        "display:none" in style
        or "visibility:hidden" in style
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    ):
        return True
    if tag in {"html", "body", "main", "article", "td", "tr", "tbody", "li", "p", "span"}:
        return False
    if element.get("role") in {"navigation", "banner", "contentinfo", "complementary", "search"}:
        return True
    if tag == "header":
        return element.find(".//nav") is not None or element.find(".//ul") is not None
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_PAGE_PARTS.search(named)) and not _CLASS_SAFE.search(named)


def _start(element: html.HtmlElement) -> int:
    raw = element.get("start", "1")
    return int(raw) if re.fullmatch(r"-?\d{1,4}", raw) else 1


def _value(item: html.HtmlElement, number: int) -> int:
    raw = item.get("value", "")
    return int(raw) if re.fullmatch(r"\d{1,4}", raw) else number


def _mark(kind: str, number: int) -> str:
    """ "1. ", "a) ", "I. ": as a browser counts, in the signs of a Vietnamese document."""
    if kind in {"a", "A"} and 1 <= number <= len(_LETTERS):
        letter = _LETTERS[number - 1]
        return f"{letter}) " if kind == "a" else f"{letter.upper()}. "
    if kind in {"i", "I"} and 0 < number < 40:  # noqa: PLR2004 - no directive has more parts
        roman = _roman(number)
        return f"{roman}. " if kind == "I" else f"({roman.lower()}) "
    return f"{number}. "


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Rows of this table, not of tables inside its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _grid(table: html.HtmlElement) -> list[tuple[int, list[str]]]:
    """Rows as texts with merged cells repeated where they reach."""
    found: list[tuple[int, list[str]]] = []
    reaching: dict[int, tuple[int, str]] = {}
    for row in _rows(table):
        cells: list[str] = []
        for cell in (c for c in row if c.tag in {"td", "th"}):
            _fill(cells, reaching)
            text = _cell_text(cell)
            for _ in range(_span(cell, "colspan")):
                if _span(cell, "rowspan") > 1:
                    reaching[len(cells)] = (_span(cell, "rowspan") - 1, text)
                cells.append(text)
        _fill(cells, reaching)
        found.append((row.sourceline or 1, cells))
    return found


def _fill(cells: list[str], reaching: dict[int, tuple[int, str]]) -> None:
    while (above := reaching.get(len(cells))) is not None:
        left, text = above
        if left > 1:
            reaching[len(cells)] = (left - 1, text)
        else:
            del reaching[len(cells)]
        cells.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    raw = cell.get(name, "1")
    return min(max(int(raw), 1), _MOST_SPAN) if re.fullmatch(r"\d{1,4}", raw) else 1


def _cell_text(cell: html.HtmlElement) -> str:
    """The text of a cell on one line; its paragraphs are kept apart by semicolons only where they end without a sign."""
    lines = [block.text for block in _Walker().walk_cell(cell, 0, 0)]
    joined = ""
    for line in lines:
        joined += (
            "" if not joined else " " if joined.endswith((".", ";", ":", ",")) or line[:1].islower() else "; "
        ) + line
    return joined


def _is_layout(table: html.HtmlElement) -> bool:
    """A table of at most two columns, or with tables in it, only places things; its cells are ordinary text."""
    if table.find(".//table") is not None:
        return True
    widths = (sum(_span(cell, "colspan") for cell in row if cell.tag in {"td", "th"}) for row in _rows(table))
    return max(widths, default=0) <= _LAYOUT_WIDTH


def _cells_in_order(table: html.HtmlElement) -> Iterator[tuple[int, html.HtmlElement]]:
    for row in _rows(table):
        yield from enumerate(cell for cell in row if cell.tag in {"td", "th"})
