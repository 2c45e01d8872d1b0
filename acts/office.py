"""Acts on the office itself: its units, its people and their roles, its calendar, its tokens."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.sessions import end_all
from acts.tokens import acts_of, token_digest
from domain.errors import Problem, Refusal
from domain.office import Directory, Official, Unit
from domain.rights import Act, Scope, require
from storage import access
from storage.tables import GrantRow, OfficialRow, SettingRow, TokenRow, UnitRow
from storage.views.directory import GROUPS
from storage.views.office import LEARNED, grants_of
from storage.views.whole import AS_OF

TOKEN_DAYS = 365


def set_office(desk: Desk, scope: Scope, directory: Directory, key: str | None = None) -> Answer:
    """Take in units, officials and roles as one file states them; what the file does not name stays as it was."""
    require(scope, Act.SET_RULES)

    def deed(doing: Deed) -> Answer:
        for unit in _parents_first(directory.units):
            doing.session.merge(_with_learned(doing.session, _unit_row(unit)))
        doing.session.flush()
        for official in directory.officials:
            _set_official(doing, official)
        if directory.groups:
            names = {code: list(told) for code, told in directory.groups.items()}
            doing.session.merge(SettingRow(name=GROUPS, body=names))
        doing.note("office.set", "office/units", units=len(directory.units), officials=len(directory.officials))
        return Answer({"units": len(directory.units), "officials": len(directory.officials)})

    return perform(desk, scope, deed, key=key, request=asdict(directory))


def _parents_first(units: tuple[Unit, ...]) -> list[Unit]:
    return sorted(units, key=lambda unit: (unit.parent is not None, unit.code))


def _unit_row(unit: Unit) -> UnitRow:
    body: dict[str, Any] = {
        "short_name": unit.short_name,
        "aliases": list(unit.aliases),
        "groups": list(unit.groups),
        "phone": unit.phone,
        "block": unit.block,
        "since": unit.validity.since.isoformat() if unit.validity.since else None,
        "until": unit.validity.until.isoformat() if unit.validity.until else None,
        "successor": unit.successor,
    }
    return UnitRow(
        code=unit.code,
        name=unit.name,
        kind=unit.kind.value,
        parent=unit.parent,
        mailbox=unit.mailbox,
        in_charge=unit.in_charge,
        body=body,
    )


def _with_learned(session: Session, row: UnitRow) -> UnitRow:
    """The row with the aliases that documents taught: no file names those."""
    before = session.get(UnitRow, row.code)
    learned = before.body.get(LEARNED) if before is not None else None
    row.body = {**row.body, LEARNED: learned} if learned else row.body
    return row


def _set_official(doing: Deed, official: Official) -> None:
    """Set a person and their roles. Who holds other roles than before signs in anew (ASVS 7.4.3)."""
    session, desk = doing.session, doing.desk
    row = session.scalar(select(OfficialRow).where(OfficialRow.login == official.login))
    if row is None:
        row = OfficialRow(id=desk.ids(), login=official.login)
        session.add(row)
    row.name, row.title, row.form = official.name, official.title, official.form
    row.email, row.phone, row.active = official.email, official.phone, True
    session.flush()
    if set(grants_of(session, row.id)) != set(official.grants):
        end_all(doing, row.id, "roles")
    session.execute(delete(GrantRow).where(GrantRow.official == row.id))
    for grant in official.grants:
        session.add(
            GrantRow(
                id=desk.ids(),
                official=row.id,
                role=grant.role.value,
                unit=grant.unit,
                field=grant.field,
                since=grant.validity.since,
                until=grant.validity.until,
            )
        )


def mark_end(desk: Desk, scope: Scope) -> datetime:
    """Leave the instant at which a simulation ended: from then on its database is looked at as of it (`dondoc verify`)."""
    require(scope, Act.ADMINISTER)

    def deed(doing: Deed) -> Answer:
        doing.session.merge(SettingRow(name=AS_OF, body={"at": doing.now.isoformat()}))
        doing.note("simulation.ended", "office/simulation")
        return Answer({"at": doing.now.isoformat()})

    return datetime.fromisoformat(perform(desk, scope, deed).body["at"])


def go_on(desk: Desk, scope: Scope) -> None:
    """Let what was simulated go on as a living office: from now on its database is looked at as of today."""
    require(scope, Act.ADMINISTER)

    def deed(doing: Deed) -> Answer:
        doing.session.execute(delete(SettingRow).where(SettingRow.name == AS_OF))
        doing.note("simulation.went-on", "office/simulation")
        return Answer({})

    perform(desk, scope, deed)


@dataclass(frozen=True)
class Narrowed:
    """What a token given from the shell is for: its name, its allowances (None: all), and until when."""

    name: str = ""
    allowances: tuple[str, ...] | None = None
    until: datetime | None = None


def give_token(
    desk: Desk,
    scope: Scope,
    login: str,
    kind: str = "bearer",
    hours: int | None = None,
    narrowed: Narrowed | None = None,
) -> str:
    """A fresh secret for an official; only its digest is kept. Raises a refusal where the login is unknown."""
    require(scope, Act.ADMINISTER)
    secret, told = secrets.token_urlsafe(32), narrowed or Narrowed()
    lasts = timedelta(hours=hours) if hours is not None else timedelta(days=TOKEN_DAYS)

    def deed(doing: Deed) -> Answer:
        official = doing.session.scalar(select(OfficialRow).where(OfficialRow.login == login))
        if official is None:
            problem = Problem("login", "danh sách tài khoản: dondoc user list")
            raise Refusal("absent", "absent", f"Không có tài khoản “{login}”.", (problem,))
        row = _token(desk.ids(), secret, official.id, kind, (doing.now, told.until or doing.now + lasts))
        row.name, row.acts = told.name, acts_of(told.allowances)
        doing.session.add(row)
        access.append(doing.session, doing.now, "token.given", official.id, {"by": scope.actor, "acts": row.acts})
        doing.note("token.given", f"official/{official.id}", kind=kind, acts=row.acts)
        return Answer({})

    perform(desk, scope, deed)
    return secret


def _token(token: str, secret: str, official: str, kind: str, span: tuple[datetime, datetime]) -> TokenRow:
    since, until = span
    digest = token_digest(secret)
    return TokenRow(id=token, digest=digest, official=official, kind=kind, created_at=since, expires_at=until)
