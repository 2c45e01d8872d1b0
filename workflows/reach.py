"""How to reach the clocks: the queue, the ids, the connection, and the nudge that also starts what is missing."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from uuid import uuid4

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest, PollActivityTaskQueueRequest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError, RPCStatusCode

from activities.nudge_moved import Batch
from domain.subject import Subject, SubjectKind
from workflows.assignment import AssignmentWorkflow
from workflows.briefing import BriefingWorkflow
from workflows.channel import ChannelWorkflow
from workflows.clock import Clock
from workflows.issue import IssueWorkflow
from workflows.item import ItemWorkflow
from workflows.replan import ReplanWorkflow
from workflows.review import ReviewWorkflow
from workflows.round import RoundWorkflow

QUEUE = "dondoc"
ANSWER = timedelta(seconds=10)
"""How long Temporal may take to answer one call before it counts as away."""

ASKED = "dondoc-clock"
"""A queue nobody puts work into."""
SHORTEST_POLL = timedelta(seconds=3)
"""Temporal refuses to be asked for work with less patience than two seconds and a little."""

CONVERTER = pydantic_data_converter
"""Both ends speak it: dates, instants and dataclasses as plain JSON."""

WORKFLOWS = (
    ItemWorkflow,
    AssignmentWorkflow,
    ReviewWorkflow,
    BriefingWorkflow,
    RoundWorkflow,
    ChannelWorkflow,
    IssueWorkflow,
    ReplanWorkflow,
)
"""Every workflow a worker serves. The name of a subject's workflow is the subject's kind."""


async def connect(address: str) -> Client:
    """Connect to the Temporal server at `host:port`; raises RuntimeError while it is away."""
    return await Client.connect(address, data_converter=CONVERTER)


async def nudge(client: Client, subject: Subject, *, start: bool = True) -> None:
    """Tell the subject's clock that something changed; a missing clock is started thereby where `start` says so.

    Raises RPCError while Temporal is away. A closed subject must not be given a clock: each nudge would start one more
    run, so its clock, if it still has one, is only told to look and end.
    """
    if not start:
        await _tell(client, subject)
        return
    await client.start_workflow(
        subject.kind.value,
        subject,
        id=str(subject),
        task_queue=QUEUE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        start_signal=Clock.nudge.__name__,
        rpc_timeout=ANSWER,
    )


async def _tell(client: Client, subject: Subject) -> None:
    try:
        await client.get_workflow_handle(str(subject)).signal(Clock.nudge, rpc_timeout=ANSWER)
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise


async def pass_on(client: Client, name: str, batch: Batch) -> None:
    """Let a workflow (`issue`, `replan`) nudge in batches whom these events move. Raises RPCError while Temporal is away.

    Asked again while it runs it is the same one; asked again later, it nudges once more, which changes nothing.
    """
    await client.start_workflow(
        name,
        batch,
        id=batch_id(name, batch.events[0]),
        task_queue=QUEUE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        rpc_timeout=ANSWER,
    )


def batch_id(name: str, event: int) -> str:
    """The id of the workflow that passes on what an event moves: `issue/<number of the event>`."""
    return f"{name}/{event}"


async def has_clock(client: Client, subject: Subject) -> bool:
    """Whether the subject's clock runs."""
    return await runs(client, str(subject))


async def clocks_that_run(client: Client) -> AsyncIterator[Subject]:
    """The subjects of the clocks that the engine lists as running; its lists lag a few seconds behind."""
    async for told in client.list_workflows('ExecutionStatus = "Running"', rpc_timeout=ANSWER):
        kind, _, name = told.id.partition("/")
        if name and kind in set(SubjectKind):
            yield Subject(SubjectKind(kind), name)


async def ahead_of(client: Client, now: Callable[[], float]) -> float | None:
    """By how many seconds the clock of Temporal is ahead of `now` (seconds since 1970); None where it does not tell.

    The server has no word for its time, but it notes when somebody last asked for work: so that is asked, of a queue of
    this question alone, and then when it was.
    """
    who, queue = f"clock/{uuid4().hex}", TaskQueue(name=ASKED)
    wanted = PollActivityTaskQueueRequest(namespace=client.namespace, task_queue=queue, identity=who)
    await client.workflow_service.poll_activity_task_queue(wanted, timeout=SHORTEST_POLL)
    asked = now()
    which = DescribeTaskQueueRequest(
        namespace=client.namespace, task_queue=queue, task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY
    )
    told = await client.workflow_service.describe_task_queue(which, timeout=ANSWER)
    seen = [one.last_access_time.ToNanoseconds() / 1e9 for one in told.pollers if one.identity == who]
    return seen[0] - asked if seen else None


async def runs(client: Client, workflow: str) -> bool:
    """Whether this workflow runs, from the run itself: lists of the engine lag a few seconds behind."""
    try:
        told = await client.get_workflow_handle(workflow).describe(rpc_timeout=ANSWER)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return False
        raise
    return told.status is WorkflowExecutionStatus.RUNNING
