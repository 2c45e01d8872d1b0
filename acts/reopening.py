"""Opening again what was closed: accepted work that must be redone, or work that is followed again."""

from datetime import date

from acts.changes import tell_unit
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.moving import was_missed
from acts.opening import policy_of, set_deadline
from acts.owed import SAID
from acts.remarks import remark
from domain.deadline import Basis, fix
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, require
from domain.status import WorkState
from storage.tables import AssignmentRow, ItemRow

WITHDRAWN = "withdrawn"


def reopen(
    desk: Desk,
    scope: Scope,
    assignment: str,
    reason: str,
    until: date | None = None,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Ask for accepted work to be done again (yêu cầu thực hiện lại), or follow withdrawn work again, with the reason.

    A deadline that has passed needs a new day: `until`. The first day stays beside it, and so does what was missed.
    """

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(AssignmentRow, assignment, with_for_update=True)
        if row is None or not scope.sees(row.unit):
            raise absent()
        require(scope, Act.ANSWER, row.unit, lead=row.unit, acceptor=row.acceptor)
        expect_version(row.version, version)
        work = WorkState(row.work)
        if not work.is_closed:
            raise Refusal(
                "conflict", "not-closed", SAID.get(work, "Nhiệm vụ đang được thực hiện."), allowed=("comment",)
            )
        item = doing.session.get_one(ItemRow, row.item)
        if item.state == WITHDRAWN:
            raise Refusal("conflict", "withdrawn", "Cả nhiệm vụ này đã thôi theo dõi.")
        if was_missed(row, row.closed_at or doing.now):
            row.missed = row.missed or row.deadline
        row.work = (WorkState.REDO if work is WorkState.ACCEPTED else WorkState.RECEIVED).value
        row.closed_at = row.completion = row.result_on = None
        row.deadline_version += 1
        row.version += 1
        _plan(doing, row, item, until)
        remark(doing, row, "reopened", reason)
        told = tell_unit(doing, row, f"reopened/{row.id}/{row.version}", f"Yêu cầu thực hiện lại: {reason}")
        doing.note("assignment.reopened", f"assignment/{row.id}", was=work.value, notices=told)
        return Answer({"id": row.id, "work": row.work, "version": row.version}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["reopen", assignment, reason, until])


def _plan(doing: Deed, row: AssignmentRow, item: ItemRow, until: date | None) -> None:
    named = until or row.named
    if named is None:
        return
    deadline = fix(
        named, doing.desk.calendar_of(row.unit), Basis(row.basis), policy_of(doing.desk, item, named, row.period)
    )
    if deadline.instant <= doing.now:
        problem = Problem("until", "cần một ngày từ hôm nay trở đi")
        raise Refusal("invalid", "needs-deadline", "Hạn trước đã qua; đề nghị nêu hạn mới.", (problem,))
    set_deadline(doing.session, doing.desk, row, deadline)
