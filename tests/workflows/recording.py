"""Records histories of the workflows on the embedded server, for `test_replay.py`.

`python -m tests.workflows.recording` writes those that are missing into tests/histories. What is there is never written
anew: a history is what some release really did.
"""

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from temporalio.client import Client

from activities.nudge_moved import Batch
from domain.subject import MAIL, Subject, SubjectKind
from rounds.engine import Engine
from tests.workflows.an_office import Office, utc_now
from tests.workflows.servers import at_work
from workflows.reach import CONVERTER, batch_id, nudge, pass_on

HISTORIES = Path(__file__).parents[1] / "histories"
LOWERED = {"limit.historyCount.suggestContinueAsNew": "30"}


def assignment(name: str) -> Subject:
    return Subject(SubjectKind.ASSIGNMENT, name)


def item(name: str) -> Subject:
    return Subject(SubjectKind.ITEM, name)


def review(name: str) -> Subject:
    return Subject(SubjectKind.REVIEW, name)


async def looked(office: Office, times: int) -> None:
    async with asyncio.timeout(30):
        while len(office.looks) < times:  # noqa: ASYNC110 - the looks happen in threads of the worker
            await asyncio.sleep(0.02)


async def close(client: Client, office: Office, subject: Subject) -> Subject:
    office.closed.add(subject)
    await nudge(client, subject)
    await client.get_workflow_handle(str(subject)).result()
    return subject


async def waiting(client: Client, office: Office, subject: Subject) -> Subject:
    office.plan(subject, utc_now() + timedelta(days=30))
    await nudge(client, subject)
    await looked(office, 1)
    return subject


async def fired_and_closed(client: Client, office: Office, subject: Subject) -> Subject:
    office.plan(subject, utc_now() + timedelta(seconds=1), utc_now() + timedelta(seconds=2))
    await nudge(client, subject)
    await looked(office, 3)
    return await close(client, office, subject)


async def moved_often(client: Client, office: Office, subject: Subject) -> Subject:
    for times in range(1, 5):
        office.plan(subject, utc_now() + timedelta(days=times))
        await nudge(client, subject)
        await looked(office, times)
    return await close(client, office, subject)


async def nothing_ahead(client: Client, office: Office, subject: Subject) -> Subject:
    await nudge(client, subject)
    await looked(office, 1)
    return await close(client, office, subject)


async def refused_then_moved(client: Client, office: Office, subject: Subject) -> Subject:
    office.refused.add(subject)
    await nudge(client, subject)
    await looked(office, 1)
    office.refused.clear()
    office.plan(subject, utc_now() + timedelta(seconds=1))
    await nudge(client, subject)
    await looked(office, 3)
    return await close(client, office, subject)


async def tried_again(client: Client, office: Office, subject: Subject) -> Subject:
    office.broken = 4
    await nudge(client, subject)
    await looked(office, 5)
    return await close(client, office, subject)


async def continued(client: Client, office: Office, subject: Subject) -> Subject:
    for times in range(1, 14):
        office.plan(subject, utc_now() + timedelta(days=times))
        await nudge(client, subject)
        await looked(office, times)
    return await close(client, office, subject)


async def passed_on(workflow: str, client: Client, office: Office) -> None:
    for n in range(10):
        office.plan(assignment(f"a{n}"))
    name, _, event = workflow.partition("/")
    await pass_on(client, name, Batch((int(event),)))
    await client.get_workflow_handle(workflow).result()


Scene = tuple[str, Callable[[Client, Office], Awaitable[object]]]


def clock(subject: Subject, play: Callable[[Client, Office, Subject], Awaitable[object]]) -> Scene:
    return str(subject), lambda client, office: play(client, office, subject)


def batches(name: str) -> Scene:
    workflow = batch_id(name, 7)
    return workflow, partial(passed_on, workflow)


SCENES: dict[str, Scene] = {
    "assignment-waiting": clock(assignment("a-waiting"), waiting),
    "assignment-fired-and-closed": clock(assignment("a-fired"), fired_and_closed),
    "assignment-moved-often": clock(assignment("a-moved"), moved_often),
    "assignment-refused-then-moved": clock(assignment("a-refused"), refused_then_moved),
    "assignment-tried-again": clock(assignment("a-tried"), tried_again),
    "assignment-continued": clock(assignment("a-continued"), continued),
    "item-fired-and-closed": clock(item("i-fired"), fired_and_closed),
    "item-nothing-ahead": clock(item("i-nothing"), nothing_ahead),
    "review-fired-and-closed": clock(review("2023-Q1"), fired_and_closed),
    "round-fired-and-closed": clock(Subject(SubjectKind.ROUND, "r-fired"), fired_and_closed),
    "channel-moved-often": clock(MAIL, moved_often),
    "channel-refused-then-moved": clock(MAIL, refused_then_moved),
    "issue-passed-on": batches("issue"),
    "replan-passed-on": batches("replan"),
}


async def record(name: str, folder: Path) -> None:
    """Play one scene on a fresh server and keep each run of its workflow: the first plain, further ones numbered."""
    workflow, play = SCENES[name]
    engine = Engine(folder, LOWERED)
    client = await Client.connect(engine.start(), data_converter=CONVERTER, identity="recorder")
    try:
        office = Office()
        async with at_work(client, office):
            handle = client.get_workflow_handle(workflow)
            await play(client, office)
            run = (await handle.describe()).run_id
            histories = [await client.get_workflow_handle(workflow, run_id=run).fetch_history()]
            while (
                earlier := histories[0].events[0].workflow_execution_started_event_attributes.continued_execution_run_id
            ):
                histories.insert(0, await client.get_workflow_handle(workflow, run_id=earlier).fetch_history())
    finally:
        engine.stop()
    for number, history in enumerate(histories):
        file = HISTORIES / (f"{name}.json" if number == 0 else f"{name}-{number + 1}.json")
        file.write_text(json.dumps({"id": workflow, "history": json.loads(history.to_json())}, indent=1), "utf-8")


async def main() -> None:
    """Record what is missing."""
    HISTORIES.mkdir(exist_ok=True)
    for name in SCENES:
        if not (HISTORIES / f"{name}.json").exists():
            with tempfile.TemporaryDirectory() as folder:
                await record(name, Path(folder))


if __name__ == "__main__":
    asyncio.run(main())
