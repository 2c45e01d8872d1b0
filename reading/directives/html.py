"""A web page or Word-made HTML → blocks: numbers of lists restored, tables as rows, menus and widgets left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from domain.errors import Refusal
from reading.directives.blocks import Block
from reading.directives.cells import one_line
from reading.directives.html_lists import list_mark, start_of, value_of
from reading.directives.html_tables import cells_in_order, grid_of, is_layout
from reading.directives.markers import split_marker
from reading.directives.text import collapse, decode, normalise

_SKIPPED = frozenset({"script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "iframe", "svg", "head", "object", "input", "textarea", "menu", "dialog"})  # fmt: skip
_BLOCKS = frozenset("address article blockquote body center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary details table tbody thead tfoot tr td th ul caption".split())  # fmt: skip  # noqa: SIM905 - a list of words
_PAGE_PARTS = re.compile(
    r"(?:^|[\s_-])(?:menu|nav(?:bar|igation)?|breadcrumbs?|sidebar|footer|foot|related|tin-?khac|tinkhac|tin-?lien-?quan|other-?news|othernews|share|social|comment|banner|search|pagination|pager|widget|toolbar|popup|login|copyright|ads?|tags?|rating)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CLASS_SAFE = re.compile(r"(?:^|\s)(?:mso|toolbar-content)", re.IGNORECASE)
_BULLET_BY_DEPTH = ("- ", "+ ", "• ")
_MOST_DEEP = 100


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
        number = start_of(element)
        kind = element.get("type", "1")
        for child in element:
            if child.tag in {"ol", "ul"}:
                yield from self._list(child, depth + 1, lists + (element.tag == "ul"), linked=linked)
                continue
            if child.tag != "li":
                yield from self._element(child, depth + 1, lists, linked=linked)
                continue
            number = value_of(child, number)
            yield from self._flush()
            self.run.prefix = list_mark(kind, number) if element.tag == "ol" else _BULLET_BY_DEPTH[min(lists, 2)]
            yield from self._element(child, depth + 1, lists + (element.tag == "ul"), linked=linked)
            self.run.prefix = ""
            number += 1

    def _table(self, element: html.HtmlElement, depth: int, lists: int) -> Iterator[Block]:
        if is_layout(element):
            for column, cell in cells_in_order(element):
                for block in _Walker(self.tables).walk_cell(cell, depth, lists):
                    self.tables = max(self.tables, block.table or 0)
                    yield block if block.cells else replace(block, column=column)
            return
        self.tables += 1
        for line, cells in grid_of(element, _cell_text):
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


def _cell_text(cell: html.HtmlElement) -> str:
    """The text of a cell on one line."""
    return one_line([block.text for block in _Walker().walk_cell(cell, 0, 0)])
