"""Numbers of the house for its keepers: what waits, what was sent, how far the clocks are behind. No names, no texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.ladder import StepState
from storage import log
from storage.tables import AssignmentRow, EvidenceRow, MessageRow, NoticeRow, StepRow
from storage.views.clocks import clocks_apart

RELAY = "clocks"
"""The consumer of the log that nudges the clocks."""


@dataclass(frozen=True)
class Gauges:
    """What is counted at one instant."""

    assignments: Mapping[str, int]
    steps: Mapping[str, int]
    taken_by: Mapping[str, int]
    notices: Mapping[str, int]
    messages: Mapping[str, int]
    evidence: Mapping[str, int]
    unknown: int
    events: int
    relay_lag: int
    oldest_due_seconds: float
    clocks_apart_seconds: float


def gauges(session: Session, now: datetime) -> Gauges:
    """Count."""
    head, _ = log.head(session)
    oldest = session.scalar(
        select(func.min(StepRow.at)).where(StepRow.state == StepState.PENDING.value, StepRow.at <= now)
    )
    return Gauges(
        assignments=_by(session, AssignmentRow.work),
        steps=_by(session, StepRow.state),
        taken_by=_by(session, StepRow.taken_by),
        notices=_by(session, NoticeRow.state),
        messages=_by(session, MessageRow.state),
        evidence=_by(session, EvidenceRow.state),
        unknown=int(session.scalar(select(func.coalesce(func.sum(MessageRow.unknown), 0))) or 0),
        events=head,
        relay_lag=head - log.cursor(session, RELAY),
        oldest_due_seconds=max(0.0, (now - oldest).total_seconds()) if oldest is not None else 0.0,
        clocks_apart_seconds=max((abs(one.ahead) for one in clocks_apart(session)), default=0.0),
    )


def _by(session: Session, column: object) -> dict[str, int]:
    counted = session.execute(select(column, func.count()).group_by(column))  # type: ignore[call-overload]
    return {str(name): int(number) for name, number in counted if name is not None}
