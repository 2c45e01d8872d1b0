"""A large issue whose worker is killed in the middle of its batches: every clock comes, none twice, and reconcile keeps out."""

import asyncio
from pathlib import Path

import pytest

from acts.directives import take_in
from acts.issue import issue
from domain.rights import SYSTEM
from rounds.moved import MOST
from rounds.relay import ISSUED
from storage.log import latest
from tests.acts.house import an_item
from tests.system.house import Installation, running, until
from tests.system.test_faults import BEFORE, nothing_was_doubled, settled
from workflows.reach import batch_id, connect, runs

pytestmark = [pytest.mark.system, pytest.mark.temporal, pytest.mark.chaos]
"""Hundreds of clocks take half a minute and more: it runs under `make chaos`."""
ITEMS, WARDS = 80, 10
"""So many batches that the workflow lives for seconds at the least: whoever looks finds it, however busy the machine is."""


def a_large_issue(house: Installation) -> None:
    """One order of many items for every ward of the sample."""
    items = [
        {"ref": str(n), **an_item(text=f"Việc {n}.", lead_codes=["phuong"], due_on="2023-06-30")}
        for n in range(1, ITEMS + 1)
    ]
    with house.at_desk() as desk:
        draft = take_in(desk, SYSTEM, {"title": "Chỉ thị lớn", "items": items}, "…", "0" * 64).body["id"]
        assert issue(desk, SYSTEM, draft, "02/CT", desk.today()).body["assignments"] == ITEMS * WARDS > 10 * MOST


def issue_runs(house: Installation) -> bool:
    """Whether the workflow of the last issue still starts clocks."""
    with house.at_desk() as desk, desk.memory.reading() as session:
        (event,) = latest(session, ISSUED, 1)

    async def ask() -> bool:
        return await runs(await connect(house.engine.address), batch_id("issue", event.seq))

    return asyncio.run(ask())


def test_a_worker_killed_in_mid_batch_leaves_no_assignment_without_its_clock(tmp_path: Path) -> None:
    with running(tmp_path, BEFORE) as house:
        a_large_issue(house)
        until(lambda: issue_runs(house))
        house.kill("worker")
        assert issue_runs(house)
        until(lambda: not issue_runs(house))
        until(lambda: settled(house))
        nothing_was_doubled(house)
