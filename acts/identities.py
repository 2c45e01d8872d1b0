"""Acts on what an account is at the office's identity provider: linked by its owner or an administrator, never by itself."""

from datetime import datetime

from sqlalchemy import delete, select

from acts.desk import Answer, Deed, Desk, perform
from acts.sessions import end_all
from domain.errors import Problem, Refusal
from domain.identity import LONGEST_SUBJECT, Identity
from domain.rights import SYSTEM, Act, Scope, absent, require, require_whole
from storage import access
from storage.tables import IdentityRow, OfficialRow, SpentRow
from storage.upsert import insert_or_ignore


def link_own(desk: Desk, scope: Scope, identity: Identity) -> Answer:
    """Link one's own account to the identity one has just shown."""
    require_whole(scope)
    return perform(desk, scope, lambda doing: _link(doing, scope.actor, identity))


def link(desk: Desk, scope: Scope, login: str, identity: Identity, key: str | None = None) -> Answer:
    """Link somebody's account, for who administers: issuer and subject as the provider's own list has them."""
    require(scope, Act.ADMINISTER)
    if not identity.subject.isprintable() or not 0 < len(identity.subject) <= LONGEST_SUBJECT:
        problem = Problem("subject", f"cần mã định danh (sub) của người đó, không quá {LONGEST_SUBJECT} ký tự")
        raise Refusal("invalid", "invalid", "Mã định danh chưa đúng.", (problem,))

    def deed(doing: Deed) -> Answer:
        return _link(doing, _active(doing, login), identity)

    return perform(desk, scope, deed, key=key, request=["link", login, identity])


def unlink_own(desk: Desk, scope: Scope) -> Answer:
    """Undo the links of one's own account; its sessions end."""
    require_whole(scope)
    return perform(desk, scope, lambda doing: _unlink(doing, scope.actor))


def unlink(desk: Desk, scope: Scope, login: str, key: str | None = None) -> Answer:
    """Undo the links of somebody's account, for who administers; its sessions end."""
    require(scope, Act.ADMINISTER)
    return perform(desk, scope, lambda doing: _unlink(doing, _active(doing, login)), key=key, request=["unlink", login])


def _unlink(doing: Deed, official: str) -> Answer:
    gone = list(doing.session.scalars(select(IdentityRow).where(IdentityRow.official == official)))
    if not gone:
        raise absent()
    for row in gone:
        doing.session.delete(row)
    end_all(doing, official, "identity")
    _say(doing, "identity.unlinked", official)
    return Answer({"unlinked": len(gone)})


def spend(desk: Desk, digest: str, until: datetime) -> bool:
    """Use a word that works once up; False where it has been used. It is remembered until the word itself is over."""

    def deed(doing: Deed) -> Answer:
        return Answer({"fresh": spend_within(doing, digest, until)})

    return bool(perform(desk, SYSTEM, deed).body["fresh"])


def spend_within(doing: Deed, digest: str, until: datetime) -> bool:
    """The same as part of an act."""
    doing.session.execute(delete(SpentRow).where(SpentRow.until < doing.now))
    return insert_or_ignore(doing.session, SpentRow, {"digest": digest, "until": until})


def _link(doing: Deed, official: str, identity: Identity) -> Answer:
    place = (identity.issuer, identity.subject)
    values = {"issuer": place[0], "subject": place[1], "official": official, "linked_at": doing.now}
    fresh = insert_or_ignore(doing.session, IdentityRow, {**values, "linked_by": doing.scope.actor})
    if not fresh and doing.session.get_one(IdentityRow, place).official != official:
        raise Refusal(
            "conflict", "identity-taken", "Tài khoản cơ quan này đã liên kết với một người khác.", allowed=("unlink",)
        )
    if fresh:
        _say(doing, "identity.linked", official)
    return Answer({"official": official, "issuer": identity.issuer, "subject": identity.subject}, 201)


def _active(doing: Deed, login: str) -> str:
    official = doing.session.scalar(select(OfficialRow.id).where(OfficialRow.login == login, OfficialRow.active))
    if official is None:
        raise absent()
    return official


def _say(doing: Deed, kind: str, official: str) -> None:
    """Both logs tell it; who somebody is elsewhere is told by neither."""
    access.append(doing.session, doing.now, kind, official, {"by": doing.scope.actor})
    doing.note(kind, f"official/{official}")
