"""The assignment an act is about: locked, seen by who acts, in the version they saw."""

from sqlalchemy import select

from acts.desk import Deed, expect_version
from domain.errors import Refusal
from domain.rights import Act, Scope, absent, require
from domain.status import WorkState
from storage.tables import AssignmentRow


def owed(doing: Deed, scope: Scope, assignment: str, act: Act, version: int | None = None) -> AssignmentRow:
    """The row, locked until the act ends; absent where it is not there or not seen, forbidden where it is not theirs."""
    row = doing.session.get(AssignmentRow, assignment, with_for_update=True)
    if row is None or not scope.sees(row.unit):
        raise absent()
    require(scope, act, row.unit, lead=row.unit)
    expect_version(row.version, version)
    return row


def open_of(doing: Deed, item: str) -> list[AssignmentRow]:
    """The assignments of an item that are not closed, locked in one order until the act ends."""
    asked = (
        select(AssignmentRow)
        .where(AssignmentRow.item == item, AssignmentRow.closed_at.is_(None))
        .order_by(AssignmentRow.id)
        .with_for_update()
    )
    return list(doing.session.scalars(asked))


def chased(doing: Deed, scope: Scope, assignment: str) -> AssignmentRow:
    """The row of work that its unit still owes, locked, for who may press for it; else a refusal."""
    row = owed(doing, scope, assignment, Act.ESCALATE)
    if not WorkState(row.work).runs:
        raise Refusal("conflict", "nothing-owed", "Nhiệm vụ không còn ở trạng thái cần đôn đốc.")
    return row


def must_run(row: AssignmentRow, *also: WorkState) -> None:
    """Refuse where the unit is not the one to act: reported, closed, or paused unless `also` says so."""
    work = WorkState(row.work)
    if work.runs or work in also:
        return
    raise Refusal("conflict", f"is-{work.value}", SAID[work], allowed=ALLOWED[work])


SAID = {
    WorkState.REPORTED: "Nhiệm vụ đã được báo cáo và đang chờ xác nhận.",
    WorkState.ACCEPTED: "Nhiệm vụ đã được xác nhận hoàn thành.",
    WorkState.SUSPENDED: "Nhiệm vụ đang tạm dừng.",
    WorkState.WAITING: "Nhiệm vụ đang chờ sự kiện bên ngoài.",
    WorkState.WITHDRAWN: "Nhiệm vụ đã thôi theo dõi.",
}
ALLOWED = {
    WorkState.REPORTED: ("acceptance", "return", "comment"),
    WorkState.ACCEPTED: ("reopening", "comment"),
    WorkState.SUSPENDED: ("resumption", "comment"),
    WorkState.WAITING: ("resumption", "comment"),
    WorkState.WITHDRAWN: ("reopening", "comment"),
}
"""What a state allows instead."""
