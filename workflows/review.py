"""The clock of a period: its five dates."""

from temporalio import workflow

from activities.asking import Question
from activities.take_due import TakeDue
from domain.subject import Outlook, Subject
from workflows.clock import Clock
from workflows.options import FREEZE


@workflow.defn(name="review")
class ReviewWorkflow(Clock):
    """One run a period, `review/<period>`."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        """Wait until it is closed."""
        await self.keep(subject)

    async def look(self, question: Question) -> Outlook:
        """Take what is due; the freezing of a large office's figures takes longer than other looks."""
        return await workflow.execute_local_activity_method(TakeDue.take_due, question, **FREEZE)
