"""How long what is urgent waits while a large issue starts its clocks: `python -m proof.bench_issue [ASSIGNMENTS]`.

One order brings so many assignments. While their clocks are started on the embedded engine, another task is reported on
every second, and it is measured how long its clock takes to look: once with the clocks started in one pass, as the log
brings them, and once by the issue's workflow in batches. Ratios are printed, so that a busy machine moves them little.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from temporalio.client import Client

from activities.nudge_moved import NudgeMoved, nudge_all
from activities.send_due import SendDue
from activities.take_due import TakeDue
from acts import directives, issue, office
from acts.desk import Desk
from acts.steps import take_due
from domain.calendar import Calendar
from domain.office import Directory, Unit, UnitKind
from domain.rights import SYSTEM
from domain.subject import MAIL, Caller, Outlook, Subject, SubjectKind
from rounds.engine import Engine
from rounds.moved import next_moved
from rounds.relay import Relay
from storage.database import Memory
from storage.schema import migrate
from storage.views.subjects import open_subjects
from workflows.reach import connect, nudge, pass_on
from workflows.serving import clock_worker
from writing.review import template_digest

ASSIGNMENTS = 1000
UNITS = 200
EVERY_SECONDS = 1.0
URGENT = Subject(SubjectKind.ASSIGNMENT, "urgent")
POLL_SECONDS = 0.02

Start = Callable[[Memory, Client], Awaitable[None]]


@dataclass
class Looks:
    """Who was looked at; the urgent one's looks are counted."""

    desk: Desk
    owed: set[Subject] = field(default_factory=set)
    urgent: int = 0

    def __call__(self, subject: Subject, by: Caller) -> Outlook:
        """Look as the office does, but for the urgent one, of which only the moment matters."""
        if subject == URGENT:
            self.urgent += 1
            return Outlook()
        outlook = take_due(self.desk, subject, by)
        self.owed.add(subject)
        return outlook


@dataclass(frozen=True)
class Measured:
    """Seconds until the last clock had looked, and how long each urgent nudge took."""

    seconds: float
    waits: list[float]


def main() -> None:
    """Measure both ways; figures on standard output."""
    assignments = int(sys.argv[1]) if len(sys.argv) > 1 else ASSIGNMENTS
    one_pass = asyncio.run(measured(assignments, _in_one_pass))
    batches = asyncio.run(measured(assignments, _in_batches))
    for name, one in (("one pass", one_pass), ("in batches", batches)):
        urgent = f"urgent nudges p50 {median(one.waits):.2f} s, longest {max(one.waits):.2f} s"
        print(f"{assignments} clocks, {name}: {one.seconds:.1f} s; {urgent}")  # noqa: T201 - what it is for
    longest, typical = max(one_pass.waits) / max(batches.waits), median(one_pass.waits) / median(batches.waits)
    print(f"urgent nudges in batches: longest ×1/{longest:.0f}, p50 ×1/{typical:.0f}")  # noqa: T201 - what it is for


async def measured(assignments: int, start: Start) -> Measured:
    """An office, an engine and a worker of their own; the order is issued, and its clocks are started by `start`."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(8) as executor:
        memory = Memory(str(Path(folder) / "dondoc.db"))
        migrate(memory)
        desk = _office(memory, assignments)
        engine = Engine(Path(folder) / "temporal")
        client, looks = await connect(engine.start()), Looks(desk)
        take, send = TakeDue(looks), SendDue({MAIL: Outlook})
        spread = NudgeMoved(partial(next_moved, memory), partial(nudge, client))
        try:
            async with clock_worker(client, take, send, spread, executor):
                return await _timed(memory, client, looks, start)
        finally:
            engine.stop()
            memory.close()


async def _timed(memory: Memory, client: Client, looks: Looks, start: Start) -> Measured:
    with memory.reading() as session:
        owed = {one for one in open_subjects(session) if one.kind is SubjectKind.ASSIGNMENT}
    await nudge(client, URGENT)
    began, relay = time.monotonic(), asyncio.Lock()
    waits: list[float] = []
    async with asyncio.TaskGroup() as beside:
        await relay.acquire()
        urgent = beside.create_task(_urgent(client, looks, relay, waits))
        await start(memory, client)
        relay.release()
        while not looks.owed >= owed:  # noqa: ASYNC110 - the looks happen in threads of the worker
            await asyncio.sleep(POLL_SECONDS)
        urgent.cancel()
    return Measured(time.monotonic() - began, waits)


async def _urgent(client: Client, looks: Looks, relay: asyncio.Lock, waits: list[float]) -> None:
    """Nudge the urgent one as the relay would: behind whatever it is busy with. Each moment at which it was wanted counts."""
    with suppress(asyncio.CancelledError):
        while True:
            began, before = time.monotonic(), looks.urgent
            async with relay:
                await nudge(client, URGENT)
            while looks.urgent == before:  # noqa: ASYNC110 - as above
                await asyncio.sleep(POLL_SECONDS)
            waits.append(time.monotonic() - began)
            await asyncio.sleep(EVERY_SECONDS)


async def _in_one_pass(memory: Memory, client: Client) -> None:
    with memory.reading() as session:
        owed = list(open_subjects(session))
    await nudge_all(partial(nudge, client), owed, ())


async def _in_batches(memory: Memory, client: Client) -> None:
    relay = Relay(memory, partial(nudge, client), partial(pass_on, client))
    while await relay.pass_on():
        pass


def _office(memory: Memory, assignments: int) -> Desk:
    """A province whose one order brings so many assignments, each with its steps."""
    ids = count(1)
    desk = Desk(memory, lambda: datetime.now(UTC), lambda: f"{next(ids):032x}", Calendar(), template_digest)
    communes = (
        Unit(f"x{n}", f"Ủy ban nhân dân xã {n}", UnitKind.COMMUNE, "tinh", mailbox=f"x{n}@tinh.example", groups=("xa",))
        for n in range(UNITS)
    )
    office.set_office(desk, SYSTEM, Directory(units=(Unit("tinh", "UBND tỉnh Mẫu", UnitKind.AUTHORITY), *communes)))
    day = desk.today().replace(year=desk.today().year + 1).isoformat()
    items = [
        {"ref": str(n), "text": f"Nhiệm vụ {n}.", "lead": ["các xã"], "lead_codes": ["xa"], "due_on": day}
        for n in range(1, assignments // UNITS + 1)
    ]
    draft = directives.take_in(desk, SYSTEM, {"title": "Chỉ thị mẫu", "items": items}, "…", "0" * 64)
    issue.issue(desk, SYSTEM, draft.body["id"], "01/CT-UBND", desk.today())
    return desk


if __name__ == "__main__":
    main()
