"""The clock of  reminders, escalations, and the wait for acceptance."""

from temporalio import workflow

from domain.subject import Subject
from workflows.clock import Clock


@workflow.defn(name="assignment")
class AssignmentWorkflow(Clock):
    """One run a subject, `assignment/<id>`."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        """Wait until it is closed."""
        await self.keep(subject)
