"""Deadlines as calendar entries (RFC 5545): one entry a task, whose place follows when its deadline moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from icalendar import Calendar, Event, Timezone, vText

from domain.calendar import ZONE

PRODUCT = "-//Don Doc//Han hoan thanh//VI"
LASTS = timedelta(minutes=30)
"""An entry ends at the deadline; with no length a calendar would hide it."""


@dataclass(frozen=True)
class Due:
    """One deadline. `sequence` grows when it moves, so that a calendar puts the entry elsewhere instead of twice.

    `gone` takes it off the calendar of who owes the work no longer.
    """

    uid: str
    sequence: int
    title: str
    source: str
    unit: str
    ends_at: datetime
    url: str | None = None
    gone: bool = False


def to_ics(dues: Iterable[Due], stamp: datetime, name: str = "Hạn hoàn thành nhiệm vụ") -> bytes:
    """A calendar of deadlines to be published: nobody is asked to answer."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    for due in dues:
        if not calendar.subcomponents:
            calendar.add_component(_zone())
        calendar.add_component(_event(due, stamp))
    return bytes(calendar.to_ical())


@cache
def _zone() -> Timezone:
    """The office's zone as entries refer to it: looking up all it ever was takes longer than all the rest of a mail."""
    return Timezone.from_tzid(ZONE.key)


def _event(due: Due, stamp: datetime) -> Event:
    event = Event()
    ends = due.ends_at.astimezone(ZONE)
    event.add("uid", due.uid)
    event.add("sequence", due.sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", ends - LASTS)
    event.add("dtend", ends)
    event.add("summary", f"Hạn: {due.title}")
    event.add("description", f"{due.source}\n{due.unit}")
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody from a meeting
    if due.gone:
        event.add("status", "CANCELLED")
    if due.url:
        event.add("url", due.url)
    return event
