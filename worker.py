"""The composition root of time: the clocks' worker, the relay and the rounds around one desk, until a stop is asked for."""

import asyncio
import os
import socket
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import structlog
from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import Worker

from activities.courier import Courier
from activities.nudge_moved import NudgeMoved
from activities.send_due import SendDue
from activities.take_due import Look, TakeDue
from acts.access import anchor
from acts.briefings import open_briefings
from acts.deliveries import deliver_due
from acts.desk import Desk
from acts.messages import Post, send_due
from acts.outages import catch_up
from acts.reconciling import keep_reconciled
from acts.review_alarm import raise_alarms
from acts.review_steps import open_reviews
from acts.steps import take_due
from acts.tries import sweep
from domain.subject import MAIL, WEBHOOKS, Outlook, Subject
from rounds.jobs import At, Every, Job, scheduler
from rounds.moved import next_moved
from rounds.reconcile import Reconciled, reconcile
from rounds.relay import Relay
from rounds.round import EVERY, Round
from workflows.reach import ahead_of, connect, nudge, pass_on
from workflows.serving import AT_ONCE, clock_worker

RETRY = timedelta(seconds=2)
"""Pause between two tries to reach Temporal."""
POLL = timedelta(milliseconds=500)
"""How long a fact may lie in the log before its clock is nudged: longer than a person notices, shorter than they wait."""
WATCH = timedelta(seconds=30)
"""How often the worker gives a sign of life, and marks outside the database how far its log has come."""
VERIFY_HOUR = 3
"""When the promises are checked each night, long before the first steps of the morning."""
CATCH_UP = timedelta(seconds=5)
"""How often it is looked, after a standstill, whether mails may go again."""
PERIODS = timedelta(hours=1)
"""How often it is looked whether a period has begun: on each morning, and at once after a standstill."""
BRIEFINGS = timedelta(minutes=15)
"""How often it is looked whether the briefings ahead stand at their moments; their steps are taken by their clocks."""
RECONCILE = timedelta(hours=1)
"""How often clocks and rows are compared beside the start; the round covers whatever is missing in between."""
ANCHOR = timedelta(minutes=5)
"""How often the log of facts is told how far the log of access has come."""
RECHECK = timedelta(minutes=1)
"""How often files in quarantine are asked about again: somebody waits for them."""
SWEEP_HOUR = 3
"""When counts that hold nobody off any more are let go of."""

log = structlog.get_logger(__name__)


@dataclass
class TemporalTime:
    """By how many seconds Temporal's clock is ahead of this machine's, as it was last asked; None where nobody knows."""

    ahead: float | None = None


@dataclass(frozen=True)
class Parts:
    """What one worker is made of. `offset` is what the desk's clock is ahead of Temporal's; `address` is host:port.

    `recheck` asks again about files in quarantine, where the office has a checker.
    `watch` compares the database with the marks kept outside of it, and gives a sign of life; `verify` is run each night.
    """

    desk: Desk
    post: Post
    address: str
    offset: timedelta = timedelta()
    courier: Courier = field(default_factory=Courier)
    maildir: Callable[[], object] | None = None
    watch: Callable[[], object] = lambda: None
    recheck: Callable[[], object] | None = None
    verify: Callable[[], object] | None = None
    temporal: TemporalTime = field(default_factory=TemporalTime)

    @property
    def look(self) -> Look:
        """How a subject's clock, or the round, takes what is due of it."""
        return partial(take_due, self.desk)

    @property
    def channels(self) -> Mapping[Subject, Callable[[], Outlook]]:
        """How each channel sends what is due on it."""
        return {
            MAIL: partial(send_due, self.desk, self.post),
            WEBHOOKS: partial(deliver_due, self.desk, self.courier),
        }


async def serve(parts: Parts, stop: asyncio.Event, connected: Callable[[], None] = lambda: None) -> None:
    """Work until `stop` is set. Without Temporal the round goes on alone; `connected` is called each time it is there.

    Raises what ended a worker for good: the process is then started anew by whoever watches it.
    """
    knocks = scheduler(jobs(parts))
    knocks.start()
    try:
        while not stop.is_set() and (client := await _connect(parts.address, stop)) is not None:
            await _serve_clocks(parts, client, stop, connected)
    finally:
        await asyncio.to_thread(knocks.shutdown)  # waits for the round that is going


def jobs(parts: Parts) -> tuple[Job, ...]:
    """The calendar jobs of an office; the simulation plays the same table."""
    desk = parts.desk
    holder = f"{socket.gethostname()}/{os.getpid()}"
    rounds = Round(desk.memory, desk.clock, parts.look, parts.channels, holder)
    return (
        Job("round", Every(EVERY), rounds.go),
        Job("watch", Every(WATCH), parts.watch),
        Job("catch-up", Every(CATCH_UP), partial(catch_up, desk)),
        Job("anchor", Every(ANCHOR), partial(anchor, desk)),
        *([Job("quarantine", Every(RECHECK), parts.recheck)] if parts.recheck else []),
        Job("tries", At(SWEEP_HOUR), partial(sweep, desk)),
        Job("periods", Every(PERIODS), partial(open_reviews, desk)),
        Job("missed-mornings", Every(PERIODS), partial(raise_alarms, desk)),
        Job("briefings", Every(BRIEFINGS), partial(open_briefings, desk)),
        *([Job("maildir", Every(EVERY), parts.maildir)] if parts.maildir is not None else []),
        *([Job("verify", At(VERIFY_HOUR), parts.verify)] if parts.verify is not None else []),
    )


async def _connect(address: str, stop: asyncio.Event) -> Client | None:
    """A client, however long it takes; None when a stop was asked for first."""
    while not stop.is_set():
        try:
            return await connect(address)
        except RuntimeError as error:
            log.warning("Temporal is away, the round goes on alone", address=address, error=str(error))
            await _pause(stop, RETRY)
    return None


def clocks(parts: Parts, client: Client, executor: Executor) -> Worker:
    """The worker that serves the clocks of these parts; the simulation runs the same one."""
    take = TakeDue(parts.look, parts.offset)
    send = SendDue(parts.channels, parts.offset)
    spread = NudgeMoved(partial(next_moved, parts.desk.memory), partial(nudge, client))
    return clock_worker(client, take, send, spread, executor)


def follower(desk: Desk, client: Client) -> Relay:
    """Who follows the log for this worker's clocks."""
    return Relay(desk.memory, partial(nudge, client), partial(pass_on, client))


async def _serve_clocks(parts: Parts, client: Client, stop: asyncio.Event, connected: Callable[[], None]) -> None:
    desk = parts.desk
    with ThreadPoolExecutor(2 * AT_ONCE, thread_name_prefix="deed") as executor:
        async with clocks(parts, client, executor), asyncio.TaskGroup() as beside:
            log.info("serving clocks", address=parts.address)
            connected()
            tasks = [
                beside.create_task(_follow(follower(desk, client), stop)),
                beside.create_task(_compare(desk, client, stop)),
                beside.create_task(_ask_the_time(parts, client, stop)),
            ]
            await stop.wait()
            for task in tasks:
                task.cancel()


async def _follow(relay: Relay, stop: asyncio.Event) -> None:
    """Pass on what the log brings; while Temporal is away it stays where it is in the log."""
    while not stop.is_set():
        read = 0
        try:
            read = await relay.pass_on()
        except* RPCError as errors:
            log.warning("nudges not taken, tried again", errors=len(errors.exceptions))
        if not read:
            await _pause(stop, POLL)


async def _compare(desk: Desk, client: Client, stop: asyncio.Event) -> None:
    """Give clocks to what lacks one: at once, as Temporal may have lost its data, and every hour."""
    while not stop.is_set():
        wait = RECONCILE
        try:
            found = await reconcile(desk.memory, client)
            log.info("reconciled", found=found)
            await asyncio.to_thread(_keep, desk, found)
        except* RPCError:
            wait = RETRY
        await _pause(stop, wait)


async def _ask_the_time(parts: Parts, client: Client, stop: asyncio.Event) -> None:
    """Learn by how much Temporal's clock is ahead of this machine's; the next sign of life tells it."""
    while not stop.is_set():
        try:
            parts.temporal.ahead = await ahead_of(client, lambda: parts.desk.real_now().timestamp())
        except RPCError:
            parts.temporal.ahead = None
        await _pause(stop, WATCH)


def _keep(desk: Desk, found: Reconciled) -> None:
    keep_reconciled(desk, opened=found.open, running=found.running, started=found.started, coming=found.coming)


async def _pause(stop: asyncio.Event, length: timedelta) -> None:
    try:
        await asyncio.wait_for(stop.wait(), length.total_seconds())
    except TimeoutError:
        return
