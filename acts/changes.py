"""Telling a unit that something of its work was changed by another hand."""

from acts.desk import Deed
from acts.notices import Word, tell
from storage.tables import AssignmentRow


def tell_unit(doing: Deed, row: AssignmentRow, cause: str, said: str, unit: str | None = None) -> int:
    """Tell the unit that owes the work (or `unit`) what was changed and why; how many notices it brought."""
    word = Word(
        cause,
        f"unit/{unit or row.unit}",
        "changed",
        row.id,
        facts={"note": said},
        deadline_version=row.deadline_version,
    )
    return int(tell(doing.session, doing.desk, word, doing.now))
