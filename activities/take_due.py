"""The deed behind every clock but the mail's: take what is due and say when to look again."""

from collections.abc import Callable
from datetime import timedelta

from temporalio import activity

from activities.asking import Question, in_temporals_clock
from activities.refusals import refusals_are_final
from domain.subject import Caller, Outlook, Subject

Look = Callable[[Subject, Caller], Outlook]
"""`acts.steps.take_due` on this installation: idempotent, one transaction, safe to be called by anybody at any time."""


class TakeDue:
    """Asks the acts on behalf of a clock. `offset` is what the installation's "now" is ahead of the real one."""

    def __init__(self, look: Look, offset: timedelta = timedelta()) -> None:
        self._look = look
        self._offset = offset

    @activity.defn(name="take_due", no_thread_cancel_exception=True)
    def take_due(self, question: Question) -> Outlook:
        """One look at the subject. A transaction is never broken off half-way: it ends, or its process does."""
        with refusals_are_final(str(question.subject)):
            return in_temporals_clock(self._look(question.subject, question.by), self._offset)
