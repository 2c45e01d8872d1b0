"""A web page or Word-made HTML → blocks: numbers of lists restored, tables as rows, menus and widgets left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from domain.errors import Refusal
from reading.directives.blocks import Block, Reading
from reading.directives.broken_lines import continues
from reading.directives.cells import one_line
from reading.directives.html_lists import first_of, is_word_mark, mark_of, value_of, word_list, word_mark
from reading.directives.html_tables import cells_in_order, grid_of, is_layout, wraps_tables
from reading.directives.markers import split_marker
from reading.directives.text import collapse, decode, normalise

_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "footer",
        "form",
        "button",
        "select",
        "iframe",
        "svg",
        "head",
        "object",
        "input",
        "textarea",
        "menu",
        "dialog",
        "del",
    }
)
_UNSHOWN = frozenset({"nav", "aside", "footer", "noscript"})  # left out, but of words a person reads
_BLOCKS = frozenset("address article blockquote body center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary details table tbody thead tfoot tr td th ul caption".split())  # fmt: skip  # noqa: SIM905 - a list of words
_PAGE_PARTS = re.compile(
    (
        r"(?:^|[\s_-])(?:menu|nav(?:bar|igation)?|breadcrumbs?|sidebar|footer|foot|related|tin-?khac|tinkhac"
        r"|tin-?lien-?quan|other-?news|othernews|share|social|comment|banner|search|pagination|pager|widget"
        r"|toolbar|popup|login|copyright|ads?|tags?|rating)(?:$|[\s_-])"
    ),
    re.IGNORECASE,
)
_CLASS_SAFE = re.compile(r"(?:^|\s)(?:mso|toolbar-content)", re.IGNORECASE)
_WORD_PARTS = re.compile(
    r"mso-element:(?:footnote|endnote|comment|header|footer)|mso-hide:all|mso-special-character:(?:comment|footnote)"
)
_MOST_DEEP = 100
_WORD_LISTS = 1_000_000  # numbers of Word's lists begin here, those of the page's own below


def read_html(data: bytes) -> Reading:
    """A page: its blocks in reading order, and what it says of itself or does not show."""
    tree = _tree(data)
    return Reading(_blocks(tree), tuple(_unseen(tree)))


def blocks_of_html(data: bytes) -> tuple[Block, ...]:
    """The blocks of a page in reading order; `line` is the line of the source where each begins."""
    return _blocks(_tree(data))


def _blocks(tree: html.HtmlElement) -> tuple[Block, ...]:
    return tuple(_Walker().walk(tree))


def _tree(data: bytes) -> html.HtmlElement:
    try:
        text = normalise(decode(data) if not _declared(data) else data.decode(_declared(data), errors="replace"))
        return html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", text),
            parser=html.HTMLParser(encoding=None, huge_tree=False, remove_comments=True),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Refusal("invalid", "empty", "Tệp HTML không có nội dung đọc được. Đề nghị kiểm tra lại tệp.") from error


def _unseen(tree: html.HtmlElement) -> Iterator[str]:
    """The title, what the page's head says of it, and the lines of parts that are left out."""
    for one in tree.iter("title", "meta"):
        yield collapse(one.get("content", "") if one.tag == "meta" else one.text_content())
    open_: list[html.HtmlElement] = [tree]
    while open_:
        one = open_.pop()
        tag = one.tag if isinstance(one.tag, str) else ""
        if tag in _UNSHOWN or (tag and tag not in _SKIPPED and _is_page_part(one, tag)):
            yield from (text for piece in one.itertext() if (text := collapse(piece)))
        elif tag:
            open_.extend(one)


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


@dataclass(frozen=True)
class _Depth:
    """Where in lists an element stands: which list, how deep in it, and how many bulleted ones around."""

    number: int = 0
    level: int = 0
    bullets: int = 0


@dataclass
class _Run:
    """Text gathered until the next block begins; a break inside it is a newline."""

    pieces: list[tuple[str, int | None]] = field(default_factory=list)
    linked: int = 0
    prefix: str = ""
    listed: tuple[int, int] | None = None

    def lines(self) -> list[tuple[str, int]]:
        """Its lines, those joined again that were broken within a sentence, with the source line of each."""
        found: list[tuple[str, int]] = []
        text, began = "", None
        for piece, line in [*self.pieces, ("\n", None)]:
            if piece != "\n":
                began = line if began is None and piece.strip() else began
                text += piece
                continue
            said = collapse(text)
            if said and found and continues(found[-1][0], said):
                found[-1] = (f"{found[-1][0]} {said}", found[-1][1])
            elif said:
                found.append((said, began or 1))
            text, began = "", None
        return found


class _Walker:
    """Walks the elements without recursion on the interpreter's stack deeper than a page may sensibly go."""

    def __init__(self, tables: int = 0) -> None:
        self.run = _Run()
        self.tables = tables
        self.lists = 0
        self.kept = 0  # elements around whose line breaks count

    def walk(self, tree: html.HtmlElement) -> Iterator[Block]:
        yield from self._element(tree, 0, _Depth(), linked=False)
        yield from self._flush()

    def _flush(self) -> Iterator[Block]:
        run, self.run = self.run, _Run()
        lines = run.lines()
        if not lines:
            self.run.prefix, self.run.listed = run.prefix, run.listed
            return
        share = min(1.0, run.linked / max(1, sum(len(text) for text, _ in lines)))
        for at, (text, line) in enumerate(lines):
            if at == 0 and run.prefix and split_marker(text)[0] is None:
                yield Block(run.prefix + text, line, linked=share, listed=run.listed)
            else:
                yield Block(text, line, linked=share, listed=run.listed if at == 0 and run.prefix else None)

    def _say(self, text: str | None, line: int | None, *, linked: bool) -> None:
        if text:
            for at, part in enumerate(text.split("\n")):
                self.run.pieces += [("\n" if self.kept else " ", None)] if at else []
                self.run.pieces.append((part, line))
            self.run.linked += len(collapse(text)) if linked else 0

    def _element(self, element: html.HtmlElement, depth: int, lists: _Depth, *, linked: bool) -> Iterator[Block]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED or _is_page_part(element, tag) or depth > _MOST_DEEP:
            return
        if tag == "br":
            self.run.pieces.append(("\n", None))
            return
        if is_word_mark(element):
            self.run.prefix = word_mark(element, self.run.listed[1] if self.run.listed else 0)
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
        linked = linked or (tag == "a" and element.get("href") is not None)
        if tag in {"p", "li", "div"} and (listed := word_list(element)) is not None:
            self.run.listed = (_WORD_LISTS + listed[0], listed[1])
        line = element.sourceline
        self.kept += tag == "pre"
        self._say(element.text, line, linked=linked)
        for child in element:
            yield from self._element(child, depth + 1, lists, linked=linked)
            self._say(child.tail, child.sourceline or line, linked=linked)
        self.kept -= tag == "pre"
        if blocky:
            yield from self._flush()

    def _list(self, element: html.HtmlElement, depth: int, lists: _Depth, *, linked: bool) -> Iterator[Block]:
        """The entries of a list, each with the mark a browser would show."""
        lists = self._deeper(lists)
        number, step = first_of(element)
        inside = replace(lists, bullets=lists.bullets + (element.tag == "ul"))
        for child in element:
            if child.tag in {"ol", "ul"}:
                yield from self._list(child, depth + 1, inside, linked=linked)
                continue
            if child.tag != "li":
                yield from self._element(child, depth + 1, inside, linked=linked)
                continue
            number = value_of(child, number)
            yield from self._flush()
            self.run.prefix = mark_of(child, element, number, lists.bullets)
            self.run.listed = (lists.number, lists.level)
            yield from self._element(child, depth + 1, inside, linked=linked)
            self.run.prefix, self.run.listed = "", None
            number += step

    def _deeper(self, lists: _Depth) -> _Depth:
        """A list inside a list is one level of it; others are counted."""
        if lists.number:
            return replace(lists, level=lists.level + 1)
        self.lists += 1
        return replace(lists, number=self.lists)

    def _table(self, element: html.HtmlElement, depth: int, lists: _Depth) -> Iterator[Block]:
        rows = [] if wraps_tables(element) else grid_of(element, _cell_text)
        if not rows or is_layout(rows):
            for column, cell in cells_in_order(element):
                walker = _Walker(self.tables)
                walker.lists = self.lists
                for block in walker.walk_cell(cell, depth, lists):
                    yield block if block.cells or block.column is not None else replace(block, column=column)
                self.tables, self.lists = walker.tables, walker.lists
            return
        self.tables += 1
        for line, cells in rows:
            if any(cells):
                yield Block(" | ".join(cells), line, cells=tuple(cells), table=self.tables)

    def walk_cell(self, cell: html.HtmlElement, depth: int, lists: _Depth) -> Iterator[Block]:
        """The blocks inside one cell of a table used for layout."""
        self._say(cell.text, cell.sourceline, linked=False)
        for child in cell:
            yield from self._element(child, depth + 1, lists, linked=False)
            self._say(child.tail, child.sourceline or cell.sourceline, linked=False)
        yield from self._flush()


def _is_page_part(element: html.HtmlElement, tag: str) -> bool:
    """Whether the page itself says that this is menu, side bar, foot or hidden."""
    style = "".join(element.get("style", "").split()).lower()
    if (
        "display:none" in style
        or "visibility:hidden" in style
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _WORD_PARTS.search(style)
        or (tag == "a" and element.get("href", "").startswith(("#_ftn", "#_edn", "#_msocom")))
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
    return one_line([block.text for block in _Walker().walk_cell(cell, 0, _Depth())])
