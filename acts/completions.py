"""Acts of reporting and answering: one report for many assignments; who leads never accepts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from acts.bulk import Row, each
from acts.children import close_with_children
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.evidence import must_be_known
from acts.notices import Word, tell
from acts.owed import ALLOWED
from acts.plans import open_steps, plan_acceptance, resume, supersede
from acts.promising import promise_report
from acts.remarks import close_obstacles
from domain.deadline import JudgedBy
from domain.errors import Problem, Refusal
from domain.ladder import ACCEPTOR_PHASES, Phase, StepState
from domain.rights import Act, Scope, absent, may, require
from domain.status import ReturnClass, WorkState
from domain.wording.dates import plain
from storage.tables import AnswerLineRow, AssignmentRow, CompletionRow, ItemRow, MeasurementRow

STANDING = "standing"
ACCEPTED = "accepted"
RETURNED = "returned"
UNIT = "unit"
"""The source of a report that the unit itself handed in."""


@dataclass(frozen=True)
class Report:
    """What a unit reports. `result_on` is the date of its document; without a document, that of the result, or today.

    `recorded_for` is the unit an office records it for (ghi nhận thay), with `source` saying where it came from. `id` is
    that of a report which was accepted before and is entered once more.
    """

    assignments: tuple[str, ...]
    document: Mapping[str, Any] | None = None
    result_on: date | None = None
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    note: str = ""
    evidence: tuple[str, ...] = ()
    recorded_for: str | None = None
    source: str = UNIT
    id: str | None = None


def complete(
    desk: Desk, scope: Scope, report: Report, key: str | None = None, versions: Mapping[str, int] | None = None
) -> Answer:
    """Record that work was done. From this commit on nobody is reminded of it; the acceptor is, from three days on."""

    def deed(doing: Deed) -> Answer:
        return enter(doing, scope, report, versions)

    return perform(desk, scope, deed, key=key, request=[report, dict(versions or {})])


def enter(doing: Deed, scope: Scope, report: Report, versions: Mapping[str, int] | None = None) -> Answer:
    """Write a report down within an act."""
    if not report.assignments:
        raise Refusal(
            "invalid",
            "nothing-reported",
            "Báo cáo chưa nêu nhiệm vụ.",
            (Problem("assignments", "cần ít nhất một nhiệm vụ"),),
        )
    rows = [_open(doing, scope, one, versions) for one in sorted(set(report.assignments))]
    unit = _one_unit(rows)
    close_with_children(doing.session, rows, report.note)
    recorded_for = _recorded_for(scope, report, unit)
    must_be_known(doing, scope, report.evidence)
    _refuse_strange_values(doing, rows, report)
    result_on, document = _judged(doing, report)
    written = CompletionRow(
        id=report.id or doing.desk.ids(),
        unit=unit,
        document=document,
        result_on=result_on,
        values={name: dict(values) for name, values in report.values.items()},
        evidence=list(report.evidence),
        note=report.note,
        source=report.source,
        recorded_by=scope.actor,
        recorded_for=recorded_for,
        entered_at=doing.now,
        version=1,
    )
    completion = written.id
    doing.session.add(written)
    doing.session.flush()
    promise_report(doing, written, rows, report.result_on or doing.desk.today())
    for row in rows:
        _stand(doing, doing.desk, row, completion, result_on)
    word = Word(f"completion/{completion}", f"unit/{unit}", "received", rows[0].id, facts={"completion": completion})
    tell(doing.session, doing.desk, word, doing.now)
    doing.note("completion.entered", f"completion/{completion}", assignments=[row.id for row in rows], notices=1)
    return Answer(
        {
            "id": completion,
            "assignments": [row.id for row in rows],
            "result_on": result_on.isoformat(),
            "entered_at": doing.now.isoformat(),
        },
        201,
        "1",
    )


def _judged(doing: Deed, report: Report) -> tuple[date, dict[str, Any] | None]:
    """The legal date of a result, with its document: that of the document, or, where the office says so, of its arrival.

    What a unit hands in itself arrives with it; of what is recorded for it the day of the document counts until somebody
    says when it came, so that late entry makes nobody late (domain.md §0.2).
    """
    today, own = doing.desk.today(), report.result_on or doing.desk.today()
    if own > today:
        problem = Problem("document.issued_on", "không được sau hôm nay")
        raise Refusal("invalid", "future-result", "Ngày của văn bản kết quả ở tương lai.", (problem,))
    if not report.document:
        return own, None
    document, told = dict(report.document), report.document.get("arrived_on")
    arrived = date.fromisoformat(told) if told else today if report.source == UNIT else own
    if not own <= arrived <= today:
        problem = Problem("document.arrived_on", f"từ ngày văn bản ({plain(own)}) đến hôm nay")
        raise Refusal("invalid", "arrival-day", "Ngày văn bản đến chưa đúng.", (problem,))
    if doing.desk.days.judged_by is JudgedBy.ARRIVAL:
        return arrived, {**document, "arrived_on": arrived.isoformat()}
    return own, document


def _recorded_for(scope: Scope, report: Report, unit: str) -> str | None:
    """The unit a report is recorded for where it is not the unit's own people who report; its source must then be told."""
    if scope.is_system:
        return report.recorded_for
    if report.recorded_for not in {None, unit}:
        problem = Problem("recorded_for", "phải là đơn vị chủ trì các nhiệm vụ nêu trong báo cáo")
        raise Refusal("invalid", "other-unit", "Báo cáo ghi nhận thay cho đơn vị khác.", (problem,))
    if may(scope, Act.REPORT, unit):
        return None
    if report.source == UNIT:
        problem = Problem("source", "nêu nơi nhận được kết quả, ví dụ: QLVB, văn bản giấy, điện thoại, cuộc họp")
        raise Refusal("invalid", "source-missing", "Ghi nhận thay cần nêu nguồn.", (problem,))
    return unit


def _refuse_strange_values(doing: Deed, rows: Iterable[AssignmentRow], report: Report) -> None:
    """Figures of a report are those of criteria that its tasks feed; others would be kept and never counted."""
    items = [doing.session.get_one(ItemRow, row.item) for row in rows]
    fed = list(dict.fromkeys(criterion for item in items for criterion in item.criteria))
    have = f"có: {', '.join(fed)}" if fed else "nhiệm vụ này không gắn tiêu chí nào"
    problems = tuple(
        Problem(f"values.{criterion}", f"không phải tiêu chí của nhiệm vụ được báo cáo; {have}")
        for criterion in report.values
        if criterion not in fed
    )
    if problems:
        raise Refusal("invalid", "other-criterion", "Báo cáo có số liệu của tiêu chí khác.", problems)


def _open(doing: Deed, scope: Scope, assignment: str, versions: Mapping[str, int] | None) -> AssignmentRow:
    row = doing.session.get(AssignmentRow, assignment, with_for_update=True)
    if row is None or not scope.sees(row.unit):
        raise absent()
    if not may(scope, Act.REPORT, row.unit):
        require(scope, Act.RECORD, row.unit)
    if not (work := WorkState(row.work)).runs:
        problem = Problem("assignments", f"{assignment}: {row.completion}" if row.completion else assignment)
        detail = "Nhiệm vụ không ở trạng thái có thể báo cáo (đã báo cáo, đã xác nhận hoặc đang dừng)."
        raise Refusal("conflict", "not-open", detail, (problem,), allowed=ALLOWED[work])
    if doing.session.get_one(ItemRow, row.item).indicator:
        problem = Problem("assignments", f"{assignment}: chờ số liệu của nguồn")
        detail = "Chỉ tiêu này hoàn thành theo số liệu, không theo báo cáo; đơn vị cập nhật tiến độ hoặc giải trình."
        raise Refusal("conflict", "judged-by-figures", detail, (problem,), allowed=("progress", "comment"))
    # Only now: who comes second learns that it is reported, not merely that something changed.
    expect_version(row.version, (versions or {}).get(assignment))
    return row


def _one_unit(rows: list[AssignmentRow]) -> str:
    units = {row.unit for row in rows}
    if len(units) > 1:
        raise Refusal("invalid", "several-units", "Một báo cáo chỉ gồm nhiệm vụ của một đơn vị.")
    return units.pop()


def _stand(doing: Deed, desk: Desk, row: AssignmentRow, completion: str, result_on: date) -> None:
    """The report stands: the unit's steps are held, the acceptor's are planned."""
    row.work, row.completion, row.result_on = WorkState.REPORTED.value, completion, result_on
    row.reports += 1
    row.version += 1
    for step in open_steps(doing.session, row.id):
        step.state, step.release_at = StepState.HELD.value, None
        step.reason = "Đơn vị đã báo cáo, đang chờ xác nhận"
        step.version += 1
    doing.session.add(AnswerLineRow(completion=completion, assignment=row.id, state=STANDING))
    plan_acceptance(doing.session, desk, row)


def accept(desk: Desk, scope: Scope, completion: str, version: int | None = None, key: str | None = None) -> Answer:
    """Confirm what was reported: its assignments are closed, and its values become measurements."""

    def deed(doing: Deed) -> Answer:
        return _accept(doing, scope, completion, version)

    return perform(desk, scope, deed, key=key, request=["accept", completion])


def accept_many(desk: Desk, scope: Scope, rows: Iterable[Row], key: str | None = None) -> Answer:
    """Confirm many reports at once, each for itself."""
    return each(desk, scope, rows, lambda doing, row: _accept(doing, scope, row.id, row.version), key, "accept many")


def _accept(doing: Deed, scope: Scope, completion: str, version: int | None) -> Answer:
    return _confirmed(doing, *_standing(doing, scope, completion, version))


def confirm(doing: Deed, completion: str) -> Answer:
    """Confirm a report within an act that is itself the word of who may: nobody else is asked."""
    return _confirmed(doing, *locked(doing, completion))


def _confirmed(doing: Deed, report: CompletionRow, rows: list[tuple[AssignmentRow, AnswerLineRow]]) -> Answer:
    for row, line in rows:
        line.state, line.answered_by, line.answered_at = ACCEPTED, doing.scope.actor, doing.now
        row.work, row.closed_at = WorkState.ACCEPTED.value, doing.now
        row.version += 1
        supersede(open_steps(doing.session, row.id), "Đã xác nhận hoàn thành")
        close_obstacles(doing, row.id)
        _measure(doing, doing.desk, report, row)
    report.version += 1
    tell(
        doing.session,
        doing.desk,
        Word(f"acceptance/{report.id}", f"unit/{report.unit}", "accepted", rows[0][0].id),
        doing.now,
    )
    doing.note("completion.accepted", f"completion/{report.id}", assignments=[row.id for row, _ in rows], notices=1)
    return Answer({"id": report.id, "state": ACCEPTED}, 201, str(report.version))


def send_back(
    desk: Desk,
    scope: Scope,
    completion: str,
    classed: ReturnClass,
    reason: str,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Ask for a report to be completed, corrected or done again. A return moves no deadline and never disappears."""

    def deed(doing: Deed) -> Answer:
        report, rows = _standing(doing, scope, completion, version)
        if classed is ReturnClass.SERIOUS:
            require(scope, Act.ANSWER, lead=report.unit)  # only this one is a failure of quality: the office signs it
        for row, line in rows:
            line.state, line.answered_by, line.answered_at = RETURNED, scope.actor, doing.now
            line.classed, line.reason = classed.value, reason
            row.work, row.completion, row.result_on = WorkState.RETURNED.value, None, None
            row.version += 1
            answered = [s for s in open_steps(doing.session, row.id) if Phase(s.phase) in ACCEPTOR_PHASES]
            supersede(answered, "Đã trả lời báo cáo")
            resume(doing.session, desk, row)
        report.version += 1
        word = Word(
            f"return/{completion}",
            f"unit/{report.unit}",
            "returned",
            rows[0][0].id,
            facts={"note": reason, "class": classed.value},
        )
        tell(doing.session, desk, word, doing.now)
        doing.note(
            "completion.returned",
            f"completion/{completion}",
            assignments=[row.id for row, _ in rows],
            classed=classed.value,
            notices=1,
        )
        return Answer({"id": completion, "state": RETURNED}, 201, str(report.version))

    return perform(desk, scope, deed, key=key, request=["return", completion, classed.value, reason])


def _standing(
    doing: Deed, scope: Scope, completion: str, version: int | None
) -> tuple[CompletionRow, list[tuple[AssignmentRow, AnswerLineRow]]]:
    """A completion that waits for its answer, its assignments locked; refused to those who may not answer it."""
    report, rows = locked(doing, completion)
    acceptor = _acceptor(row for row, _ in rows)
    if not (scope.sees(report.unit) or may(scope, Act.ANSWER, report.unit, lead=report.unit, acceptor=acceptor)):
        raise absent()
    require(scope, Act.ANSWER, report.unit, lead=report.unit, acceptor=acceptor)
    expect_version(report.version, version)
    if any(line.state != STANDING for _, line in rows):
        raise Refusal("conflict", "answered", "Báo cáo này đã được trả lời.", allowed=("read",))
    return report, rows


def locked(doing: Deed, completion: str) -> tuple[CompletionRow, list[tuple[AssignmentRow, AnswerLineRow]]]:
    """A completion with its lines and their assignments, locked in their order."""
    report = doing.session.get(CompletionRow, completion, with_for_update=True)
    if report is None:
        raise absent()
    lines = doing.session.scalars(
        select(AnswerLineRow).where(AnswerLineRow.completion == completion).order_by(AnswerLineRow.assignment)
    )
    return report, [
        (doing.session.get_one(AssignmentRow, line.assignment, with_for_update=True, populate_existing=True), line)
        for line in list(lines)
    ]


def _acceptor(rows: Iterable[AssignmentRow]) -> str | None:
    """The unit named to answer all of a report; None where it is not one and the same."""
    named = {row.acceptor for row in rows}
    return named.pop() if len(named) == 1 else None


def _measure(doing: Deed, desk: Desk, report: CompletionRow, row: AssignmentRow) -> None:
    """An accepted completion's value is a measurement of the criteria its item feeds."""
    item = doing.session.get_one(ItemRow, row.item)
    for criterion in item.criteria:
        if criterion in report.values:
            doing.session.add(
                MeasurementRow(
                    id=desk.ids(),
                    criterion=criterion,
                    unit=row.unit,
                    period=row.period,
                    values={name: str(Fraction(str(value))) for name, value in report.values[criterion].items()},
                    source=f"completion/{report.id}",
                    arrived_on=desk.today(),
                    entered_at=doing.now,
                )
            )
