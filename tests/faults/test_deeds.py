"""B5: every deed and every calendar job, three times over and twice at once, does what it does once."""

import asyncio
import inspect
import pkgutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import select
from temporalio import activity

import activities
from activities.asking import Question
from activities.nudge_moved import Batch, NudgeMoved
from activities.post import Post
from activities.send_due import SendDue
from activities.take_due import TakeDue
from acts.outages import WORKER, beat
from acts.verification import keep_verification
from domain.subject import MAIL, Caller, Subject, SubjectKind
from proof.sink import Sink
from proof.verify import verify
from rounds.moved import next_moved
from storage.database import Memory
from storage.log import everything
from storage.tables import Base, PulseRow
from tests.acts.house import House
from tests.faults.test_processes import another_process
from worker import Parts, jobs

DEEDS = ("nudge_moved", "send_due", "take_due")
JOBS = (
    "anchor",
    "briefings",
    "catch-up",
    "maildir",
    "missed-mornings",
    "periods",
    "quarantine",
    "round",
    "tries",
    "verify",
    "watch",
)


def much_is_due(memory: Memory) -> House:
    """An office some weeks behind its work: steps, mails, periods and the end of a standstill are due."""
    house = House(memory)
    house.directive({}, {"lead_codes": ["vh"]}, {"cadence": "monthly", "due_on": None})
    beat(house.desk, WORKER)
    house.now += timedelta(days=35)
    beat(house.desk, WORKER)
    return house


def parts_of(house: House, sink: Sink) -> Parts:
    desk = house.desk
    return Parts(
        desk,
        Post(desk, sink.url),
        "127.0.0.1:1",
        maildir=lambda: None,
        watch=lambda: beat(desk, WORKER),
        recheck=lambda: None,
        verify=lambda: keep_verification(desk, len(verify(desk.memory, now=desk.clock())), ()),
    )


def deed(house: House, sink: Sink, name: str) -> Callable[[], object]:
    """The deed or job of that name, ready to be called again and again with the same input."""
    parts = parts_of(house, sink)
    (first, *_) = house.assignments()
    subject = Subject(SubjectKind.ASSIGNMENT, first.id)
    with house.memory.reading() as session:
        issued = next(event.seq for event in everything(session) if event.kind == "directive.issued")

    async def heard(subject: Subject, *, start: bool) -> None:
        """Temporal took the nudge, whether or not it starts a clock."""

    spread = NudgeMoved(lambda batch: next_moved(house.memory, batch), heard)
    calls: dict[str, Callable[[], object]] = {
        "take_due": lambda: TakeDue(parts.look).take_due(Question(subject, Caller.CLOCK)),
        "send_due": lambda: SendDue(parts.channels).send_due(Question(MAIL, Caller.CLOCK)),
        "nudge_moved": lambda: asyncio.run(spread.nudge_moved(Batch((issued,)))),
        **{job.name: job.run for job in jobs(parts)},
    }
    return calls[name]


def rows(memory: Memory) -> dict[str, list[Any]]:
    """Everything that is written, table by table, but what a clock showed: no two looks at one agree."""
    seen = PulseRow.__table__.c.clocks
    with memory.reading() as session:
        return {
            table.name: sorted(
                repr(tuple(row)) for row in session.execute(select(*(one for one in table.c if one is not seen)))
            )
            for table in Base.metadata.sorted_tables
        }


def test_no_deed_and_no_job_is_missing_here(memory: Memory) -> None:
    named = set()
    for found in pkgutil.iter_modules(activities.__path__):
        for _, one in inspect.getmembers(import_module(f"activities.{found.name}"), inspect.isclass):
            methods = (method for _, method in inspect.getmembers(one, inspect.isfunction))
            named |= {str(told.name) for method in methods if (told := activity._Definition.from_callable(method))}
    assert sorted(named) == sorted(DEEDS)
    with Sink() as sink:
        assert sorted(job.name for job in jobs(parts_of(House(memory), sink))) == sorted(JOBS)


@pytest.mark.parametrize("name", [*DEEDS, *JOBS])
def test_b5_done_three_times_it_is_done_once(memory: Memory, name: str) -> None:
    house = much_is_due(memory)
    with Sink() as sink:
        again = deed(house, sink, name)
        again()
        first, mails = rows(memory), len(sink.messages)
        for _ in range(2):
            again()
            assert rows(memory) == first
        assert len(sink.messages) == mails


@pytest.mark.parametrize("name", [*DEEDS, *JOBS])
def test_b5_done_by_two_processes_at_once_it_is_done_once(memory: Memory, name: str) -> None:
    house = much_is_due(memory)
    with another_process(house) as other, Sink() as sink, ThreadPoolExecutor(2) as both:
        for done in [both.submit(deed(one, sink, name)) for one in (house, other)]:
            done.result()
        first, mails = rows(memory), len(sink.messages)
        deed(house, sink, name)()
        assert rows(memory) == first
        assert len(sink.messages) == mails
        assert len({one.message["Message-ID"] for one in sink.messages}) == mails
