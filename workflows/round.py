"""The clock of a round of appraisal: the windows of its steps."""

from temporalio import workflow

from domain.subject import Subject
from workflows.clock import Clock


@workflow.defn(name="round")
class RoundWorkflow(Clock):
    """One run a round, `round/<id>`."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        """Wait until it is closed."""
        await self.keep(subject)
