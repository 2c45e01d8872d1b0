"""The review of a period for its reader: one story from one snapshot, as a page of HTML and as a DOCX."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from writing import dates
from writing.narrative import report
from writing.report import Heading, Paragraph, Table, name_lines
from writing.report_docx import to_docx

_HERE = Path(__file__).parent
TEMPLATES = _HERE / "templates" / "review"
_FORMING = (
    "annexes.py",
    "dates.py",
    "docx_parts.py",
    "estimates.py",
    "narrative.py",
    "numbers.py",
    "report.py",
    "report_docx.py",
    "review.py",
    "words.py",
)
"""The modules whose words and measures make the documents; a change in one makes another document."""


def render_html(snapshot: Mapping[str, Any], office: Mapping[str, Any]) -> str:
    """A whole page with its own style for screen and A4 print; it loads nothing from elsewhere.

    `office` as for `writing.narrative.report`.
    """
    told = report(snapshot, office)
    template = _environment().get_template("report.html.j2")
    return template.render(
        report=told, head=told.head, kind_of=_kind_of, name_lines=name_lines, blank_day=dates.blank(told.head.year)
    )


def render_docx(snapshot: Mapping[str, Any], office: Mapping[str, Any]) -> bytes:
    """The same story as a DOCX with number, date and signature left blank; the same bytes for the same snapshot."""
    as_of = datetime.combine(date.fromisoformat(snapshot["as_of"]), time(), UTC)
    return to_docx(report(snapshot, office), as_of)


@cache
def template_digest() -> str:
    """64 hex digits over the template and the code that form the documents."""
    digest = sha256()
    for path in sorted([*TEMPLATES.iterdir(), *(_HERE / name for name in _FORMING)]):
        digest.update(f"{path.relative_to(_HERE).as_posix()}\n".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _kind_of(block: Heading | Paragraph | Table) -> str:
    """How the template calls a block."""
    return type(block).__name__.lower()
