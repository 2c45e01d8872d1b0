"""Marks of list entries as a browser would show them, which the text of a page does not hold."""

import re

from lxml import html

from reading.directives.numerals import letter, roman


def start_of(element: html.HtmlElement) -> int:
    """The number a list begins with."""
    raw = element.get("start", "1")
    return int(raw) if re.fullmatch(r"-?\d{1,4}", raw) else 1


def value_of(item: html.HtmlElement, number: int) -> int:
    """The number an entry sets itself, else the one that is due."""
    raw = item.get("value", "")
    return int(raw) if re.fullmatch(r"\d{1,4}", raw) else number


def list_mark(kind: str, number: int) -> str:
    """As in "1. ", "a) ", "I. ": as a browser counts, in the signs of a Vietnamese document."""
    if kind in {"a", "A"} and number > 0:
        return f"{letter(number)}) " if kind == "a" else f"{letter(number).upper()}. "
    if kind in {"i", "I"} and number > 0:
        return f"{roman(number)}. " if kind == "I" else f"({roman(number).lower()}) "
    return f"{number}. "
