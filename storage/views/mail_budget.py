"""How many mails an address got on a day, against what the office has set: measured, not hoped for."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import ZONE
from storage.tables import MessageRow
from storage.views.preferences import rules

MEASURED = timedelta(days=7)


@dataclass(frozen=True)
class Budget:
    """The last seven days: mails sent, days of an address with any, and the most one address got on one day."""

    most_a_day: int
    sent: int
    days_of_addresses: int
    worst: int
    worst_on: date | None
    worst_address: str | None
    over: int

    @property
    def mean(self) -> float:
        """Mails an address gets on a day on which it gets any."""
        return self.sent / self.days_of_addresses if self.days_of_addresses else 0.0


def mail_budget(session: Session, now: datetime) -> Budget:
    """Measured over the mails that were sent; `over` counts the days of an address above what the office has set."""
    asked = select(MessageRow.address, MessageRow.sent_at).where(
        MessageRow.state == "sent", MessageRow.channel == "mail", MessageRow.sent_at > now - MEASURED
    )
    found: Counter[tuple[str, date]] = Counter()
    for address, at in session.execute(asked):
        if address is not None and at is not None:
            found[address, at.astimezone(ZONE).date()] += 1
    most = rules(session).budget
    (worst_address, worst_on), worst = max(found.items(), key=lambda one: (one[1], one[0]), default=((None, None), 0))
    over = sum(1 for many in found.values() if most and many > most)
    return Budget(most, found.total(), len(found), worst, worst_on, worst_address, over)
