"""Text messages beside the mail: for officials who chose them, in the classes the office lets go that way."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Desk
from domain.office import Role
from domain.preference import NoticeClass, Preference, class_of, next_welcome, preference_from_plain
from storage.tables import MessageRow, NoticeRow, PreferenceRow
from storage.upsert import insert_or_ignore
from storage.views.office import Person, holders, reach
from storage.views.preferences import rules

SMS = "sms"
OF_A_UNIT = frozenset({"unit", "acceptor"})
"""Roles that are a shared mailbox: a text message reaches the officials behind it."""


def also_by_sms(session: Session, desk: Desk, written: Mapping[str, Any], now: datetime) -> None:
    """Tell by text message, too, whoever a notice reaches and has chosen so; one message gathers what waits together."""
    told = class_of(written["kind"], written["phase"])
    if told not in rules(session).sms:
        return
    for person in _people(session, desk, written["addressee"]):
        chosen = _chosen(session, person, told)
        if chosen is None or not person.phone:
            continue
        notice = {**written, "id": desk.ids(), "addressee": f"person/{person.id}", "channel": SMS}
        if insert_or_ignore(session, NoticeRow, notice):
            message = _message(session, desk, notice, next_welcome(chosen, now, desk.calendar), now)
            session.get_one(NoticeRow, notice["id"]).message = message


def _people(session: Session, desk: Desk, addressee: str) -> list[Person]:
    role, _, unit = addressee.partition("/")
    if role in OF_A_UNIT:
        return holders(session, Role.OFFICIAL, unit, desk.today())
    person = reach(session, addressee, desk.today()).person
    return [person] if person is not None else []


def _chosen(session: Session, person: Person, told: NoticeClass) -> Preference | None:
    row = session.get(PreferenceRow, person.id)
    chosen = preference_from_plain(row.body) if row is not None else None
    return chosen if chosen is not None and told in chosen.sms else None


def _message(session: Session, desk: Desk, notice: Mapping[str, Any], send_at: datetime, now: datetime) -> str:
    """The text message that still gathers for this person, or a new one."""
    waiting = session.scalar(
        select(MessageRow.id).where(
            MessageRow.addressee == notice["addressee"],
            MessageRow.kind == notice["kind"],
            MessageRow.channel == SMS,
            MessageRow.state == "pending",
            MessageRow.attempts == 0,
        )
    )
    if waiting is not None:
        return waiting
    row = MessageRow(
        id=desk.ids(),
        channel=SMS,
        addressee=notice["addressee"],
        kind=notice["kind"],
        send_at=send_at,
        state="pending",
        message_id=hashlib.sha256(f"{notice['cause']}|{notice['addressee']}|{SMS}".encode()).hexdigest()[:40],
        created_at=now,
        attempts=0,
        unknown=0,
        again=0,
    )
    session.add(row)
    session.flush()
    return row.id
