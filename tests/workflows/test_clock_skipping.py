"""The clock loop on the server whose time jumps: instants, nudges, closing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from temporalio.client import WorkflowExecutionStatus
from temporalio.testing import WorkflowEnvironment

from domain.subject import MAIL, Caller, Subject, SubjectKind
from tests.workflows.an_office import Office
from tests.workflows.servers import at_work, skipping_server
from workflows.reach import has_clock, nudge

pytestmark = pytest.mark.temporal
WAKES = 10_000 if settings.get_current_profile_name() == "long" else 40
HALF_A_SECOND = timedelta(milliseconds=500)
TASK = Subject(SubjectKind.ASSIGNMENT, "a1")


@pytest.fixture
async def env() -> AsyncIterator[WorkflowEnvironment]:
    async with await skipping_server() as env:
        yield env


@pytest.fixture
def office(env: WorkflowEnvironment) -> Office:
    loop = asyncio.get_event_loop()

    def now() -> datetime:
        return asyncio.run_coroutine_threadsafe(env.get_current_time(), loop).result(10).astimezone(UTC)

    return Office(now)


async def it_takes_each_step_at_its_instant_and_ends_when_closed(env: WorkflowEnvironment, office: Office) -> None:
    start = await env.get_current_time()
    first, second = start + timedelta(days=30), start + timedelta(days=92)
    office.plan(TASK, first, second)
    async with at_work(env.client, office):
        await nudge(env.client, TASK)
        await env.sleep(timedelta(days=31))
        assert office.taken == [(TASK, first)]
        await env.sleep(timedelta(days=62))
        assert office.taken == [(TASK, first), (TASK, second)]
        office.closed.add(TASK)
        await nudge(env.client, TASK)
        await env.client.get_workflow_handle(str(TASK)).result()
    assert [by for _, by in office.looks] == [Caller.NUDGE, Caller.CLOCK, Caller.CLOCK, Caller.NUDGE]


async def it_looks_again_when_nudged_and_waits_for_the_new_instant(env: WorkflowEnvironment, office: Office) -> None:
    start = await env.get_current_time()
    moved = start + timedelta(days=20)
    office.plan(TASK, start + timedelta(days=10))
    async with at_work(env.client, office):
        await nudge(env.client, TASK)
        await env.sleep(timedelta(days=5))
        office.plan(TASK, moved)
        await nudge(env.client, TASK)
        await env.sleep(timedelta(days=10))
        assert office.taken == []
        await env.sleep(timedelta(days=10))
    assert office.taken == [(TASK, moved)]


async def test_a_subject_with_nothing_ahead_waits_without_a_timer(env: WorkflowEnvironment, office: Office) -> None:
    async with at_work(env.client, office):
        await nudge(env.client, TASK)
        await env.sleep(timedelta(days=400))
        assert len(office.looks) == 1
        assert await has_clock(env.client, TASK)


async def test_a_refusal_is_not_tried_again_and_the_clock_lives_on(env: WorkflowEnvironment, office: Office) -> None:
    office.refused.add(TASK)
    async with at_work(env.client, office):
        await nudge(env.client, TASK)
        await env.sleep(timedelta(days=1))
        assert len(office.looks) == 1
        office.refused.clear()
        due = await env.get_current_time() + timedelta(days=1)
        office.plan(TASK, due)
        await nudge(env.client, TASK)
        await env.sleep(timedelta(days=2))
    assert office.taken == [(TASK, due)]


async def test_a_fault_is_tried_again_until_it_is_over(env: WorkflowEnvironment, office: Office) -> None:
    office.broken = 6
    office.plan(TASK, await env.get_current_time())
    async with at_work(env.client, office):
        await nudge(env.client, TASK)
        await env.sleep(timedelta(minutes=5))
    assert len(office.taken) == 1


async def it_sends_at_the_instant_of_the_channel(env: WorkflowEnvironment, office: Office) -> None:
    due = await env.get_current_time() + timedelta(hours=9)
    office.plan(MAIL, due)
    async with at_work(env.client, office):
        await nudge(env.client, MAIL)
        await env.sleep(timedelta(hours=10))
        told = await env.client.get_workflow_handle(str(MAIL)).describe()
    assert office.taken == [(MAIL, due)]
    assert told.status is WorkflowExecutionStatus.RUNNING


async def test_f8_woken_half_a_second_early_each_time_it_asks_once_more_and_does_not_spin(
    env: WorkflowEnvironment, office: Office
) -> None:
    """The clock of the office is half a second behind the engine's: at each instant the first look finds nothing due."""
    engine_clock = office.clock
    office.clock = lambda: engine_clock() - HALF_A_SECOND
    start = await env.get_current_time()
    instants = [start + timedelta(hours=hours) for hours in range(1, WAKES + 1)]
    office.plan(TASK, *instants)
    async with at_work(env.client, office):
        await nudge(env.client, TASK)
        for _ in range(-1, WAKES, 200):  # one call may last half a minute at most
            await env.sleep(timedelta(hours=200))
    assert office.taken == [(TASK, at) for at in instants]
    assert 1.9 * WAKES < len(office.looks) <= 1 + 2 * WAKES
