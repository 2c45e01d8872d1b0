"""The log, its readers' places, stored answers and leases."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class EventRow(Base):
    """One change of a fact. Triggers forbid update and delete; each row carries the digest of the one before."""

    __tablename__ = "event"
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(index=True)
    actor: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    data: Mapped[dict[str, Any]]
    previous: Mapped[str]
    digest: Mapped[str]


class LogHeadRow(Base):
    """The head of the log: one row, updated by every append just before its commit."""

    __tablename__ = "log_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str]
    at: Mapped[datetime | None]


class CursorRow(Base):
    """How far a consumer has read the log."""

    __tablename__ = "cursor"
    consumer: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)


class StoredAnswerRow(Base):
    """The answer an act gave under a key: a repeat gets the same."""

    __tablename__ = "stored_answer"
    actor: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str]
    status: Mapped[int]
    body: Mapped[dict[str, Any]]
    etag: Mapped[str | None]
    at: Mapped[datetime]


class LeaseRow(Base):
    """Who holds a job that only one may do."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]
