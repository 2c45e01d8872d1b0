"""Whether the office has a shadow start, as it said itself."""

from datetime import date

from sqlalchemy.orm import Session

from domain.shadow import Shadow
from storage.tables import SettingRow

SHADOW = "shadow"
"""The setting under which it is kept."""


def shadow(session: Session) -> Shadow | None:
    """The shadow start, whether it lasts, is over or is still to come; None where there never was one."""
    row = session.get(SettingRow, SHADOW)
    if row is None:
        return None
    return Shadow(date.fromisoformat(row.body["since"]), date.fromisoformat(row.body["until"]))
