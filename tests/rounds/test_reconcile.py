"""Clocks and rows on the real engine: what is missing is started, what is over ends, Temporal's data is disposable."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from temporalio.client import Client

from activities.nudge_moved import NudgeMoved
from activities.send_due import SendDue
from activities.take_due import TakeDue
from acts import completions
from acts.completions import Report
from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.steps import take_due
from domain.clocks import APART
from domain.subject import MAIL, Subject, SubjectKind
from rounds.engine import Engine
from rounds.moved import MOST, next_moved
from rounds.reconcile import AT_ONCE, Reconciled, reconcile
from rounds.relay import Relay
from storage.database import Memory
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.workflows.servers import connected
from workflows.reach import ahead_of, has_clock, nudge, pass_on
from workflows.serving import clock_worker

pytestmark = pytest.mark.temporal


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    engine = Engine(tmp_path / "temporal")
    engine.start()
    try:
        yield engine
    finally:
        engine.stop()


def post(_mail: Claimed) -> Outcome:
    return Outcome(Delivery.SENT, "250 ok")


@asynccontextmanager
async def at_work(client: Client, house: House) -> AsyncIterator[None]:
    take, send = TakeDue(partial(take_due, house.desk)), SendDue({MAIL: partial(send_due, house.desk, post)})
    spread = NudgeMoved(partial(next_moved, house.memory), partial(nudge, client))
    with ThreadPoolExecutor(8) as executor:
        async with clock_worker(client, take, send, spread, executor):
            yield


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not done():  # noqa: ASYNC110 - what is waited for happens in threads and another process
            await asyncio.sleep(0.05)


async def ended(client: Client, subject: Subject) -> None:
    async with asyncio.timeout(30):
        while await has_clock(client, subject):  # noqa: ASYNC110 - it ends in another process
            await asyncio.sleep(0.05)


async def has_looked(client: Client, subject: Subject) -> None:
    """Wait until a clock has looked and waits for its instant."""
    clock = client.get_workflow_handle(str(subject))
    async with asyncio.timeout(30):
        while not any(  # noqa: ASYNC110 - it looks in another process
            [event.HasField("timer_started_event_attributes") async for event in clock.fetch_history_events()]
        ):
            await asyncio.sleep(0.05)


async def it_gives_every_open_subject_its_clock_and_finds_nothing_the_second_time(
    memory: Memory, engine: Engine
) -> None:
    house = House(memory)
    house.directive({}, {}, {"lead_codes": ["phong"]})
    client = await connected(engine.address)
    async with at_work(client, house):
        assert await reconcile(memory, client) == Reconciled(open=5, running=0, started=5)
        assert await reconcile(memory, client) == Reconciled(open=5, running=5, started=0)


async def it_leaves_to_an_issue_that_still_runs_whom_it_will_start(memory: Memory, engine: Engine) -> None:
    house = House(memory)
    house.directive(*[{"lead_codes": ["phong"]}] * MOST)
    client = await connected(engine.address)
    relay = Relay(memory, partial(nudge, client), partial(pass_on, client))
    while await relay.pass_on():
        pass
    found = await reconcile(memory, client)  # no worker serves, so the issue stands at its beginning
    assert (found.started, found.coming) == (0, 2 * MOST)
    async with at_work(client, house), asyncio.timeout(60):
        while (found := await reconcile(memory, client)).coming:  # noqa: ASYNC110 - it ends in another process
            await asyncio.sleep(0.1)
    assert found == Reconciled(open=found.open, running=found.open, started=0)


async def test_what_is_over_is_told_so_some_at_a_time_and_not_one_by_one(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [Subject(SubjectKind.ASSIGNMENT, f"gone{n}") for n in range(3 * AT_ONCE)]
    on_their_way, told = 0, []

    async def listed(_client: object) -> AsyncIterator[Subject]:
        for subject in left:
            yield subject

    async def answers(_client: object, subject: Subject, *, start: bool = True) -> None:
        nonlocal on_their_way
        on_their_way += 1
        await asyncio.sleep(0.01)
        told.append((subject, start, on_their_way))
        on_their_way -= 1

    async def has(*_told: object) -> bool:
        return True

    monkeypatch.setattr("rounds.reconcile.clocks_that_run", listed)
    monkeypatch.setattr("rounds.reconcile.nudge", answers)
    monkeypatch.setattr("rounds.reconcile.has_clock", has)
    assert (await reconcile(memory, cast("Client", None))).ended == len(left)
    assert {(subject, start) for subject, start, _ in told} == {(subject, False) for subject in left}
    assert max(beside for _, _, beside in told) == AT_ONCE


async def test_work_reported_while_temporal_was_away_is_closed_after_its_return(memory: Memory, engine: Engine) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    task = Subject(SubjectKind.ASSIGNMENT, owed.id)
    client = await connected(engine.address)
    follower = Relay(memory, partial(nudge, client), partial(pass_on, client))
    async with at_work(client, house):
        await follower.pass_on()
        assert await has_clock(client, task)
        engine.child.kill()
        report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
        completions.accept(house.desk, CHIEF, report.body["id"])
        engine.start()
        while await follower.pass_on():
            pass
        await ended(client, task)


async def test_a_clock_that_runs_for_closed_work_ends_when_it_is_compared_with_the_rows(
    memory: Memory, engine: Engine
) -> None:
    house = House(memory)
    house.directive({}, {})
    owed, other = house.assignments()
    task, still = (Subject(SubjectKind.ASSIGNMENT, row.id) for row in (owed, other))
    client = await connected(engine.address)
    async with at_work(client, house):
        await reconcile(memory, client)
        await has_looked(client, task)
        report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
        completions.accept(house.desk, CHIEF, report.body["id"])  # nobody passes it on, as with an engine set back
        assert await has_clock(client, task)
        async with asyncio.timeout(30):
            while not (await reconcile(memory, client)).ended:  # noqa: ASYNC110 - the engine's list lags behind
                await asyncio.sleep(0.1)
        await ended(client, task)
        assert await has_clock(client, still)


async def test_the_clock_of_temporal_is_told_from_ours(engine: Engine) -> None:
    client = await connected(engine.address)
    same = await ahead_of(client, time.time)
    behind = await ahead_of(client, lambda: time.time() + 60)
    assert same is not None
    assert behind is not None
    assert abs(same) < APART
    assert abs(behind + 60) < APART


async def test_clocks_come_back_after_temporals_data_was_deleted(
    memory: Memory, engine: Engine, tmp_path: Path
) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    task = Subject(SubjectKind.ASSIGNMENT, owed.id)
    client = await connected(engine.address)
    async with at_work(client, house):
        await reconcile(memory, client)
        engine.child.kill()
        for file in (tmp_path / "temporal").glob("temporal.db*"):
            file.unlink()
        engine.start()
        assert not await has_clock(client, task)
        await reconcile(memory, client)
        assert await has_clock(client, MAIL)
        house.now += timedelta(days=30)
        await nudge(client, task)
        await until(lambda: house.steps(owed.id)["O1"].state == "taken")
    assert len({notice.cause for notice in house.notices()}) == len(house.notices())
