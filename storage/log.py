"""The log: one append-only, hash-chained record of every change of a fact; outbox and feed at once.

Appending is the last statement before COMMIT: it locks the one head row, so appends are in the order of commits and a
reader with a cursor never passes over a slow writer.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.tables import CursorRow, EventRow, LogHeadRow
from storage.upsert import insert_or_ignore

GENESIS = "0" * 64
MOST_EVENTS = 200
"""No transaction appends more: the head is held while they are written."""


@dataclass(frozen=True)
class Fact:
    """One change about to be appended: what kind, about what (`assignment/…`), with ids and digests only."""

    kind: str
    subject: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Event:
    """One entry of the log."""

    seq: int
    at: datetime
    kind: str
    actor: str
    subject: str
    data: Mapping[str, Any]
    previous: str = GENESIS
    digest: str = ""


def append(session: Session, actor: str, now: datetime, facts: list[Fact]) -> tuple[int, str]:
    """Append facts as the last statements of the transaction; sequence number and digest of the last one.

    Time in the log never goes back: a clock set back is written as the last instant known.
    """
    if not facts:
        raise ValueError("an act leaves at least one event")
    if len(facts) > MOST_EVENTS:
        raise ValueError(f"{len(facts)} events in one transaction, at most {MOST_EVENTS}")
    session.flush()
    head = session.execute(
        update(LogHeadRow)
        .where(LogHeadRow.id == 1)
        .values(seq=LogHeadRow.seq + len(facts))
        .execution_options(synchronize_session=False)
        .returning(LogHeadRow.seq, LogHeadRow.digest, LogHeadRow.at)
    ).one()
    at = max(now, head.at) if head.at is not None else now
    digest = head.digest
    for seq, fact in enumerate(facts, start=head.seq - len(facts) + 1):
        event = Event(seq, at, fact.kind, actor, fact.subject, fact.data, digest)
        digest = digest_of(event)
        session.add(
            EventRow(
                seq=seq,
                at=at,
                kind=fact.kind,
                actor=actor,
                subject=fact.subject,
                data=dict(fact.data),
                previous=event.previous,
                digest=digest,
            )
        )
    session.execute(
        update(LogHeadRow)
        .where(LogHeadRow.id == 1)
        .values(digest=digest, at=at)
        .execution_options(synchronize_session=False)
    )
    session.flush()
    return int(head.seq), digest


def digest_of(event: Event) -> str:
    """The link of the chain: sha256 over everything the event says and the digest before it."""
    told = [event.seq, event.at.isoformat(), event.kind, event.actor, event.subject, event.data, event.previous]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read_after(session: Session, seq: int, limit: int = MOST_EVENTS) -> list[Event]:
    """The next events after `seq`, in order."""
    rows = session.scalars(select(EventRow).where(EventRow.seq > seq).order_by(EventRow.seq).limit(limit))
    return [event_of(row) for row in rows]


def read_these(session: Session, seqs: Collection[int]) -> list[Event]:
    """Events by their numbers, in order."""
    rows = session.scalars(select(EventRow).where(EventRow.seq.in_(seqs)).order_by(EventRow.seq))
    return [event_of(row) for row in rows]


def latest(session: Session, kind: str, most: int) -> list[Event]:
    """The last events of a kind, the newest first."""
    rows = session.scalars(select(EventRow).where(EventRow.kind == kind).order_by(EventRow.seq.desc()).limit(most))
    return [event_of(row) for row in rows]


def everything(session: Session) -> Iterator[Event]:
    """The whole log in order, in batches: for verification and export."""
    seq = 0
    while batch := read_after(session, seq, 1000):
        yield from batch
        seq = batch[-1].seq


def head(session: Session) -> tuple[int, str]:
    """Sequence number and digest of the last event."""
    row = session.get_one(LogHeadRow, 1)
    return row.seq, row.digest


def digest_at(session: Session, seq: int) -> str | None:
    """The digest of one event; None where the log does not reach so far."""
    return session.scalar(select(EventRow.digest).where(EventRow.seq == seq))


def cursor(session: Session, consumer: str) -> int:
    """How far `consumer` has read; 0 at its first call."""
    row = session.get(CursorRow, consumer)
    return 0 if row is None else row.seq


def set_cursor(session: Session, consumer: str, seq: int) -> None:
    """Remember how far `consumer` has read; a cursor never goes back."""
    insert_or_ignore(session, CursorRow, {"consumer": consumer, "seq": 0})
    session.execute(
        update(CursorRow)
        .where(CursorRow.consumer == consumer, CursorRow.seq < seq)
        .values(seq=seq)
        .execution_options(synchronize_session=False)
    )


def event_of(row: EventRow) -> Event:
    """A row of the log as the event it is."""
    return Event(row.seq, row.at, row.kind, row.actor, row.subject, row.data, row.previous, row.digest)
