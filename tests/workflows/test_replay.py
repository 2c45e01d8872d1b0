"""Recorded histories replay with the clocks as they are now; a changed clock is caught."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner
from temporalio.workflow import NondeterminismError

from domain.subject import Subject
from tests.workflows.recording import HISTORIES
from workflows.clock import Clock
from workflows.reach import CONVERTER, WORKFLOWS
from workflows.sandbox import strict_runner

FILES = sorted(HISTORIES.glob("*.json"))


def history(file: Path) -> WorkflowHistory:
    kept = json.loads(file.read_text("utf-8"))
    return WorkflowHistory.from_json(kept["id"], kept["history"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_a_recorded_history_replays(file: Path) -> None:
    replayer = Replayer(workflows=WORKFLOWS, data_converter=CONVERTER, workflow_runner=strict_runner())
    await replayer.replay_workflow(history(file))


def test_there_are_histories_of_every_workflow() -> None:
    kinds = {"assignment", "channel", "issue", "item", "replan", "review", "round"}
    assert {file.stem.split("-")[0] for file in FILES} == kinds
    assert (HISTORIES / "assignment-continued-2.json").exists()
    assert (HISTORIES / "issue-passed-on-2.json").exists()


@workflow.defn(name="assignment")
class PausingWorkflow(Clock):
    """The clock of an assignment with one timer more: what a careless change looks like."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        await workflow.sleep(timedelta(seconds=1))
        await self.keep(subject)


@workflow.defn(name="assignment")
class PlainWorkflow(Clock):
    """The same clock unchanged, for the control of the control."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        await self.keep(subject)


async def test_a_changed_clock_is_caught() -> None:
    kept = history(HISTORIES / "assignment-fired-and-closed.json")
    runner = UnsandboxedWorkflowRunner()
    await Replayer(workflows=[PlainWorkflow], data_converter=CONVERTER, workflow_runner=runner).replay_workflow(kept)
    changed = Replayer(workflows=[PausingWorkflow], data_converter=CONVERTER, workflow_runner=runner)
    with pytest.raises(NondeterminismError):
        await changed.replay_workflow(kept)
