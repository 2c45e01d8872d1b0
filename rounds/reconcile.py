"""Reconcile: compare the open subjects in the rows with the clocks that run, and start what is missing."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from temporalio.client import Client

from domain.subject import Subject
from rounds.relay import ISSUE, ISSUED
from storage.database import Memory
from storage.log import Event, latest
from storage.views.subjects import open_subjects, subjects_of
from workflows.reach import batch_id, clocks_that_run, has_clock, nudge, runs

AT_ONCE = 16
"""Questions on their way at the same time; the embedded server answers no faster for more."""
LAST_ISSUES = 20
"""Issues asked whether they still start clocks: more are not issued in the minutes a large one takes."""


@dataclass(frozen=True)
class Reconciled:
    """How many subjects are open, had their clock, were given one, and will be given one by an issue that still runs.

    `ended` clocks ran for what is closed or unknown here: an engine set back to older data has such.
    """

    open: int
    running: int
    started: int
    coming: int = 0
    ended: int = 0


async def reconcile(memory: Memory, client: Client) -> Reconciled:
    """Give every open subject its clock, and let those of closed ones end. Harmless; raises RPCError while Temporal is away."""
    subjects = await asyncio.to_thread(_open, memory)
    missing = await missing_clocks(client, subjects)
    coming = await on_their_way(memory, client) & set(missing)
    await _nudge_all(client, (subject for subject in missing if subject not in coming))
    ended = await _end_what_is_over(memory, client)
    running = len(subjects) - len(missing)
    return Reconciled(len(subjects), running, len(missing) - len(coming), len(coming), ended)


async def _end_what_is_over(memory: Memory, client: Client) -> int:
    """Tell clocks of what is closed or unknown to look: they find that and end. How many were told."""
    listed = {subject async for subject in clocks_that_run(client)}
    over = sorted(listed - set(await asyncio.to_thread(_open, memory)))  # asked after: who has opened meanwhile is open
    await _nudge_all(client, over, start=False)
    return len(over)


async def _nudge_all(client: Client, subjects: Iterable[Subject], *, start: bool = True) -> None:
    """Have the clocks of many look, some at the same time; `start` those that do not run."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(subject: Subject) -> None:
        async with gate:
            await nudge(client, subject, start=start)

    async with asyncio.TaskGroup() as group:
        for subject in subjects:
            group.create_task(one(subject))


async def on_their_way(memory: Memory, client: Client) -> set[Subject]:
    """Whom an issue that still runs will give a clock: starting them beside it would be the rush its batches avoid."""
    issues = await asyncio.to_thread(_issues, memory)
    running = [event for event in issues if await runs(client, batch_id(ISSUE, event.seq))]
    return await asyncio.to_thread(_moved, memory, running)


async def missing_clocks(client: Client, subjects: Iterable[Subject]) -> list[Subject]:
    """Those without a running clock, asked one by one: lists of the engine lag behind."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def lacks(subject: Subject) -> Subject | None:
        async with gate:
            return None if await has_clock(client, subject) else subject

    answers = await asyncio.gather(*(lacks(subject) for subject in subjects))
    return [subject for subject in answers if subject is not None]


def _open(memory: Memory) -> list[Subject]:
    with memory.reading() as session:
        return list(open_subjects(session))


def _issues(memory: Memory) -> list[Event]:
    with memory.reading() as session:
        return latest(session, ISSUED, LAST_ISSUES)


def _moved(memory: Memory, events: Iterable[Event]) -> set[Subject]:
    with memory.reading() as session:
        return {subject for event in events for subject in subjects_of(session, event)}
