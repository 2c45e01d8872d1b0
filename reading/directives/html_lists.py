"""Marks of list entries as a browser would show them, which the text of a page does not hold."""

import re

from lxml import html

from reading.directives.numerals import letter, roman

_BULLETS_BY_DEPTH = ("- ", "+ ", "• ")
_FORMS = {
    "decimal": "1", "decimal-leading-zero": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I", "none": "", "disc": "-", "circle": "-", "square": "-",
}  # fmt: skip
_STYLED = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list\s*:\s*l(\d{1,6})\s+level(\d)", re.IGNORECASE)
_WORD_BULLETS = frozenset("·o§ØüvqðŸ•*¨") | {chr(code) for code in range(0xF000, 0xF100)}
_WORD_SIGNS = ("• ", "◦ ", "▪ ")
_MOST = 9_999


def first_of(element: html.HtmlElement) -> tuple[int, int]:
    """The number a list begins with, and the step to the next: a reversed list counts down to one."""
    if element.get("reversed") is None:
        return _number(element.get("start", ""), 1), 1
    return _number(element.get("start", ""), sum(child.tag == "li" for child in element)), -1


def value_of(item: html.HtmlElement, number: int) -> int:
    """The number an entry sets itself, else the one that is due."""
    return _number(item.get("value", ""), number)


def _number(raw: str, default: int) -> int:
    return int(raw) if re.fullmatch(r"-?\d{1,4}", raw.strip()) else default


def mark_of(item: html.HtmlElement, parent: html.HtmlElement, number: int, bullets: int) -> str:
    """As in "1. ", "a) ", "- ": by the entry's own form, else by its list's; `bullets` are the bulleted lists around."""
    form = _form(item) or _form(parent)
    if form is None:
        form = "1" if parent.tag == "ol" else "-"
    if form == "-":
        return _BULLETS_BY_DEPTH[min(bullets, len(_BULLETS_BY_DEPTH) - 1)]
    return numbered(form, number) if form else ""


def _form(element: html.HtmlElement) -> str | None:
    styled = _STYLED.search(element.get("style", ""))
    named = next((word for word in styled[1].lower().split() if word in _FORMS), None) if styled is not None else None
    if named is not None:
        return _FORMS[named]
    kind = element.get("type", "").strip()
    return kind if kind in {"1", "a", "A", "i", "I"} else _FORMS.get(kind.lower())


def numbered(form: str, number: int) -> str:
    """A number as a browser counts, in the signs of a Vietnamese document."""
    if form in {"a", "A"} and 0 < number <= _MOST:
        return f"{letter(number)}) " if form == "a" else f"{letter(number).upper()}. "
    if form in {"i", "I"} and 0 < number <= _MOST:
        return f"{roman(number)}. " if form == "I" else f"({roman(number).lower()}) "
    return f"{number}. "


def word_list(element: html.HtmlElement) -> tuple[int, int] | None:
    """Which list of Word a paragraph is an entry of, and how deep (from 0)."""
    match = _WORD_LIST.search(element.get("style", ""))
    return (int(match[1]), int(match[2]) - 1) if match else None


def is_word_mark(element: html.HtmlElement) -> bool:
    """Whether Word has written the mark of its entry here as text."""
    return "mso-list:ignore" in element.get("style", "").replace(" ", "").lower()


def word_mark(element: html.HtmlElement, level: int) -> str:
    """The mark Word wrote: a letter of a symbol font becomes a bullet that shows the depth."""
    text = " ".join(element.text_content().split())
    if text in _WORD_BULLETS:
        return _WORD_SIGNS[level % len(_WORD_SIGNS)]
    return f"{text} " if text else ""
