"""Signs of life of the parts of the house, and the standstills found by them."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class PulseRow(Base):
    """When a part (api, worker) last said that it works."""

    __tablename__ = "pulse"
    part: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


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
