"""What a large re-planning sets going: a calendar, an annex or a ladder moves many deadlines, and their clocks look anew."""

from temporalio import workflow

from activities.nudge_moved import Batch
from workflows.batches import Batches


@workflow.defn(name="replan")
class ReplanWorkflow(Batches):
    """One run for what moved together, `replan/<number of its first event>`."""

    @workflow.run
    async def run(self, batch: Batch) -> None:
        """Until every clock that is concerned was nudged."""
        await self.pass_on(batch)
