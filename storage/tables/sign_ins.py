"""Sign-ins: sessions, second factors, the access log."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class SignInRow(Base):
    """A session of a browser, from sign-in to its end; only digests of its secrets are kept.

    `device` is the browser that signed in: what is known may try again while strangers are held off. `awaits` is what
    is still missing after the password ("code", "enrolment"): until then it opens nothing. `factor` says that a second
    factor was checked.
    """

    __tablename__ = "sign_in"
    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    device: Mapped[str] = mapped_column(index=True)
    address: Mapped[str]
    agent: Mapped[str]
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]
    awaits: Mapped[str | None]
    factor: Mapped[bool] = mapped_column(default=False, server_default=false())


class FactorRow(Base):
    """The second factor of an official. Its secret is derived from `id`; of recovery codes digests are kept.

    It stands once a first code has shown that the device has it. `last_step` is the latest code used: each works once.
    """

    __tablename__ = "factor"
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), primary_key=True)
    id: Mapped[str]
    stands: Mapped[bool] = mapped_column(default=False)
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    recovery: Mapped[list[Any]]
    created_at: Mapped[datetime]


class IdentityRow(Base):
    """An account at the office's identity provider that is this official's; a person or an administrator said so."""

    __tablename__ = "identity"
    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    linked_at: Mapped[datetime]
    linked_by: Mapped[str]


class SpentRow(Base):
    """The digest of a word that works once and has been used; kept until the word would be over anyway."""

    __tablename__ = "spent"
    digest: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime] = mapped_column(index=True)


class TryRow(Base):
    """How often something has been tried within a span that is not over; `key` is a digest of what and by whom."""

    __tablename__ = "try"
    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
    began_at: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)


class AccessRow(Base):
    """One line of the access log: who came in, who tried, what was ended. Append-only and chained like the events."""

    __tablename__ = "access"
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str]
    official: Mapped[str | None] = mapped_column(index=True)
    data: Mapped[dict[str, Any]]
    previous: Mapped[str]
    digest: Mapped[str]


class AccessHeadRow(Base):
    """The head of the access log, and how much of it the log of events has been told."""

    __tablename__ = "access_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str]
    at: Mapped[datetime | None]
    anchored: Mapped[int] = mapped_column(BigInteger, default=0)
