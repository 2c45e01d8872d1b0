"""The clock loop on the embedded server, in real time: kills, restarts, and histories that grow."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client, WorkflowExecutionStatus

from domain.subject import Subject, SubjectKind
from rounds.engine import Engine
from tests.workflows.an_office import Office, utc_now
from tests.workflows.servers import at_work, connected
from workflows.reach import has_clock, nudge

pytestmark = pytest.mark.temporal
TASK = Subject(SubjectKind.ASSIGNMENT, "a1")
PATIENCE = timedelta(seconds=30)


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while not done():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.05)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(tmp_path)


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[Client]:
    address = engine.start()
    try:
        yield await connected(address)
    finally:
        engine.stop()


async def it_fires_moves_with_a_nudge_and_closes(client: Client) -> None:
    office = Office()
    office.plan(TASK, utc_now() + timedelta(hours=1))
    async with at_work(client, office):
        await nudge(client, TASK)
        await until(lambda: len(office.looks) == 1)
        soon = utc_now() + timedelta(seconds=1)
        office.plan(TASK, soon)
        await nudge(client, TASK)
        await until(lambda: bool(office.taken))
        assert utc_now() - soon < timedelta(seconds=3)
        office.closed.add(TASK)
        await nudge(client, TASK)
        await client.get_workflow_handle(str(TASK)).result()
    assert office.taken == [(TASK, soon)]


async def test_many_nudges_start_one_clock(client: Client) -> None:
    office = Office()
    async with at_work(client, office):
        await asyncio.gather(*(nudge(client, TASK) for _ in range(10)))
        await until(lambda: bool(office.looks))
        history = await client.get_workflow_handle(str(TASK)).fetch_history()
    signals = [
        event for event in history.events if event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED
    ]
    assert len(signals) == 10


async def it_survives_a_kill_of_the_server_while_it_waits(client: Client, engine: Engine) -> None:
    office = Office()
    due = utc_now() + timedelta(seconds=4)
    office.plan(TASK, due)
    async with at_work(client, office):
        await nudge(client, TASK)
        await until(lambda: bool(office.looks))
        address = engine.address
        engine.child.kill()
        await asyncio.sleep(1)
        assert engine.start() == address
        await until(lambda: bool(office.taken))
    assert office.taken == [(TASK, due)]


async def it_survives_a_change_of_worker(client: Client) -> None:
    office = Office()
    async with at_work(client, office):
        office.plan(TASK, utc_now() + timedelta(seconds=2))
        await nudge(client, TASK)
        await until(lambda: bool(office.looks))
    await asyncio.sleep(2)
    assert office.taken == []
    async with at_work(client, office):
        await until(lambda: bool(office.taken))
    assert len(office.taken) == 1


async def it_tells_a_person_what_it_waits_for(client: Client) -> None:
    office = Office()
    async with at_work(client, office):
        await nudge(client, TASK)
        await until(lambda: bool(office.looks))
        told = await client.get_workflow_handle(str(TASK)).query("__temporal_workflow_metadata")
    assert "chờ thay đổi" in str(told)


async def it_knows_whether_a_clock_runs(client: Client) -> None:
    office = Office()
    assert not await has_clock(client, TASK)
    async with at_work(client, office):
        await nudge(client, TASK)
        assert await has_clock(client, TASK)
        office.closed.add(TASK)
        await nudge(client, TASK)
        await client.get_workflow_handle(str(TASK)).result()
        assert not await has_clock(client, TASK)


async def it_continues_as_new_without_losing_its_instant(tmp_path: Path) -> None:
    engine = Engine(tmp_path, dynamic={"limit.historyCount.suggestContinueAsNew": "20"})
    client = await connected(engine.start())
    office = Office()
    due = utc_now() + timedelta(seconds=5)
    office.plan(TASK, due)
    try:
        async with at_work(client, office):
            await nudge(client, TASK)
            first = (await client.get_workflow_handle(str(TASK)).describe()).run_id
            for _ in range(20):
                await nudge(client, TASK)
                await asyncio.sleep(0.1)
            await until(lambda: bool(office.taken))
            told = await client.get_workflow_handle(str(TASK)).describe()
            past = await client.get_workflow_handle(str(TASK), run_id=first).describe()
    finally:
        engine.stop()
    assert office.taken == [(TASK, due)]
    assert told.status is WorkflowExecutionStatus.RUNNING
    assert past.status is WorkflowExecutionStatus.CONTINUED_AS_NEW
