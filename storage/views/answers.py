"""What waits for a person's answer: reports to confirm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, literal, or_, select
from sqlalchemy.orm import Session

from domain.office import Role
from domain.rights import Scope
from storage.tables import (
    AnswerLineRow,
    AssignmentRow,
    CompletionRow,
    DirectiveRow,
    ItemRow,
    UnitRow,
)

STANDING = "standing"
MOST = 500
"""How many one list shows; beyond that an office has another problem than its list."""


@dataclass(frozen=True)
class ReportedTask:
    """One assignment a report answers."""

    assignment: str
    number: str | None
    ref: str
    text: str
    period: str
    deadline: date | None
    missed: date | None
    counts: bool
    acceptor: str | None

    @property
    def binding(self) -> date | None:
        """The day its result is judged by; None where none binds. More time granted late erases none that was missed."""
        return (self.missed or self.deadline) if self.counts else None


@dataclass(frozen=True)
class WaitingReport:
    """A report that waits for its answer, with everything it says."""

    id: str
    unit: str
    unit_name: str
    document: Mapping[str, Any] | None
    result_on: date
    note: str
    values: Mapping[str, Any]
    evidence: tuple[str, ...]
    source: str
    recorded_for: str | None
    entered_at: datetime
    version: int
    tasks: tuple[ReportedTask, ...]

    @property
    def late(self) -> bool:
        """Whether the result is later than one of the days that bind."""
        return any(task.binding is not None and self.result_on > task.binding for task in self.tasks)

    @property
    def judged(self) -> bool:
        """Whether a day binds at all."""
        return any(task.binding is not None for task in self.tasks)


def waiting_reports(session: Session, scope: Scope) -> tuple[WaitingReport, ...]:
    """Reports that stand unanswered, the longest waiting first."""
    rows = session.execute(
        select(CompletionRow, AnswerLineRow, AssignmentRow, ItemRow, DirectiveRow, UnitRow)
        .join(AnswerLineRow, AnswerLineRow.completion == CompletionRow.id)
        .join(AssignmentRow, AssignmentRow.id == AnswerLineRow.assignment)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .join(UnitRow, UnitRow.code == CompletionRow.unit)
        .where(AnswerLineRow.state == STANDING, _seen(scope))
        .order_by(CompletionRow.entered_at, CompletionRow.id, ItemRow.position)
        .limit(MOST)
    )
    reports: dict[str, tuple[CompletionRow, UnitRow, list[ReportedTask]]] = {}
    for report, _, row, item, directive, unit in rows:
        days = (row.deadline, row.missed, row.counts)
        task = ReportedTask(row.id, directive.number, item.ref, item.text, row.period, *days, row.acceptor)
        reports.setdefault(report.id, (report, unit, []))[2].append(task)
    return tuple(_report(report, unit, tuple(tasks)) for report, unit, tasks in reports.values())


def _seen(scope: Scope) -> ColumnElement[bool]:
    """Reports of a scope's units, and those that its own people head the answering of."""
    units = scope.units
    if units is None:
        return literal(value=True)
    heads = sorted(grant.unit for grant in scope.grants if grant.role is Role.HEAD and grant.unit is not None)
    return or_(AssignmentRow.unit.in_(sorted(units)), AssignmentRow.acceptor.in_(heads))


def _report(row: CompletionRow, unit: UnitRow, tasks: tuple[ReportedTask, ...]) -> WaitingReport:
    return WaitingReport(
        id=row.id,
        unit=row.unit,
        unit_name=unit.name,
        document=row.document,
        result_on=row.result_on,
        note=row.note,
        values=row.values,
        evidence=tuple(row.evidence),
        source=row.source,
        recorded_for=row.recorded_for,
        entered_at=row.entered_at,
        version=row.version,
        tasks=tasks,
    )
