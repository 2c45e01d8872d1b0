"""Who took over the work of a unit that handed it over: later periods and orders go to them."""

from sqlalchemy.orm import Session

from storage.tables import SettingRow

HANDED_OVER = "handed-over"
"""The setting that holds, by unit, its successor and the document by which it handed over."""


def heir_of(session: Session, unit: str) -> str:
    """The unit that owes what `unit` would: itself, unless it has handed over, perhaps more than once."""
    row = session.get(SettingRow, HANDED_OVER)
    body = row.body if row is not None else {}
    seen = {unit}
    while unit in body and body[unit]["to"] not in seen:
        unit = body[unit]["to"]
        seen.add(unit)
    return unit
