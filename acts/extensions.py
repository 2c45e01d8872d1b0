"""Acts on a deadline: ask for more time, and decide it. Lateness that has happened never disappears."""

from datetime import date

from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.notices import Word, tell
from acts.opening import policy_of, set_deadline
from acts.plans import open_steps, supersede
from domain.deadline import Basis, fix
from domain.errors import Problem, Refusal
from domain.ladder import ACCEPTOR_PHASES, Phase
from domain.rights import Act, Scope, absent, require
from domain.status import DelayClass, WorkState
from storage.tables import AssignmentRow, ExtensionRow, ItemRow

ASKED = "asked"
GRANTED = "granted"
REFUSED = "refused"


def ask(
    desk: Desk,
    scope: Scope,
    assignment: str,
    until: date,
    reason: str,
    classed: DelayClass,
    authority: str | None = None,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Ask to move a deadline, before it has passed, with the reason and whose cause it is."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(AssignmentRow, assignment, with_for_update=True)
        if row is None or not scope.sees(row.unit):
            raise absent()
        require(scope, Act.ASK_EXTENSION, row.unit)
        expect_version(row.version, version)
        _may_be_asked(row, until, desk.today())
        extension = desk.ids()
        doing.session.add(
            ExtensionRow(
                id=extension,
                assignment=row.id,
                until=until,
                before=row.deadline,
                reason=reason,
                classed=classed.value,
                authority=authority,
                state=ASKED,
                asked_by=scope.actor,
                asked_at=doing.now,
                version=1,
            )
        )
        row.version += 1
        word = Word(f"extension/{extension}/asked", "chief/", "extension", row.id, facts={"until": until.isoformat()})
        tell(doing.session, desk, word, doing.now)
        doing.note("extension.asked", f"assignment/{row.id}", extension=extension, until=until.isoformat(), notices=1)
        return Answer({"id": extension, "state": ASKED}, 201, "1")

    return perform(desk, scope, deed, key=key, request=["ask", assignment, until.isoformat(), reason, classed.value])


def _may_be_asked(row: AssignmentRow, until: date, today: date) -> None:
    if not WorkState(row.work).runs:
        raise Refusal("conflict", "not-open", "Nhiệm vụ không ở trạng thái có thể xin gia hạn.")
    if row.deadline is None:
        raise Refusal("conflict", "no-deadline", "Nhiệm vụ chưa xác định thời hạn nên không có hạn để gia hạn.")
    if until <= max(row.deadline, today):
        problem = Problem("until", f"phải sau {max(row.deadline, today):%d/%m/%Y}")
        raise Refusal("invalid", "not-later", "Ngày đề nghị phải sau hạn hiện tại và sau hôm nay.", (problem,))


def decide(
    desk: Desk,
    scope: Scope,
    extension: str,
    *,
    granted: bool,
    reason: str,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Grant or refuse more time. Granted, the steps of the old deadline are set aside and those of the new one planned."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(ExtensionRow, extension, with_for_update=True)
        if row is None:
            raise absent()
        assignment = doing.session.get_one(AssignmentRow, row.assignment, with_for_update=True)
        if not scope.sees(assignment.unit):
            raise absent()
        require(scope, Act.DECIDE_EXTENSION, assignment.unit)
        expect_version(row.version, version)
        if row.state != ASKED:
            raise Refusal("conflict", "decided", "Đề nghị gia hạn này đã được quyết định.")
        row.state, row.decided_by, row.decided_at = (GRANTED if granted else REFUSED), scope.actor, doing.now
        row.decision, row.version = reason, row.version + 1
        if granted:
            _move(doing, desk, assignment, row)
        word = Word(
            f"extension/{extension}",
            f"unit/{assignment.unit}",
            "extension",
            assignment.id,
            facts=_facts(row, granted, reason),
        )
        tell(doing.session, desk, word, doing.now)
        doing.note("extension.decided", f"assignment/{assignment.id}", extension=extension, granted=granted, notices=1)
        return Answer({"id": extension, "state": row.state}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["decide", extension, granted, reason])


def _facts(row: ExtensionRow, granted: bool, reason: str) -> dict[str, object]:
    return {"granted": granted, "note": reason, "previous": row.before.isoformat() if row.before else None}


def _move(doing: Deed, desk: Desk, assignment: AssignmentRow, extension: ExtensionRow) -> None:
    """Put the new deadline in force; the original stays beside it."""
    if WorkState(assignment.work).is_closed:
        raise Refusal("conflict", "closed", "Nhiệm vụ đã kết thúc nên không còn hạn để lùi.")
    item = doing.session.get_one(ItemRow, assignment.item)
    of_unit = [step for step in open_steps(doing.session, assignment.id) if Phase(step.phase) not in ACCEPTOR_PHASES]
    supersede(of_unit, "Hạn hoàn thành đã thay đổi")
    assignment.deadline_version += 1
    assignment.version += 1
    deadline = fix(extension.until, desk.calendar, Basis(assignment.basis), policy_of(item))
    set_deadline(doing.session, desk, assignment, deadline)
    extension.after = deadline.day
