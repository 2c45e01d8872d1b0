"""The clock of  it opens the item's periods as they come."""

from temporalio import workflow

from domain.subject import Subject
from workflows.clock import Clock


@workflow.defn(name="item")
class ItemWorkflow(Clock):
    """One run a subject, `item/<id>`."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        """Wait until it is closed."""
        await self.keep(subject)
