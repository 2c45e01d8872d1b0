"""From the log to the clocks: whoever an event concerns is nudged, in the order of the log, at least once."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from activities.nudge_moved import Batch, Nudge, nudge_all
from domain.subject import Subject, SubjectKind
from rounds.moved import MOST
from storage.database import Memory
from storage.log import Event, cursor, read_after, set_cursor
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
        "briefing.planned",
        "calendar.moved",
        "completion.accepted",
        "completion.contested",
        "completion.entered",
        "completion.returned",
        "directive.carried-over",
        "directive.forms-set",
        "directive.issued",
        "assignment.day-registered",
        "assignment.escalation-asked",
        "extension.asked",
        "extension.confirmed",
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
        "round.moved",
        "round.opened",
        "round.windows-set",
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
READ = 200
"""Events read at once."""
ISSUED = "directive.issued"
ISSUE, REPLAN = "issue", "replan"
"""The workflows that nudge in batches."""


class HandOver(Protocol):
    """Lets a workflow of that name nudge in batches whom a large move concerns."""

    async def __call__(self, name: str, batch: Batch) -> None:
        """Raise when Temporal did not take it."""


@dataclass(frozen=True)
class News:
    """What the next events of the log moved: open subjects to be nudged, closed ones whose clocks may end.

    `large` are the moves that workflows pass on in batches, each with the workflow's name.
    """

    last: int
    read: int
    opened: tuple[Subject, ...]
    closed: tuple[Subject, ...]
    large: tuple[tuple[str, Batch], ...] = ()


class Relay:
    """Follows the log. The cursor moves after the nudges, so a crash in between repeats them; a repeat changes nothing.

    Who moves many is handed over, so that whoever comes next in the log never waits behind thousands.
    """

    def __init__(self, memory: Memory, nudge: Nudge, hand_over: HandOver) -> None:
        self._memory = memory
        self._nudge = nudge
        self._hand_over = hand_over

    async def pass_on(self) -> int:
        """Pass the next events on; how many were read, 0 when there is nothing new. Raises what a nudge raises."""
        news = await asyncio.to_thread(self.news)
        if not news.read:
            return 0
        for name, batch in news.large:
            await self._hand_over(name, batch)
        await nudge_all(self._nudge, news.opened, news.closed)
        await asyncio.to_thread(self.remember, news)
        return news.read

    def news(self) -> News:
        """The next events after the cursor, coalesced: a subject that moved ten times is nudged once."""
        with self._memory.reading() as session:
            after = cursor(session, CONSUMER)
            events = read_after(session, after, READ)
            moves = [(event, subjects_of(session, event)) for event in events if event.kind in NUDGES]
            moved = dict.fromkeys([*_at_once(moves), *channels_of(session, events)])
            running = open_among(session, moved)
        opened = tuple(subject for subject in moved if subject in running)
        closed = tuple(subject for subject in moved if subject not in running)
        return News(events[-1].seq if events else after, len(events), opened, closed, large_moves(moves))

    def remember(self, news: News) -> None:
        """Move the cursor past what was passed on."""
        with self._memory.writing() as session:
            set_cursor(session, CONSUMER, news.last)


Moves = Sequence[tuple[Event, Sequence[Subject]]]


def _at_once(moves: Moves) -> Iterator[Subject]:
    """Whom the relay nudges itself: all of a small move, and of a large one the channels, which are few and urgent."""
    for _, subjects in moves:
        few = len(subjects) <= MOST
        yield from (subject for subject in subjects if few or subject.kind is SubjectKind.CHANNEL)


def large_moves(moves: Moves) -> tuple[tuple[str, Batch], ...]:
    """What goes in batches: each issue by itself, and all else together, as one change writes several events."""
    large = [event for event, subjects in moves if len(subjects) > MOST]
    issues = [(ISSUE, Batch((event.seq,))) for event in large if event.kind == ISSUED]
    others = tuple(event.seq for event in large if event.kind != ISSUED)
    return (*issues, *([(REPLAN, Batch(others))] if others else []))
