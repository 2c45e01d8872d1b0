"""The clock of  its five dates."""

from temporalio import workflow

from domain.subject import Subject
from workflows.clock import Clock


@workflow.defn(name="review")
class ReviewWorkflow(Clock):
    """One run a subject, `review/<id>`."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        """Wait until it is closed."""
        await self.keep(subject)
