"""Reviews: the frozen figures of a period, their past revisions, sections of units."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class ReviewRow(Base):
    """The frozen figures of a period; its documents are made from them alone, any number of times.

    It holds the last revision; earlier ones are kept beside it. Approval and publication name the digest they are of.
    """

    __tablename__ = "review"
    period: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    snapshot: Mapped[dict[str, Any]]
    digest: Mapped[str]
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    digests: Mapped[dict[str, Any] | None]
    approved_digest: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    published_digest: Mapped[str | None]
    published_at: Mapped[datetime | None]
    published_by: Mapped[str | None]
    number: Mapped[str | None]
    issued_on: Mapped[date | None]
    file: Mapped[str | None]


class ReviewPastRow(Base):
    """A revision that a later one has followed, as it was frozen."""

    __tablename__ = "review_past"
    period: Mapped[str] = mapped_column(ForeignKey("review.period"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    snapshot: Mapped[dict[str, Any]]
    digest: Mapped[str]
    digests: Mapped[dict[str, Any] | None]
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[str]


class ReviewSectionRow(Base):
    """The text of one section of a period's report as a unit sent it; each sending is kept, the last one counts."""

    __tablename__ = "review_section"
    period: Mapped[str] = mapped_column(primary_key=True)
    section: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    unit: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    received_at: Mapped[datetime]
    received_by: Mapped[str]
