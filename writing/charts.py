"""A chart as SVG of our own: black, white and hatches, so that a grey print and a colour-blind reader lose nothing."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from html import escape
from math import ceil
from textwrap import wrap

from domain.tally import decimal_text
from domain.telling.text import Chart
from domain.wording.numbers import decimal

_COMMITTEE = re.compile(r"\b(?:Ủy|Uỷ) ban nhân dân\b", re.IGNORECASE)
"""In a label the short form is read sooner, and leaves room for the name."""
WIDTH = 680
"""Units of the drawing; a page shows it as wide as its text."""
FONT = "Times New Roman, Liberation Serif, serif"
_ROW, _BAR, _LABEL, _TOP = 26, 16, 196, 24
_LEGEND_ROW, _LETTER = 20, 6.6
"""Height of a row of the legend, and the room one letter takes at most on the average."""
_LONGEST, _LONGEST_SMALL = 28, 35
"""Letters of a label in one line, and of each of the two small lines that a longer one gets."""
_HEIGHT, _BOTTOM = 220, 46
_FILLS = ("#404040", "url(#{chart}-slant)", "url(#{chart}-dots)", "#000000", "#ffffff")
"""Fills in the order of the series, told apart without colour."""
_PATTERNS = (
    '<pattern id="{chart}-slant" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#ffffff"/><path d="M0 6L6 0" stroke="#000000" stroke-width="1.2"/></pattern>'
    '<pattern id="{chart}-dots" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect width="5" height="5" fill="#ffffff"/><circle cx="2.5" cy="2.5" r="1" fill="#000000"/></pattern>'
)


def to_svg(chart: Chart, *, inline: bool = False) -> str:
    """The drawing, with its title and a legend; screen readers get the values as text. Within a page: `inline`."""
    legend, top = _legend(chart) if len(chart.series) > 1 else ("", 10)
    body, height = _DRAWERS[chart.kind](chart, top)
    space = "" if inline else ' xmlns="http://www.w3.org/2000/svg"'
    drawing = (
        f'<svg{space} viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="{FONT}" font-size="13" fill="#000000"><title>{escape(chart.title)}</title>'
        f"<desc>{escape(described(chart))}</desc><defs>{_PATTERNS}</defs>"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{legend}{body}</svg>'
    )
    return drawing.replace("{chart}", f"bieu-do-{chart.name}")


def described(chart: Chart) -> str:
    """The values of a chart in words."""
    lines = (
        f"{label}: {', '.join(f'{s.name} {_value(s.values[place], chart)}' for s in chart.series)}"
        for place, label in enumerate(chart.labels)
    )
    return "; ".join(lines)


def _legend(chart: Chart) -> tuple[str, int]:
    """A mark and a name for each series, in as many rows as they need; and where the drawing below may begin."""
    x, y, parts = 4.0, 8, []
    for series, fill in zip(chart.series, _FILLS, strict=False):
        wide = 18 + _LETTER * len(series.name)
        if x + wide > WIDTH:
            x, y = 4.0, y + _LEGEND_ROW
        parts.append(
            f'<rect x="{x:g}" y="{y}" width="14" height="14" fill="{fill}" stroke="#000000" stroke-width="0.8"/>'
        )
        parts.append(_text(x + 18, y + 12, series.name))
        x += wide + 16
    return "".join(parts), y + _LEGEND_ROW + 16


def _stacked(chart: Chart, top: int) -> tuple[str, int]:
    """Horizontal bars, one a label, one piece a series, with the value in or beside each piece."""
    totals = [sum((s.values[place] or Fraction() for s in chart.series), Fraction()) for place in range(_many(chart))]
    most = max([*totals, Fraction(1)])
    room = WIDTH - _LABEL - 40
    parts = []
    for place, label in enumerate(chart.labels):
        y = top + place * _ROW
        parts.append(_label(y + 13, label))
        x = float(_LABEL)
        for series, fill in zip(chart.series, _FILLS, strict=False):
            width = float((series.values[place] or Fraction()) / most * room)
            if width:
                parts.append(_bar(x, y, width, _BAR, fill))
                parts.append(_boxed(x + width / 2, y + 12.5, _value(series.values[place], chart), width))
            x += width
        parts.append(_text(x + 5, y + 13, _value(totals[place], chart), weight="bold"))
    return "".join(parts), top + _many(chart) * _ROW + 6


def _bars(chart: Chart, top: int) -> tuple[str, int]:
    """Horizontal bars, one a series, grouped by label, each with its value at its end."""
    high = max([*(v for s in chart.series for v in s.values if v is not None), Fraction(1)])
    high = max(high, Fraction(100)) if chart.is_share else high
    room, row = WIDTH - _LABEL - 60, _ROW * len(chart.series)
    parts = []
    for place, label in enumerate(chart.labels):
        y = top + place * (row + 6)
        parts.append(_label(y + row / 2, label))
        for line, (series, fill) in enumerate(zip(chart.series, _FILLS, strict=False)):
            value = series.values[place]
            width = float((value or Fraction()) / high * room)
            if width:
                parts.append(_bar(_LABEL, y + line * _ROW, width, _BAR, fill))
            parts.append(_text(_LABEL + width + 5, y + line * _ROW + 13, _value(value, chart)))
    parts.append(f'<path d="M{_LABEL} {top - 4}V{top + _many(chart) * (row + 6)}" stroke="#000000"/>')
    return "".join(parts), int(top + _many(chart) * (row + 6) + 8)


_HALF_LABEL = 80
"""Room for half a label at either end of a line: it stands under its point."""


def _line(chart: Chart, top: int) -> tuple[str, int]:
    """A line through the values of the first series, each point with its value."""
    values = [value or Fraction() for value in chart.series[0].values]
    high = Fraction(100) if chart.is_share else Fraction(ceil(max([*values, Fraction(1)])))
    left, right, bottom = _HALF_LABEL, WIDTH - _HALF_LABEL, _HEIGHT
    step = (right - left) / max(_many(chart) - 1, 1)
    top += _TOP - 10
    points = [
        (left + place * step, top + float(1 - value / high) * (bottom - top)) for place, value in enumerate(values)
    ]
    parts = [f'<path d="M{left - 20} {bottom}H{right + 20}" stroke="#000000"/>']
    parts.append(
        f'<polyline points="{" ".join(f"{x:.2f},{y:.2f}" for x, y in points)}" fill="none" stroke="#000000" stroke-width="2"/>'
    )
    for (x, y), label, value in zip(points, chart.labels, values, strict=True):
        parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="4" fill="#000000"/>')
        parts.append(_text(x, y - 9, _value(value, chart), anchor="middle", weight="bold"))
        parts.append(_text(x, bottom + 18, label, anchor="middle"))
    return "".join(parts), _HEIGHT + _BOTTOM


_DRAWERS: Mapping[str, Callable[[Chart, int], tuple[str, int]]] = {"stacked": _stacked, "bars": _bars, "line": _line}


def _many(chart: Chart) -> int:
    return len(chart.labels)


def _bar(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height}" fill="{fill}" '
        'stroke="#000000" stroke-width="0.8"/>'
    )


def _boxed(x: float, y: float, text: str, room: float) -> str:
    """A value on a white ground within its piece, where the piece has room for it."""
    wide = 7 * len(text) + 4
    if room < wide + 2:
        return ""
    ground = f'<rect x="{x - wide / 2:.2f}" y="{y - 10.5:.2f}" width="{wide}" height="12" fill="#ffffff"/>'
    return ground + _text(x, y, text, anchor="middle", size=11)


def _text(x: float, y: float, text: str, *, anchor: str = "start", weight: str = "normal", size: int = 13) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" font-weight="{weight}" font-size="{size}">'
        f"{escape(text)}</text>"
    )


def _label(y: float, label: str) -> str:
    """A label beside its bar, ending before it: in one line, or in two small ones."""
    short = _COMMITTEE.sub("UBND", label)
    if len(short) <= _LONGEST:
        return _text(_LABEL - 6, y, short, anchor="end")
    first, *rest = wrap(short, _LONGEST_SMALL)
    second = " ".join(rest)
    cut = second if len(second) <= _LONGEST_SMALL else f"{second[: _LONGEST_SMALL - 1].rstrip()}…"
    lines = ((y - 6, first), (y + 5, cut)) if cut else ((y, first),)
    return "".join(_text(_LABEL - 6, at, text, anchor="end", size=11) for at, text in lines)


def _value(value: Fraction | None, chart: Chart) -> str:
    if value is None:
        return "–"
    return decimal(decimal_text(value, 2 if chart.is_share else 0))
