"""An official document as PDF/A-2b, set by Typst in the fonts of this package: no other font, no network."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import singledispatch
from pathlib import Path
from typing import Any, Literal

import typst

from domain.telling.text import Block, Chart, Heading, Paragraph, ReviewText, Table, name_lines
from domain.wording import dates
from writing.charts import described, to_svg

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
TEMPLATES = HERE / "templates" / "review"
STANDARD: Literal["a-2b"] = "a-2b"


def to_pdf(told: ReviewText, made_on: date) -> bytes:
    """The file; the same bytes for the same text. `made_on` is stored as the day of its making."""
    return typst.compile(
        TEMPLATES / "report.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=STANDARD,
        sys_inputs={"told": json.dumps(_plain(told, made_on), ensure_ascii=False)},
        timestamp=int(datetime.combine(made_on, time(), UTC).timestamp()),
    )


def to_png(chart: Chart) -> bytes:
    """A chart as a picture for slides, twice as fine as a screen."""
    return typst.compile(
        TEMPLATES / "chart.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png",
        ppi=192,
        sys_inputs={"svg": to_svg(chart), "title": chart.title},
    )


def _plain(told: ReviewText, made_on: date) -> dict[str, Any]:
    """All the template shows, as data."""
    head = told.head
    place = f"{head.place}, " if head.place else ""
    return {
        "title": told.title,
        "made_on": [made_on.year, made_on.month, made_on.day],
        "head": asdict(head),
        "superior_lines": name_lines(head.superior),
        "issuer_lines": name_lines(head.issuer),
        "number_line": f"Số:{chr(0xA0) * 6}/{head.symbol}",
        "day_line": (place + dates.blank(head.year)).replace(" " * 6, chr(0xA0) * 6),
        "blocks": [_block(block) for block in told.blocks],
        "signature": told.signature,
        "recipients": told.recipients,
        "annexed_to": told.annexed_to.replace(" " * 6, chr(0xA0) * 6),
        "annexes": [
            {
                "number": annex.number,
                "title": annex.title,
                "across": annex.across,
                "blocks": [_block(block) for block in annex.blocks],
            }
            for annex in told.annexes
        ],
    }


@singledispatch
def _block(block: Block) -> Mapping[str, Any]:
    raise TypeError(f"no such block: {block!r}")


@_block.register
def _(block: Heading) -> Mapping[str, Any]:
    return {"block": "heading", "text": block.text}


@_block.register
def _(block: Paragraph) -> Mapping[str, Any]:
    return {"block": "paragraph", "text": block.text}


@_block.register
def _(block: Table) -> Mapping[str, Any]:
    return {
        "block": "table",
        "title": block.title,
        "columns": [asdict(column) for column in block.columns],
        "rows": block.rows,
        "bold": sorted(block.bold),
    }


@_block.register
def _(block: Chart) -> Mapping[str, Any]:
    return {"block": "chart", "title": block.title, "svg": to_svg(block), "described": described(block)}
