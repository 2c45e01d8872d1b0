"""Mails that came in: a bounce is written to its mail and told another way; an answer waits for the specialist.

Nothing that arrives by mail is a report by itself, and nothing is ever answered by mail: no loop can begin here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from acts.completions import Report, enter
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.evidence import CLEAN
from acts.recovered_reports import as_it_was, remember_key, remember_mails
from acts.rerouting import reroute
from domain.deadline import JudgedBy
from domain.errors import Refusal
from domain.rights import SYSTEM, Act, Scope, absent, require
from domain.status import WorkState
from storage.files import Kept
from storage.tables import (
    AssignmentRow,
    EvidenceRow,
    GrantRow,
    InboundRow,
    MessageRow,
    NoticeRow,
    OfficialRow,
    UnitRow,
)
from storage.upsert import insert_or_ignore

PROPOSED, CONFIRMED, DISMISSED = "proposed", "confirmed", "dismissed"
MARKED = "marked"
"""A mail with a mark of secrecy: that it came, and from where, is all that is kept."""
BOUNCED, IGNORED, UNKNOWN_SENDER, UNMATCHED = "bounced", "ignored", "unknown-sender", "unmatched"
SOURCE = "mail"
"""The source of a report that came as an answer to one of our mails."""


@dataclass(frozen=True)
class File:
    """A file of a mail that lies in the store already."""

    kept: Kept
    name: str
    media_type: str
    state: str = CLEAN


@dataclass(frozen=True)
class Arrival:
    """A mail as it was read: `kind` bounce, automatic, reply or marked; `about` the keys of our mails it names, nearest first.

    `refused` are names of files that were not taken; `final` says that a bounce is one for good.
    """

    kind: str
    digest: str
    sender: str
    subject: str
    about: Sequence[str]
    text: str = ""
    files: Sequence[File] = ()
    refused: Sequence[str] = ()
    final: bool = False
    status: str = ""


def take_in(desk: Desk, mail: Arrival) -> Answer:
    """Write down what came; handed over twice it is one. The answer says what was made of it."""

    def deed(doing: Deed) -> Answer:
        row = InboundRow(
            id=desk.ids(),
            digest=mail.digest,
            state=IGNORED,
            sender=mail.sender,
            subject=mail.subject,
            text=mail.text,
            assignments=[],
            evidence=[],
            refused=list(mail.refused),
            received_at=doing.now,
            version=1,
        )
        values = {column.key: getattr(row, column.key) for column in InboundRow.__table__.columns}
        if not insert_or_ignore(doing.session, InboundRow, values):
            known = doing.session.scalars(select(InboundRow).where(InboundRow.digest == mail.digest)).one()
            return Answer({"id": known.id, "state": known.state}, repeated=True)
        row = doing.session.get_one(InboundRow, row.id)
        message = _answered(doing.session, mail.about)
        row.message = message.id if message else None
        _judge(doing, row, message, mail)
        doing.note(f"inbound.{row.state}", f"inbound/{row.id}", message=row.message, unit=row.unit)
        return Answer({"id": row.id, "state": row.state}, 201)

    return perform(desk, SYSTEM, deed)


def _answered(session: Session, about: Sequence[str]) -> MessageRow | None:
    """The first of our mails that is named, under its key or with the count of a repetition."""
    for key in about:
        named = or_(MessageRow.message_id == key, MessageRow.message_id == key.rpartition(".")[0])
        if (found := session.scalar(select(MessageRow).where(named).with_for_update())) is not None:
            return found
    return None


def _judge(doing: Deed, row: InboundRow, message: MessageRow | None, mail: Arrival) -> None:
    match mail.kind:
        case "bounce":
            row.text = mail.status
            if message is None:
                row.state = UNMATCHED
            elif mail.final:
                row.state = BOUNCED
                _bounce(doing, message, mail.status)
        case "marked":
            row.state = MARKED
        case "reply":
            row.state = _propose(doing, row, message)
            if row.state == PROPOSED:
                row.evidence = [_keep(doing, one, row.unit) for one in mail.files]


def _bounce(doing: Deed, message: MessageRow, status: str) -> None:
    """What did not arrive was not sent: its notices told nobody, and are told another way."""
    if message.state != "sent":
        return
    message.state, message.bounced_at, message.reply = "bounced", doing.now, status[:500]
    told = reroute(doing, message, ("sent",))
    for notice in doing.session.scalars(
        select(NoticeRow).where(NoticeRow.message == message.id, NoticeRow.state == "sent")
    ):
        notice.state = "bounced"
    doing.note("message.bounced", f"message/{message.id}", notices=told)


def _propose(doing: Deed, row: InboundRow, message: MessageRow | None) -> str:
    """An answer to one of our mails by somebody of the unit it told of: what it may be about, for a person to say."""
    if message is None:
        return UNMATCHED
    told = select(NoticeRow.assignment).where(NoticeRow.message == message.id, NoticeRow.assignment.is_not(None))
    assignments = list(
        doing.session.scalars(select(AssignmentRow).where(AssignmentRow.id.in_(told)).order_by(AssignmentRow.id))
    )
    units = _units_of(doing.session, row.sender, doing.desk.today()) & {one.unit for one in assignments}
    if len(units) != 1:
        return UNKNOWN_SENDER
    row.unit = units.pop()
    row.assignments = [one.id for one in assignments if one.unit == row.unit and WorkState(one.work).runs]
    return PROPOSED


def _units_of(session: Session, address: str, today: date) -> set[str]:
    """The units that write from an address: their mailbox, or that of somebody who holds a role there today."""
    boxes = {code for code, box in session.execute(select(UnitRow.code, UnitRow.mailbox)) if _same(box, address)}
    people = [one for one, email in session.execute(select(OfficialRow.id, OfficialRow.email)) if _same(email, address)]
    held = session.scalars(select(GrantRow).where(GrantRow.official.in_(people), GrantRow.unit.is_not(None)))
    lasting = {
        str(grant.unit)
        for grant in held
        if (grant.since is None or grant.since <= today) and (grant.until is None or today <= grant.until)
    }
    return boxes | lasting


def _same(known: str | None, address: str) -> bool:
    return known is not None and bool(address) and known.casefold() == address.casefold()


def _keep(doing: Deed, file: File, unit: str | None) -> str:
    """A file of the answer as evidence of the unit."""
    evidence = doing.desk.ids()
    doing.session.add(
        EvidenceRow(
            id=evidence,
            sha256=file.kept.sha256,
            name=file.name,
            media_type=file.media_type,
            size=file.kept.size,
            state=file.state,
            unit=unit,
            uploaded_by=SYSTEM.actor,
            uploaded_at=doing.now,
        )
    )
    doing.note("evidence.handed-in", f"evidence/{evidence}", sha256=file.kept.sha256, size=file.kept.size)
    return evidence


def confirm(
    desk: Desk, scope: Scope, inbound: str, report: Report, version: int | None = None, key: str | None = None
) -> Answer:
    """Make an answer a report recorded for its unit: the person says which tasks, and the document's number and date."""

    def deed(doing: Deed) -> Answer:
        row = _waiting(doing, scope, inbound, version)
        told = Report(
            assignments=report.assignments,
            document=_arrived(doing, row, report),
            result_on=report.result_on,
            values=report.values,
            note=report.note or row.text,
            evidence=tuple(row.evidence),
            recorded_for=row.unit,
            source=SOURCE,
        )
        remember_mails(doing, row)
        answer = enter(doing, scope, as_it_was(row, told))
        remember_key(doing, row, answer)
        row.state, row.completion = CONFIRMED, answer.body["id"]
        row.answered_by, row.answered_at, row.version = scope.actor, doing.now, row.version + 1
        doing.note("inbound.confirmed", f"inbound/{inbound}", completion=row.completion)
        return Answer({**answer.body, "inbound": inbound}, 201, "1")

    return perform(desk, scope, deed, key=key, request=["confirm", inbound, report])


def _arrived(doing: Deed, row: InboundRow, report: Report) -> Mapping[str, Any] | None:
    """The document with the day its mail came, where results are judged by their arrival."""
    if report.document is None or doing.desk.days.judged_by is not JudgedBy.ARRIVAL:
        return report.document
    return {**report.document, "arrived_on": doing.desk.calendar.local_date(row.received_at).isoformat()}


def dismiss(
    desk: Desk, scope: Scope, inbound: str, reason: str, version: int | None = None, key: str | None = None
) -> Answer:
    """Say that an answer is no report, and why: nothing is recorded for the unit."""

    def deed(doing: Deed) -> Answer:
        row = _waiting(doing, scope, inbound, version)
        row.state, row.reason = DISMISSED, reason
        row.answered_by, row.answered_at, row.version = scope.actor, doing.now, row.version + 1
        doing.note("inbound.dismissed", f"inbound/{inbound}")
        return Answer({"id": inbound, "state": row.state}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["dismiss", inbound, reason])


def _waiting(doing: Deed, scope: Scope, inbound: str, version: int | None) -> InboundRow:
    require(scope, Act.RECORD)
    row = doing.session.get(InboundRow, inbound, with_for_update=True)
    if row is None:
        raise absent()
    expect_version(row.version, version)
    if row.state != PROPOSED:
        raise Refusal("conflict", "not-proposed", "Thư này không chờ ghi nhận.", allowed=("read",))
    return row
