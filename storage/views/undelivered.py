"""Mails that did not arrive: refused for good, or taken by one server and sent back by another."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.rights import Act, Scope, may
from storage.tables import MessageRow

UNDELIVERED = ("failed", "bounced")
MOST = 200


@dataclass(frozen=True)
class Undelivered:
    """A mail that did not arrive, with what the server said."""

    id: str
    addressee: str
    address: str | None
    subject: str | None
    reply: str | None
    attempts: int
    created_at: datetime


def undelivered(session: Session, scope: Scope) -> tuple[Undelivered, ...]:
    """Failed mails, the newest first, for who follows the work of all units."""
    if not may(scope, Act.READ_LOG):
        return ()
    rows = session.scalars(
        select(MessageRow).where(MessageRow.state.in_(UNDELIVERED)).order_by(MessageRow.created_at.desc()).limit(MOST)
    )
    return tuple(
        Undelivered(row.id, row.addressee, row.address, row.subject, row.reply, row.attempts, row.created_at)
        for row in rows
    )
