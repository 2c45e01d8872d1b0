"""Both Temporal servers for tests, from the installed binaries, so that nothing is downloaded."""

import asyncio
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.nudge_moved import NudgeMoved
from activities.send_due import SendDue
from activities.take_due import TakeDue
from domain.subject import MAIL
from tests.workflows.an_office import Office
from workflows.reach import CONVERTER, connect, nudge
from workflows.serving import clock_worker

BIN = Path(sys.executable).parent


async def real_server(*more: str) -> WorkflowEnvironment:
    """The embedded server on a file in memory, in real time."""
    return await WorkflowEnvironment.start_local(
        data_converter=CONVERTER, dev_server_existing_path=str(BIN / "temporal"), dev_server_extra_args=more
    )


async def connected(address: str) -> Client:
    """A client of a server that has just opened its port and may not be healthy yet."""
    async with asyncio.timeout(30):
        while True:
            try:
                return await connect(address)
            except RuntimeError:
                await asyncio.sleep(0.1)


async def skipping_server() -> WorkflowEnvironment:
    """The server whose time jumps to the next timer."""
    return await WorkflowEnvironment.start_time_skipping(
        data_converter=CONVERTER, test_server_existing_path=str(BIN / "temporal-test-server")
    )


@asynccontextmanager
async def at_work(client: Client, office: Office) -> AsyncIterator[Worker]:
    """A worker for that office."""
    take, send = TakeDue(office.look), SendDue({MAIL: office.send})
    spread = NudgeMoved(office.next_moved, partial(nudge, client))
    with ThreadPoolExecutor(8) as executor:
        async with clock_worker(client, take, send, spread, executor) as worker:
            yield worker
