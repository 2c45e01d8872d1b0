"""The index: figures and where they come from, scorecards, scenarios, publications."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class SourceRow(Base):
    """Where figures come from: its owner, the window they cover, the day they arrive, its template and names of units."""

    __tablename__ = "source"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    window: Mapped[str]
    arrival_day: Mapped[int]
    template: Mapped[str | None]
    criteria: Mapped[list[Any]]
    unit_names: Mapped[dict[str, Any]]
    cadence: Mapped[str] = mapped_column(default="monthly", server_default="monthly")
    columns: Mapped[dict[str, Any] | None]


class MeasurementRow(Base):
    """A figure for a criterion, a unit and a period, with where it came from."""

    __tablename__ = "measurement"
    __table_args__ = (Index("ix_measurement_of", "criterion", "unit", "period"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    criterion: Mapped[str]
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    period: Mapped[str]
    values: Mapped[dict[str, Any]]
    source: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    not_applicable: Mapped[bool] = mapped_column(default=False)
    arrived_on: Mapped[date]
    entered_at: Mapped[datetime]


class ScorecardRow(Base):
    """A version of the rules of the index, immutable once stored."""

    __tablename__ = "scorecard"
    __table_args__ = (UniqueConstraint("key"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]
    title: Mapped[str]
    year: Mapped[int]
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class ScenarioRow(Base):
    """A trial somebody keeps (thử phương án): what is assumed, never what comes of it, which is computed anew."""

    __tablename__ = "scenario"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    scorecard: Mapped[str] = mapped_column(ForeignKey("scorecard.id"), index=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"), index=True)
    period: Mapped[str]
    body: Mapped[dict[str, Any]]
    created_by: Mapped[str]
    created_at: Mapped[datetime]


class PublicationRow(Base):
    """The index of a period as it was published: from then on every unit sees all of it."""

    __tablename__ = "publication"
    scorecard: Mapped[str] = mapped_column(ForeignKey("scorecard.id"), primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str]
    issued_on: Mapped[date]
    places: Mapped[list[Any]]
    published_by: Mapped[str]
    published_at: Mapped[datetime]
