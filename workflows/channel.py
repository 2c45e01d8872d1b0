"""The clock of a channel: it sends what is due instead of taking steps."""

from temporalio import workflow

from activities.asking import Question
from activities.send_due import SendDue
from domain.subject import Outlook, Subject
from workflows.clock import Clock
from workflows.options import SEND


@workflow.defn(name="channel")
class ChannelWorkflow(Clock):
    """One run a channel for the whole office: `channel/mail`, `channel/webhooks`."""

    @workflow.run
    async def run(self, subject: Subject) -> None:
        """Wait for ever; webhooks alone close, when nobody is told any more."""
        await self.keep(subject)

    async def look(self, question: Question) -> Outlook:
        """Hand over everything that is due."""
        return await workflow.execute_activity_method(SendDue.send_due, question, **SEND)
