"""Webhooks: who asked to be told, and each delivery."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class WebhookRow(Base):
    """Another system that is told of events: where, of which kinds, of which units (none: of all).

    `since` is the head of the log as it asked: nothing older is told. It rests until `rest_until` after a try that
    failed, so that one that is away costs one try at a time. Its secret is derived, and lies nowhere.
    """

    __tablename__ = "webhook"
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    name: Mapped[str]
    kinds: Mapped[list[Any]]
    units: Mapped[list[Any] | None]
    since: Mapped[int] = mapped_column(BigInteger)
    failures: Mapped[int] = mapped_column(default=0)
    rest_until: Mapped[datetime | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DeliveryRow(Base):
    """One event for one subscriber, and what came of each try to hand it over."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("webhook", "event"), Index("ix_delivery_open", "state", "send_at"))
    id: Mapped[str] = mapped_column(primary_key=True)
    webhook: Mapped[str] = mapped_column(ForeignKey("webhook.id"))
    event: Mapped[int] = mapped_column(ForeignKey("event.seq"))
    kind: Mapped[str]
    state: Mapped[str]
    send_at: Mapped[datetime]
    keep_trying_until: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    reply: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
