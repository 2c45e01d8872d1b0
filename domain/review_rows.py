"""The rows that stand behind the figures of a review: one an assignment, named as a person would name it."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.calendar import Calendar
from domain.order import reference_order
from domain.record import AssignmentRecord
from domain.tally import NOT_OWED, Standing, standing

Row = Mapping[str, Any]
Where = dict[str, str | None]


def row(record: AssignmentRecord, as_of: date, names: Mapping[str, str], calendar: Calendar) -> dict[str, Any]:
    """Everything the documents say of one assignment, JSON-able; `due` as the tally counts it, days late are working days."""
    stands = standing(record, as_of)
    return {
        **where(record),
        "unit_name": names.get(record.unit, record.unit),
        "text": record.text,
        "product": record.product,
        "cadence": record.cadence,
        "deadline": _iso(record.deadline),
        "original": _iso(record.original),
        "basis": record.basis,
        "due": record.is_due(as_of) and stands not in NOT_OWED,
        "days_late": record.days_late(as_of, calendar),
        "state": stands.value,
        "result_on": _iso(record.result_on),
        "document": record.document,
        "obstacle": record.obstacle,
        "escalated_on": [day.isoformat() for day in sorted(record.escalated_on)],
        "moves": [
            [_iso(m.before), m.after.isoformat(), m.classed.value, m.reason] for m in sorted(record.moves, key=_day)
        ],
        "returns": [[r.on.isoformat(), r.classed.value, r.reason] for r in sorted(record.returns, key=_day)],
        "criteria": sorted(record.criteria),
    }


def where(record: AssignmentRecord) -> Where:
    """Which assignment it is, without any id."""
    return {"directive": record.directive, "ref": record.ref, "unit": record.unit, "period": record.period}


def place(record: AssignmentRecord) -> tuple[object, ...]:
    """The order of the documents; the whole record breaks ties, so that the order it came in never shows."""
    rest = {name: str(value) for name, value in vars(record).items() if name not in {"id", "item"}}
    return (record.directive, reference_order(record.ref), record.unit, record.period or "", canonical(rest))


def canonical(value: object) -> str:
    """The one way to write a value as JSON: sorted keys, no spaces, NFC."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def printable(value: Any) -> Any:
    """A copy of plain data without the control characters that a pasted text may hold and no document can show."""
    if isinstance(value, str):
        return "".join(c for c in value if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    if isinstance(value, Mapping):
        return {key: printable(part) for key, part in value.items()}
    return [printable(part) for part in value] if isinstance(value, list | tuple) else value


def standing_as(snapshot: Row, wanted: Standing) -> list[Row]:
    """Every row of a snapshot that stands so; what came or comes late begins with the longest."""
    rows = [one for one in snapshot["assignments"] if one["state"] == wanted.value]
    return sorted(rows, key=lambda one: -int(one["days_late"]))


def escalated(snapshot: Row) -> list[Row]:
    """Everything that was ever reported to a head or a leader, done or not: an escalation is a fact."""
    return [one for one in snapshot["assignments"] if one["escalated_on"]]


def _day(fact: Any) -> tuple[date, str]:
    return fact.on, str(fact)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
