"""Who somebody is: from the digest of a token or a session to the scope in force today."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.office import Grant, Role, Validity
from domain.rights import Scope, scope_of
from storage.tables import GrantRow, OfficialRow, TokenRow


@dataclass(frozen=True)
class Person:
    """An official as a page greets them."""

    id: str
    login: str
    name: str
    title: str


def who(session: Session, secret_digest: str, now: datetime, today: date, kind: str = "bearer") -> Scope | None:
    """The scope of the official a secret of that kind was given to; None for an unknown, ended or retired one."""
    token = session.get(TokenRow, secret_digest)
    if token is None or token.kind != kind or (token.expires_at is not None and token.expires_at <= now):
        return None
    official = session.get(OfficialRow, token.official)
    if official is None or not official.active:
        return None
    return scope_of(official.id, _grants(session, official.id), today)


def _grants(session: Session, official: str) -> list[Grant]:
    rows = session.scalars(select(GrantRow).where(GrantRow.official == official).order_by(GrantRow.id))
    return [Grant(Role(row.role), row.unit, Validity(row.since, row.until), row.field) for row in rows]


def person(session: Session, official: str) -> Person | None:
    """The official of that id."""
    row = session.get(OfficialRow, official)
    return None if row is None else Person(row.id, row.login, row.name, row.title)


def credentials(session: Session, login: str) -> tuple[str, str | None] | None:
    """Id and stored password of an active official; None where there is none of that login."""
    row = session.scalar(select(OfficialRow).where(OfficialRow.login == login, OfficialRow.active))
    return None if row is None else (row.id, row.password)
