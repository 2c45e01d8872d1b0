"""The deed behind an issue or a re-planning: nudge the next of the many clocks it moves, and say where to go on."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from temporalio import activity

from activities.refusals import refusals_are_final
from domain.subject import Subject

AT_ONCE = 16
"""Nudges on their way at the same time: the embedded server takes some 270 starts a second whatever is asked of it."""


class Nudge(Protocol):
    """Tells a subject's clock that something changed; a missing clock is started only where `start` says so."""

    async def __call__(self, subject: Subject, *, start: bool) -> None:
        """Raise when Temporal did not take it."""


@dataclass(frozen=True)
class Batch:
    """Whom these events of the log move, from the first subject behind `after` on; `passed` were nudged before."""

    events: tuple[int, ...]
    after: Subject | None = None
    passed: int = 0


@dataclass(frozen=True)
class Moved:
    """Some subjects in order: open ones, and closed ones whose clocks may end; `last` where more lie behind it."""

    opened: tuple[Subject, ...]
    closed: tuple[Subject, ...]
    last: Subject | None = None


Next = Callable[[Batch], Moved]
"""`rounds.moved.next_moved` on this installation: reads the rows as they are now, so a repeat finds what still holds."""


class NudgeMoved:
    """Nudges a batch. Killed half-way it is done again whole: a clock nudged twice looks twice and changes nothing."""

    def __init__(self, next_moved: Next, nudge: Nudge) -> None:
        self._next = next_moved
        self._nudge = nudge

    @activity.defn(name="nudge_moved")
    async def nudge_moved(self, batch: Batch) -> Batch | None:
        """Nudge the next ones; the batch after this one, None behind the last. Raises what a nudge raises."""
        with refusals_are_final(f"events {batch.events}"):
            moved = await asyncio.to_thread(self._next, batch)
        await nudge_all(self._nudge, moved.opened, moved.closed)
        if moved.last is None:
            return None
        return replace(batch, after=moved.last, passed=batch.passed + len(moved.opened) + len(moved.closed))


async def nudge_all(nudge: Nudge, opened: Iterable[Subject], closed: Iterable[Subject]) -> None:
    """Nudge the open ones, starting clocks they lack, and tell those of the closed to end. Raises what a nudge raises."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def tell(subject: Subject, *, start: bool) -> None:
        async with gate:
            await nudge(subject, start=start)

    async with asyncio.TaskGroup() as group:
        for subject in opened:
            group.create_task(tell(subject, start=True))
        for subject in closed:
            group.create_task(tell(subject, start=False))
