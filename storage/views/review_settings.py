"""What the office has set for its reports: the outline with its owners, and the heads and feet of its documents."""

from typing import Any

from sqlalchemy.orm import Session

from domain.enclosure import USUAL_RULE, EnclosureRule, rule_from_plain
from domain.outline import DEFAULT_OUTLINE, Section
from storage.tables import SettingRow

OUTLINE = "review-outline"
LETTERHEAD = "letterhead"
ENCLOSURES = "enclosures"


def outline(session: Session) -> tuple[Section, ...]:
    """The sections of the report to the superior; the usual ones where the office has set none."""
    row = session.get(SettingRow, OUTLINE)
    return tuple(Section(**section) for section in row.body["sections"]) if row else DEFAULT_OUTLINE


def letterhead(session: Session) -> dict[str, Any]:
    """What the office says of its letterhead; the rest is told from its name."""
    row = session.get(SettingRow, LETTERHEAD)
    return dict(row.body) if row else {}


def enclosure_rule(session: Session) -> EnclosureRule:
    """How signed files go out with mails."""
    row = session.get(SettingRow, ENCLOSURES)
    return rule_from_plain(row.body) if row else USUAL_RULE
