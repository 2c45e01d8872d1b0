"""What has a clock: a subject, and the answer its clock gets when it asks (architecture: everything that waits is a step)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SubjectKind(StrEnum):
    """The kinds of things that wait."""

    ITEM = "item"
    ASSIGNMENT = "assignment"
    REVIEW = "review"
    BRIEFING = "briefing"
    ROUND = "round"
    CHANNEL = "channel"


class Caller(StrEnum):
    """Who asked `take_due`; the share of the round is a metric with an alarm."""

    CLOCK = "clock"
    NUDGE = "nudge"
    ROUND = "round"
    PERSON = "person"


@dataclass(frozen=True, order=True)
class Subject:
    """One thing with a clock of its own."""

    kind: SubjectKind
    id: str

    def __str__(self) -> str:
        """Read as the id of its workflow: `assignment/…`; no personal data ever stands in it."""
        return f"{self.kind}/{self.id}"


MAIL = Subject(SubjectKind.CHANNEL, "mail")
WEBHOOKS = Subject(SubjectKind.CHANNEL, "webhooks")


@dataclass(frozen=True)
class Outlook:
    """The answer to "what now": closed for good, wake me at an instant (UTC), or nothing ahead until something changes."""

    closed: bool = False
    wake_at: datetime | None = None
