"""What officials have chosen and the office has set about notices."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.preference import NoticeRules, Preference, preference_from_plain, rules_from_plain
from domain.rights import Scope
from storage.tables import PreferenceRow, SettingRow
from storage.views.office import reach

RULES = "notice-rules"
NOTHING_CHOSEN = Preference()


def mine(session: Session, scope: Scope) -> tuple[Preference, int]:
    """What one has chosen, and its version."""
    row = session.get(PreferenceRow, scope.actor)
    return (preference_from_plain(row.body), row.version) if row else (NOTHING_CHOSEN, 0)


def of_addressee(session: Session, addressee: str, day: date) -> Preference:
    """What the person has chosen to whose own address a mail to `addressee` goes; a shared mailbox chooses nothing."""
    if session.scalar(select(PreferenceRow.official).limit(1)) is None:
        return NOTHING_CHOSEN
    reached = reach(session, addressee, day)
    if reached.person is None or reached.address != reached.person.email:
        return NOTHING_CHOSEN
    row = session.get(PreferenceRow, reached.person.id)
    return preference_from_plain(row.body) if row else NOTHING_CHOSEN


def rules(session: Session) -> NoticeRules:
    """What the office has set; the usual where it has set nothing."""
    row = session.get(SettingRow, RULES)
    return rules_from_plain(row.body) if row else NoticeRules()
