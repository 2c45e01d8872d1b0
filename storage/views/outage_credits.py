"""Results that came late because the doors stood still: those a person may let count as in time, and those decided on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.outage import CREDITED_FROM, may_be_credited
from domain.rights import Act, Scope, may, require
from domain.status import WorkState
from storage.tables import (
    AnswerLineRow,
    AssignmentRow,
    CompletionRow,
    DirectiveRow,
    ItemRow,
    OutageCreditRow,
    OutageRow,
    UnitRow,
)

DOORS = "api"
"""The part that takes reports in."""
REPORTED = (WorkState.REPORTED.value, WorkState.ACCEPTED.value)


@dataclass(frozen=True)
class CreditLine:
    """One result and the standstill before its deadline; `granted` is None until a person has decided."""

    outage: str
    since: datetime
    until: datetime
    assignment: str
    completion: str
    unit: str
    unit_name: str
    number: str | None
    ref: str
    text: str
    deadline: date
    result_on: date
    entered_at: datetime
    recorded_by: str
    granted: bool | None = None
    reason: str | None = None


def proposals(session: Session, scope: Scope, calendar: Calendar) -> list[CreditLine]:
    """What waits for a person's word, the oldest standstill first. Only results without a document: a document has its day."""
    require(scope, Act.ANSWER)
    return [
        one
        for one in _lines(session, calendar)
        if one.granted is None and may(scope, Act.ANSWER, one.unit, lead=one.unit)
    ]


def decided(session: Session, scope: Scope, calendar: Calendar) -> list[CreditLine]:
    """What was decided."""
    require(scope, Act.ANSWER)
    return [one for one in _lines(session, calendar) if one.granted is not None and scope.sees(one.unit)]


def proposal(session: Session, calendar: Calendar, outage: str, assignment: str) -> CreditLine | None:
    """The line of that result, decided on or not; None where nothing is to be decided."""
    return next((one for one in _lines(session, calendar, outage, assignment)), None)


def credited(session: Session, as_of: datetime) -> dict[tuple[str, str], str]:
    """The standstill by report and assignment, of results that a person let count as in time by an instant."""
    asked = select(OutageCreditRow).where(OutageCreditRow.granted, OutageCreditRow.decided_at <= as_of)
    return {(row.completion, row.assignment): row.outage for row in session.scalars(asked)}


def _lines(
    session: Session, calendar: Calendar, outage: str | None = None, assignment: str | None = None
) -> Iterator[CreditLine]:
    stood = select(OutageRow).where(OutageRow.part == DOORS).order_by(OutageRow.since, OutageRow.id)
    for still in session.scalars(stood if outage is None else stood.where(OutageRow.id == outage)):
        if still.until - still.since >= CREDITED_FROM:
            yield from _of(session, calendar, still, assignment)


def _of(session: Session, calendar: Calendar, still: OutageRow, assignment: str | None) -> Iterator[CreditLine]:
    asked = (
        select(AssignmentRow, CompletionRow, ItemRow, DirectiveRow, UnitRow, OutageCreditRow)
        .join(AnswerLineRow, AnswerLineRow.assignment == AssignmentRow.id)
        .join(CompletionRow, CompletionRow.id == AnswerLineRow.completion)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .join(UnitRow, UnitRow.code == AssignmentRow.unit)
        .outerjoin(
            OutageCreditRow,
            (OutageCreditRow.completion == CompletionRow.id) & (OutageCreditRow.assignment == AssignmentRow.id),
        )
        .where(
            AssignmentRow.work.in_(REPORTED),
            AssignmentRow.completion == CompletionRow.id,
            AssignmentRow.counts,
            AssignmentRow.missed.is_(None),
            AssignmentRow.deadline < CompletionRow.result_on,
            CompletionRow.entered_at > still.until,
        )
        .order_by(CompletionRow.entered_at, AssignmentRow.id)
    )
    if assignment is not None:
        asked = asked.where(AssignmentRow.id == assignment)
    for row, report, item, order, unit, word in session.execute(asked):
        if report.document or row.deadline is None or row.deadline_at is None:
            continue
        if may_be_credited(still.since, still.until, row.deadline_at, report.entered_at, calendar):
            yield _line(still, row, report, item, order, unit, word)


def _line(
    still: OutageRow,
    row: AssignmentRow,
    report: CompletionRow,
    item: ItemRow,
    order: DirectiveRow,
    unit: UnitRow,
    word: OutageCreditRow | None,
) -> CreditLine:
    return CreditLine(
        outage=still.id,
        since=still.since,
        until=still.until,
        assignment=row.id,
        completion=report.id,
        unit=row.unit,
        unit_name=unit.name,
        number=order.number,
        ref=item.ref,
        text=item.text,
        deadline=row.deadline or report.result_on,
        result_on=report.result_on,
        entered_at=report.entered_at,
        recorded_by=report.recorded_by,
        granted=word.granted if word is not None else None,
        reason=word.reason if word is not None else None,
    )
