"""What follows the work: ladders, their steps, the notices they become, the mails that carry them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class LadderRow(Base):
    """A version of a ladder, immutable once stored: its rungs as data, in force from `since`."""

    __tablename__ = "ladder"
    __table_args__ = (UniqueConstraint("code", "version"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    since: Mapped[date]
    basis: Mapped[str]
    body: Mapped[dict[str, Any]]
    taken_by: Mapped[str]
    taken_at: Mapped[datetime]


class StepRow(Base):
    """Everything that waits (architecture: everything that waits is a step)."""

    __tablename__ = "step"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject", "rung", "deadline_version", "occurrence"),
        Index("ix_step_open", "state", "at"),
        Index("ix_step_subject", "subject_kind", "subject"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    subject_kind: Mapped[str]
    subject: Mapped[str]
    rung: Mapped[str]
    phase: Mapped[str]
    role: Mapped[str]
    at: Mapped[datetime]
    planned_at: Mapped[datetime | None]
    release: Mapped[str]
    state: Mapped[str]
    release_at: Mapped[datetime | None]
    repeat_days: Mapped[int | None]
    occurrence: Mapped[int] = mapped_column(default=0)
    deadline_version: Mapped[int] = mapped_column(default=1)
    nags: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]
    into: Mapped[str | None]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[str | None]
    no_notice: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class MessageRow(Base):
    """One mail that carries one notice or many; retry state lives here alone.

    `slot` is the one place of a gathered mail for its addressee and working day; empty for what leaves at once.
    `text` is what its reader was sent; `again` counts how often a person sent it once more after it had been accepted.
    """

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_open", "state", "send_at"), Index("ix_message_slot", "slot", unique=True))
    id: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    addressee: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    send_at: Mapped[datetime]
    state: Mapped[str]
    lease_until: Mapped[datetime | None]
    slot: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str | None]
    meant_for: Mapped[str | None]
    subject: Mapped[str | None]
    text: Mapped[str | None]
    reply: Mapped[str | None]
    again: Mapped[int] = mapped_column(default=0, server_default="0")
    sent_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class InboundRow(Base):
    """A mail that came in: a bounce of ours, or an answer that waits until a person records it or says that it is none.

    `promised` is the report as the journal kept it, with the mails that told of it, where it came from there instead.
    """

    __tablename__ = "inbound"
    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(index=True)
    sender: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    message: Mapped[str | None] = mapped_column(ForeignKey("message.id"))
    unit: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    assignments: Mapped[list[Any]]
    evidence: Mapped[list[Any]]
    refused: Mapped[list[Any]]
    promised: Mapped[dict[str, Any] | None]
    reason: Mapped[str | None]
    completion: Mapped[str | None] = mapped_column(ForeignKey("completion.id"))
    received_at: Mapped[datetime]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class NoticeRow(Base):
    """One thing to tell one addressee, with exactly one cause."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("cause", "addressee", "channel"),
        Index("ix_notice_addressee", "addressee", "created_at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    cause: Mapped[str]
    addressee: Mapped[str]
    channel: Mapped[str]
    kind: Mapped[str]
    phase: Mapped[str | None]
    assignment: Mapped[str | None] = mapped_column(ForeignKey("assignment.id"), index=True)
    facts: Mapped[dict[str, Any]]
    deadline_version: Mapped[int] = mapped_column(default=1)
    message: Mapped[str | None] = mapped_column(ForeignKey("message.id"), index=True)
    state: Mapped[str]
    reason: Mapped[str | None]
    created_at: Mapped[datetime]


class NoticeReadRow(Base):
    """That somebody has read something they were told."""

    __tablename__ = "notice_read"
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), primary_key=True)
    notice: Mapped[str] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    at: Mapped[datetime]


class PreferenceRow(Base):
    """How an official wants to be told; its body is `domain.preference.Preference` as data."""

    __tablename__ = "preference"
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), primary_key=True)
    body: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class LetterRow(Base):
    """A letter to a late unit that was signed and sent; `overdue` is how much it owed when it was entered."""

    __tablename__ = "letter"
    id: Mapped[str] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"), index=True)
    kind: Mapped[str]
    number: Mapped[str]
    issued_on: Mapped[date]
    signer: Mapped[str | None]
    file: Mapped[str | None] = mapped_column(ForeignKey("evidence.id"))
    overdue: Mapped[int]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
