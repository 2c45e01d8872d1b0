"""An official document as a page of HTML with its own style for screen and A4 print; it loads nothing from elsewhere."""

from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.telling.text import Block, ReviewText, name_lines
from domain.wording import dates
from writing.charts import to_svg

TEMPLATES = Path(__file__).parent / "templates" / "review"


def to_html(told: ReviewText) -> str:
    """The whole page."""
    template = _environment().get_template("report.html.j2")
    return template.render(
        report=told,
        head=told.head,
        kind_of=_kind_of,
        name_lines=name_lines,
        blank_day=dates.blank(told.head.year),
        drawn=partial(to_svg, inline=True),
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _kind_of(block: Block) -> str:
    """How the template calls a block."""
    return type(block).__name__.lower()
