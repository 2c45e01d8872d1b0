"""Counts in sentences: nothing, one, many, and more or fewer than before, as an administrative text says them."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from domain.tally import decimal_text
from domain.wording.numbers import UNMEASURED, count, decimal, percent, share


def some(many: int, what: str, how: str = "") -> str:
    """A count of something: "03 nhiệm vụ quá hạn"; of nothing "không có nhiệm vụ nào quá hạn", never "00 nhiệm vụ"."""
    end = f" {how}" if how else ""
    return f"{count(many)} {what}{end}" if many else f"không có {what} nào{end}"


def change(now: int, before: int | None, what: str, than: str) -> str:
    """How a count moved: "tăng 03 nhiệm vụ so với kỳ trước", "giảm …", "không đổi so với kỳ trước"; nothing where there is nothing to compare with."""
    if before is None:
        return ""
    if now == before:
        return f"không đổi so với {than}"
    return f"{'tăng' if now > before else 'giảm'} {count(abs(now - before))} {what} so với {than}"


def rate_change(now: Mapping[str, Any], before: Mapping[str, Any] | None, than: str) -> str:
    """How a rate moved, in percentage points; nothing where either could not be measured."""
    moved = points_moved(now, before)
    if moved is None:
        return ""
    if not moved:
        return f"không đổi so với {than}"
    return f"{'tăng' if moved > 0 else 'giảm'} {points(abs(moved))} điểm phần trăm so với {than}"


def points_moved(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> Fraction | None:
    """By how many percentage points a rate moved; None where either could not be measured."""
    if before is None or not now["of"] or not before["of"]:
        return None
    return Fraction(now["part"] * 100, now["of"]) - Fraction(before["part"] * 100, before["of"])


def points(value: Fraction) -> str:
    """Percentage points as text: "4,91"."""
    return decimal(decimal_text(value))


def rate(what: str, figures: Mapping[str, Any], of: str, moved: str = "") -> str:
    """A rate with its denominator; where there is none, that is said instead of a figure."""
    if not figures["of"]:
        return f"{what}: chưa thể đánh giá do chưa có {of}."
    end = f", {moved}" if moved else ""
    return f"{what}: {percent(figures['percent'])} ({share(figures['part'], figures['of'])} {of}){end}."


def rate_cell(figures: Mapping[str, Any]) -> str:
    """A rate in a cell: "86,08% (940/1.092)"; a dash where there is nothing it could be a rate of."""
    return f"{percent(figures['percent'])} ({share(figures['part'], figures['of'])})" if figures["of"] else UNMEASURED


def those(many: int, what: str) -> str:
    """What was just counted, spoken of again: "nhiệm vụ nêu trên" of one, "các nhiệm vụ nêu trên" of many."""
    return f"{'các ' if many > 1 else ''}{what}"


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that say something, one after the other."""
    return by.join(part for part in parts if part)


def listed(names: Iterable[str], most: int = 20, what: str = "đơn vị") -> str:
    """Names in a row; where they are many, the first of them and how many more of `what`."""
    told = list(names)
    rest = len(told) - most
    return ", ".join(told[:most]) + (f" và {count(rest)} {what} khác" if rest > 0 else "")


def upfirst(text: str) -> str:
    """The text as it opens a sentence."""
    return text[:1].upper() + text[1:]
