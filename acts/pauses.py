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
        row = owed(doing, scope, assignment, Act.STOP, version)
        must_run(row)
        pause(doing, row, WorkState.WAITING if waiting else WorkState.SUSPENDED, "Nhiệm vụ đang tạm dừng")
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
        wake(doing, row)
        tell_unit(doing, row, f"resumed/{row.id}/{row.version}", f"Tiếp tục thực hiện. {reason}".strip())
        doing.note("assignment.resumed", f"assignment/{row.id}", notices=1)
        return _answer(row)

    return perform(desk, scope, deed, key=key, request=["go on", assignment, reason])


def pause(doing: Deed, row: AssignmentRow, work: WorkState, why: str) -> None:
    """Put running work to rest, with the state it comes back to; all its steps are held."""
    row.held_work, row.work = row.work, work.value
    row.version += 1
    for step in open_steps(doing.session, row.id):
        step.state, step.release_at = StepState.HELD.value, None
        step.reason, step.version = why, step.version + 1


def wake(doing: Deed, row: AssignmentRow) -> None:
    """Let resting work go on in the state it had, with its steps."""
    row.work, row.held_work = row.held_work or WorkState.RECEIVED.value, None
    row.version += 1
    resume(doing.session, doing.desk, row)


def _answer(row: AssignmentRow) -> Answer:
    return Answer({"id": row.id, "work": row.work, "version": row.version}, 201, str(row.version))
