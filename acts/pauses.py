"""Acts that pause an assignment and let it go on: its steps are held meanwhile, and nothing of it is lost."""

from acts.changes import tell_unit
from acts.desk import Answer, Deed, Desk, perform
from acts.owed import SAID, must_run, owed
from acts.plans import open_steps, resume
from domain.errors import Refusal
from domain.ladder import StepState
from domain.rights import Act, Scope
from domain.status import WorkState
from storage.tables import AssignmentRow

PAUSED = frozenset({WorkState.SUSPENDED, WorkState.WAITING})


def suspend(
    desk: Desk,
    scope: Scope,
    assignment: str,
    reason: str,
    version: int | None = None,
    key: str | None = None,
    *,
    waiting: bool = False,
) -> Answer:
    """Pause an assignment (tạm dừng), or let it wait for an event outside; the unit is told why."""

    def deed(doing: Deed) -> Answer:
        row = owed(doing, scope, assignment, Act.ASSIGN, version)
        must_run(row)
        row.held_work = row.work
        row.work = (WorkState.WAITING if waiting else WorkState.SUSPENDED).value
        row.version += 1
        for step in open_steps(doing.session, row.id):
            step.state, step.release_at = StepState.HELD.value, None
            step.reason, step.version = "Nhiệm vụ đang tạm dừng", step.version + 1
        tell_unit(doing, row, f"suspended/{row.id}/{row.version}", f"Tạm dừng thực hiện: {reason}")
        doing.note("assignment.suspended", f"assignment/{row.id}", waiting=waiting, notices=1)
        return _answer(row)

    return perform(desk, scope, deed, key=key, request=["suspend", assignment, reason, waiting])


def go_on(
    desk: Desk, scope: Scope, assignment: str, reason: str = "", version: int | None = None, key: str | None = None
) -> Answer:
    """Let a paused assignment go on: held steps come back, those whose day passed on the next working morning."""

    def deed(doing: Deed) -> Answer:
        row = owed(doing, scope, assignment, Act.ASSIGN, version)
        work = WorkState(row.work)
        if work not in PAUSED:
            raise Refusal("conflict", "not-paused", SAID.get(work, "Nhiệm vụ đang được thực hiện."))
        row.work, row.held_work = row.held_work or WorkState.RECEIVED.value, None
        row.version += 1
        resume(doing.session, desk, row)
        tell_unit(doing, row, f"resumed/{row.id}/{row.version}", f"Tiếp tục thực hiện. {reason}".strip())
        doing.note("assignment.resumed", f"assignment/{row.id}", notices=1)
        return _answer(row)

    return perform(desk, scope, deed, key=key, request=["go on", assignment, reason])


def _answer(row: AssignmentRow) -> Answer:
    return Answer({"id": row.id, "work": row.work, "version": row.version}, 201, str(row.version))
