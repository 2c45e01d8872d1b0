"""Tokens of programs as their owners and administrators see them; never their secrets."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.rights import Act, Scope, may
from storage.tables import OfficialRow, TokenRow
from storage.views.people import BEARER


@dataclass(frozen=True)
class TokenLine:
    """A token that works; `acts` None is all its owner may."""

    id: str
    login: str
    name: str
    acts: tuple[str, ...] | None
    created_at: datetime
    expires_at: datetime | None


def tokens(session: Session, scope: Scope, now: datetime) -> list[TokenLine]:
    """The tokens that work: one's own, or everybody's for who administers; the latest first."""
    asked = select(TokenRow, OfficialRow.login).join(OfficialRow, OfficialRow.id == TokenRow.official)
    asked = asked.where(TokenRow.kind == BEARER, TokenRow.expires_at > now)
    if not may(scope, Act.ADMINISTER):
        asked = asked.where(TokenRow.official == scope.actor)
    rows = session.execute(asked.order_by(TokenRow.created_at.desc(), TokenRow.id))
    return [_line(row, login) for row, login in rows]


def _line(row: TokenRow, login: str) -> TokenLine:
    acts = None if row.acts is None else tuple(row.acts)
    return TokenLine(str(row.id), login, row.name, acts, row.created_at, row.expires_at)
