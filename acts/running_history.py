"""The past of one line that is carried over: its deadline, how far it had come, its reports; no step of it lies behind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from acts.completions import ACCEPTED, STANDING
from acts.desk import Deed
from acts.opening import open_item, owed_alone, policy_of
from acts.plans import followed, open_steps, plan_acceptance, write
from domain import laying
from domain.deadline import Basis, Deadline, fix
from domain.directive import Cadence
from domain.ladder import Phase, Planned, Release, StepState
from domain.ladders import Ladders
from domain.office import UnitKind
from domain.running import BEFORE, Duty
from domain.status import WorkState
from storage.tables import AnswerLineRow, AssignmentRow, CompletionRow, DirectiveRow, ItemRow, UnitRow
from storage.views.ladders import ladders_of

_PAUSED = frozenset({WorkState.SUSPENDED, WorkState.WAITING})
_SEEN = frozenset({WorkState.RECEIVED, WorkState.IN_PROGRESS, WorkState.RETURNED, *_PAUSED})
SHEET = "bảng theo dõi"
"""Where a result that is carried over was known from."""


def carry(
    doing: Deed, order: DirectiveRow, items: Sequence[tuple[ItemRow, Mapping[str, Duty]]]
) -> list[tuple[AssignmentRow, Duty]]:
    """The assignments of carried-over items by unit, each in the state its line says; of what recurs those of now."""
    opened: list[tuple[AssignmentRow, Duty]] = []
    once: list[tuple[ItemRow, AssignmentRow, Duty]] = []
    for item, owed in items:
        if next(iter(owed.values())).recurs is Cadence.ONCE:
            once += [(item, owed_alone(doing.desk, order, item, unit), duty) for unit, duty in owed.items()]
            continue
        for row in open_item(doing.session, doing.desk, order, item, list(owed), doing.desk.today()):
            _leave_the_past(doing, row)
            opened.append((row, owed[row.unit]))
    doing.session.add_all(row for _, row, _ in once)
    doing.session.flush()
    laid = _Laid(ladders_of(doing.session), _vertical(doing))
    for item, row, duty in once:
        _date(doing, item, row, duty, laid)
        opened.append((row, duty))
    doing.session.flush()
    for row, duty in opened:
        _as_it_was(doing, row, duty.state)
    return opened


@dataclass(frozen=True)
class _Laid:
    """What is read once for all lines: the ladders in force, and the agencies that nobody escalates to."""

    ladders: Ladders
    vertical: frozenset[str]


def _date(doing: Deed, item: ItemRow, row: AssignmentRow, duty: Duty, laid: _Laid) -> None:
    """The day in force, and the first one beside it where it was moved; steps ahead only, for what is still owed."""
    if duty.deadline is None:
        return
    basis = Basis(item.basis if duty.due_on else duty.paper.basis.value)
    row.basis, row.counts = basis.value, basis.counts
    first, force = (
        fix(named, doing.desk.calendar, basis, policy_of(doing.desk, item, named, row.period))
        for named in (duty.due_on or duty.deadline, duty.deadline)
    )
    row.deadline, row.deadline_at, row.named = force.day, force.instant, force.named
    row.original, row.explanation = first.day, force.explanation
    if not duty.state.is_closed:
        write(doing.session, doing.desk, row, _ahead(doing, row, force, laid))


def _ahead(doing: Deed, row: AssignmentRow, deadline: Deadline, laid: _Laid) -> Iterator[Planned]:
    """The steps still to come; of what is past and repeats, the repetition that comes next."""
    desk = doing.desk
    chain, spread = followed(doing.session, row, laid.ladders), desk.spread(row.id)
    is_vertical = row.unit in laid.vertical
    for step in laying.plan(deadline, chain, desk.calendar, spread, doing.now, vertical=is_vertical):
        if step.at > doing.now:
            yield step
        elif step.repeat_days is not None:
            yield replace(step, at=_next(doing, row, step.repeat_days), occurrence=1)


def _vertical(doing: Deed) -> frozenset[str]:
    return frozenset(doing.session.scalars(select(UnitRow.code).where(UnitRow.kind == UnitKind.VERTICAL.value)))


def _leave_the_past(doing: Deed, row: AssignmentRow) -> None:
    """A step of this period whose instant passed is never taken; what repeats goes on one repetition from today."""
    for step in open_steps(doing.session, row.id):
        if step.at > doing.now:
            continue
        if step.repeat_days is not None:
            at = _next(doing, row, step.repeat_days)
            again = Planned(step.rung, Phase(step.phase), at, Release(step.release), step.repeat_days, 1)
            write(doing.session, doing.desk, row, [again])
        step.state, step.reason = StepState.EXPIRED.value, BEFORE
        step.version += 1


def _next(doing: Deed, row: AssignmentRow, repeat_days: int) -> datetime:
    calendar = doing.desk.calendar
    day = calendar.next_working_day(doing.desk.today() + timedelta(days=repeat_days))
    return calendar.opening(day) - doing.desk.spread(row.id)


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
    kept = [(_report(doing, report), report, rows) for report, rows in reports.items()]
    doing.session.add_all(completion for completion, _, _ in kept)
    doing.session.flush()
    for completion, report, rows in kept:
        for row in rows:
            row.completion, row.result_on, row.reports = completion.id, report.on, 1
            _answer(doing, completion.id, row, report.state)
    return {completion.id: sorted(row.id for row in rows) for completion, _, rows in kept}


def _report(doing: Deed, report: _Report) -> CompletionRow:
    document = {"number": report.number, "issued_on": report.on.isoformat()} if report.number else None
    return CompletionRow(
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


def _answer(doing: Deed, completion: str, row: AssignmentRow, state: WorkState) -> None:
    line = AnswerLineRow(completion=completion, assignment=row.id, state=STANDING)
    doing.session.add(line)
    if state is WorkState.ACCEPTED:
        line.state, line.answered_by, line.answered_at = ACCEPTED, doing.scope.actor, doing.now
        row.closed_at = doing.now
        return
    _hold(doing, row, "Đơn vị đã báo cáo, đang chờ xác nhận")
    plan_acceptance(doing.session, doing.desk, row)
