"""Notices as mails: what was planned and decided, said in the office's words, as text and as HTML of equal facts."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.wording import dates, numbers
from writing.mail_facts import one_line, short
from writing.mail_view import MailView
from writing.mailing import Addressee, AddresseeRole, Contact, Kind, Line, Mail, Rendered
from writing.mime import to_message

__all__ = ["Addressee", "AddresseeRole", "Contact", "Kind", "Line", "Mail", "Rendered", "render", "to_message"]

TEMPLATES = Path(__file__).parent / "templates" / "mail"


def render(mail: Mail) -> Rendered:
    """A mail as its reader will see it.

    Each kind is a folder of templates: its subject, and the sentences before and after its lines; how lines, contact
    and reason are set out is the same for all. ValueError for a mail that tells nothing: an empty mail is never sent.
    """
    if not mail.lines and not mail.about:
        raise ValueError("a mail without lines is not sent")
    view = MailView(mail)
    context = {"view": view, "mail": mail, "contact": mail.contact}
    subject = one_line(_text().get_template(f"{mail.kind}/subject.j2").render(context))
    return Rendered(
        subject=subject,
        text=_tidy(_text().get_template("text.j2").render(context)),
        html=_html().get_template("html.j2").render(context, subject=subject),
    )


@cache
def _text() -> Environment:
    return _environment(autoescape=False)


@cache
def _html() -> Environment:
    return _environment(autoescape=True)


def _environment(*, autoescape: bool) -> Environment:
    """Templates that refuse unknown names, with the office's ways to write days and numbers."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=autoescape,  # noqa: S701 - off for text alone, where escaping would turn "&" into "&amp;"
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "count": numbers.count,
        "plain": dates.plain,
        "distance": dates.distance,
        "short": short,
        "one_line": one_line,
        "upfirst": lambda text: text[:1].upper() + text[1:],
    }
    environment.filters.update(filters)
    environment.globals["near"] = dates.near
    return environment


def _tidy(text: str) -> str:
    """No blanks at the ends of lines, never two empty lines running, one line break at the end."""
    lines: list[str] = []
    for line in (raw.rstrip() for raw in text.strip().splitlines()):
        if line or lines[-1]:
            lines.append(line)
    return "\n".join(lines) + "\n"
