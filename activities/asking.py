"""What a clock asks and what it is answered: the payloads between workflows and deeds, ids only."""

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.subject import Caller, Outlook, Subject


@dataclass(frozen=True)
class Question:
    """What now, for this subject? `by` says whether an instant or a nudge woke the clock."""

    subject: Subject
    by: Caller


def in_temporals_clock(outlook: Outlook, offset: timedelta) -> Outlook:
    """The outlook with its instant on Temporal's clock, which knows nothing of a demo's shifted "now"."""
    return outlook if outlook.wake_at is None else replace(outlook, wake_at=outlook.wake_at - offset)
