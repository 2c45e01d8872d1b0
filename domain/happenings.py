"""What befalls an office while its days are played: days announced late, people away, a merger, a standstill."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import Decision


@dataclass(frozen=True)
class Announcement:
    """Decisions on days that the office hears of on `on`, and not before."""

    on: date
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Away:
    """An official (login) away from the first day to the last one, and who acts in their place."""

    official: str
    since: date
    until: date
    substitute: str | None = None


@dataclass(frozen=True)
class Merger:
    """A unit whose open work goes to its successor on a day, by a decision of that number."""

    on: date
    unit: str
    successor: str
    number: str


@dataclass(frozen=True)
class Standstill:
    """A time (local) in which nothing of the house works: no clock, no mail, no door."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Happenings:
    """All of it; an office to which nothing happens has none."""

    announcements: tuple[Announcement, ...] = ()
    absences: tuple[Away, ...] = ()
    mergers: tuple[Merger, ...] = ()
    standstills: tuple[Standstill, ...] = ()
