"""A table with a column for each unit: the mark in a cell says whether that unit leads the task of the row or helps with it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from reading.directives.unit_heads import opens_unit
from reading.directives.units import unit_list
from reading.directives.words import fold, words

LEADS, HELPS = "lead", "cooperating"
# What says who does what wherever it stands; the others are signs that only the column of a unit makes plain.
_PLAIN = {"ct": LEADS, "chu tri": LEADS, "ph": HELPS, "phoi hop": HELPS}
_SIGNS = {"c": LEADS, "p": HELPS, "x": LEADS, "✓": LEADS, "✔": LEADS, "v": LEADS}
_TICKS = frozenset({"x", "✓", "✔", "v"})  # beside a mark that says who leads they say nothing
_EXPLAINS = re.compile(
    r"(?<!\w)[\"“(]?(\w{1,3}|[^\w\s.,;:()\"“”-])[\"”)]?\s*(?:là|[-–:=])\s*(?:(?:đơn vị|cơ quan)\s+)?(chủ trì|phối hợp)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_LEGEND = 300  # characters
_FEWEST = 2  # columns of units


def legend_of(texts: Iterable[str]) -> dict[str, str]:
    """What the lines around a table say of its marks: "Ký hiệu: X - chủ trì; O - phối hợp"."""
    explained = chain.from_iterable(_EXPLAINS.findall(text) for text in texts if len(text) <= _LONGEST_LEGEND)
    return {fold(mark): LEADS if fold(role) == "chu tri" else HELPS for mark, role in explained}


def names_unit(head: str) -> bool:
    """Whether the head of a column is the name of one unit and nothing else."""
    sentence = words(head)
    named = unit_list(head, sentence, 0) if opens_unit(sentence, 0) else None
    return named is not None and named.end == len(sentence)


def is_matrix(heads: Sequence[str]) -> bool:
    """Whether several columns are each headed by a unit."""
    return len({head for head in heads if head and names_unit(head)}) >= _FEWEST


def marked_in(
    heads: Sequence[str], cells: Sequence[str], known: Iterable[int], legend: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Whom the marks of a row make lead and help, by the heads over them; `known` are the columns that say something else."""
    taken = set(known)
    signs = {
        head: fold(cell).strip(" .()")
        for at, (head, cell) in enumerate(zip(heads, cells, strict=False))
        if head and cell and at not in taken
    }
    roles = {head: _role(head, sign, legend) for head, sign in signs.items()}
    if any(role == LEADS and signs[head] not in _TICKS for head, role in roles.items()):
        roles = {head: role for head, role in roles.items() if signs[head] not in _TICKS or signs[head] in legend}
    return {role: names for role in (LEADS, HELPS) if (names := tuple(h for h, said in roles.items() if said == role))}


def _role(head: str, sign: str, legend: Mapping[str, str]) -> str | None:
    return legend.get(sign) or _PLAIN.get(sign) or (_SIGNS.get(sign) if names_unit(head) else None)
