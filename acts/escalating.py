"""Reporting an assignment to the head of its unit by hand: at once by a manager, laid before one by a specialist."""

from sqlalchemy import func, select

from acts.addressing import lay_before
from acts.desk import Answer, Deed, Desk, perform
from acts.notices import Word, tell
from acts.owed import chased
from acts.remarks import remark
from domain.errors import Refusal
from domain.ladder import BY_HAND, Phase, Release, StepState, morning_after
from domain.office import UnitKind
from domain.rights import Act, Scope, may
from domain.subject import SubjectKind
from storage.tables import AssignmentRow, RemarkRow, StepRow, UnitRow

ASKED = "escalation"
"""The remark that holds why somebody asked for a report to the head."""


def escalate(desk: Desk, scope: Scope, assignment: str, reason: str, key: str | None = None) -> Answer:
    """Report an assignment to the head of its unit, at any time, with the reason.

    Nothing reaches a head that who answers for the office has not seen (domain.md §0.7): asked for by somebody who may
    not release it, it waits for a word like a step of the ladder, and leaves after a working day unless one says no.
    """

    def deed(doing: Deed) -> Answer:
        row = chased(doing, scope, assignment)
        if doing.session.get_one(UnitRow, row.unit).kind == UnitKind.VERTICAL.value:
            raise Refusal("conflict", "vertical", "Cơ quan ngành dọc chỉ được đề nghị phối hợp.", allowed=("comment",))
        if not may(scope, Act.RELEASE, lead=row.unit):
            return _proposed(doing, row, reason)
        word = Word(
            f"escalation/{desk.ids()}",
            f"head/{row.unit}",
            "escalation",
            row.id,
            Phase.HEAD.value,
            {"note": reason},
            row.deadline_version,
        )
        tell(doing.session, desk, word, doing.now)
        doing.note("assignment.escalated", f"assignment/{assignment}", by_hand=True, notices=1)
        return Answer({"id": assignment, "state": "sent"}, 201)

    return perform(desk, scope, deed, key=key, request=["escalate", assignment, reason])


def _proposed(doing: Deed, row: AssignmentRow, reason: str) -> Answer:
    """A step that awaits a word, with who asked for it and why; one at a time."""
    of_this = (
        StepRow.subject_kind == SubjectKind.ASSIGNMENT.value,
        StepRow.subject == row.id,
        StepRow.rung == BY_HAND,
    )
    if doing.session.scalar(select(StepRow.id).where(*of_this, StepRow.state == StepState.AWAITING.value)) is not None:
        detail = "Đang có một báo cáo thủ trưởng chờ ý kiến về nhiệm vụ này."
        raise Refusal("conflict", "asked-already", detail, allowed=("comment",))
    remark(doing, row, ASKED, reason)
    step = StepRow(
        id=doing.desk.ids(),
        subject_kind=SubjectKind.ASSIGNMENT.value,
        subject=row.id,
        rung=BY_HAND,
        phase=Phase.HEAD.value,
        role="head",
        at=doing.now,
        planned_at=doing.now,
        release=Release.VETO.value,
        state=StepState.AWAITING.value,
        reason=reason[:500],
        release_at=morning_after(doing.now, doing.desk.calendar, doing.desk.spread(row.id)),
        occurrence=doing.session.scalar(select(func.count()).where(*of_this)) or 0,
        deadline_version=row.deadline_version,
        nags=1,
        version=1,
    )
    doing.session.add(step)
    doing.session.flush()
    told = lay_before(doing, row, step)
    doing.note("assignment.escalation-asked", f"assignment/{row.id}", step=step.id, notices=told)
    return Answer({"id": row.id, "state": StepState.AWAITING.value, "step": step.id}, 201)


def said_by_hand(doing: Deed, row: AssignmentRow, step: StepRow) -> dict[str, str] | None:
    """Why somebody asked for this report to the head: what was said when its step was written, not of one asked later."""
    asked = select(RemarkRow.text).where(
        RemarkRow.assignment == row.id, RemarkRow.kind == ASKED, RemarkRow.at <= step.planned_at
    )
    said = doing.session.scalar(asked.order_by(RemarkRow.at.desc(), RemarkRow.id).limit(1))
    return {"note": said} if said else None
