"""Marks of list entries as a browser would show them, which the text of a page does not hold."""

import re

from lxml import html

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN_REACH = range(1, 40)  # no directive has more parts
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


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
    if kind in {"a", "A"} and 1 <= number <= len(_LETTERS):
        letter = _LETTERS[number - 1]
        return f"{letter}) " if kind == "a" else f"{letter.upper()}. "
    if kind in {"i", "I"} and 0 < number < 40:
        roman = _roman(number)
        return f"{roman}. " if kind == "I" else f"({roman.lower()}) "
    return f"{number}. "


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found
