"""Notices: one thing to tell one addressee, with one cause, gathered into the mail that will carry it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Desk
from storage.tables import MessageRow, NoticeRow
from storage.upsert import insert_or_ignore

MAIL = "mail"
URGENT = frozenset({"issued", "received", "returned", "accepted", "extension", "escalation", "release"})
"""Kinds that leave at once in working time; the rest is gathered into one mail a working day."""


@dataclass(frozen=True)
class Word:
    """What is to be told: its cause, to whom (a role at a unit, `head/pnv`), of what kind, about which assignment."""

    cause: str
    addressee: str
    kind: str
    assignment: str | None = None
    phase: str | None = None
    facts: dict[str, Any] | None = None
    deadline_version: int = 1


def tell(session: Session, desk: Desk, word: Word, now: datetime) -> bool:
    """Write a notice and put it into a mail; False when this cause has already reached this addressee."""
    new = insert_or_ignore(
        session,
        NoticeRow,
        {
            "id": (notice := desk.ids()),
            "cause": word.cause,
            "addressee": word.addressee,
            "channel": MAIL,
            "kind": word.kind,
            "phase": word.phase,
            "assignment": word.assignment,
            "facts": word.facts or {},
            "deadline_version": word.deadline_version,
            "state": "waiting",
            "created_at": now,
        },
    )
    if new:
        row = session.get_one(NoticeRow, notice)
        row.message = _gather(session, desk, word, now).id
    return new


def _gather(session: Session, desk: Desk, word: Word, now: datetime) -> MessageRow:
    """The open mail of this addressee and kind, or a new one at the next moment it may leave."""
    open_one = session.scalar(
        select(MessageRow)
        .where(
            MessageRow.addressee == word.addressee,
            MessageRow.kind == word.kind,
            MessageRow.channel == MAIL,
            MessageRow.state == "pending",
            MessageRow.attempts == 0,
        )
        .with_for_update(skip_locked=True)
        .limit(1)
    )
    if open_one is not None:
        return open_one
    message_id = desk.ids()
    row = MessageRow(
        id=message_id,
        channel=MAIL,
        addressee=word.addressee,
        kind=word.kind,
        send_at=_leaves_at(session, desk, word, now),
        state="pending",
        message_id=hashlib.sha256(f"{word.cause}|{word.addressee}|{MAIL}".encode()).hexdigest()[:40],
        created_at=now,
        attempts=0,
        unknown=0,
    )
    session.add(row)
    session.flush()
    return row


def _leaves_at(session: Session, desk: Desk, word: Word, now: datetime) -> datetime:
    """In working time only; a gathered mail at most once a working day for each addressee."""
    soonest = desk.calendar.next_open(now)
    if word.kind in URGENT or not _has_had(session, desk, word, desk.calendar.local_date(soonest)):
        return soonest
    day = desk.calendar.next_working_day(desk.calendar.local_date(soonest), include=False)
    return desk.calendar.opening(day)


def _has_had(session: Session, desk: Desk, word: Word, day: date) -> bool:
    return (
        session.scalar(
            select(MessageRow.id)
            .where(
                MessageRow.addressee == word.addressee,
                MessageRow.kind == word.kind,
                MessageRow.send_at >= desk.calendar.opening(day),
                MessageRow.send_at < desk.calendar.closing(day),
                MessageRow.state != "empty",
            )
            .limit(1)
        )
        is not None
    )
