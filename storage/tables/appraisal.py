"""Rounds of appraisal: sheets, sessions, marks and moves."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class AppraisalRow(Base):
    """A round of appraisal: one card and period, with the windows of its steps."""

    __tablename__ = "appraisal"
    __table_args__ = (UniqueConstraint("scorecard", "period"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    scorecard: Mapped[str] = mapped_column(ForeignKey("scorecard.id"))
    period: Mapped[str]
    windows: Mapped[dict[str, Any]]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class AppraisalSheetRow(Base):
    """The score sheet (phiếu điểm) of one unit in a round: where it stands."""

    __tablename__ = "appraisal_sheet"
    appraisal: Mapped[str] = mapped_column(ForeignKey("appraisal.id"), primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"), primary_key=True)
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)


class AppraisalSessionRow(Base):
    """A meeting in which scores are entered face to face, with its minutes."""

    __tablename__ = "appraisal_session"
    id: Mapped[str] = mapped_column(primary_key=True)
    appraisal: Mapped[str] = mapped_column(ForeignKey("appraisal.id"), index=True)
    held_on: Mapped[date]
    place: Mapped[str]
    minutes: Mapped[str]
    file: Mapped[str | None] = mapped_column(ForeignKey("evidence.id"))
    present: Mapped[list[Any]]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]


class AppraisalMarkRow(Base):
    """One line of a sheet as it was entered in one step. Append-only: a later line stands over it, none replaces it."""

    __tablename__ = "appraisal_mark"
    id: Mapped[str] = mapped_column(primary_key=True)
    appraisal: Mapped[str] = mapped_column(ForeignKey("appraisal.id"), index=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    step: Mapped[str]
    criterion: Mapped[str]
    turn: Mapped[int]
    body: Mapped[dict[str, Any]]
    session: Mapped[str | None] = mapped_column(ForeignKey("appraisal_session.id"))
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]


class AppraisalMoveRow(Base):
    """One move of a sheet: who, when, why, from where to where; with the score as it stood then. Append-only."""

    __tablename__ = "appraisal_move"
    id: Mapped[str] = mapped_column(primary_key=True)
    appraisal: Mapped[str] = mapped_column(ForeignKey("appraisal.id"), index=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    name: Mapped[str]
    source: Mapped[str]
    target: Mapped[str]
    turn: Mapped[int]
    field: Mapped[str | None]
    reason: Mapped[str]
    score: Mapped[dict[str, Any]]
    session: Mapped[str | None] = mapped_column(ForeignKey("appraisal_session.id"))
    made_by: Mapped[str]
    made_at: Mapped[datetime]
