"""Tokens of programs: given to oneself, perhaps for a few acts only, revoked by their owner or an administrator."""

import base64
import hashlib
from datetime import timedelta

from sqlalchemy import func, select

from acts.desk import Answer, Deed, Desk, perform
from domain.errors import Refusal
from domain.rights import ALLOWANCES, Act, Scope, absent, may, require_whole
from storage.tables import TokenRow

MOST = 20
"""Tokens of one official at a time."""
LONGEST_DAYS = 365
BEARER = "bearer"


def token_digest(secret: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def give_own(
    desk: Desk, scope: Scope, name: str, allowances: tuple[str, ...] | None, days: int, key: str | None = None
) -> Answer:
    """A token for oneself, for all one may or for some allowances only. Its secret is `secret_of` the id in the answer."""
    require_whole(scope)

    def deed(doing: Deed) -> Answer:
        _refuse_too_many(doing, scope.actor)
        wanted = acts_of(allowances)
        row = TokenRow(
            id=desk.ids(),
            digest="",
            official=scope.actor,
            kind=BEARER,
            name=name,
            acts=wanted,
            created_at=doing.now,
            expires_at=doing.now + timedelta(days=days),
        )
        row.digest = token_digest(secret_of(desk, str(row.id)))
        doing.session.add(row)
        doing.note("token.given", f"official/{scope.actor}", token=row.id, acts=wanted)
        return Answer({"id": row.id, "name": name, "acts": wanted, "days": days}, 201)

    return perform(desk, scope, deed, key=key, request=["token", name, allowances, days])


def acts_of(allowances: tuple[str, ...] | None) -> list[str] | None:
    """The acts that allowances stand for, None where there is no narrowing."""
    return None if allowances is None else sorted({act.value for one in allowances for act in ALLOWANCES[one]})


def secret_of(desk: Desk, token: str) -> str:
    """The secret of a token somebody gave themselves."""
    return base64.urlsafe_b64encode(desk.key.derive("token", token)).decode().rstrip("=")


def _refuse_too_many(doing: Deed, official: str) -> None:
    asked = (
        select(func.count())
        .select_from(TokenRow)
        .where(TokenRow.official == official, TokenRow.kind == BEARER, TokenRow.expires_at > doing.now)
    )
    if (doing.session.scalar(asked) or 0) >= MOST:
        raise Refusal("conflict", "too-many", f"Đã có {MOST} mã truy cập còn hiệu lực.", allowed=("revoke",))


def revoke(desk: Desk, scope: Scope, token: str, key: str | None = None) -> Answer:
    """Revoke a token of one's own, or anybody's for who administers: it stops working at once."""
    require_whole(scope)

    def deed(doing: Deed) -> Answer:
        asked = select(TokenRow).where(TokenRow.id == token, TokenRow.kind == BEARER).with_for_update()
        row = doing.session.scalar(asked)
        if row is None or not (row.official == scope.actor or may(scope, Act.ADMINISTER)):
            raise absent()
        doing.session.delete(row)
        doing.note("token.revoked", f"official/{row.official}", token=token)
        return Answer({"id": token, "revoked": True})

    return perform(desk, scope, deed, key=key, request=["revoke", token])
