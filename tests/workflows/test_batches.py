"""The clocks of a large issue on the embedded server: all are started, whoever is killed, and others get through meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowHandle

from activities.nudge_moved import Batch
from domain.subject import Subject, SubjectKind
from rounds.engine import Engine
from tests.workflows.an_office import Office
from tests.workflows.servers import at_work, connected
from workflows.issue import IssueWorkflow
from workflows.reach import batch_id, pass_on

pytestmark = pytest.mark.temporal
EVENT = 7
ISSUED = Batch((EVENT,))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(tmp_path, dynamic={"limit.historyCount.suggestContinueAsNew": "20"})


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[Client]:
    address = engine.start()
    try:
        yield await connected(address)
    finally:
        engine.stop()


def an_office(assignments: int) -> Office:
    office = Office()
    for n in range(assignments):
        office.plan(Subject(SubjectKind.ASSIGNMENT, f"a{n:02}"))
    return office


def running(client: Client) -> WorkflowHandle[IssueWorkflow, None]:
    return client.get_workflow_handle_for(IssueWorkflow.run, batch_id("issue", EVENT))


def looked_at(office: Office) -> set[Subject]:
    return {subject for subject, _ in office.looks}


async def runs_of_clocks(client: Client) -> list[str]:
    return [run.id async for run in client.list_workflows("WorkflowType = 'assignment'")]


async def it_starts_every_clock_batch_by_batch(client: Client) -> None:
    office = an_office(7)
    async with at_work(client, office):
        await pass_on(client, "issue", ISSUED)
        await pass_on(client, "issue", ISSUED)  # while it runs it is the same one
        async with asyncio.timeout(30):
            await running(client).result()
            while looked_at(office) != set(office.ahead):  # noqa: ASYNC110 - the looks happen in threads of the worker
                await asyncio.sleep(0.05)
    assert [batch.passed for batch in office.batches] == [0, 3, 6]


async def it_goes_on_where_a_worker_left_it_and_doubles_no_clock(client: Client) -> None:
    office = an_office(9)
    async with at_work(client, office):
        await pass_on(client, "issue", ISSUED)
        async with asyncio.timeout(30):
            while not office.batches:  # noqa: ASYNC110 - the batches are read in threads of the worker
                await asyncio.sleep(0.02)
    assert len(looked_at(office)) < len(office.ahead)
    async with at_work(client, office), asyncio.timeout(60):
        await running(client).result()
        while len(started := await runs_of_clocks(client)) < len(office.ahead):  # noqa: ASYNC110 - lists lag behind
            await asyncio.sleep(0.1)
    assert sorted(started) == sorted(map(str, office.ahead))


async def test_a_fault_is_tried_again_and_a_long_list_continues_as_new(client: Client) -> None:
    office = an_office(19)
    office.broken = 2
    async with at_work(client, office):
        await pass_on(client, "issue", ISSUED)
        first = (await running(client).describe()).run_id
        async with asyncio.timeout(60):
            await running(client).result()
        past = await client.get_workflow_handle(batch_id("issue", EVENT), run_id=first).describe()
    assert past.status is WorkflowExecutionStatus.CONTINUED_AS_NEW
    assert [batch.passed for batch in office.batches] == [0, 0, 0, 3, 6, 9, 12, 15, 18]
