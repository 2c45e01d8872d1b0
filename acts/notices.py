"""Notices: one thing to tell one addressee, with one cause, gathered into the mail that will carry it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Desk
from acts.texting import also_by_sms
from domain.journal import counts_changes
from domain.preference import Preference, next_welcome
from storage.tables import MessageRow, NoticeRow
from storage.upsert import insert_or_ignore
from storage.views.preferences import of_addressee

MAIL = "mail"
URGENT = frozenset(
    {
        "issued",
        "received",
        "returned",
        "accepted",
        "extension",
        "escalation",
        "release",
        "changed",
        "substitution",
        "published",
    }
)
"""Kinds that leave at once in working time; the rest is gathered into one mail a working day."""
BY_ANSWER = frozenset({"extension"})
"""Kinds whose mails each say one thing: requests, what is granted and what is refused do not go together."""
LONGEST_WAIT = 30
"""Working days within which a place for a gathered mail is looked for; one is free sooner unless clocks went mad."""


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

    @property
    def answer(self) -> bool | None:
        """Whether it grants or refuses something; None where it does neither."""
        return (self.facts or {}).get("granted")


def tell(session: Session, desk: Desk, word: Word, now: datetime) -> bool:
    """Write a notice and put it into a mail; False when this cause has already reached this addressee."""
    notice = desk.ids()
    written = _written(notice, word, now)
    new = insert_or_ignore(session, NoticeRow, written)
    if new:
        row = session.get_one(NoticeRow, notice)
        row.message = _gather(session, desk, word, now).id
        also_by_sms(session, desk, written, now)
    return new


def tell_of_new(session: Session, desk: Desk, words: Sequence[Word], now: datetime) -> int:
    """Many notices of what has just been made, so that none of their causes can have been told: each mail is looked for once."""
    mails: dict[tuple[str, str, bool | None], str] = {}
    for word in words:
        place = (word.addressee, word.kind, word.answer)
        if place not in mails:
            mails[place] = _gather(session, desk, word, now).id
        written = _written(desk.ids(), word, now)
        session.add(NoticeRow(**written, message=mails[place]))
        also_by_sms(session, desk, written, now)
    session.flush()
    return len(words)


def _written(notice: str, word: Word, now: datetime) -> dict[str, Any]:
    return {
        "id": notice,
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
    }


def _gather(session: Session, desk: Desk, word: Word, now: datetime) -> MessageRow:
    """The open mail of this addressee and kind, or a new one at the next moment it may leave.

    What is gathered has one place for each addressee and working day, a unique key: of two that write at once one
    finds the other's mail. What is urgent leaves in the next working minute, with whatever waits for it.
    """
    if (waiting := _waiting(session, word)) is not None:
        return waiting
    chosen = of_addressee(session, word.addressee, desk.today())
    soonest = next_welcome(chosen, now, desk.calendar)
    if word.kind in URGENT:
        return _open_mail(session, desk, word, soonest, None, now)
    soonest = _at_their_hour(desk, chosen, soonest)
    day = desk.calendar.local_date(soonest)
    for _ in range(LONGEST_WAIT):
        slot = f"{word.addressee}|{word.kind}|{MAIL}|{day.isoformat()}"
        if (mail := _take_place(session, desk, word, soonest, slot, now)) is not None:
            return mail
        if (waiting := _waiting(session, word)) is not None:
            return waiting
        day = desk.calendar.next_working_day(day, include=False)
        soonest = _at_their_hour(desk, chosen, desk.calendar.opening(day))
    return _open_mail(session, desk, word, soonest, None, now)


def _at_their_hour(desk: Desk, chosen: Preference, soonest: datetime) -> datetime:
    """The hour somebody has chosen for what is gathered, on the day of `soonest` or, once that is past, the next."""
    if chosen.digest_at is None:
        return soonest
    day = desk.calendar.local_date(soonest)
    at = desk.calendar.instant(day, chosen.digest_at)
    if at < soonest:
        at = desk.calendar.instant(desk.calendar.next_working_day(day, include=False), chosen.digest_at)
    return desk.calendar.next_open(at)


def _waiting(session: Session, word: Word) -> MessageRow | None:
    """The mail that still gathers for them. Those who add to it share its row; only who is sending it has it alone."""
    asked = (
        select(MessageRow)
        .where(
            MessageRow.addressee == word.addressee,
            MessageRow.kind == word.kind,
            MessageRow.channel == MAIL,
            MessageRow.state == "pending",
            MessageRow.attempts == 0,
            MessageRow.again == 0,
        )
        .order_by(MessageRow.send_at)
        .with_for_update(read=True, skip_locked=True)
    )
    if word.kind not in BY_ANSWER:
        return session.scalar(asked.limit(1))
    return next((mail for mail in session.scalars(asked) if _answers(session, mail) <= {word.answer}), None)


def _answers(session: Session, mail: MessageRow) -> set[bool | None]:
    """What the notices of a mail grant or refuse."""
    return {
        facts.get("granted") for facts in session.scalars(select(NoticeRow.facts).where(NoticeRow.message == mail.id))
    }


def _take_place(
    session: Session, desk: Desk, word: Word, send_at: datetime, slot: str, now: datetime
) -> MessageRow | None:
    """A new mail in a place of its own; None where the place is taken, after whoever was taking it has ended."""
    mail = _new(desk, word, send_at, slot, now)
    values = {column.key: getattr(mail, column.key) for column in MessageRow.__table__.columns}
    return session.get(MessageRow, mail.id) if insert_or_ignore(session, MessageRow, values) else None


def _open_mail(
    session: Session, desk: Desk, word: Word, send_at: datetime, slot: str | None, now: datetime
) -> MessageRow:
    row = _new(desk, word, send_at, slot, now)
    session.add(row)
    session.flush()
    return row


def _new(desk: Desk, word: Word, send_at: datetime, slot: str | None, now: datetime) -> MessageRow:
    row = desk.ids()
    return MessageRow(
        id=row,
        channel=MAIL,
        addressee=word.addressee,
        kind=word.kind,
        send_at=send_at,
        state="pending",
        slot=slot,
        message_id=_key(word, row),
        created_at=now,
        attempts=0,
        unknown=0,
        again=0,
    )


def _key(word: Word, row: str) -> str:
    """The key of a mail, by its first notice; where that counts changes its row's id tells it from a mail before a restore."""
    told = f"{word.cause}|{word.addressee}|{MAIL}"
    told = f"{told}|{row}" if counts_changes(word.cause) else told
    return hashlib.sha256(told.encode()).hexdigest()[:40]
