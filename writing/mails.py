"""Notices as mails: what was planned and decided, said in the office's words, as text and as HTML of equal facts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from domain.wording import dates, numbers
from writing.mail_facts import one_line, short
from writing.mail_view import MailView
from writing.mailing import Addressee, AddresseeRole, Contact, Kind, Line, Mail, Rendered
from writing.mime import to_message

__all__ = [
    "TITLES",
    "Addressee",
    "AddresseeRole",
    "Contact",
    "Kind",
    "Line",
    "Mail",
    "Rendered",
    "render",
    "render_together",
    "to_message",
]

TITLES: Mapping[str, str] = {
    "release": "Chờ cho ý kiến",
    "escalation": "Kính báo cáo",
    "proposal": "Xin ý kiến chỉ đạo",
    "briefing": "Phục vụ giao ban",
    "digest": "Nhắc việc",
    "issued": "Giao việc",
    "received": "Tiếp nhận báo cáo",
    "accepted": "Xác nhận hoàn thành",
    "returned": "Đề nghị bổ sung",
    "changed": "Điều chỉnh nhiệm vụ",
    "remark": "Ý kiến trao đổi",
    "scoring": "Chấm điểm Chỉ số",
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
"""How the parts of a gathered mail are headed."""
TEMPLATES = Path(__file__).parent / "templates" / "mail"


def render(mail: Mail) -> Rendered:
    """A mail as its reader will see it.

    Each kind is a folder of templates: its subject, and the sentences before and after its lines; how lines, contact
    and reason are set out is the same for all. ValueError for a mail that tells nothing: an empty mail is never sent.
    """
    return render_together([mail])


def render_together(mails: Sequence[Mail]) -> Rendered:
    """Mails to one reader as one mail: each part under its title, one greeting, one foot with all reasons.

    One alone is that mail. ValueError where one tells nothing.
    """
    if not all(mail.lines or mail.about for mail in mails):
        raise ValueError("a mail without lines is not sent")
    reasons = "; ".join(dict.fromkeys(mail.reason for mail in mails))
    whole = replace(mails[0], lines=tuple(line for mail in mails for line in mail.lines), reason=reasons)
    views = [MailView(mail) for mail in mails]
    titles = [TITLES.get(mail.kind, "Thông tin khác") if len(mails) > 1 else "" for mail in mails]
    subject = _subject(views[0]) if len(mails) == 1 else _subject_of_many(MailView(whole), titles)
    context = {"view": MailView(whole), "mail": whole, "contact": whole.contact}

    def shown(environment: Environment, form: str) -> str:
        made = environment.get_template(f"part_{form}.j2")
        parts = [made.render(view=view, mail=view.mail, contact=view.mail.contact) for view in views]
        marked = [Markup(part) if form == "html" else part for part in parts]  # noqa: S704 - escaped when it was made
        titled = list(zip(titles, marked, strict=True))
        return environment.get_template(f"{form}.j2").render(context, parts=titled, subject=subject)

    return Rendered(subject, _tidy(shown(_text(), "text")), shown(_html(), "html"))


def _subject(view: MailView) -> str:
    context = {"view": view, "mail": view.mail, "contact": view.mail.contact}
    return one_line(_text().get_template(f"{view.mail.kind}/subject.j2").render(context))


def _subject_of_many(view: MailView, titles: Sequence[str]) -> str:
    """What a mail of several parts holds, its day, and the numbers of the documents behind it."""
    told = "; ".join(titles)
    return one_line(
        f"Tổng hợp ngày {dates.near(view.today, view.today)}: {told[:1]}{told[1:].lower()} – {view.documents}"
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
        "roman": lambda number: ROMAN[number - 1],
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
