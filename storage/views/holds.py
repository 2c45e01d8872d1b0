"""What stands before everything that leaves, and what waits behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.ladder import ESCALATIONS, StepState
from domain.outgoing import Gate, HoldKind, Standing
from domain.rights import Act, Scope, require
from storage.tables import HoldRow, InstanceRow, MessageRow, NoticeRow, OfficialRow, StepRow
from storage.views.office import reach
from storage.views.paging import MOST


@dataclass(frozen=True)
class HoldLine:
    """A hold as its keepers see it; `ended_at` once it was released."""

    id: str
    kind: HoldKind
    since: datetime
    by: str
    reason: str
    facts: Mapping[str, Any]
    ended_at: datetime | None
    ended_by: str | None
    end_reason: str | None
    version: int


@dataclass(frozen=True)
class Waiting:
    """A mail that would leave: to whom (role, unit, address), of what kind, with how many notices, since when."""

    id: str
    addressee: str
    unit: str | None
    address: str | None
    kind: str
    notices: int
    send_at: datetime
    escalates: bool


def instance(session: Session) -> str | None:
    """The installation a database belongs to; None before it was founded."""
    row = session.get(InstanceRow, 1)
    return None if row is None else row.uuid


def gate(session: Session, mine: str | None) -> Gate:
    """What may leave of an installation that says it is `mine`; None says nothing and is not fenced."""
    standing = session.scalars(select(HoldRow).where(HoldRow.ended_at.is_(None)).order_by(HoldRow.since, HoldRow.id))
    holds = tuple(Standing(row.id, HoldKind(row.kind), row.since, row.by, row.reason) for row in standing)
    return Gate(mine is not None and instance(session) != mine, holds)


def decided_on_loss(session: Session) -> datetime | None:
    """When an operator last let go what was held because the database had been set back."""
    kinds = (HoldKind.ROLLED_BACK.value, HoldKind.RESTORED.value)
    return session.scalar(select(func.max(HoldRow.ended_at)).where(HoldRow.kind.in_(kinds)))


def holds(session: Session, scope: Scope) -> list[HoldLine]:
    """All holds, the latest first."""
    require(scope, Act.READ_OPERATIONS)
    rows = session.execute(
        select(HoldRow, OfficialRow.name)
        .outerjoin(OfficialRow, OfficialRow.id == HoldRow.by)
        .order_by(HoldRow.since.desc(), HoldRow.id)
        .limit(MOST)
    )
    return [
        HoldLine(
            row.id,
            HoldKind(row.kind),
            row.since,
            name or row.by,
            row.reason,
            dict(row.facts),
            row.ended_at,
            row.ended_by,
            row.end_reason,
            row.version,
        )
        for row, name in rows
    ]


def would_leave(session: Session, scope: Scope, now: datetime, today: date) -> Sequence[Waiting]:
    """The mails that would leave as soon as nothing holds them, the earliest first."""
    require(scope, Act.READ_OPERATIONS)
    rows = session.execute(
        select(MessageRow, func.count(NoticeRow.id))
        .join(NoticeRow, (NoticeRow.message == MessageRow.id) & (NoticeRow.state == "waiting"))
        .where(MessageRow.state.in_(("pending", "sending")), MessageRow.send_at <= now)
        .group_by(MessageRow.id)
        .order_by(MessageRow.send_at, MessageRow.id)
    )
    return [_waiting(session, row, number, today) for row, number in rows]


def _waiting(session: Session, row: MessageRow, notices: int, today: date) -> Waiting:
    reached = reach(session, row.addressee, today)
    unit = reached.unit.name if reached.unit else None
    return Waiting(row.id, row.addressee, unit, reached.address, row.kind, notices, row.send_at, row.kind in _ESCALATE)


_ESCALATE = frozenset({"escalation", "proposal"})


def held_escalations(session: Session, reason: str) -> int:
    """How many escalations wait because nothing may leave."""
    asked = select(func.count()).where(
        StepRow.phase.in_([phase.value for phase in ESCALATIONS]),
        StepRow.state.in_((StepState.HELD.value, StepState.AWAITING.value)),
        StepRow.reason == reason,
    )
    return int(session.scalar(asked) or 0)
