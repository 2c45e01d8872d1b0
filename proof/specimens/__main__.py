"""`python -m proof.specimens OUT`: one of every mail, slip, letter and text, written into a folder to be looked at."""

import sys
from pathlib import Path

from proof.specimens.mails import mails
from proof.specimens.papers import papers
from proof.specimens.short import short
from writing.mails import render_together


def main(out: Path) -> None:
    """Write them all: mails as text and HTML, papers as DOCX and PDF."""
    out.mkdir(parents=True, exist_ok=True)
    for name, parts in mails():
        told = render_together(parts)
        (out / f"thu-{name}.txt").write_text(f"{told.subject}\n\n{told.text}", "utf-8")
        (out / f"thu-{name}.html").write_text(told.html, "utf-8")
    for form in ("docx", "pdf"):
        for name, data in papers(form):
            (out / f"{name}.{form}").write_bytes(data)
    for name, text in short():
        (out / name).write_text(text, "utf-8")


main(Path(sys.argv[1]))
