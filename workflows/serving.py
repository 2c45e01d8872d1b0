"""A worker's time half: every workflow and deed on the one queue, in the strict sandbox."""

from concurrent.futures import Executor
from datetime import timedelta
from importlib.metadata import version

from temporalio.client import Client
from temporalio.worker import Worker

from activities.nudge_moved import NudgeMoved
from activities.send_due import SendDue
from activities.take_due import TakeDue
from workflows.reach import QUEUE, WORKFLOWS
from workflows.sandbox import strict_runner

AT_ONCE = 4
"""Deeds carried out at the same time: on SQLite more writers only wait for each other."""
CACHED = 1000
"""Clocks kept in memory; the others are replayed from their short histories when they wake (50-106 kB each)."""
BUILD = f"dondoc {version('dondoc')}"
"""What the server is told of the code; left out, the SDK reads and hashes every loaded module for seconds at each start."""
GRACE = timedelta(seconds=30)
"""How long running deeds may take to end once a stop was asked for."""


def clock_worker(
    client: Client, take: TakeDue, send: SendDue, spread: NudgeMoved, executor: Executor, at_once: int = AT_ONCE
) -> Worker:
    """A worker that serves all clocks. `executor` has at least twice `at_once` threads: looks and sends each take some."""
    return Worker(
        client,
        task_queue=QUEUE,
        workflows=WORKFLOWS,
        activities=[take.take_due, send.send_due, spread.nudge_moved],
        activity_executor=executor,
        workflow_runner=strict_runner(),
        max_cached_workflows=CACHED,
        max_concurrent_activities=at_once,
        max_concurrent_local_activities=at_once,
        graceful_shutdown_timeout=GRACE,
        build_id=BUILD,
    )
