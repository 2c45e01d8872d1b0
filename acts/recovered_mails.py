"""A mail that the journal knows to have left: a database that was set back never sends what it told again."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.promising import STEP
from domain.journal import Found, Rung, Sent, Told, Verdict, counts_changes
from domain.rights import SYSTEM
from storage.tables import AssignmentRow, Base, CompletionRow, MessageRow, NoticeRow, StepRow
from storage.upsert import insert_or_ignore

GONE = "Không có nhiệm vụ, mốc hoặc báo cáo mà thư nói đến"
LEARNT = "Ghi lại từ sổ cam kết"
OF_REPORTS = frozenset({"completion", "acceptance", "return"})
"""How the causes begin that a report has brought."""
_LEFT = frozenset({"sent", "bounced"})
_ROWS: dict[str, type[Base]] = {"issued": AssignmentRow, **dict.fromkeys(OF_REPORTS, CompletionRow)}


@dataclass(frozen=True)
class _Seen:
    """A mail against the rows: its own row, what of it has a cause here, and whether a report that waits will bring more."""

    row: MessageRow | None
    told: Sequence[tuple[Told, str]]
    more: bool


def look_at_mail(session: Session, mail: Sent, waiting: Collection[str] = ()) -> Verdict:
    """What this database makes of a mail; `waiting` are the reports a person has still to confirm."""
    seen = _see(session, mail, waiting)
    if seen.row is not None and seen.row.state in _LEFT and seen.row.again >= mail.again:
        untold = [one for one, cause in seen.told if _is_untold(session, mail.channel, one, cause)]
        return Verdict.LEARNT if untold else Verdict.KNOWN
    return Verdict.LEARNT if seen.row is not None or seen.told or seen.more else Verdict.LOST


def learn_mail(desk: Desk, mail: Sent, waiting: Collection[str] = ()) -> Found:
    """Write down that a mail left, and that what it told was told; done twice it changes nothing."""
    with desk.memory.reading() as session:
        verdict = look_at_mail(session, mail, waiting)
    if verdict is Verdict.LEARNT:
        perform(desk, SYSTEM, lambda doing: _learn(doing, mail, waiting))
    return Found(mail, verdict, GONE if verdict is Verdict.LOST else "")


def tell_as_sent(doing: Deed, mail: Sent, told: Iterable[tuple[Told, str]]) -> list[str]:
    """Write notices down as sent with a mail that left, whether they are known already or not; their ids."""
    row = _row(doing, mail)
    placed = []
    for one, cause in told:
        insert_or_ignore(doing.session, NoticeRow, _written(doing, mail, row.id, one, cause))
        notice = doing.session.scalars(_notice(mail.channel, one, cause).with_for_update()).one()
        if notice.state == "waiting":
            notice.state, notice.message = "sent", row.id
        placed.append(notice.id)
    doing.session.flush()
    return placed


def _learn(doing: Deed, mail: Sent, waiting: Collection[str]) -> Answer:
    placed = tell_as_sent(doing, mail, _see(doing.session, mail, waiting).told)
    row = _row(doing, mail)
    _part(doing, row, placed)
    doing.note("message.recovered", f"message/{row.id}", told=len(placed))
    return Answer({"id": row.id})


def _see(session: Session, mail: Sent, waiting: Collection[str]) -> _Seen:
    row = session.scalar(select(MessageRow).where(MessageRow.message_id == mail.message_id))
    causes = [(one, _cause(session, one, mail.at)) for one in mail.notices]
    more = any(cause is None and report_of(one) in waiting for one, cause in causes)
    return _Seen(row, [(one, cause) for one, cause in causes if cause is not None], more)


def report_of(told: Told) -> str | None:
    """The report that a notice tells of, where one is its cause."""
    kind, _, rest = told.cause.partition("/")
    return rest.partition("/")[0] if kind in OF_REPORTS else None


def _cause(session: Session, told: Told, sent_at: datetime) -> str | None:
    """The cause of a notice in this database; None where it has none. A step made anew is known by what it is and when.

    A cause that counts changes may stand for another change here: it is one only where it was here when the mail left.
    """
    if told.assignment is not None and session.get(AssignmentRow, told.assignment) is None:
        return None
    kind, _, rest = told.cause.partition("/")
    about, *more = rest.split("/")
    if kind == STEP:
        step = session.get(StepRow, about) or _same(session, told.rung, sent_at)
        return "/".join([STEP, step.id, *more]) if step is not None else None
    if kind in _ROWS and session.get(_ROWS[kind], about) is None:
        return None
    return told.cause if not counts_changes(told.cause) or _was_here(session, told.cause, sent_at) else None


def _same(session: Session, rung: Rung | None, sent_at: datetime) -> StepRow | None:
    """A step made anew: it fell due before the mail left, and at the very instant where that is known."""
    if rung is None:
        return None
    step = session.scalar(
        select(StepRow).where(
            StepRow.subject_kind == rung.subject_kind,
            StepRow.subject == rung.subject,
            StepRow.rung == rung.rung,
            StepRow.deadline_version == rung.deadline_version,
            StepRow.occurrence == rung.occurrence,
            StepRow.at <= sent_at,
        )
    )
    return step if step is not None and rung.at in {None, step.at} else None


def _was_here(session: Session, cause: str, at: datetime) -> bool:
    """Whether the change had been told of here by then; what was changed since is another one."""
    asked = select(NoticeRow.id).where(NoticeRow.cause == cause, NoticeRow.created_at <= at)
    return session.scalar(asked.limit(1)) is not None


def _is_untold(session: Session, channel: str, told: Told, cause: str) -> bool:
    known = session.scalar(_notice(channel, told, cause))
    return known is None or known.state == "waiting"


def _notice(channel: str, told: Told, cause: str) -> Any:
    return select(NoticeRow).where(
        NoticeRow.cause == cause, NoticeRow.addressee == told.addressee, NoticeRow.channel == channel
    )


def _row(doing: Deed, mail: Sent) -> MessageRow:
    """The row of a mail, as one that left."""
    insert_or_ignore(doing.session, MessageRow, _left(doing, mail))
    found = select(MessageRow).where(MessageRow.message_id == mail.message_id)
    row = doing.session.scalars(found.with_for_update()).one()
    if row.state not in _LEFT or row.again < mail.again:
        row.state, row.lease_until, row.slot, row.reply = "sent", None, None, LEARNT
        row.again, row.sent_at, row.address, row.subject = mail.again, mail.at, mail.address, mail.subject
        doing.session.flush()
    return row


def _part(doing: Deed, row: MessageRow, placed: Collection[str]) -> None:
    """What waits in the row of a mail that left, and was not in it, waits on in a mail of its own."""
    asked = select(NoticeRow).where(NoticeRow.message == row.id, NoticeRow.state == "waiting")
    left = [notice for notice in doing.session.scalars(asked) if notice.id not in placed]
    if not left:
        return
    values = {column.key: getattr(row, column.key) for column in MessageRow.__table__.columns}
    key = hashlib.sha256(f"{row.message_id}|{left[0].id}".encode()).hexdigest()[:40]
    fresh = {"id": doing.desk.ids(), "message_id": key, "state": "pending", "attempts": 0, "unknown": 0, "again": 0}
    nothing = dict.fromkeys(("address", "meant_for", "subject", "text", "reply", "sent_at"))
    doing.session.add(MessageRow(**{**values, **nothing, **fresh, "created_at": doing.now}))
    doing.session.flush()
    for notice in left:
        notice.message = str(fresh["id"])


def _left(doing: Deed, mail: Sent) -> dict[str, Any]:
    return {
        "id": doing.desk.ids(),
        "channel": mail.channel,
        "addressee": mail.addressee,
        "kind": mail.kind,
        "send_at": mail.at,
        "state": "sent",
        "attempts": 1,
        "unknown": 0,
        "message_id": mail.message_id,
        "address": mail.address,
        "subject": mail.subject,
        "reply": LEARNT,
        "again": mail.again,
        "sent_at": mail.at,
        "created_at": mail.at,
    }


def _written(doing: Deed, mail: Sent, message: str, told: Told, cause: str) -> dict[str, Any]:
    return {
        "id": doing.desk.ids(),
        "cause": cause,
        "addressee": told.addressee,
        "channel": mail.channel,
        "kind": told.kind,
        "phase": told.phase,
        "assignment": told.assignment,
        "facts": {},
        "deadline_version": told.deadline_version,
        "message": message,
        "state": "sent",
        "created_at": mail.at,
    }
