"""How the points of a unit went from one frozen period to the next: rows of a table, and a line where there are several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from domain.scorecard import exact, percent
from domain.telling.text import Chart, Series
from domain.wording.words import period_label
from writing.charts import to_svg

FEWEST = 2
"""Periods that make a line."""


@dataclass(frozen=True)
class Trend:
    """The frozen periods, the oldest first; `chart` is a drawing, or None where there is no line to draw."""

    rows: tuple[Mapping[str, Any], ...]
    chart: str | None


def trend(frozen: Sequence[Mapping[str, Any]]) -> Trend | None:
    """The periods as they were frozen; None where there are none."""
    if not frozen:
        return None
    rows = tuple({**one, "share_measured": percent(exact(one["share_measured"]))} for one in frozen)
    shown = [one for one in frozen if one["total_shown"]]
    return Trend(rows, to_svg(_line(shown), inline=True) if len(shown) >= FEWEST else None)


def _line(shown: Sequence[Mapping[str, Any]]) -> Chart:
    labels = tuple(period_label(one["period"]) for one in shown)
    shares = tuple(100 * Fraction(one["points"]) / Fraction(one["max"]) for one in shown)
    title = "Điểm đạt được trên điểm tối đa đã đánh giá (%)"
    return Chart("dien-bien", "line", title, labels, (Series("Tỷ lệ", shares),), is_share=True)
