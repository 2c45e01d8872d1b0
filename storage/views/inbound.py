"""Mails that came in, for who follows the work of all units: what waits to be recorded, and what was left alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from domain.rights import Act, Scope, require
from domain.status import WorkState
from storage.tables import AssignmentRow, DirectiveRow, InboundRow, ItemRow, MessageRow, UnitRow
from storage.views.paging import Page, Wanted, count_of, decode_place, encode_place

ORDER = "-received"
PROPOSED = "proposed"


@dataclass(frozen=True)
class Task:
    """One assignment an answer may be about; `runs` while it can still be reported."""

    assignment: str
    number: str | None
    ref: str
    text: str
    deadline: date | None
    runs: bool


@dataclass(frozen=True)
class InboundLine:
    """A mail that came in, with what was made of it.

    `recovered` is a report that was accepted before the database was restored and is learnt back from the journal, with
    its `document` and `result_on`.
    """

    id: str
    state: str
    sender: str
    subject: str
    text: str
    unit: str | None
    unit_name: str | None
    message: str | None
    message_subject: str | None
    tasks: tuple[Task, ...]
    evidence: tuple[str, ...]
    refused: tuple[str, ...]
    reason: str | None
    completion: str | None
    received_at: datetime
    recovered: bool
    document: Mapping[str, Any] | None
    result_on: date | None
    version: int


def find(session: Session, scope: Scope, wanted: Wanted, state: str | None = None) -> Page[InboundLine]:
    """A page of the mails, the latest first."""
    require(scope, Act.READ_LOG)
    asked = select(InboundRow)
    if state is not None:
        asked = asked.where(InboundRow.state == state)
    count = count_of(session, asked, wanted)
    if wanted.cursor is not None:
        at, last = decode_place(wanted.cursor, ORDER)
        asked = asked.where(or_(InboundRow.received_at < at, and_(InboundRow.received_at == at, InboundRow.id < last)))
    ordered = asked.order_by(InboundRow.received_at.desc(), InboundRow.id.desc())
    rows = list(session.scalars(ordered.limit(wanted.limit + 1)))
    shown = tuple(_line(session, row) for row in rows[: wanted.limit])
    more = len(rows) > wanted.limit
    return Page(shown, encode_place(ORDER, shown[-1].received_at, shown[-1].id) if more else None, count)


def _line(session: Session, row: InboundRow) -> InboundLine:
    unit = session.get(UnitRow, row.unit) if row.unit else None
    message = session.get(MessageRow, row.message) if row.message else None
    kept = (row.promised or {}).get("report")
    return InboundLine(
        id=row.id,
        state=row.state,
        sender=row.sender,
        subject=row.subject,
        text=row.text,
        unit=row.unit,
        unit_name=unit.name if unit else None,
        message=row.message,
        message_subject=message.subject if message else None,
        tasks=tuple(_task(session, one) for one in row.assignments),
        evidence=tuple(row.evidence),
        refused=tuple(row.refused),
        reason=row.reason,
        completion=row.completion,
        received_at=row.received_at,
        recovered=kept is not None,
        document=kept["document"] if kept else None,
        result_on=date.fromisoformat(kept["result_on"]) if kept else None,
        version=row.version,
    )


def _task(session: Session, assignment: str) -> Task:
    row = session.get_one(AssignmentRow, assignment)
    item = session.get_one(ItemRow, row.item)
    number = session.get_one(DirectiveRow, row.directive).number
    return Task(row.id, number, item.ref, item.text, row.deadline, WorkState(row.work).runs)
