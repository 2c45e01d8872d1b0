"""Acts on sessions of browsers: sign in, be seen, sign out, end what one no longer trusts."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.tokens import token_digest
from domain.rights import SYSTEM, Scope, absent
from storage import access
from storage.tables import OfficialRow, SignInRow
from storage.views import factors, people

ABSOLUTE = timedelta(hours=12)
"""However busy, a session ends after a working day (ASVS 7.3.2)."""
HALF_WAY = timedelta(minutes=10)
"""How long a right password waits for the second factor."""
SEEN_EVERY = timedelta(minutes=1)
"""How often use is written down: reading a page should not write each time."""
LONGEST_AGENT = 200


@dataclass(frozen=True)
class Whence:
    """Where a sign-in comes from: network address, what the browser calls itself, and the secret it was given before."""

    address: str
    agent: str = ""
    device: str | None = None


@dataclass(frozen=True)
class Opened:
    """A new session: its secret and that of the browser; both are told once and never kept."""

    official: str
    secret: str
    device: str
    awaits: str | None = None


def open_session(
    desk: Desk,
    official: str,
    whence: Whence,
    rehashed: str | None = None,
    *,
    after: str | None = None,
    has_factor: bool = False,
) -> Opened:
    """Begin a session for an official who has just been recognised; `rehashed` replaces a dated hash.

    Where a second factor is missing the session awaits it, and for minutes only. `after` is the half session whose
    factor has just been checked: it ends, and a whole one begins under another secret. `has_factor` is the word of an
    identity provider that is trusted to have checked one.
    """
    opened = Opened(official, secrets.token_urlsafe(32), whence.device or secrets.token_urlsafe(32))
    if after is None and not has_factor:
        opened = replace(opened, awaits=_awaits(desk, official))

    def deed(doing: Deed) -> Answer:
        if after is not None:
            _end(doing, doing.session.get_one(SignInRow, after, with_for_update=True), "second-step")
        row = SignInRow(
            id=desk.ids(),
            digest=token_digest(opened.secret),
            official=official,
            device=token_digest(opened.device),
            address=whence.address,
            agent=whence.agent[:LONGEST_AGENT],
            opened_at=doing.now,
            seen_at=doing.now,
            expires_at=doing.now + (ABSOLUTE if opened.awaits is None else HALF_WAY),
            awaits=opened.awaits,
            factor=has_factor or after is not None,
        )
        doing.session.add(row)
        if rehashed is not None:
            doing.session.get_one(OfficialRow, official).password = rehashed
        said = "signed-in" if opened.awaits is None else "password-right"
        _say(doing, said, official, session=row.id, address=whence.address)
        return Answer({})

    perform(desk, SYSTEM, deed)
    return opened


def _awaits(desk: Desk, official: str) -> str | None:
    with desk.memory.reading() as session:
        scope = people.scope_today(session, official, desk.today())
        return None if scope is None else factors.awaits(session, scope)


def refuse_session(desk: Desk, official: str | None, whence: Whence, why: str) -> None:
    """Write down that somebody could not come in; what they typed is not kept."""

    def deed(doing: Deed) -> Answer:
        _say(doing, "sign-in-refused", official, address=whence.address, why=why)
        return Answer({})

    perform(desk, SYSTEM, deed)


def seen(desk: Desk, session: str) -> None:
    """Write down that a session is in use, at most once a minute."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(SignInRow, session, with_for_update=True)
        if row is not None and row.ended_at is None and doing.now - row.seen_at >= SEEN_EVERY:
            row.seen_at = doing.now
        return Answer({})

    perform(desk, SYSTEM, deed)


def end_session(desk: Desk, scope: Scope, session: str, why: str = "signed-out") -> Answer:
    """End one of one's own sessions; ended before, it stays as it is."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(SignInRow, session, with_for_update=True)
        if row is None or row.official != scope.actor:
            raise absent()
        if row.ended_at is None:
            _end(doing, row, why)
        return Answer({"id": session})

    return perform(desk, scope, deed)


def end_others(desk: Desk, scope: Scope, kept: str | None) -> Answer:
    """End all of one's own sessions but the one kept."""

    def deed(doing: Deed) -> Answer:
        return Answer({"ended": end_all(doing, scope.actor, "revoked", kept)})

    return perform(desk, scope, deed)


def end_all(doing: Deed, official: str, why: str, kept: str | None = None) -> int:
    """End the sessions of an official within an act; how many there were."""
    asked = select(SignInRow).where(
        SignInRow.official == official, SignInRow.ended_at.is_(None), SignInRow.expires_at > doing.now
    )
    standing = [row for row in doing.session.scalars(asked.with_for_update()) if row.id != kept]
    for row in standing:
        _end(doing, row, why)
    return len(standing)


def _end(doing: Deed, row: SignInRow, why: str) -> None:
    row.ended_at, row.ended_why = doing.now, why
    _say(doing, "session-ended", row.official, session=row.id, why=why)


def _say(doing: Deed, kind: str, official: str | None, **data: object) -> None:
    access.append(doing.session, doing.now, kind, official, data)
