"""A person's word on a result that came late because the doors stood still: never applied by itself (rule R7)."""

from acts.changes import tell_unit
from acts.desk import Answer, Deed, Desk, perform
from domain.errors import Refusal
from domain.rights import Act, Scope, absent, require
from storage.tables import AssignmentRow, OutageCreditRow
from storage.views.outage_credits import proposal


def decide_credit(
    desk: Desk, scope: Scope, outage: str, assignment: str, reason: str, key: str | None = None, *, granted: bool
) -> Answer:
    """Let it count as in time, or not; who recorded the result never decides, nor does the unit that owed it."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(AssignmentRow, assignment, with_for_update=True)
        if row is None or not scope.sees(row.unit):
            raise absent()
        require(scope, Act.ANSWER, row.unit, lead=row.unit)
        line = proposal(doing.session, desk.calendar, outage, assignment)
        if line is None:
            detail = "Báo cáo này không thuộc trường hợp được xét tính đúng hạn do gián đoạn."
            raise Refusal("conflict", "no-outage-credit", detail)
        if line.granted is not None:
            raise Refusal("conflict", "decided", "Đã có ý kiến về báo cáo này.", allowed=("read",))
        if line.recorded_by == scope.actor:
            detail = "Người ghi nhận báo cáo không tự quyết định tính đúng hạn; đề nghị người khác cho ý kiến."
            raise Refusal("forbidden", "four-eyes", detail)
        doing.session.add(
            OutageCreditRow(
                id=desk.ids(),
                outage=outage,
                completion=line.completion,
                assignment=assignment,
                granted=granted,
                reason=reason,
                decided_by=scope.actor,
                decided_at=doing.now,
            )
        )
        said = "được tính đúng hạn" if granted else "không tính đúng hạn"
        told = f"Báo cáo gửi sau khi hệ thống gián đoạn {said}. {reason}"
        tell_unit(doing, row, f"outage-credit/{line.completion}/{assignment}", told)
        doing.note("outage.credit-decided", f"assignment/{assignment}", outage=outage, granted=granted, notices=1)
        return Answer({"assignment": assignment, "outage": outage, "granted": granted}, 201)

    return perform(desk, scope, deed, key=key, request=["outage credit", outage, assignment, granted, reason])
