"""The deed behind the mail channel's clock: hand over every message that is due."""

from collections.abc import Callable
from datetime import timedelta

from temporalio import activity

from activities.asking import Question, in_temporals_clock
from activities.refusals import refusals_are_final
from domain.subject import Outlook

Send = Callable[[], Outlook]
"""`acts.messages.send_due` on this installation: claims, sends and settles message by message, until none is due."""


class SendDue:
    """Sends on behalf of the channel's clock. `offset` is what the installation's "now" is ahead of the real one."""

    def __init__(self, send: Send, offset: timedelta = timedelta()) -> None:
        self._send = send
        self._offset = offset

    @activity.defn(name="send_due", no_thread_cancel_exception=True)
    def send_due(self, question: Question) -> Outlook:
        """Send what is due. The ledger of messages alone knows about tries and failures, so this one simply ends."""
        with refusals_are_final(str(question.subject)):
            return in_temporals_clock(self._send(), self._offset)
