"""The stage: the real parts of an installation in one folder, under virtual time, until the days are played."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from activities.post import Post
from acts.desk import Desk
from acts.outages import API, WORKER, beat
from domain.calendar import Calendar
from proof.simulate.rest import Rest, StagedParts
from proof.simulate.virtual_time import VirtualTime, virtual_time
from proof.sink import Sink
from rounds.jobs import At, Job, moments
from rounds.relay import Relay
from storage.database import Memory
from storage.schema import migrate
from worker import clocks, follower, jobs
from writing.review import template_digest

DATABASE = "dondoc.db"
KEPT_IN_MEMORY = 10
"""Mails the sink holds in memory; its folder has them all."""
SETTLING = timedelta(seconds=20)
"""Virtual time in which the clocks do what they were nudged for; longer than the round's grace, so that what it then
finds is what they really missed."""


@dataclass
class Stage:
    """Time, desk and the two callers beside the clocks: relay and calendar jobs, called before each advance."""

    time: VirtualTime
    desk: Desk
    relay: Relay
    jobs: tuple[Job, ...]
    knocked_at: datetime
    rest: Rest

    async def stand_still(self, since: datetime, until: datetime) -> None:
        """Nothing works from one instant to another: no clock is answered, no job knocked at, nobody comes in.

        Before and after it both parts give a sign of life, as they do each half minute in an installation.
        """
        await self.time.go_to(since)
        await self._settle()
        await asyncio.to_thread(self._signs_of_life)
        self.rest.until = until
        await self.time.go_to(until)
        await asyncio.to_thread(self._signs_of_life)
        self.rest.until = None

    def _signs_of_life(self) -> None:
        for part in (API, WORKER):
            beat(self.desk, part)

    def next_job(self, until: datetime) -> datetime | None:
        """The next local hour at which a calendar job wants to be knocked at; those that repeat ride along."""
        at_hours = [job for job in self.jobs if isinstance(job.when, At)]
        return min((at for job in at_hours for at in moments(job, self.knocked_at, until)), default=None)

    async def go_to(self, instant: datetime, deeds: Callable[[], None]) -> None:
        """Let time run to `instant`, let people act there, and let everything settle before the next advance."""
        await self.time.go_to(instant)
        await self._settle()
        await asyncio.to_thread(deeds)
        await self._settle()
        if await self._knock(instant):
            await self._settle()

    async def _settle(self) -> None:
        """Pass on what the log brings and let the clocks look, until nothing new is written."""
        while await self._pass_on():
            await self.time.let_pass(SETTLING)

    async def _pass_on(self) -> int:
        read = 0
        while more := await self.relay.pass_on():
            read += more
        return read

    async def _knock(self, now: datetime) -> int:
        """Knock at each job that has had a moment since the last time; several missed ones are one."""
        due = [job for job in self.jobs if next(moments(job, self.knocked_at, now), None) is not None]
        for job in due:
            await asyncio.to_thread(job.run)
        self.knocked_at = now
        return len(due)


@asynccontextmanager
async def open_stage(folder: Path, begins: datetime, calendar: Calendar, seed: int) -> AsyncIterator[Stage]:
    """Build everything in `folder`: database, mail server, Temporal's time-skipping server, the clocks' worker."""
    async with virtual_time(begins) as time:
        with (
            _memory(folder / DATABASE) as memory,
            Sink(folder, keep=KEPT_IN_MEMORY, clock=time.now) as sink,
            ThreadPoolExecutor(thread_name_prefix="deed") as executor,
        ):
            desk = Desk(memory, time.now, _ids(seed), calendar, template_digest)
            parts = StagedParts(desk, Post(desk, sink.url), time.address, time.offset)
            async with clocks(parts, time.client, executor):
                yield Stage(time, desk, follower(desk, time.client), jobs(parts), begins, parts.rest)


@contextmanager
def _memory(file: Path) -> Iterator[Memory]:
    memory = Memory(str(file))
    try:
        migrate(memory)
        yield memory
    finally:
        memory.close()


def _ids(seed: int) -> Callable[[], str]:
    """Ids drawn from the seed: unique within the database, and no secret."""
    random, lock = Random(seed), threading.Lock()  # noqa: S311 - names, not secrets

    def fresh() -> str:
        with lock:
            return UUID(int=random.getrandbits(128), version=4).hex

    return fresh
