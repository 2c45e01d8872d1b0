"""An office whose clock the test moves: its round, its post, and what of the promises does not hold."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.steps import take_due
from domain.calendar import ZONE
from domain.subject import MAIL, Caller, Subject
from proof.verify import verify
from storage.views.subjects import overdue_subjects
from tests.acts.house import House


def at(text: str) -> datetime:
    """An instant from the office's local time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def go_round(house: House) -> None:
    """What the round does when the worker is back: look at everything whose instant passed."""
    for subject in overdue(house):
        take_due(house.desk, subject, Caller.ROUND)


def overdue(house: House) -> list[Subject]:
    with house.memory.reading() as session:
        return [one for one in overdue_subjects(session, house.now, timedelta()) if one != MAIL]


def post(house: House, outcome: Callable[[Claimed], Delivery] = lambda _mail: Delivery.SENT) -> list[Claimed]:
    """Hand over what may leave; the mails in order."""
    sent: list[Claimed] = []

    def take(mail: Claimed) -> Outcome:
        sent.append(mail)
        return Outcome(outcome(mail))

    send_due(house.desk, take)
    return sent


def broken(house: House) -> list[str]:
    """What of the promises does not hold."""
    return [one for check in verify(house.memory, now=house.now) if check.ok is False for one in check.violations]
