"""The documents of a review as a page lists them: by kind, each copy with its formats in the order people need them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.pages.shell import REVIEWS
from domain.telling.charts import charts
from writing.review import DOCUMENTS

FORMATS: Mapping[str, str] = {
    "html": "Xem",
    "pdf": "PDF",
    "docx": "Word (DOCX)",
    "xlsx": "Excel (XLSX)",
    "svg": "Hình SVG",
    "png": "Hình PNG",
}


@dataclass(frozen=True)
class Copy:
    """One document: for whom, where there are many of a kind, and its files by format."""

    name: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Made:
    """A kind of document with its copies."""

    title: str
    copies: tuple[Copy, ...]


def documents_of(review: dict[str, Any]) -> list[Made]:
    """The files of a review by kind of document, each copy with its formats."""
    snapshot, folder = review["snapshot"], f"{REVIEWS}/{review['period']}"
    whose = {row["unit"]: row["unit_name"] for row in snapshot["units"]} | {c.name: c.title for c in charts(snapshot)}
    found = []
    for kind, document in DOCUMENTS.items():
        copies = tuple(
            Copy(
                whose.get(name.removeprefix(f"{kind}-"), name if name != kind else ""),
                tuple((f"{folder}/{name}.{form}", FORMATS.get(form, form)) for form in _for_people(document.formats)),
            )
            for name in document.names(kind, snapshot)
        )
        if copies:
            found.append(Made(document.title, copies))
    return found


def previews_of(snapshot: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Documents that can be looked at before freezing: those there is one of, each with its formats."""
    return [
        (one.title, [(f"{kind}.{form}", FORMATS[form]) for form in _for_people(one.formats)])
        for kind, one in DOCUMENTS.items()
        if kind in one.names(kind, snapshot)
    ]


def _for_people(formats: tuple[str, ...]) -> list[str]:
    """What is looked at first, then what is worked on."""
    return sorted(formats, key=lambda form: list(FORMATS).index(form) if form in FORMATS else len(FORMATS))
