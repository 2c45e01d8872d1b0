"""Acts that hand work to other hands: to another unit, or inside a unit to one of its people."""

from sqlalchemy import select

from acts.changes import tell_unit
from acts.desk import Answer, Deed, Desk, perform
from acts.notices import Word, tell
from acts.owed import must_run, owed
from acts.plans import open_steps, supersede
from acts.remarks import remark
from acts.taking_over import plan_anew
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope
from domain.status import WorkState
from storage.tables import AssignmentRow, GrantRow, OfficialRow, UnitRow

ENTRUSTED = "Thủ trưởng đơn vị phân công anh (chị) thực hiện nhiệm vụ này"


def reassign(
    desk: Desk,
    scope: Scope,
    assignment: str,
    unit: str,
    reason: str,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Hand an assignment to another unit with its deadline. Its steps are planned anew for them, and both are told.

    What has passed its deadline is not handed on silently: more time is decided first, so that the lateness stays with
    who was late.
    """

    def deed(doing: Deed) -> Answer:
        row = owed(doing, scope, assignment, Act.ASSIGN, version)
        must_run(row)
        _may_take(doing, row, unit)
        if row.deadline_at is not None and row.deadline_at <= doing.now:
            raise Refusal(
                "conflict",
                "overdue",
                "Nhiệm vụ đã quá hạn: đề nghị quyết định hạn mới rồi chuyển.",
                allowed=("extensions",),
            )
        before = row.unit
        supersede(open_steps(doing.session, row.id), "Đã chuyển đơn vị khác thực hiện")
        row.unit, row.work, row.official, row.missed = unit, WorkState.ISSUED.value, None, None
        row.acknowledged_at = None
        row.acceptor = None if row.acceptor == unit else row.acceptor
        row.deadline_version += 1
        row.version += 1
        plan_anew(doing, row)
        remark(doing, row, "reassigned", reason)
        told = tell_unit(
            doing, row, f"reassigned/{row.id}/{row.version}", f"Chuyển đơn vị khác thực hiện: {reason}", before
        )
        cause, facts = f"issued/{row.id}/{row.version}", {"note": reason}
        word = Word(cause, f"unit/{unit}", "issued", row.id, facts=facts, deadline_version=row.deadline_version)
        told += tell(doing.session, desk, word, doing.now)
        doing.note("assignment.reassigned", f"assignment/{row.id}", previous=before, unit=unit, notices=told)
        return Answer({"id": row.id, "unit": unit, "version": row.version}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["reassign", assignment, unit, reason])


def _may_take(doing: Deed, row: AssignmentRow, unit: str) -> None:
    found = doing.session.get(UnitRow, unit)
    if found is None or found.parent is None:
        raise Refusal(
            "invalid", "unknown-unit", "Không có đơn vị này.", (Problem("unit", "chọn một đơn vị trực thuộc"),)
        )
    if unit == row.unit:
        raise Refusal("conflict", "same-unit", "Đơn vị này đang chủ trì nhiệm vụ.", allowed=("comment",))
    twin = select(AssignmentRow.id).where(
        AssignmentRow.item == row.item, AssignmentRow.unit == unit, AssignmentRow.period == row.period
    )
    if doing.session.scalar(twin) is not None:
        raise Refusal("conflict", "already-owed", "Đơn vị này đã được giao chính nhiệm vụ đó trong kỳ.")


def delegate(
    desk: Desk, scope: Scope, assignment: str, login: str, version: int | None = None, key: str | None = None
) -> Answer:
    """Entrust somebody of the unit with it, and tell them: the head's word inside the unit; the unit stays who owes it."""

    def deed(doing: Deed) -> Answer:
        row = owed(doing, scope, assignment, Act.DELEGATE, version)
        must_run(row)
        found = _colleague(doing, row.unit, login)
        row.official, row.version = found, row.version + 1
        told = 0 if found == scope.actor else _entrusted(doing, row, found)
        doing.note("assignment.delegated", f"assignment/{row.id}", official=found, notices=told)
        return Answer({"id": row.id, "official": login, "version": row.version}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["delegate", assignment, login])


def _entrusted(doing: Deed, row: AssignmentRow, official: str) -> int:
    """Tell whom the head entrusts with it; reminders go on to the unit."""
    cause, facts = f"delegated/{row.id}/{row.version}", {"note": ENTRUSTED}
    word = Word(cause, f"person/{official}", "issued", row.id, facts=facts, deadline_version=row.deadline_version)
    return int(tell(doing.session, doing.desk, word, doing.now))


def _colleague(doing: Deed, unit: str, login: str) -> str:
    today = doing.desk.today()
    asked = (
        select(OfficialRow.id)
        .join(GrantRow, GrantRow.official == OfficialRow.id)
        .where(
            OfficialRow.login == login,
            OfficialRow.active,
            GrantRow.unit == unit,
            (GrantRow.since.is_(None)) | (GrantRow.since <= today),
            (GrantRow.until.is_(None)) | (GrantRow.until >= today),
        )
    )
    found = doing.session.scalar(asked)
    if found is None:
        problem = Problem("official", "chọn một người đang công tác tại đơn vị chủ trì")
        raise Refusal("invalid", "not-of-unit", "Người này không thuộc đơn vị chủ trì.", (problem,))
    return str(found)
