"""Holding back everything that would leave, and letting it go: a person's word with its reason, or the house's own."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select, update

from acts.desk import Answer, Deed, Desk, expect_version, perform
from domain.errors import Problem, Refusal
from domain.outgoing import HoldKind, Mark, lost
from domain.rights import SYSTEM, Act, Scope, absent, require
from storage import log
from storage.tables import HoldRow, InstanceRow, MessageRow, NoticeRow
from storage.upsert import insert_or_ignore
from storage.views import holds as view

SET_BACK = "Cơ sở dữ liệu cũ hơn mốc đã ghi bên ngoài: có thể vừa được khôi phục từ bản sao lưu."
DROPPED = "Không gửi theo quyết định khi mở lại thư"
LEFT = ("pending", "sending")


def hold(desk: Desk, scope: Scope, reason: str, key: str | None = None) -> Answer:
    """Hold every mail back from now on, until somebody lets them go."""

    def deed(doing: Deed) -> Answer:
        require(scope, Act.HOLD)
        if _standing(doing, HoldKind.OPERATOR) is not None:
            raise Refusal("conflict", "held-already", "Thư đang được tạm giữ.", allowed=("release",))
        return begin(doing, HoldKind.OPERATOR, reason, {})

    return perform(desk, scope, deed, key=key, request=["hold", reason])


def keep(
    desk: Desk, scope: Scope, held: str, reason: str, version: int | None = None, key: str | None = None
) -> Answer:
    """Say that a hold was looked at and stays, and why."""

    def deed(doing: Deed) -> Answer:
        row = _found(doing, scope, held, version)
        row.reason, row.version = reason, row.version + 1
        doing.note("hold.kept", f"hold/{row.id}", hold=row.kind)
        return _answer(row)

    return perform(desk, scope, deed, key=key, request=["keep", held, reason])


def release(
    desk: Desk,
    scope: Scope,
    held: str,
    reason: str,
    without: Collection[str] = (),
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Let everything go but the mails in `without`, which never leave: their notices are dropped with the reason."""

    def deed(doing: Deed) -> Answer:
        row = _found(doing, scope, held, version)
        dropped = _drop(doing, without, f"{DROPPED}: {reason}")
        end(doing, row, reason, dropped)
        return _answer(row, dropped=dropped)

    return perform(desk, scope, deed, key=key, request=["release", held, reason, sorted(without)])


def look_back(desk: Desk, marks: Iterable[Mark]) -> bool:
    """Hold everything where the database has lost what was marked outside of it; whether it has."""
    mine = desk.instance()
    marks = list(marks)  # before the log is read: what another process commits meanwhile is marked after it
    with desk.memory.reading() as session:
        if mine is None or mine != view.instance(session):
            return False  # the fence stands before it already
        head = log.head(session)[0]
        gone = lost(marks, mine, head, lambda seq: log.digest_at(session, seq), view.decided_on_loss(session))
    if gone is None:
        return False

    def deed(doing: Deed) -> Answer:
        if _standing(doing, HoldKind.ROLLED_BACK) is None:
            facts = {"head": head, "marked": gone.seq, "marked_at": gone.at.isoformat()}
            begin(doing, HoldKind.ROLLED_BACK, SET_BACK, facts)
        return Answer({})

    perform(desk, SYSTEM, deed)
    return True


def found(desk: Desk, uuid: str) -> str:
    """Say which installation this database belongs to, unless that was said before; the one it belongs to."""
    with desk.memory.reading() as session:
        if (known := view.instance(session)) is not None:
            return known

    def deed(doing: Deed) -> Answer:
        if insert_or_ignore(doing.session, InstanceRow, {"id": 1, "uuid": uuid, "since": doing.now}):
            doing.note("instance.founded", f"instance/{uuid}")
        return Answer({"uuid": view.instance(doing.session)})

    return str(perform(desk, SYSTEM, deed).body["uuid"])


def take_over(desk: Desk, reason: str) -> Answer:
    """Go on with this database on another machine: everything stays held until somebody has looked at it."""

    def deed(doing: Deed) -> Answer:
        standing = _standing(doing, HoldKind.RESTORED)
        return _answer(standing) if standing is not None else begin(doing, HoldKind.RESTORED, reason, {})

    return perform(desk, SYSTEM, deed)


def begin(doing: Deed, kind: HoldKind, reason: str, facts: dict[str, Any]) -> Answer:
    """Write down that nothing leaves from now on, as part of an act."""
    row = HoldRow(
        id=doing.desk.ids(),
        kind=kind.value,
        since=doing.now,
        by=doing.scope.actor,
        reason=reason,
        facts=facts,
        version=1,
    )
    doing.session.add(row)
    doing.note("hold.begun", f"hold/{row.id}", hold=kind.value, **facts)
    return _answer(row, 201)


def end(doing: Deed, row: HoldRow, reason: str, dropped: int = 0) -> None:
    """Write down that a hold is over, as part of an act; the event nudges the channels."""
    row.ended_at, row.ended_by, row.end_reason = doing.now, doing.scope.actor, reason
    row.version += 1
    doing.note("hold.released", f"hold/{row.id}", hold=row.kind, dropped=dropped, notices=1)


def _standing(doing: Deed, kind: HoldKind) -> HoldRow | None:
    return doing.session.scalar(select(HoldRow).where(HoldRow.kind == kind.value, HoldRow.ended_at.is_(None)))


def _found(doing: Deed, scope: Scope, held: str, version: int | None) -> HoldRow:
    require(scope, Act.HOLD)
    row = doing.session.get(HoldRow, held, with_for_update=True)
    if row is None:
        raise absent()
    expect_version(row.version, version)
    if row.ended_at is not None:
        raise Refusal("conflict", "released-already", "Thư đã được mở lại trước đó.")
    return row


def _drop(doing: Deed, mails: Collection[str], reason: str) -> int:
    """Empty mails that wait; how many. Refused where one of them does not wait."""
    waiting = select(MessageRow).where(MessageRow.id.in_(sorted(mails)), MessageRow.state.in_(LEFT)).with_for_update()
    rows = list(doing.session.scalars(waiting))
    if missing := set(mails) - {row.id for row in rows}:
        problem = Problem("without", f"thư không còn chờ gửi: {', '.join(sorted(missing))}")
        raise Refusal("invalid", "not-waiting", "Có thư không còn chờ gửi; đề nghị tải lại danh sách.", (problem,))
    for row in rows:
        row.state, row.lease_until, row.slot = "empty", None, None
    ids = [row.id for row in rows]
    dropped = update(NoticeRow).where(NoticeRow.message.in_(ids), NoticeRow.state == "waiting")
    doing.session.execute(dropped.values(state="dropped", reason=reason))
    return len(ids)


def _answer(row: HoldRow, status: int = 200, **more: Any) -> Answer:
    told = {"id": row.id, "kind": row.kind, "standing": row.ended_at is None, "version": row.version, **more}
    return Answer(told, status, etag=str(row.version))
