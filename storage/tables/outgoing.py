"""What stands before everything that leaves: which installation a database belongs to, and holds."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class InstanceRow(Base):
    """The installation this database belongs to: one row, compared with what the machine says it is."""

    __tablename__ = "instance"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uuid: Mapped[str]
    since: Mapped[datetime]


class HoldRow(Base):
    """A time in which nothing left: by whom or what, why, and who ended it with which reason."""

    __tablename__ = "hold"
    __table_args__ = (Index("ix_hold_standing", "ended_at"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    since: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]
    facts: Mapped[dict[str, Any]]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    end_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)
