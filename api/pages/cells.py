"""What the cells of a grid say of an item."""

from datetime import date
from typing import Any

from api.pages.words import written
from api.unit_names import Names
from domain.deadline import Basis
from domain.directive import Cadence
from domain.item_sheet import BETWEEN, NO, YES
from domain.office import Role
from domain.rights import MOVERS
from domain.wording.words import label
from storage.views.directives import ItemLine


def said(item: ItemLine, names: Names) -> dict[str, str]:
    """The cells of an item as they stand."""
    return {
        "lead_codes": names.words(item.lead_codes),
        "cooperating_codes": names.words(item.cooperating_codes),
        "acceptors": names.words(item.acceptors),
        "cadence": item.cadence,
        "due_on": written(item.due_on),
        "basis": item.basis,
        "product": item.product or "",
        "follow": "true" if item.follow else "",
    }


def told(cell: str, value: Any, names: Names) -> str:
    """The value of a cell in words, for who only reads it."""
    match cell, value:
        case "cadence", str():
            return label(Cadence(value))
        case "basis", str():
            return label(Basis(value))
        case "mover", str():
            return MOVERS[Role(value)]
        case "due_on", str():
            return written(date.fromisoformat(value))
        case "criteria", list():
            return f"{BETWEEN} ".join(value)
        case _, list():
            return names.words(tuple(value))
        case _, bool():
            return YES if value else NO
    return value or ""
