"""Other systems that are told of events: who they are, what they may see, what came of telling them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.office import Grant, Role
from domain.rights import Act, Scope, absent, require
from domain.webhook import tells
from storage import log
from storage.log import Event
from storage.tables import DeliveryRow, EventRow, WebhookRow
from storage.views.events import told_to
from storage.views.paging import Page, Wanted, count_of, decode, encode

CONSUMER = "webhooks"
"""Whose place in the log this is."""
ORDER = "event"


@dataclass(frozen=True)
class Subscriber:
    """Another system as an administrator sees it; `ended_at` once it is told no more."""

    id: str
    url: str
    name: str
    kinds: tuple[str, ...]
    units: tuple[str, ...] | None
    failures: int
    rest_until: datetime | None
    created_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class DeliveryLine:
    """One event for one subscriber: `state` pending, sending, sent, failed or dropped, with the last words heard."""

    id: str
    event: int
    kind: str
    state: str
    send_at: datetime
    attempts: int
    unknown: int
    reply: str | None
    sent_at: datetime | None
    created_at: datetime


def subscribers(session: Session, scope: Scope) -> list[Subscriber]:
    """All subscribers, the latest first, those that ended too."""
    require(scope, Act.ADMINISTER)
    rows = session.scalars(select(WebhookRow).order_by(WebhookRow.created_at.desc(), WebhookRow.id))
    return [_subscriber(row) for row in rows]


def _subscriber(row: WebhookRow) -> Subscriber:
    return Subscriber(
        id=row.id,
        url=row.url,
        name=row.name,
        kinds=tuple(row.kinds),
        units=None if row.units is None else tuple(row.units),
        failures=row.failures,
        rest_until=row.rest_until,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )


def deliveries(session: Session, scope: Scope, webhook: str, state: str | None, wanted: Wanted) -> Page[DeliveryLine]:
    """A page of what one subscriber was told, the latest event first."""
    require(scope, Act.ADMINISTER)
    if session.get(WebhookRow, webhook) is None:
        raise absent()
    asked = select(DeliveryRow).where(DeliveryRow.webhook == webhook)
    if state is not None:
        asked = asked.where(DeliveryRow.state == state)
    count = count_of(session, asked, wanted)
    if wanted.cursor is not None:
        asked = asked.where(DeliveryRow.event < _place(wanted.cursor))
    rows = list(session.scalars(asked.order_by(DeliveryRow.event.desc()).limit(wanted.limit + 1)))
    shown = tuple(_line(row) for row in rows[: wanted.limit])
    return Page(shown, encode(ORDER, str(shown[-1].event)) if len(rows) > wanted.limit else None, count)


def _place(cursor: str) -> int:
    (told,) = decode(cursor, ORDER, 1)
    if not (told.isascii() and told.isdigit()) or int(told) >= 2**63:
        raise Refusal("invalid", "bad-cursor", "Con trỏ trang không hợp lệ.")
    return int(told)


def _line(row: DeliveryRow) -> DeliveryLine:
    return DeliveryLine(
        id=row.id,
        event=row.event,
        kind=row.kind,
        state=row.state,
        send_at=row.send_at,
        attempts=row.attempts,
        unknown=row.unknown,
        reply=row.reply,
        sent_at=row.sent_at,
        created_at=row.created_at,
    )


def standing(session: Session) -> list[WebhookRow]:
    """Subscribers that are told of events today."""
    return list(session.scalars(select(WebhookRow).where(WebhookRow.ended_at.is_(None)).order_by(WebhookRow.id)))


def place(session: Session, told: list[WebhookRow]) -> int:
    """Where to go on reading the log for these: what happened before any of them asked is passed over."""
    return max(log.cursor(session, CONSUMER), min(row.since for row in told))


def due(now: datetime) -> ColumnElement[bool]:
    """Which deliveries, joined with their subscribers, are to be handed over now."""
    rested = or_(WebhookRow.rest_until.is_(None), WebhookRow.rest_until <= now)
    return and_(
        WebhookRow.ended_at.is_(None),
        or_(
            and_(DeliveryRow.state == "pending", DeliveryRow.send_at <= now, rested),
            and_(DeliveryRow.state == "sending", DeliveryRow.lease_until <= now),
        ),
    )


def are_late(session: Session, before: datetime) -> bool:
    """Whether something was due by then and has not been handed over, or not even been taken off the log."""
    told = standing(session)
    if not told:
        return False
    waiting = select(DeliveryRow.id).join(WebhookRow, WebhookRow.id == DeliveryRow.webhook).where(due(before))
    unread = select(EventRow.seq).where(EventRow.seq > place(session, told), EventRow.at <= before)
    return any(session.scalar(asked.limit(1)) is not None for asked in (waiting, unread))


def moved_by(session: Session, events: Iterable[Event]) -> bool:
    """Whether these events are for subscribers, or about them."""
    kinds = {event.kind for event in events}
    about = any(kind.startswith("webhook.") for kind in kinds)
    return about or any(tells(row.kinds, kind) for row in standing(session) for kind in kinds)


def shown(session: Session, row: WebhookRow, event: Event) -> Event | None:
    """The event as this subscriber may read it, None where it may not."""
    held = (Grant(Role.INSPECTOR),) if row.units is None else tuple(Grant(Role.OFFICIAL, unit) for unit in row.units)
    return told_to(session, Scope(f"webhook/{row.id}", held), event)


def body(session: Session, row: WebhookRow, seq: int) -> bytes | None:
    """What is handed over of an event, the same at each try; None where the subscriber may no longer see it."""
    found = log.event_of(session.get_one(EventRow, seq))
    event = shown(session, row, found)
    if event is None:
        return None
    told = {
        "type": event.kind,
        "timestamp": event.at.isoformat(),
        "data": {"seq": event.seq, "subject": event.subject, **event.data},
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
