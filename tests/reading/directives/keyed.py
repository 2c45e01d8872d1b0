"""The documents of the corpus, their keys, and what the program reads in them; which of them the grammar has not met."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.directive import DraftDirective
from domain.errors import Refusal
from reading.calendar import public_working_day
from reading.directives import read
from reading.directives.plain import to_plain

CORPUS = Path(__file__).parent / "corpus"
GRAMMAR = "reading/directives"
_NO_DOCUMENTS = {".json", ".md"}


@dataclass(frozen=True)
class Reading:
    """One document beside its key; `found` is null where no reader takes its format, and `refused` says so."""

    name: str
    key: dict[str, Any]
    found: dict[str, Any] | None
    refused: str | None = None

    @property
    def format(self) -> str:
        """How the document was made."""
        return str(self.key["format"])


def documents() -> list[Path]:
    """Every document of the corpus."""
    return sorted(
        path for path in CORPUS.iterdir() if path.suffix not in _NO_DOCUMENTS and not path.name.startswith(".")
    )


def key_of(document: Path) -> dict[str, Any]:
    """What a person says the document orders."""
    key: dict[str, Any] = json.loads(document.with_name(f"{document.name}.json").read_text("utf-8"))
    return key


def reading_of(document: Path) -> Reading:
    """The document as `dondoc parse --json` prints it, beside its key."""
    try:
        found = to_plain(_read(document), with_codes=False, with_text=False)
    except Refusal as refusal:
        return Reading(document.name, key_of(document), None, refusal.code)
    return Reading(document.name, key_of(document), dict(found))


def _read(document: Path) -> DraftDirective:
    return read(document.read_bytes(), document.name, working_day_after=public_working_day)


def unmet() -> set[str] | None:
    """Names of documents added after the last commit that touched the grammar; null where no history tells."""
    last = _git("log", "-1", "--format=%H", "--", GRAMMAR)
    if not last:
        return None
    added = _git("diff", "--name-only", "--diff-filter=A", last.strip(), "--", str(CORPUS))
    return None if added is None else {Path(line).name for line in added.splitlines()}


def _git(*words: str) -> str | None:
    root = Path(__file__).parents[3]
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
