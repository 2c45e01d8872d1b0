"""The unit's word against a report that somebody else recorded for it (ghi nhận thay): within days it may contest."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from acts.assignments import WITHDRAWN
from acts.completions import ACCEPTED, STANDING, locked
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.notices import Word, tell
from acts.plans import open_steps, resume, supersede
from acts.remarks import remark
from acts.taking_over import plan_anew
from domain.calendar import Calendar
from domain.errors import Refusal
from domain.ladder import ACCEPTOR_PHASES, Phase
from domain.rights import Act, Scope, absent, require
from domain.status import WorkState
from domain.wording.dates import plain
from storage.tables import AnswerLineRow, AssignmentRow, CompletionRow, ItemRow
from storage.views.measurements import CONTESTED
from storage.views.office import decider

CONTESTABLE = timedelta(days=3)
"""How long a receipt can be contested (domain.md §0.3)."""


def last_day(entered_at: datetime, calendar: Calendar) -> date:
    """The last day on which what was recorded at that instant can be contested."""
    return calendar.local_date(entered_at) + CONTESTABLE


def contest(
    desk: Desk, scope: Scope, completion: str, reason: str, version: int | None = None, key: str | None = None
) -> Answer:
    """Say that a report recorded for the unit is not the unit's: it stands no longer, and the office is told.

    Within the days of the receipt that also holds where the report was confirmed meanwhile: a quick confirmation takes
    nothing from the unit. The work is owed again as it was; a deadline that has passed since keeps its day, and its ladder
    begins anew. Work that is followed no longer stays as it is: only the report stands no more.
    """

    def deed(doing: Deed) -> Answer:
        followed = _followed(doing, completion)
        report, rows = locked(doing, completion)
        if not scope.sees(report.unit):
            raise absent()
        require(scope, Act.REPORT, report.unit)
        expect_version(report.version, version)
        _may_be_contested(doing, report, rows)
        for row, line in rows:
            _stands_no_more(doing, row, line, reason, is_followed=row.item in followed)
        report.version += 1
        whom = decider(doing.session, "chief", report.recorded_for or "", desk.today())
        word = Word(f"objection/{completion}", whom, "remark", rows[0][0].id, facts={"note": reason})
        tell(doing.session, desk, word, doing.now)
        named = [row.id for row, _ in rows]
        doing.note("completion.contested", f"completion/{completion}", assignments=named, notices=1)
        return Answer({"id": completion, "state": CONTESTED}, 201, str(report.version))

    return perform(desk, scope, deed, key=key, request=["contest", completion, reason])


def _followed(doing: Deed, completion: str) -> set[str]:
    """Those items of a report that are still followed, held before its assignments as who stops following holds them."""
    of_report = (
        select(AssignmentRow.item)
        .join(AnswerLineRow, AnswerLineRow.assignment == AssignmentRow.id)
        .where(AnswerLineRow.completion == completion)
    )
    asked = select(ItemRow).where(ItemRow.id.in_(of_report)).order_by(ItemRow.id).with_for_update()
    held = doing.session.scalars(asked, execution_options={"populate_existing": True})
    return {item.id for item in held if item.state != WITHDRAWN}


def _may_be_contested(doing: Deed, report: CompletionRow, rows: list[tuple[AssignmentRow, AnswerLineRow]]) -> None:
    if report.recorded_for is None:
        raise Refusal("conflict", "own-report", "Báo cáo này do chính đơn vị gửi.", allowed=("comment",))
    if any(line.state not in {STANDING, ACCEPTED} or row.completion != report.id for row, line in rows):
        raise Refusal("conflict", "answered", "Báo cáo này đã được trả lời.", allowed=("comment",))
    last = last_day(report.entered_at, doing.desk.calendar)
    if doing.desk.today() > last:
        raise Refusal("conflict", "too-late", f"Đã quá thời hạn có ý kiến ({plain(last)}).", allowed=("comment",))


def _stands_no_more(doing: Deed, row: AssignmentRow, line: AnswerLineRow, reason: str, *, is_followed: bool) -> None:
    was_confirmed = line.state == ACCEPTED
    line.state, line.answered_by, line.answered_at, line.reason = CONTESTED, doing.scope.actor, doing.now, reason
    remark(doing, row, "objection", reason)
    if is_followed and row.work != WorkState.WITHDRAWN.value:
        _is_owed_again(doing, row, was_confirmed=was_confirmed)


def _is_owed_again(doing: Deed, row: AssignmentRow, *, was_confirmed: bool) -> None:
    row.work, row.completion, row.result_on, row.closed_at = WorkState.RECEIVED.value, None, None, None
    row.version += 1
    chasing = [step for step in open_steps(doing.session, row.id) if Phase(step.phase) in ACCEPTOR_PHASES]
    supersede(chasing, "Đơn vị không thừa nhận báo cáo ghi nhận thay")
    if was_confirmed:
        row.deadline_version += 1
        plan_anew(doing, row)
    else:
        resume(doing.session, doing.desk, row)
