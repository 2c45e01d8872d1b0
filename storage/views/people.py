"""Who somebody is: from the digest of a token or a session to the scope in force today."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.office import Grant, Role, Validity
from domain.rights import Act, Scope, may, scope_of
from storage.tables import GrantRow, OfficialRow, SignInRow, TokenRow, UnitRow
from storage.views import absences, factors

BEARER = "bearer"
IDLE = timedelta(minutes=30)
"""A session nobody used for so long has ended (ASVS 7.3.1)."""


@dataclass(frozen=True)
class Person:
    """An official as a page greets them."""

    id: str
    login: str
    name: str
    title: str


@dataclass(frozen=True)
class SessionLine:
    """A session of a browser as its owner sees it."""

    id: str
    address: str
    agent: str
    opened_at: datetime
    seen_at: datetime
    expires_at: datetime


def who(session: Session, secret_digest: str, now: datetime, today: date) -> Scope | None:
    """The scope of the official a bearer token was given to; None for an unknown, ended or retired one."""
    token = session.get(TokenRow, secret_digest)
    if token is None or token.kind != BEARER or (token.expires_at is not None and token.expires_at <= now):
        return None
    scope = _scope(session, token.official, today)
    if scope is None:
        return None
    scope = factors.proved(session, scope, checked=factors.stands(session, token.official))
    if token.acts is None:
        return scope
    return replace(scope, only=frozenset(Act(act) for act in token.acts))


def who_signed_in(session: Session, secret_digest: str, now: datetime, today: date) -> tuple[Scope, SessionLine] | None:
    """The scope of the official whose session that is, with the session; None where it has ended in any way."""
    whole = SignInRow.awaits.is_(None)
    row = session.scalar(select(SignInRow).where(SignInRow.digest == secret_digest, whole, *_standing(now)))
    scope = None if row is None else _scope(session, row.official, today)
    if row is None or scope is None:
        return None
    return factors.proved(session, scope, checked=row.factor), _session_line(row)


def who_half_signed_in(session: Session, secret_digest: str, now: datetime, awaits: str) -> tuple[str, str] | None:
    """Session and official whose password was right and whose second factor, or its enrolment, is still missing."""
    asked = select(SignInRow).where(SignInRow.digest == secret_digest, SignInRow.awaits == awaits, *_standing(now))
    row = session.scalar(asked)
    return None if row is None else (row.id, row.official)


def scope_today(session: Session, official: str, today: date) -> Scope | None:
    """The scope of an active official."""
    return _scope(session, official, today)


def sessions_of(session: Session, official: str, now: datetime) -> list[SessionLine]:
    """The standing sessions of an official, the latest first."""
    asked = select(SignInRow).where(SignInRow.official == official, SignInRow.awaits.is_(None), *_standing(now))
    return [_session_line(row) for row in session.scalars(asked.order_by(SignInRow.seen_at.desc(), SignInRow.id))]


def knows_device(session: Session, official: str, device_digest: str) -> bool:
    """Whether this official has signed in from that browser before."""
    asked = select(SignInRow.id).where(SignInRow.official == official, SignInRow.device == device_digest)
    return session.scalar(asked.limit(1)) is not None


def _standing(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return SignInRow.ended_at.is_(None), SignInRow.expires_at > now, SignInRow.seen_at > now - IDLE


def _session_line(row: SignInRow) -> SessionLine:
    return SessionLine(row.id, row.address, row.agent, row.opened_at, row.seen_at, row.expires_at)


def _scope(session: Session, official: str, today: date) -> Scope | None:
    row = session.get(OfficialRow, official)
    if row is None or not row.active:
        return None
    taken_over = [
        grant
        for absence in absences.stood_in_by(session, row.id, today)
        for grant in absence.taken_over(_grants(session, absence.official))
    ]
    return scope_of(row.id, [*_grants(session, row.id), *taken_over], today)


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


@dataclass(frozen=True)
class OfficialLine:
    """An official as colleagues find them, with the roles they hold today."""

    login: str
    name: str
    title: str
    email: str | None
    phone: str | None
    roles: tuple[tuple[str, str | None], ...]


def officials(session: Session, scope: Scope, today: date) -> list[OfficialLine]:
    """Active officials by login: all for who sees all, else those of one's own units and of the office in charge."""
    office = session.scalar(select(UnitRow.code).where(UnitRow.in_charge).order_by(UnitRow.code).limit(1))
    whole = scope.units is None or may(scope, Act.ADMINISTER)
    near = {grant.unit for grant in scope.grants} | {office}
    found = []
    for row in session.scalars(select(OfficialRow).where(OfficialRow.active).order_by(OfficialRow.login)):
        held = [grant for grant in _grants(session, row.id) if grant.validity.covers(today)]
        if whole or row.id == scope.actor or any(grant.unit in near for grant in held if grant.unit is not None):
            roles = tuple((grant.role.value, grant.unit) for grant in held)
            found.append(OfficialLine(row.login, row.name, row.title, row.email, row.phone, roles))
    return found
