"""The clock loop, written once: ask what now, wait for the instant or for a nudge, ask again.

It holds no policy and no facts. Ladder, holidays and addressees stay behind the deed it asks, so a change of policy needs
no patch of clocks that live for a year.
"""

from datetime import datetime

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from activities.asking import Question
from activities.take_due import TakeDue
from domain.calendar import ZONE
from domain.subject import Caller, Outlook, Subject
from domain.wording.dates import plain
from workflows.options import LOOK, SHORTEST_WAIT


class Clock:
    """What the shells inherit; `@workflow.run` is the one thing each must write itself."""

    def __init__(self) -> None:
        self._nudged = False

    @workflow.signal
    def nudge(self) -> None:
        """Something changed. There is nothing to tell: the rows know it."""
        self._nudged = True

    async def keep(self, subject: Subject) -> None:
        """Wait on behalf of `subject` until it is closed; a nudge that came meanwhile is always looked into first."""
        outlook = await self._ask(subject)
        while not outlook.closed or self._nudged:
            if not self._nudged:
                await self._wait(outlook)
            if workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(subject)
            outlook = await self._ask(subject)

    async def look(self, question: Question) -> Outlook:
        """Take what is due; the mail channel sends instead."""
        return await workflow.execute_local_activity_method(TakeDue.take_due, question, **LOOK)

    async def _ask(self, subject: Subject) -> Outlook:
        by = Caller.NUDGE if self._nudged else Caller.CLOCK
        self._nudged = False
        try:
            return await self.look(Question(subject, by))
        except ActivityError as error:
            return _refused(subject, error)

    async def _wait(self, outlook: Outlook) -> None:
        if outlook.wake_at is None:
            workflow.set_current_details("Chưa có mốc nào phía trước, chờ thay đổi.")
            await workflow.wait_condition(lambda: self._nudged)
            return
        told = f"Chờ đến {_local(outlook.wake_at)} hoặc đến khi có thay đổi."
        workflow.set_current_details(told)
        left = max(outlook.wake_at - workflow.now(), SHORTEST_WAIT)
        try:
            await workflow.wait_condition(lambda: self._nudged, timeout=left)
        except TimeoutError:
            workflow.set_current_details("Đã đến mốc, đang xử lý.")


def _refused(subject: Subject, error: ActivityError) -> Outlook:
    """A rule said no: that is known and written down, and the clock waits for a change."""
    if not isinstance(error.cause, ApplicationError):
        raise error
    workflow.logger.warning("%s refused: %s", subject, error.cause.message)
    return Outlook()


def _local(instant: datetime) -> str:
    local = instant.astimezone(ZONE)
    return f"{local:%H:%M} ngày {plain(local.date())}"
