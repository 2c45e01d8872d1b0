"""What pages and answers say, gathered from where it is written; `python -m tests.api.catalogue` brings the catalogue up.

Sentences in calls of `_`, `counted` and `marked` are read by Babel; words kept in mappings (`api.language.Words`, the
labels of the domain) are asked of the modules themselves, so that no word needs a mark of its own.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

import api
from api.language import CATALOGUE, REFUSALS, Words
from domain.wording.words import _LABELS

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "api" / "templates"
CALLS = {"_": None, "gettext": None, "marked": None, "ngettext": (1, 2), "counted": (1, 1)}
TRIMMED = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
Said = str | tuple[str, ...]


def of_templates() -> Iterator[Said]:
    """Every sentence of a template."""
    for path in sorted(TEMPLATES.glob("*.html")):
        yield from (found[1] for found in extract_from_file("jinja2.ext:babel_extract", path, CALLS, options=TRIMMED))


def of_code() -> Iterator[Said]:
    """Every sentence in the code of the doors that is said through the catalogue."""
    for path in sorted((ROOT / "api").rglob("*.py")):
        yield from (found[1] for found in extract_from_file("python", path, CALLS))


def of_mappings() -> Iterator[str]:
    """Every word kept by its key."""
    for module in modules():
        for value in vars(module).values():
            for words in value.values() if isinstance(value, dict) else (value,):
                if isinstance(words, Words):
                    yield from words.words.values()
    for labels in _LABELS.values():
        yield from labels.values()


def modules() -> Iterator[ModuleType]:
    """Every module of the doors."""
    for found in pkgutil.walk_packages(api.__path__, "api."):
        yield importlib.import_module(found.name)


def said() -> set[Said]:
    """All that is said; what is the same in every language has no letters."""
    found: Iterable[Said] = (*of_templates(), *of_code(), *of_mappings())
    return {one for one in found if any(letter.isalpha() for letter in "".join(one))}


def catalogue() -> Catalog:
    """The catalogue as it is kept."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, "en", abort_invalid=True)


def told(message: Message) -> tuple[str, ...]:
    """The English of a message: one form, or those for one and for many."""
    return tuple(map(str, message.string)) if isinstance(message.string, tuple | list) else (str(message.string or ""),)


def is_of_code(message: Message) -> bool:
    """Whether a message says a refusal by its code: those are no sentences of ours."""
    return message.context == REFUSALS


def renewed(kept: Catalog, wanted: set[Said]) -> Catalog:
    """The catalogue with what is said now: new sentences empty, old ones gone."""
    made = Catalog("en", fuzzy=False, header_comment=kept.header_comment)
    for message in kept:
        if message.id and is_of_code(message):
            made.add(message.id, message.string, context=message.context)
    for one in sorted(wanted, key=str):
        known = kept.get(one[0] if isinstance(one, tuple) else one)
        fits = known is not None and isinstance(known.id, str) == isinstance(one, str)
        made.add(one, known.string if known is not None and fits else None)
    return made


def write(made: Catalog) -> None:
    """Keep it: sorted, without line numbers and days, so that two changes meet only where they say the same."""
    with CATALOGUE.open("wb") as file:
        write_po(file, made, width=0, no_location=True, sort_output=True, omit_header=True)


if __name__ == "__main__":
    write(renewed(catalogue(), said()))
    left = [message.id for message in catalogue() if message.id and not all(told(message))]
    sys.exit("\n".join(map(str, left)))
