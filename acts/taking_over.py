"""The ladder of work that comes to other hands or is owed again: nobody is escalated for what was left undone before."""

from acts.desk import Deed
from acts.opening import by_the_hour, policy_of, set_deadline
from acts.plans import plan_deadline, standing
from domain.deadline import Basis, fix
from domain.office import UnitKind
from storage.tables import AssignmentRow, ItemRow, UnitRow


def plan_anew(doing: Deed, row: AssignmentRow) -> None:
    """Plan the steps of an assignment as its unit owes it from now on.

    A deadline ahead is counted by the unit's own calendar. One that has passed stays what it was, as the lateness is a
    fact, and its ladder begins on this day: also for whatever re-plans it later.
    """
    if row.named is None:
        return
    session, desk = doing.session, doing.desk
    item = session.get_one(ItemRow, row.item)
    if row.deadline_at is None or row.deadline_at > doing.now:
        own = desk.calendar_of(row.unit)
        hourly = by_the_hour(desk, item, own)
        stays = hourly is not None and hourly.named == row.named
        named = fix(row.named, own, Basis(row.basis), policy_of(desk, item, row.named, row.period))
        set_deadline(session, desk, row, hourly if hourly is not None and stays else named)
        return
    row.ladder_from = desk.today()
    begun = standing(row)
    vertical = session.get_one(UnitRow, row.unit).kind == UnitKind.VERTICAL.value
    if begun is not None:
        plan_deadline(session, desk, row, begun, vertical=vertical)
