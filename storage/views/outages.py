"""Standstills of the house, and what became of what fell due meanwhile: "while we were down"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.outage import StormGuard
from domain.rights import Act, Scope, require
from storage.tables import MessageRow, NoticeRow, OutageRow, PulseRow, SettingRow, StepRow

STORM = "storm-guard"
"""The setting under which an office says what it takes for too much at once."""
SHOWN = 20


@dataclass(frozen=True)
class Outage:
    """A time in which a part gave no sign of life, and what became of what fell due in it.

    `steps` counts those steps by state; `late_mails` those told of them after it, `told` the mails that would have left
    at once and the assignments they spoke of, `merged` the mails saved because that was too much.
    """

    id: str
    part: str
    since: datetime
    until: datetime
    steps: Mapping[str, int]
    due: int
    late_mails: int
    mails: int | None
    assignments: int | None
    merged: int | None


def storm_guard(session: Session) -> StormGuard:
    """What the office takes for too much at once."""
    row = session.get(SettingRow, STORM)
    return StormGuard() if row is None else StormGuard(**row.body)


def pulses(session: Session) -> dict[str, datetime]:
    """When each part last gave a sign of life."""
    return {row.part: row.at for row in session.scalars(select(PulseRow).order_by(PulseRow.part))}


def outages(session: Session, scope: Scope) -> list[Outage]:
    """The standstills, the latest first."""
    require(scope, Act.READ_OPERATIONS)
    rows = session.scalars(select(OutageRow).order_by(OutageRow.until.desc(), OutageRow.id).limit(SHOWN))
    return [_outage(session, row) for row in rows]


def _outage(session: Session, row: OutageRow) -> Outage:
    fell_due = (StepRow.at >= row.since) & (StepRow.at < row.until)
    counted = session.execute(select(StepRow.state, func.count()).where(fell_due).group_by(StepRow.state))
    steps = {str(state): int(number) for state, number in counted}
    late = (
        select(func.count(func.distinct(MessageRow.id)))
        .join(NoticeRow, NoticeRow.message == MessageRow.id)
        .join(StepRow, NoticeRow.cause == func.concat("step/", StepRow.id))
        .where(fell_due, MessageRow.sent_at >= row.until)
    )
    return Outage(
        id=row.id,
        part=row.part,
        since=row.since,
        until=row.until,
        steps=steps,
        due=sum(steps.values()),
        late_mails=int(session.scalar(late) or 0),
        mails=row.mails,
        assignments=row.assignments,
        merged=row.merged,
    )
