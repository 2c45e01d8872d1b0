"""Paragraph and run styles: what they say of numbering and of hidden text, through all they are based on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from reading.directives.docx.marks import child, children, is_on, number, value

_DEEPEST = 20  # styles based on styles


@dataclass(frozen=True)
class Style:
    """One style: its name, what it is based on, its list and level, and whether its text is hidden."""

    name: str
    based_on: str | None
    num_id: int | None
    level: int | None
    hidden: bool | None


@dataclass(frozen=True)
class Styles:
    """All styles of a document by id."""

    by_id: Mapping[str, Style]
    default: str | None = None

    def line(self, style: str | None) -> Iterator[tuple[str, Style]]:
        """A style and those it is based on, nearest first."""
        style = style or self.default
        for _ in range(_DEEPEST):
            found = self.by_id.get(style or "")
            if found is None or style is None:
                return
            yield style, found
            style = found.based_on

    def hides(self, style: str | None) -> bool:
        """Whether text of this style is hidden."""
        return next((found.hidden for _, found in self.line(style) if found.hidden is not None), False)

    def lists_contents(self, style: str | None) -> bool:
        """Whether it is the style of an entry in a table of contents."""
        return any(found.name.lower().startswith(("toc ", "mục lục ")) for _, found in self.line(style))


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of word/styles.xml."""
    found: dict[str, Style] = {}
    default = None
    for style in children(root, "style"):
        known = value(style, of="styleId")
        if known is None:
            continue
        numbers = child(style, "pPr", "numPr")
        found[known] = Style(
            name=value(style, "name") or "",
            based_on=value(style, "basedOn"),
            num_id=number(numbers, "numId"),
            level=number(numbers, "ilvl"),
            hidden=is_on(style, "rPr", "vanish") if child(style, "rPr", "vanish") is not None else None,
        )
        if value(style, of="type") == "paragraph" and (value(style, of="default") or "0") in {"1", "true", "on"}:
            default = known
    return Styles(found, default)
