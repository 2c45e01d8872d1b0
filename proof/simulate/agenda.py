"""The agenda of the simulated people: what each of them means to do, and at which moment of the working day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from heapq import heappop, heappush

from domain.calendar import Calendar


class Moment(Enum):
    """When in the working day something is done, as a share of its hours: in this order on every day."""

    ANSWERS = Fraction(1, 8)  # the office looks at what waits for its word, figures are taken in
    UNITS = Fraction(3, 8)  # units acknowledge, ask, report
    OFFICE = Fraction(5, 8)  # the office records on behalf, decides on extensions
    ACCEPTANCE = Fraction(7, 8)  # acceptors answer


def at(calendar: Calendar, day: date, moment: Moment) -> datetime:
    """The UTC instant of a moment on the first working day from `day` on."""
    worked = calendar.next_working_day(day)
    hours = sum((session.length for session in calendar.sessions), timedelta()) / timedelta(hours=1)
    return calendar.add_working_hours(calendar.opening(worked), Fraction(hours) * moment.value)


@dataclass(frozen=True, order=True)
class Deed:
    """One thing somebody will do; those of one instant are done in the order of their keys."""

    at: datetime
    key: str
    do: Callable[[], None] = field(compare=False)


class Agenda:
    """Deeds in the order of their instants. Doing one may put in others."""

    def __init__(self) -> None:
        self._deeds: list[Deed] = []

    def put(self, instant: datetime, key: str, do: Callable[[], None]) -> None:
        """Mean to do something at an instant; `key` is a stable name of it."""
        heappush(self._deeds, Deed(instant, key, do))

    def next_at(self) -> datetime | None:
        """The instant of the next deed; None when nobody means to do anything."""
        return self._deeds[0].at if self._deeds else None

    def do_due(self, now: datetime) -> None:
        """Do everything whose instant has come."""
        while self._deeds and self._deeds[0].at <= now:
            heappop(self._deeds).do()
