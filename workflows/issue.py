"""What an issue sets going: the clocks of all its assignments, started in batches."""

from temporalio import workflow

from activities.nudge_moved import Batch
from workflows.batches import Batches


@workflow.defn(name="issue")
class IssueWorkflow(Batches):
    """One run an issue, `issue/<number of its event>`: of one directive more may be issued later, period by period."""

    @workflow.run
    async def run(self, batch: Batch) -> None:
        """Until every assignment has its clock."""
        await self.pass_on(batch)
