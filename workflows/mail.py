"""The clock of the mail channel: it sends what is due instead of taking steps."""

from temporalio import workflow

from activities.asking import Question
from activities.send_due import SendDue
from domain.subject import Outlook, Subject
from workflows.clock import Clock
from workflows.options import SEND


@workflow.defn(name="channel")
class MailWorkflow(Clock):
    """One run for the whole office, `channel/mail`."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        """Wait for ever: a channel is never closed."""
        await self.keep(subject)

    async def look(self, question: Question) -> Outlook:
        """Hand over every message that is due."""
        return await workflow.execute_activity_method(SendDue.send_due, question, **SEND)
