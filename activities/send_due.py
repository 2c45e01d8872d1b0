"""The deed behind the clocks of channels: hand over everything that is due on one of them."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from temporalio import activity

from activities.asking import Question, in_temporals_clock
from activities.refusals import refusals_are_final
from domain.subject import Outlook, Subject

Send = Callable[[], Outlook]
"""`acts.messages.send_due` or `acts.deliveries.deliver_due` here: claims, sends and settles one by one, until none is due."""


class SendDue:
    """Sends on behalf of a channel's clock. `offset` is what the installation's "now" is ahead of the real one."""

    def __init__(self, channels: Mapping[Subject, Send], offset: timedelta = timedelta()) -> None:
        self._channels = channels
        self._offset = offset

    @activity.defn(name="send_due", no_thread_cancel_exception=True)
    def send_due(self, question: Question) -> Outlook:
        """Send what is due. The ledger of the channel alone knows about tries and failures, so this one simply ends."""
        with refusals_are_final(str(question.subject)):
            return in_temporals_clock(self._channels[question.subject](), self._offset)
