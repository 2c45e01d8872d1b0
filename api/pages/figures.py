"""The figures a report may carry: which numbers the criteria fed by its tasks are judged by, as fields of its form."""

import re
from dataclasses import dataclass

from acts.desk import Desk
from api.pages.forms import Filled
from domain.rights import SYSTEM
from domain.scorecard import Criterion, labels
from storage.views import directives
from storage.views.measurements import scorecards

PREFIX = "value:"
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")


@dataclass(frozen=True)
class Number:
    """One number asked for: the name of its field, and its words."""

    field: str
    label: str


@dataclass(frozen=True)
class Wanted:
    """A criterion with the numbers it is judged by."""

    criterion: str
    name: str
    numbers: tuple[Number, ...]


def wanted(desk: Desk, items: list[str]) -> tuple[Wanted, ...]:
    """What the criteria of these items need that is not counted from the tasks themselves; each asked for once."""
    with desk.memory.reading() as session:
        named = dict.fromkeys(one for item in items for one in directives.item(session, SYSTEM, item).criteria)
        cards = [card for _, card in scorecards(session)]
    found: dict[str, Wanted] = {}
    for card in cards:
        for criterion in named:
            known = card.criterion(criterion)
            if known is not None and (numbers := _numbers(known)):
                found.setdefault(criterion, Wanted(criterion, known.name, numbers))
    return tuple(found.values())


def told(sent: Filled) -> dict[str, dict[str, str]]:
    """The numbers filled in, by criterion and name; a decimal comma is a point."""
    values: dict[str, dict[str, str]] = {}
    for place, number in sent.under(PREFIX).items():
        criterion, _, name = place.rpartition(":")
        values.setdefault(criterion, {})[name] = plain_number(number)
    return values


def plain_number(number: str) -> str:
    """A number as typed in Vietnam ("1.234,5") as JSON has it ("1234.5")."""
    if "," in number or THOUSANDS.fullmatch(number):
        return number.replace(".", "").replace(",", ".")
    return number


def _numbers(criterion: Criterion) -> tuple[Number, ...]:
    if criterion.fed_by is not None or criterion.rule is None:
        return ()
    return tuple(Number(f"{PREFIX}{criterion.id}:{name}", word) for name, word in labels(criterion).items())
