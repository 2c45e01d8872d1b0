"""Signs of life of the parts of the house, and the standstills found by them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class PulseRow(Base):
    """When a part (api, worker) last said that it works, and what the clocks of its machines, and beside it, said."""

    __tablename__ = "pulse"
    part: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    clocks: Mapped[list[Any] | None]


class OutageCreditRow(Base):
    """A person's word on whether a result counts as in time although a standstill made it late (rule R7)."""

    __tablename__ = "outage_credit"
    __table_args__ = (UniqueConstraint("completion", "assignment"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    outage: Mapped[str] = mapped_column(ForeignKey("outage.id"))
    completion: Mapped[str] = mapped_column(ForeignKey("completion.id"))
    assignment: Mapped[str] = mapped_column(ForeignKey("assignment.id"), index=True)
    granted: Mapped[bool]
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]


class OutageRow(Base):
    """A time in which a part gave no sign of life, found when it came back."""

    __tablename__ = "outage"
    __table_args__ = (Index("ix_outage_until", "until"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime]
    mails: Mapped[int | None]
    assignments: Mapped[int | None]
    merged: Mapped[int | None]
