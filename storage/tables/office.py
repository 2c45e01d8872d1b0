"""The office: units, officials, roles, absences, tokens, calendar, settings."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class UnitRow(Base):
    """A unit of the authority; its body is `domain.office.Unit` as data."""

    __tablename__ = "unit"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    parent: Mapped[str | None]
    mailbox: Mapped[str | None]
    in_charge: Mapped[bool] = mapped_column(default=False)
    body: Mapped[dict[str, Any]]


class OfficialRow(Base):
    """A person of the office."""

    __tablename__ = "official"
    id: Mapped[str] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    form: Mapped[str] = mapped_column(default="anh (chị)")
    email: Mapped[str | None]
    phone: Mapped[str | None]
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class GrantRow(Base):
    """A role somebody holds in a unit for some days; `unit` empty is the whole authority."""

    __tablename__ = "grant"
    id: Mapped[str] = mapped_column(primary_key=True)
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    role: Mapped[str]
    unit: Mapped[str | None] = mapped_column(ForeignKey("unit.code"), index=True)
    field: Mapped[str | None]
    since: Mapped[date | None]
    until: Mapped[date | None]


class AbsenceRow(Base):
    """Days on which an official is away and who acts in their place; `unit` empty concerns all their roles."""

    __tablename__ = "absence"
    id: Mapped[str] = mapped_column(primary_key=True)
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    substitute: Mapped[str | None] = mapped_column(ForeignKey("official.id"), index=True)
    unit: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    since: Mapped[date]
    until: Mapped[date]
    ended_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class TokenRow(Base):
    """A bearer token or an invitation; only the digest of the secret is kept. `acts` are all it may; none: as its owner."""

    __tablename__ = "token"
    digest: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str | None] = mapped_column(index=True, unique=True)
    official: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(default="", server_default="")
    acts: Mapped[list[Any] | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class CalendarRow(Base):
    """A decision on one day: off or worked, by which document, decided or only expected."""

    __tablename__ = "calendar_decision"
    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    basis: Mapped[str]
    decided: Mapped[bool] = mapped_column(default=True)
    name: Mapped[str] = mapped_column(default="", server_default="")


class UnitCalendarRow(Base):
    """A decision on one day that binds one unit alone, whatever the office decides for everybody."""

    __tablename__ = "unit_calendar_decision"
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    basis: Mapped[str]
    decided: Mapped[bool] = mapped_column(default=True)
    name: Mapped[str] = mapped_column(default="", server_default="")


class SettingRow(Base):
    """What the office has set as data: its calendar's sessions, its ladder, its letter head."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
