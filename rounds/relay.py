"""From the log to the clocks: whoever an event concerns is nudged, in the order of the log, at least once."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from domain.subject import Subject
from storage.database import Memory
from storage.log import cursor, read_after, set_cursor
from storage.views.subjects import channels_of, open_among, subjects_of

NUDGES = frozenset(
    {
        "annex.in-force",
        "assignment.commented",
        "assignment.escalated",
        "assignment.progressed",
        "assignment.reassigned",
        "assignment.reopened",
        "assignment.resumed",
        "assignment.suspended",
        "calendar.moved",
        "completion.accepted",
        "completion.contested",
        "completion.entered",
        "completion.returned",
        "directive.issued",
        "extension.asked",
        "extension.decided",
        "hold.released",
        "figures.judged",
        "item.amended",
        "item.confirmed",
        "item.contributed",
        "item.fulfilled",
        "item.fulfilment-taken-back",
        "item.period-opened",
        "item.withdrawn",
        "ladder.relaid",
        "review.opened",
        "step.declined",
        "step.postponed",
        "step.released",
        "steps.taken",
        "unit.handed-over",
    }
)
"""The kinds of events that move the outlook of a subject other than the one whose clock wrote them."""

CONSUMER = "clocks"
"""Whose place in the log this is."""
BATCH = 200
AT_ONCE = 16
"""Nudges on their way at the same time: the embedded server takes some 270 starts a second whatever is asked of it."""


class Nudge(Protocol):
    """Tells a subject's clock that something changed; a missing clock is started only where `start` says so."""

    async def __call__(self, subject: Subject, *, start: bool) -> None:
        """Raise when Temporal did not take it."""


@dataclass(frozen=True)
class News:
    """What the next events of the log moved: open subjects to be nudged, closed ones whose clocks may end."""

    last: int
    read: int
    opened: tuple[Subject, ...]
    closed: tuple[Subject, ...]


class Relay:
    """Follows the log. The cursor moves after the nudges, so a crash in between repeats them; a repeat changes nothing."""

    def __init__(self, memory: Memory, nudge: Nudge) -> None:
        self._memory = memory
        self._nudge = nudge

    async def pass_on(self) -> int:
        """Pass the next events on; how many were read, 0 when there is nothing new. Raises what a nudge raises."""
        news = await asyncio.to_thread(self.news)
        if not news.read:
            return 0
        gate = asyncio.Semaphore(AT_ONCE)

        async def tell(subject: Subject, start: bool) -> None:
            async with gate:
                await self._nudge(subject, start=start)

        async with asyncio.TaskGroup() as group:
            for subject in news.opened:
                group.create_task(tell(subject, start=True))
            for subject in news.closed:
                group.create_task(tell(subject, start=False))
        await asyncio.to_thread(self.remember, news)
        return news.read

    def news(self) -> News:
        """The next events after the cursor, coalesced: a subject that moved ten times is nudged once."""
        with self._memory.reading() as session:
            after = cursor(session, CONSUMER)
            events = read_after(session, after, BATCH)
            nudged = (subject for event in events if event.kind in NUDGES for subject in subjects_of(session, event))
            moved = dict.fromkeys([*nudged, *channels_of(session, events)])
            running = open_among(session, moved)
        opened = tuple(subject for subject in moved if subject in running)
        closed = tuple(subject for subject in moved if subject not in running)
        return News(events[-1].seq if events else after, len(events), opened, closed)

    def remember(self, news: News) -> None:
        """Move the cursor past what was passed on."""
        with self._memory.writing() as session:
            set_cursor(session, CONSUMER, news.last)
