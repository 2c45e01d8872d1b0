"""Virtual time: Temporal's own server whose time jumps, and the office's clock, which is that time and an offset."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from temporalio.api.testservice.v1 import SleepRequest
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from workflows.reach import CONVERTER

PATIENCE = timedelta(minutes=30)
"""How long, in real time, the clocks on the way may take before the simulation is given up."""
ANSWER_SECONDS = 120
"""How long the server may take to tell the time before the simulation is given up."""


@dataclass(frozen=True)
class VirtualTime:
    """Time that stands while something is being done and jumps while everybody waits.

    The server begins at the real now and cannot go back, so the office's clock is ahead of it by `offset`, which is
    negative for a simulation of the past: the same shift an installation knows as DONDOC_CLOCK_OFFSET.
    """

    env: WorkflowEnvironment
    offset: timedelta
    loop: asyncio.AbstractEventLoop

    @property
    def client(self) -> Client:
        """The way to the clocks."""
        return self.env.client

    @property
    def address(self) -> str:
        """host:port of the server."""
        return self.client.service_client.config.target_host

    async def read(self) -> datetime:
        """What the office's clock shows, asked from the loop."""
        return _utc(await self.env.get_current_time()) + self.offset

    def now(self) -> datetime:
        """What the office's clock shows, asked from any other thread: the loop itself must be free to answer."""
        return asyncio.run_coroutine_threadsafe(self.read(), self.loop).result(ANSWER_SECONDS)

    async def go_to(self, instant: datetime) -> None:
        """Wait until `instant`; the clocks whose instants lie on the way wake at them. The past is reached at once."""
        left = instant - await self.read()
        if left > timedelta():
            await self.let_pass(left)

    async def let_pass(self, length: timedelta) -> None:
        """Wait so long: whatever was nudged is done before time jumps.

        A thousand clocks that wake on the way take their time, which the SDK's own `sleep` does not give them.
        """
        request = SleepRequest()
        request.duration.FromTimedelta(length)
        await self.client.test_service.unlock_time_skipping_with_sleep(request, timeout=PATIENCE)


@asynccontextmanager
async def virtual_time(begins: datetime) -> AsyncIterator[VirtualTime]:
    """A server of its own, whose office's clock shows `begins` (UTC) when it has started."""
    env = await WorkflowEnvironment.start_time_skipping(
        data_converter=CONVERTER,
        test_server_existing_path=str(Path(sys.executable).with_name("temporal-test-server")),
    )
    async with env:
        yield VirtualTime(env, begins - _utc(await env.get_current_time()), asyncio.get_running_loop())


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
