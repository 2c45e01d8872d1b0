"""A large issue whose worker is killed in the middle of its batches: every clock comes, none twice, and reconcile keeps out."""

import asyncio
from pathlib import Path

import pytest

from rounds.moved import MOST
from rounds.relay import ISSUED
from storage.log import latest
from tests.system.house import Installation, running, until
from tests.system.test_faults import BEFORE, nothing_was_doubled, settled
from workflows.reach import batch_id, connect, runs

pytestmark = [pytest.mark.system, pytest.mark.temporal, pytest.mark.chaos]
"""Beside other tests the batches may be over before anybody can look: it runs under `make chaos`, alone."""


def issue_runs(house: Installation) -> bool:
    """Whether the workflow of the sample's issue still starts clocks."""
    with house.at_desk() as desk, desk.memory.reading() as session:
        (event,) = latest(session, ISSUED, 1)
    assert event.data["assignments"] > 2 * MOST

    async def ask() -> bool:
        return await runs(await connect(house.engine.address), batch_id("issue", event.seq))

    return asyncio.run(ask())


def test_a_worker_killed_in_mid_batch_leaves_no_assignment_without_its_clock(tmp_path: Path) -> None:
    with running(tmp_path, BEFORE) as house:
        until(lambda: issue_runs(house))
        house.kill("worker")
        assert issue_runs(house)
        until(lambda: not issue_runs(house))
        until(lambda: settled(house))
        nothing_was_doubled(house)
