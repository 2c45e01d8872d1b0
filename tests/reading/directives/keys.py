"""What the documents beside this file really order: read by a person, written as short keys, compared field by field."""

import json
from pathlib import Path
from typing import Any

from domain.directive import DraftDirective, DraftItem
from reading.directives import read
from reading.directives.plain import number

DOCUMENTS = Path(__file__).parent / "documents"


def documents() -> list[Path]:
    """Every document that has a key."""
    return sorted(path for path in DOCUMENTS.iterdir() if path.suffix in {".txt", ".html"})


def key_of(document: Path) -> dict[str, Any]:
    """The key a person checked."""
    key: dict[str, Any] = json.loads(document.with_name(f"{document.name}.json").read_text("utf-8"))
    return key


def read_document(document: Path) -> DraftDirective:
    """The document as the program reads it."""
    return read(document.read_bytes(), document.name)


def as_key(draft: DraftDirective) -> dict[str, Any]:
    """A draft in the form of a key."""
    return {
        "kind": draft.kind,
        "number": draft.number,
        "issued_on": draft.issued_on and draft.issued_on.isoformat(),
        "issuer": draft.issuer,
        "title": draft.title,
        "signer": draft.signer,
        "recipients": list(draft.recipients),
        "items": [_item(item) for item in draft.items],
        "notes": [note.text for note in draft.notes],
        "warnings": sorted({warning.code for warning in draft.warnings}),
    }


def _item(item: DraftItem) -> dict[str, Any]:
    facts = {
        "ref": item.ref,
        "begins": " ".join(item.text.split()[:7]),
        "lead": list(item.lead),
        "cooperating": list(item.cooperating),
        "cadence": item.cadence.value,
        "due_on": item.due_on and item.due_on.isoformat(),
        "due_text": item.due_text,
        "target": item.target and f"{item.target.op} {number(item.target.value)} {item.target.unit}",
        "condition": item.condition,
        "citations": [cited.number for cited in item.citations],
        "parts": len(item.parts),
        "warnings": [warning.code for warning in item.warnings],
    }
    return {name: value for name, value in facts.items() if value not in (None, [], 0, "once")}
