"""Reconcile: compare the open subjects in the rows with the clocks that run, and start what is missing."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from temporalio.client import Client

from domain.subject import Subject
from storage.database import Memory
from storage.views.subjects import open_subjects
from workflows.reach import has_clock, nudge

AT_ONCE = 16
"""Questions on their way at the same time; the embedded server answers no faster for more."""


@dataclass(frozen=True)
class Reconciled:
    """How many subjects are open, how many had their clock, and how many were given one."""

    open: int
    running: int
    started: int


async def reconcile(memory: Memory, client: Client) -> Reconciled:
    """Give every open subject its clock. Harmless at any time; raises RPCError while Temporal is away."""
    subjects = await asyncio.to_thread(_open, memory)
    missing = await missing_clocks(client, subjects)
    gate = asyncio.Semaphore(AT_ONCE)

    async def start(subject: Subject) -> None:
        async with gate:
            await nudge(client, subject)

    async with asyncio.TaskGroup() as group:
        for subject in missing:
            group.create_task(start(subject))
    return Reconciled(len(subjects), len(subjects) - len(missing), len(missing))


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
