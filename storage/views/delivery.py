"""What became of every mail: planned, tried again, sent, unknown, failed, dropped; and what each one told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from domain.calendar import ZONE
from domain.rights import Act, Scope, absent, require
from domain.sending import DeliveryState
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, MessageRow, NoticeRow, UnitRow
from storage.views.office import reach
from storage.views.paging import Page, Wanted, decode_place, encode_place

ORDER = "-created"


@dataclass(frozen=True)
class Sought:
    """Which mails are asked for: their state, what they are about, a word in address or subject, the days they were made on."""

    state: DeliveryState | None = None
    kind: str | None = None
    unit: str | None = None
    text: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class MailLine:
    """One mail of the ledger; `meant_for` is whose it was while the house was tried out; `unknown` counts answers that were lost, `again` how often a person sent it once more."""

    id: str
    state: DeliveryState
    channel: str
    kind: str
    addressee: str
    to: str
    address: str | None
    meant_for: str | None
    subject: str | None
    reply: str | None
    attempts: int
    unknown: int
    again: int
    notices: int
    send_at: datetime
    sent_at: datetime | None
    bounced_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class ToldLine:
    """One thing a mail tells, or does not tell any more for a `reason`."""

    cause: str
    kind: str
    phase: str | None
    state: str
    reason: str | None
    assignment: str | None
    number: str | None
    ref: str | None
    text: str | None
    unit_name: str | None


@dataclass(frozen=True)
class WholeMail:
    """A mail with what it tells, and its text as its reader was sent it: none before it was first tried."""

    line: MailLine
    message_id: str
    text: str | None
    told: tuple[ToldLine, ...]


def _states(*, held: bool) -> Mapping[DeliveryState, ColumnElement[bool]]:
    """What each state is in the rows; each mail is in exactly one. `held`: nothing leaves, whatever would is held."""
    waits = MessageRow.state.in_(("pending", "sending"))
    return {
        DeliveryState.PLANNED: and_(waits, MessageRow.attempts == 0, literal(not held)),
        DeliveryState.HELD: and_(waits, MessageRow.attempts == 0, literal(held)),
        DeliveryState.UNKNOWN: and_(waits, MessageRow.attempts > 0, MessageRow.unknown > 0),
        DeliveryState.RETRYING: and_(waits, MessageRow.attempts > 0, MessageRow.unknown == 0),
        DeliveryState.SENT: MessageRow.state == "sent",
        DeliveryState.BOUNCED: MessageRow.state == "bounced",
        DeliveryState.FAILED: MessageRow.state == "failed",
        DeliveryState.DROPPED: MessageRow.state == "empty",
    }


def counts(session: Session, scope: Scope, *, held: bool = False) -> dict[DeliveryState, int]:
    """How many mails are in each state."""
    require(scope, Act.READ_LOG)
    return {
        state: int(session.scalar(select(func.count()).select_from(MessageRow).where(holds)) or 0)
        for state, holds in _states(held=held).items()
    }


def find(
    session: Session, scope: Scope, today: date, sought: Sought, wanted: Wanted, *, held: bool = False
) -> Page[MailLine]:
    """A page of the mails, the latest first, for who follows the work of all units."""
    require(scope, Act.READ_LOG)
    narrowed = _narrowed(sought, held=held)
    count = session.scalar(select(func.count()).select_from(MessageRow).where(*narrowed)) if wanted.count else None
    if wanted.cursor is not None:
        at, last = decode_place(wanted.cursor, ORDER)
        narrowed.append(or_(MessageRow.created_at < at, and_(MessageRow.created_at == at, MessageRow.id < last)))
    asked = (
        select(MessageRow, _state(held=held))
        .where(*narrowed)
        .order_by(MessageRow.created_at.desc(), MessageRow.id.desc())
    )
    rows = session.execute(asked.limit(wanted.limit + 1)).all()
    shown = _lines(session, [(row, state) for row, state in rows[: wanted.limit]], today)
    more = len(rows) > wanted.limit
    return Page(shown, encode_place(ORDER, shown[-1].created_at, shown[-1].id) if more else None, count)


def get(session: Session, scope: Scope, message: str, today: date, *, held: bool = False) -> WholeMail:
    """One mail with everything known of it; absent where there is none."""
    require(scope, Act.READ_LOG)
    found = session.execute(select(MessageRow, _state(held=held)).where(MessageRow.id == message)).one_or_none()
    if found is None:
        raise absent()
    row, state = found
    told = select(NoticeRow).where(NoticeRow.message == message).order_by(NoticeRow.created_at, NoticeRow.id)
    lines = tuple(_told(session, notice) for notice in session.scalars(told))
    return WholeMail(_lines(session, [(row, state)], today)[0], row.message_id, row.text, lines)


def _narrowed(sought: Sought, *, held: bool) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if sought.state is not None:
        found.append(_states(held=held)[sought.state])
    if sought.kind is not None:
        found.append(MessageRow.kind == sought.kind)
    if sought.unit is not None:
        within = select(NoticeRow.message).join(AssignmentRow, AssignmentRow.id == NoticeRow.assignment)
        of_unit = MessageRow.id.in_(within.where(AssignmentRow.unit == sought.unit))
        found.append(or_(of_unit, MessageRow.addressee.endswith(f"/{sought.unit}", autoescape=True)))
    if sought.text:
        columns = (MessageRow.address, MessageRow.meant_for, MessageRow.subject, MessageRow.message_id)
        found.append(or_(*(column.icontains(sought.text, autoescape=True) for column in columns)))
    if sought.since is not None:
        found.append(MessageRow.created_at >= datetime.combine(sought.since, time.min, ZONE))
    if sought.until is not None:
        found.append(MessageRow.created_at <= datetime.combine(sought.until, time.max, ZONE))
    return found


def _state(*, held: bool) -> ColumnElement[Any]:
    return case(*((holds, literal(state.value)) for state, holds in _states(held=held).items()))


def _lines(session: Session, rows: list[tuple[MessageRow, str]], today: date) -> tuple[MailLine, ...]:
    ids = [row.id for row, _ in rows]
    counted = select(NoticeRow.message, func.count()).where(NoticeRow.message.in_(ids)).group_by(NoticeRow.message)
    many = {str(message): int(number) for message, number in session.execute(counted)}
    names = {one: addressed(session, one, today) for one in {row.addressee for row, _ in rows}}
    return tuple(
        MailLine(
            id=row.id,
            state=DeliveryState(state),
            channel=row.channel,
            kind=row.kind,
            addressee=row.addressee,
            to=names[row.addressee][0],
            address=row.address or names[row.addressee][1],
            meant_for=row.meant_for,
            subject=row.subject,
            reply=row.reply,
            attempts=row.attempts,
            unknown=row.unknown,
            again=row.again,
            notices=many.get(row.id, 0),
            send_at=row.send_at,
            sent_at=row.sent_at,
            bounced_at=row.bounced_at,
            created_at=row.created_at,
        )
        for row, state in rows
    )


def addressed(session: Session, addressee: str, today: date) -> tuple[str, str | None]:
    """Whom a role at a unit means today, as the office speaks of them, and where a mail to them would go."""
    reached = reach(session, addressee, today)
    unit = reached.unit.name if reached.unit else ""
    person = reached.person.name if reached.person and reached.role not in {"unit", "acceptor"} else ""
    return ", ".join(part for part in (person, unit) if part) or addressee, reached.address


def _told(session: Session, notice: NoticeRow) -> ToldLine:
    row = session.get(AssignmentRow, notice.assignment) if notice.assignment else None
    item = session.get_one(ItemRow, row.item) if row else None
    return ToldLine(
        cause=notice.cause,
        kind=notice.kind,
        phase=notice.phase,
        state=notice.state,
        reason=notice.reason,
        assignment=notice.assignment,
        number=session.get_one(DirectiveRow, row.directive).number if row else None,
        ref=item.ref if item else None,
        text=item.text if item else notice.facts.get("said"),
        unit_name=session.get_one(UnitRow, row.unit).name if row else None,
    )
