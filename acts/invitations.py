"""Acts on invitations: a word that lets somebody set their first password, for an hour and once."""

from datetime import timedelta
from secrets import token_urlsafe

from sqlalchemy import delete, select

from acts.desk import Answer, Deed, Desk, perform
from acts.passwords import Passwords, keep, words_of_the_office
from acts.tokens import token_digest
from acts.tries import take_within
from domain.errors import Refusal
from domain.limits import INVITATIONS
from domain.password import check_password
from domain.rights import SYSTEM, Act, Scope, absent, require
from storage import access
from storage.tables import OfficialRow, TokenRow

INVITE = "invite"
LASTS = timedelta(hours=1)


def invite(desk: Desk, scope: Scope, login: str) -> str:
    """A fresh invitation for an active official, told this once; the ones before it are void."""
    require(scope, Act.ADMINISTER)
    secret = token_urlsafe(32)

    def deed(doing: Deed) -> Answer:
        asked = select(OfficialRow.id).where(OfficialRow.login == login, OfficialRow.active)
        official = doing.session.scalar(asked)
        if official is None:
            raise absent()
        take_within(doing, {f"invitations of {official}": INVITATIONS})
        _void(doing, official)
        row = TokenRow(
            id=desk.ids(),
            digest=token_digest(secret),
            official=official,
            kind=INVITE,
            created_at=doing.now,
            expires_at=doing.now + LASTS,
        )
        doing.session.add(row)
        access.append(doing.session, doing.now, "invited", official, {"by": scope.actor})
        doing.note("official.invited", f"official/{official}")
        return Answer({})

    perform(desk, scope, deed)
    return secret


def accept(desk: Desk, secret: str, password: str, passwords: Passwords) -> str:
    """Set the password an invitation is for, and use the invitation up; the login. Refused where it is over."""
    with desk.memory.reading() as session:
        official = _invited(session.get(TokenRow, token_digest(secret)), desk)
        login = session.get_one(OfficialRow, official).login
    check_password(password, words_of_the_office(desk, login))
    hashed = passwords.hash(password)

    def deed(doing: Deed) -> Answer:
        official = _invited(doing.session.get(TokenRow, token_digest(secret), with_for_update=True), desk)
        _void(doing, official)
        keep(doing, official, hashed)
        return Answer({})

    perform(desk, SYSTEM, deed)
    return login


def _invited(row: TokenRow | None, desk: Desk) -> str:
    if row is None or row.kind != INVITE or row.expires_at is None or row.expires_at <= desk.clock():
        raise Refusal(
            "forbidden",
            "invitation-over",
            "Đường dẫn này đã dùng hoặc đã hết hạn; đề nghị người quản trị cấp đường dẫn mới.",
        )
    return row.official


def _void(doing: Deed, official: str) -> None:
    doing.session.execute(delete(TokenRow).where(TokenRow.official == official, TokenRow.kind == INVITE))
