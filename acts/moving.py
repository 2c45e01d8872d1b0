"""Moving a deadline that stands: the steps of the old one are set aside, those of the new one planned."""

from datetime import date, datetime

from acts.desk import Deed
from acts.opening import policy_of, set_deadline
from acts.plans import open_steps, supersede
from domain.deadline import Basis, Deadline, fix
from domain.ladder import ACCEPTOR_PHASES, Phase
from storage.tables import AssignmentRow, ItemRow


def move_deadline(doing: Deed, row: AssignmentRow, named: date, reason: str) -> Deadline:
    """Put the deadline that `named` makes in force; the original stays beside it, and so does one that was missed."""
    item = doing.session.get_one(ItemRow, row.item)
    deadline = fix(
        named, doing.desk.calendar_of(row.unit), Basis(row.basis), policy_of(doing.desk, item, named, row.period)
    )
    if was_missed(row, doing.now):
        row.missed = row.missed or row.deadline
    set_aside(doing, row, reason)
    row.deadline_version += 1
    row.version += 1
    set_deadline(doing.session, doing.desk, row, deadline)
    return deadline


def set_aside(doing: Deed, row: AssignmentRow, reason: str) -> None:
    """Set the steps aside that a day brought to the unit; who must answer a report is chased whatever the day."""
    of_unit = [step for step in open_steps(doing.session, row.id) if Phase(step.phase) not in ACCEPTOR_PHASES]
    supersede(of_unit, reason)


def was_missed(row: AssignmentRow, at: datetime) -> bool:
    """Whether the deadline had passed by then without a result that was in time for it."""
    if row.deadline is None or row.deadline_at is None or row.deadline_at > at:
        return False
    return row.result_on is None or row.result_on > row.deadline
