"""The past of one line that is carried over: its deadline, how far it had come, its reports; no step of it lies behind."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from acts.completions import ACCEPTED, STANDING
from acts.desk import Deed
from acts.opening import open_item, owed_alone, policy_of
from acts.plans import open_steps, plan_acceptance, plan_deadline, write
from domain import ladder
from domain.deadline import Basis, Deadline, fix
from domain.directive import Cadence
from domain.ladder import Phase, Planned, StepState
from domain.office import UnitKind
from domain.running import BEFORE, Duty
from domain.status import WorkState
from storage.tables import AnswerLineRow, AssignmentRow, CompletionRow, DirectiveRow, ItemRow, StepRow, UnitRow

_PAUSED = frozenset({WorkState.SUSPENDED, WorkState.WAITING})
_SEEN = frozenset({WorkState.RECEIVED, WorkState.IN_PROGRESS, WorkState.RETURNED, *_PAUSED})
SHEET = "bảng theo dõi"
"""Where a result that is carried over was known from."""


def carry(
    doing: Deed, order: DirectiveRow, item: ItemRow, owed: Mapping[str, Duty]
) -> list[tuple[AssignmentRow, Duty]]:
    """The assignments of a carried-over item by unit, each in the state its line says; of what recurs those of now."""
    one = next(iter(owed.values()))
    if one.recurs is Cadence.ONCE:
        rows = [owed_alone(doing.session, doing.desk, order, item, unit) for unit in owed]
        for row in rows:
            _date(doing, item, row, owed[row.unit])
    else:
        rows = open_item(doing.session, doing.desk, order, item, list(owed), doing.desk.today())
    for row in rows:
        _leave_the_past(doing, row)
        _as_it_was(doing, row, owed[row.unit].state)
    return [(row, owed[row.unit]) for row in rows]


def _date(doing: Deed, item: ItemRow, row: AssignmentRow, duty: Duty) -> None:
    """The day in force, and the first one beside it where it was moved; steps only for what is still owed."""
    if duty.deadline is None:
        return
    calendar = doing.desk.calendar_of(row.unit)
    basis, policy = Basis(item.basis if duty.due_on else duty.paper.basis.value), policy_of(doing.desk, item)
    row.basis, row.counts = basis.value, basis.counts
    first = fix(duty.due_on or duty.deadline, calendar, basis, policy)
    force = fix(duty.deadline, calendar, basis, policy)
    row.deadline, row.deadline_at, row.named = force.day, force.instant, force.named
    row.original, row.explanation = first.day, force.explanation
    if not duty.state.is_closed:
        _plan(doing, row, force)


def _plan(doing: Deed, row: AssignmentRow, deadline: Deadline) -> None:
    vertical = doing.session.get_one(UnitRow, row.unit).kind == UnitKind.VERTICAL.value
    plan_deadline(doing.session, doing.desk, row, deadline, vertical=vertical)
    doing.session.flush()


def _leave_the_past(doing: Deed, row: AssignmentRow) -> None:
    """A step whose instant passed is never taken; what repeats goes on one repetition from today."""
    for step in open_steps(doing.session, row.id):
        if step.at > doing.now:
            continue
        if step.repeat_days is not None:
            write(doing.session, doing.desk, row, [_next(doing, row, step)])
        step.state, step.reason = StepState.EXPIRED.value, BEFORE
        step.version += 1


def _next(doing: Deed, row: AssignmentRow, step: StepRow) -> Planned:
    calendar = doing.desk.calendar
    day = calendar.next_working_day(doing.desk.today() + timedelta(days=step.repeat_days or 0))
    at = calendar.opening(day) - doing.desk.spread(row.id)
    return Planned(step.rung, Phase(step.phase), at, ladder.Release(step.release), step.repeat_days, 1)


def _as_it_was(doing: Deed, row: AssignmentRow, state: WorkState) -> None:
    row.work = state.value
    if state in _SEEN:
        row.acknowledged_at = doing.now
    if state in _PAUSED:
        row.held_work = WorkState.IN_PROGRESS.value
        _hold(doing, row, "Nhiệm vụ đang tạm dừng")
    if state is WorkState.WITHDRAWN:
        row.closed_at = doing.now


def _hold(doing: Deed, row: AssignmentRow, reason: str) -> None:
    for step in open_steps(doing.session, row.id):
        step.state, step.reason, step.release_at = StepState.HELD.value, reason, None
        step.version += 1


@dataclass(frozen=True)
class _Report:
    """What makes several results one report: one document of one unit; without a number each is its own."""

    unit: str
    state: WorkState
    on: date
    number: str | None
    alone: str


def close_books(doing: Deed, carried: Sequence[tuple[AssignmentRow, Duty]]) -> Mapping[str, list[str]]:
    """Write the results down as reports: those confirmed are history, those that wait are asked of the acceptor from now on."""
    reports: defaultdict[_Report, list[AssignmentRow]] = defaultdict(list)
    for row, duty in carried:
        if duty.result is not None and duty.state in {WorkState.ACCEPTED, WorkState.REPORTED}:
            result = duty.result
            alone = "" if result.number else row.id
            reports[_Report(row.unit, duty.state, result.on, result.number, alone)].append(row)
    return {_write(doing, report, rows): sorted(row.id for row in rows) for report, rows in reports.items()}


def _write(doing: Deed, report: _Report, rows: Sequence[AssignmentRow]) -> str:
    document = {"number": report.number, "issued_on": report.on.isoformat()} if report.number else None
    completion = CompletionRow(
        id=doing.desk.ids(),
        unit=report.unit,
        document=document,
        result_on=report.on,
        values={},
        evidence=[],
        note="",
        source=SHEET,
        recorded_by=doing.scope.actor,
        recorded_for=report.unit,
        entered_at=doing.now,
        version=1,
    )
    doing.session.add(completion)
    doing.session.flush()
    for row in rows:
        row.completion, row.result_on, row.reports = completion.id, report.on, 1
        _answer(doing, completion.id, row, report.state)
    return completion.id


def _answer(doing: Deed, completion: str, row: AssignmentRow, state: WorkState) -> None:
    line = AnswerLineRow(completion=completion, assignment=row.id, state=STANDING)
    doing.session.add(line)
    if state is WorkState.ACCEPTED:
        line.state, line.answered_by, line.answered_at = ACCEPTED, doing.scope.actor, doing.now
        row.closed_at = doing.now
        return
    _hold(doing, row, "Đơn vị đã báo cáo, đang chờ xác nhận")
    plan_acceptance(doing.session, doing.desk, row)
