"""Assignments as lists and pages show them: facts with their time state, filtered, sorted, a page at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, false, func, literal, not_, or_, select
from sqlalchemy.orm import Session

from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.office import Role
from domain.rights import Scope, absent
from domain.status import SOON_DAYS, TimeState, WorkState, time_state
from domain.subject import SubjectKind
from storage.log import Event
from storage.tables import (
    AnswerLineRow,
    AssignmentRow,
    CompletionRow,
    DirectiveRow,
    EventRow,
    GrantRow,
    ItemRow,
    OfficialRow,
    StepRow,
    UnitRow,
)
from storage.views import extensions, remarks
from storage.views.children import Part, children_of, parent_of
from storage.views.extensions import ExtensionLine
from storage.views.paging import Page, Wanted, decode, encode
from storage.views.remarks import RemarkLine

NEVER = date.max
"""Sorts after every deadline: what has none comes last."""
JUDGED = (WorkState.REPORTED.value, WorkState.ACCEPTED.value)


@dataclass(frozen=True)
class AssignmentLine:
    """One assignment with the names a reader needs. `time` is judged on the day the view was asked for."""

    id: str
    item: str
    ref: str
    text: str
    directive: str
    number: str | None
    issued_on: date | None
    unit: str
    unit_name: str
    acceptor: str | None
    period: str
    cadence: str
    product: str | None
    work: WorkState
    time: TimeState
    deadline: date | None
    deadline_at: datetime | None
    original: date | None
    explanation: str
    basis: str
    counts: bool
    mover: str | None
    opened_at: datetime
    acknowledged_at: datetime | None
    completion: str | None
    result_on: date | None
    missed: date | None
    official: str | None
    reports: int
    closed_at: datetime | None
    version: int


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; a field left out narrows nothing."""

    unit: str | None = None
    official: str | None = None
    directive: str | None = None
    item: str | None = None
    work: tuple[WorkState, ...] = ()
    time: tuple[TimeState, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    text: str | None = None


@dataclass(frozen=True)
class StepLine:
    """A step of an assignment's ladder."""

    id: str
    rung: str
    phase: str
    role: str
    at: datetime
    release: str
    state: str
    release_at: datetime | None
    reason: str | None
    taken_at: datetime | None
    taken_by: str | None
    version: int


@dataclass(frozen=True)
class Reported:
    """A report as one assignment sees it, with its answer.

    `entered_late` says that it was entered after the deadline although its result is in time: "cập nhật chậm", which
    is never "trễ hạn".
    """

    id: str
    document: Mapping[str, Any] | None
    result_on: date
    note: str
    source: str
    recorded_for: str | None
    entered_at: datetime
    entered_late: bool
    evidence: tuple[str, ...]
    state: str
    classed: str | None
    reason: str | None
    answered_at: datetime | None
    version: int


@dataclass(frozen=True)
class Whole:
    """One assignment with its ladder, the next step, its reports and its timeline."""

    line: AssignmentLine
    steps: tuple[StepLine, ...]
    next_step: StepLine | None
    reports: tuple[Reported, ...]
    extensions: tuple[ExtensionLine, ...]
    remarks: tuple[RemarkLine, ...]
    timeline: tuple[Event, ...]
    parent: Part | None
    children: tuple[Part, ...]


def find(
    session: Session,
    scope: Scope,
    today: date,
    filters: Filters | None = None,
    sort: str = "deadline",
    wanted: Wanted | None = None,
) -> Page[AssignmentLine]:
    """A page of the assignments this scope sees. `sort`: deadline, opened or unit, with - for the other way round."""
    wanted, filters = wanted or Wanted(), filters or Filters()
    narrowed = [_seen(scope), *_conditions(filters, today)]
    column, parse = _order(sort)
    descending = sort.startswith("-")
    query = _lines().where(*narrowed)
    if wanted.cursor is not None:
        query = query.where(_after(column, parse, sort, wanted.cursor, descending=descending))
    ordered = (column.desc(), AssignmentRow.id.desc()) if descending else (column, AssignmentRow.id)
    rows = session.execute(query.order_by(*ordered).limit(wanted.limit + 1)).all()
    shown = rows[: wanted.limit]
    cursor = encode(sort, _told(shown[-1][0], sort), shown[-1][0].id) if len(rows) > wanted.limit else None
    count = _count(session, narrowed) if wanted.count else None
    return Page(tuple(_line(row[0], row[1], row[2], row[3], today) for row in shown), cursor, count)


def get(session: Session, scope: Scope, assignment: str, today: date) -> AssignmentLine:
    """One assignment; refused as absent where this scope does not see it."""
    row = session.execute(_lines().where(AssignmentRow.id == assignment, _seen(scope))).first()
    if row is None:
        raise absent()
    return _line(row[0], row[1], row[2], row[3], today)


def whole(session: Session, scope: Scope, assignment: str, today: date) -> Whole:
    """One assignment with everything that happened and will happen to it."""
    line = get(session, scope, assignment, today)
    steps = tuple(
        _step(row)
        for row in session.scalars(
            select(StepRow)
            .where(StepRow.subject_kind == SubjectKind.ASSIGNMENT.value, StepRow.subject == assignment)
            .order_by(StepRow.at, StepRow.id)
        )
    )
    ahead = [step for step in steps if step.state in {"pending", "awaiting"}]
    reports = _reports(session, line)
    return Whole(
        line,
        steps,
        ahead[0] if ahead else None,
        reports,
        extensions.of_assignment(session, assignment),
        remarks.of_assignment(session, assignment),
        _timeline(session, line, reports),
        parent_of(session, assignment, today),
        children_of(session, assignment, today),
    )


def _lines() -> Select[AssignmentRow, ItemRow, DirectiveRow, UnitRow]:
    return (
        select(AssignmentRow, ItemRow, DirectiveRow, UnitRow)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .join(UnitRow, UnitRow.code == AssignmentRow.unit)
    )


def _count(session: Session, narrowed: list[ColumnElement[bool]]) -> int:
    counted = select(func.count()).select_from(AssignmentRow).join(ItemRow, ItemRow.id == AssignmentRow.item)
    return session.execute(counted.where(*narrowed)).scalar_one()


def _seen(scope: Scope) -> ColumnElement[bool]:
    """What a scope's units owe, and what its own people head the answering of."""
    units = scope.units
    if units is None:
        return literal(value=True)
    heads = sorted(grant.unit for grant in scope.grants if grant.role is Role.HEAD and grant.unit is not None)
    return or_(AssignmentRow.unit.in_(sorted(units)), AssignmentRow.acceptor.in_(heads))


def _conditions(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, value in (
        (AssignmentRow.unit, filters.unit),
        (AssignmentRow.directive, filters.directive),
        (AssignmentRow.item, filters.item),
    ):
        if value is not None:
            found.append(column == value)
    if filters.official is not None:
        found.append(AssignmentRow.unit.in_(_units_of(filters.official)))
    if filters.work:
        found.append(AssignmentRow.work.in_([state.value for state in filters.work]))
    if filters.time:
        found.append(or_(false(), *(in_time_state(state, today) for state in filters.time)))
    if filters.due_from is not None:
        found.append(AssignmentRow.deadline >= filters.due_from)
    if filters.due_to is not None:
        found.append(AssignmentRow.deadline <= filters.due_to)
    if filters.text:
        found.append(ItemRow.folded.contains(fold(filters.text), autoescape=True))
    return found


def _units_of(official: str) -> Select[str | None]:
    """Units in which somebody, named by login, holds a role."""
    return (
        select(GrantRow.unit)
        .join(OfficialRow, OfficialRow.id == GrantRow.official)
        .where(OfficialRow.login == official, GrantRow.unit.is_not(None))
    )


def in_time_state(state: TimeState, today: date) -> ColumnElement[bool]:
    """`domain.status.time_state` as a condition on rows; a test holds the two to each other."""
    work, due = AssignmentRow.work, AssignmentRow.deadline
    stopped = work == WorkState.WITHDRAWN.value
    judged = and_(not_(stopped), AssignmentRow.result_on.is_not(None), work.in_(JUDGED))
    running = and_(not_(stopped), not_(judged))
    soon = today + timedelta(days=SOON_DAYS)
    binding = and_(judged, due.is_not(None), AssignmentRow.counts)
    match state:
        case TimeState.STOPPED:
            return stopped
        case TimeState.DONE:
            return and_(judged, or_(due.is_(None), ~AssignmentRow.counts))
        case TimeState.DONE_ON_TIME:
            return and_(binding, AssignmentRow.result_on <= func.coalesce(AssignmentRow.missed, due))
        case TimeState.DONE_LATE:
            return and_(binding, AssignmentRow.result_on > func.coalesce(AssignmentRow.missed, due))
        case TimeState.UNDATED:
            return and_(running, due.is_(None))
        case TimeState.OVERDUE:
            return and_(running, due.is_not(None), due < today)
        case TimeState.SOON:
            return and_(running, due.is_not(None), due >= today, due <= soon)
        case TimeState.ON_TRACK:
            return and_(running, due.is_not(None), due > soon)


def _order(sort: str) -> tuple[ColumnElement[Any], type[date] | type[datetime] | type[str]]:
    match sort.removeprefix("-"):
        case "deadline":
            return func.coalesce(AssignmentRow.deadline, literal(NEVER, Date)), date
        case "opened":
            return AssignmentRow.opened_at.expression, datetime
        case "unit":
            return AssignmentRow.unit.expression, str
        case _:
            problem = Problem("sort", "chỉ nhận deadline, opened, unit, có thể thêm dấu - phía trước")
            raise Refusal("invalid", "bad-sort", "Cách sắp xếp không hợp lệ.", (problem,))


def _after(
    column: ColumnElement[Any],
    parse: type[date] | type[datetime] | type[str],
    sort: str,
    cursor: str,
    *,
    descending: bool,
) -> ColumnElement[bool]:
    told, last = decode(cursor, sort, 2)
    try:
        value = told if parse is str else parse.fromisoformat(told)  # type: ignore[union-attr]
    except ValueError:
        raise Refusal("invalid", "bad-cursor", "Con trỏ trang không hợp lệ.") from None
    if descending:
        return or_(column < value, and_(column == value, AssignmentRow.id < last))
    return or_(column > value, and_(column == value, AssignmentRow.id > last))


def _told(row: AssignmentRow, sort: str) -> str:
    """The sort key of a row as a cursor carries it."""
    match sort.removeprefix("-"):
        case "deadline":
            return (row.deadline or NEVER).isoformat()
        case "opened":
            return row.opened_at.isoformat()
        case _:
            return row.unit


def _line(row: AssignmentRow, item: ItemRow, directive: DirectiveRow, unit: UnitRow, today: date) -> AssignmentLine:
    work = WorkState(row.work)
    return AssignmentLine(
        id=row.id,
        item=row.item,
        ref=item.ref,
        text=item.text,
        directive=row.directive,
        number=directive.number,
        issued_on=directive.issued_on,
        unit=row.unit,
        unit_name=unit.name,
        acceptor=row.acceptor,
        period=row.period,
        cadence=item.cadence,
        product=item.product,
        work=work,
        time=time_state(work, row.deadline, row.result_on, today, row.missed, counts=row.counts),
        deadline=row.deadline,
        deadline_at=row.deadline_at,
        original=row.original,
        explanation=row.explanation,
        basis=row.basis,
        counts=row.counts,
        mover=item.mover or directive.mover,
        opened_at=row.opened_at,
        acknowledged_at=row.acknowledged_at,
        completion=row.completion,
        result_on=row.result_on,
        missed=row.missed,
        official=row.official,
        reports=row.reports,
        closed_at=row.closed_at,
        version=row.version,
    )


def _step(row: StepRow) -> StepLine:
    return StepLine(
        row.id,
        row.rung,
        row.phase,
        row.role,
        row.at,
        row.release,
        row.state,
        row.release_at,
        row.reason,
        row.taken_at,
        row.taken_by,
        row.version,
    )


def _reports(session: Session, line: AssignmentLine) -> tuple[Reported, ...]:
    rows = session.execute(
        select(CompletionRow, AnswerLineRow)
        .join(AnswerLineRow, AnswerLineRow.completion == CompletionRow.id)
        .where(AnswerLineRow.assignment == line.id)
        .order_by(CompletionRow.entered_at, CompletionRow.id)
    )
    return tuple(
        Reported(
            report.id,
            report.document,
            report.result_on,
            report.note,
            report.source,
            report.recorded_for,
            report.entered_at,
            _entered_late(report, line),
            tuple(report.evidence),
            answer.state,
            answer.classed,
            answer.reason,
            answer.answered_at,
            report.version,
        )
        for report, answer in rows
    )


def _entered_late(report: CompletionRow, line: AssignmentLine) -> bool:
    if line.deadline_at is None or line.deadline is None:
        return False
    if report.entered_at == line.opened_at:  # carried over together: the office knew of it elsewhere
        return False
    return report.result_on <= line.deadline and report.entered_at > line.deadline_at


RECEIVED = "assignments.acknowledged"
OF_DIRECTIVE = ("directive.issued", RECEIVED)
"""Events of a whole directive that belong to the story of each of its assignments."""


def _timeline(session: Session, line: AssignmentLine, reports: Iterable[Reported]) -> tuple[Event, ...]:
    """What happened to it, to the reports that answer it, to its item, and of its directive what concerns it."""
    subjects = [f"assignment/{line.id}", f"item/{line.item}", *(f"completion/{report.id}" for report in reports)]
    of_directive = and_(EventRow.subject == f"directive/{line.directive}", EventRow.kind.in_(OF_DIRECTIVE))
    asked = select(EventRow).where(or_(EventRow.subject.in_(subjects), of_directive)).order_by(EventRow.seq)
    rows = (row for row in session.scalars(asked) if row.kind != RECEIVED or line.id in row.data["assignments"])
    return tuple(_moment(row, own=row.subject == subjects[0]) for row in rows)


def _moment(row: EventRow, *, own: bool) -> Event:
    """The event; what concerns others as well (an item's other units, a report's other work) is told without its data."""
    if not own:
        return Event(row.seq, row.at, row.kind, row.actor, row.subject, {}, "", "")
    return Event(row.seq, row.at, row.kind, row.actor, row.subject, row.data, row.previous, row.digest)
