"""Second factors: who has one, and who needs one."""

from dataclasses import replace

from sqlalchemy.orm import Session

from domain.rights import Scope
from storage.tables import FactorRow, SettingRow

CODE, ENROLMENT = "code", "enrolment"
SETTING = "second-factor"
"""The setting that lists the roles that need one."""


def stands(session: Session, official: str) -> bool:
    """Whether this official signs in with a second factor."""
    row = session.get(FactorRow, official)
    return row is not None and row.stands


def is_required(session: Session, scope: Scope) -> bool:
    """Whether a role held today needs one."""
    row = session.get(SettingRow, SETTING)
    return row is not None and any(grant.role.value in row.body["roles"] for grant in scope.grants)


def proved(session: Session, scope: Scope, *, checked: bool) -> Scope:
    """The scope without what is held in another's place and needs a second factor, where none was checked.

    Somebody may come to stand in for another in the middle of a session that began without one.
    """
    row = None if checked else session.get(SettingRow, SETTING)
    if row is None:
        return scope
    needing = set(row.body["roles"])
    kept = tuple(grant for grant in scope.grants if grant.stands_for is None or grant.role.value not in needing)
    return replace(scope, grants=kept)


def recovery_left(session: Session, official: str) -> int:
    """How many recovery codes are left."""
    row = session.get(FactorRow, official)
    return 0 if row is None else len(row.recovery)


def awaits(session: Session, scope: Scope) -> str | None:
    """What is still missing once the password was right: a code, an enrolment, or nothing."""
    if stands(session, scope.actor):
        return CODE
    return ENROLMENT if is_required(session, scope) else None
