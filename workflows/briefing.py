"""The clock of a week's briefing of heads."""

from temporalio import workflow

from domain.subject import Subject
from workflows.clock import Clock


@workflow.defn(name="briefing")
class BriefingWorkflow(Clock):
    """One run a week, `briefing/<week>`."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        """Wait until it is closed."""
        await self.keep(subject)
