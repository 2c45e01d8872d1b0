"""The time in which nothing of the house works: whoever asks it meanwhile is told to come back when it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from activities.take_due import Look
from domain.subject import Caller, Outlook, Subject
from worker import Parts

AFTER = timedelta(minutes=1)
"""How long after it works again the clocks that asked meanwhile ask once more: it has looked around by then."""


@dataclass
class Rest:
    """Until when nothing works; None while it does."""

    until: datetime | None = None

    @property
    def answer(self) -> Outlook | None:
        """What is told to who asks now."""
        return None if self.until is None else Outlook(wake_at=self.until + AFTER)


@dataclass(frozen=True)
class StagedParts(Parts):
    """The parts of a worker, which do nothing while the house stands still."""

    rest: Rest = field(default_factory=Rest)

    @property
    def look(self) -> Look:
        """A look at a subject, or none."""
        look = super().look

        def or_rest(subject: Subject, by: Caller) -> Outlook:
            return self.rest.answer or look(subject, by)

        return or_rest

    @property
    def channels(self) -> Mapping[Subject, Callable[[], Outlook]]:
        """Sending, or none."""
        return {channel: self._or_rest(send) for channel, send in super().channels.items()}

    def _or_rest(self, send: Callable[[], Outlook]) -> Callable[[], Outlook]:
        return lambda: self.rest.answer or send()
