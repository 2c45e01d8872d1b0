"""Acts on mails: claim one, settle what came of it. Retry state lives in this ledger alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.gathering import gather, put_off
from acts.notices import MAIL
from acts.promising import promise_mail
from acts.rerouting import reroute
from acts.texting import SMS
from domain.ladder import RANK, Phase, StepState
from domain.preference import Preference, class_of, next_welcome
from domain.rights import SYSTEM
from domain.status import WorkState
from domain.subject import Outlook
from storage.tables import AssignmentRow, MessageRow, NoticeRow, StepRow
from storage.views.briefings import BRIEFING, owed
from storage.views.holds import gate
from storage.views.preferences import of_addressee
from storage.views.reviews import PUBLISHED, went_out_again
from storage.views.round_turns import SCORING, has_moved_on

IN_APP = "Người nhận chọn chỉ xem tại trang Thông báo"
LEASE = timedelta(minutes=11)
"""Longer than the client waits for the answer to the final dot, so that nobody else sends meanwhile."""
BACKOFF = tuple(timedelta(minutes=pause) for pause in (1, 2, 3, 4, 5, 15, 60, 120))
"""Rests between tries: a server that was away for a quarter of an hour has everything five minutes after its return."""
MOST_ATTEMPTS = 12
"""Tries within ten working hours; then a person must look."""
NO_LONGER = frozenset({"digest", "escalation", "proposal", "release", "issued"})
"""Kinds that fall away when the work was reported, moved or closed before they left."""


class Delivery(StrEnum):
    """What came of handing a mail over."""

    SENT = "sent"
    LATER = "later"  # refused for now, or not reached
    FAILED = "failed"  # refused for good
    UNKNOWN = "unknown"  # the answer was lost: repeated with the same Message-ID, and counted


@dataclass(frozen=True)
class Outcome:
    """What came of it, with the server's words, the address used, and the files that went along by their digests."""

    delivery: Delivery
    reply: str = ""
    address: str | None = None
    subject: str | None = None
    text: str | None = None
    meant_for: str | None = None
    enclosed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """One notice within a claimed mail."""

    notice: str
    kind: str
    phase: str | None
    assignment: str | None
    facts: dict[str, object]
    addressee: str = ""


@dataclass(frozen=True)
class Claimed:
    """A mail under this process's lease: to whom (a role at a unit), with what."""

    id: str
    message_id: str
    addressee: str
    kind: str
    notices: tuple[Told, ...]
    attempts: int
    channel: str = MAIL


Post = Callable[[Claimed], Outcome]
"""Renders a claimed mail and hands it over; it never raises for what a server or an address does."""


def send_due(desk: Desk, post: Post) -> Outlook:
    """Send every mail that is due, one by one; when the next one will be."""
    while (mail := claim(desk)) is not None:
        settle(desk, mail, post(mail))
    return outlook(desk)


def outlook(desk: Desk) -> Outlook:
    """When the channel wants to be looked at again; a lease that will run out counts as an instant too.

    While nothing may leave there is nothing ahead: whoever lets it go is an event, which nudges the channel.
    """
    with desk.memory.reading() as session:
        if not gate(session, desk.instance()).mail:
            return Outlook()
        waiting = session.scalar(
            select(MessageRow.send_at).where(MessageRow.state == "pending").order_by(MessageRow.send_at)
        )
        leased = session.scalar(
            select(MessageRow.lease_until).where(MessageRow.state == "sending").order_by(MessageRow.lease_until)
        )
    return Outlook(wake_at=min((at for at in (waiting, leased) if at is not None), default=None))


def claim(desk: Desk) -> Claimed | None:
    """Lease the next due mail, dropping notices that no longer hold; an empty mail is never sent."""
    with desk.memory.reading() as session:
        if not gate(session, desk.instance()).mail or _next(session, desk.clock(), lock=False) is None:
            return None
    claimed: list[Claimed] = []

    def deed(doing: Deed) -> Answer:
        if not gate(doing.session, desk.instance()).mail:
            return Answer({})
        while (row := _next(doing.session, doing.now, lock=True)) is not None:
            if row.state == "sending":
                row.unknown += 1
            if not desk.calendar.is_open(doing.now):
                row.send_at = desk.calendar.next_open(doing.now)
                row.state, row.lease_until = "pending", None
                doing.session.flush()
                continue
            chosen = of_addressee(doing.session, row.addressee, desk.today())
            if chosen.is_quiet(desk.calendar.local_time(doing.now)):
                row.send_at = next_welcome(chosen, doing.now, desk.calendar)
                row.state, row.lease_until = "pending", None
                doing.session.flush()
                continue
            if put_off(doing, row):
                continue
            gather(doing, row)
            kept = _still_true(doing, row, chosen)
            if kept:
                row.state, row.lease_until, row.attempts = "sending", doing.now + LEASE, row.attempts + 1
                claimed.append(Claimed(row.id, wire_id(row), row.addressee, row.kind, kept, row.attempts, row.channel))
                break
            row.state, row.lease_until, row.slot = "empty", None, None
            doing.note("message.emptied", f"message/{row.id}")
            doing.session.flush()
        return Answer({})

    perform(desk, SYSTEM, deed)
    return claimed[0] if claimed else None


def wire_id(row: MessageRow) -> str:
    """The id a mail goes out under: its key, and with a count once a person has sent an accepted one again.

    So no receiver takes it for the one it has.
    """
    return f"{row.message_id}.{row.again}" if row.again else row.message_id


def _next(session: Session, now: datetime, *, lock: bool) -> MessageRow | None:
    asked = (
        select(MessageRow)
        .where(
            MessageRow.channel.in_((MAIL, SMS)),
            or_(
                (MessageRow.state == "pending") & (MessageRow.send_at <= now),
                (MessageRow.state == "sending") & (MessageRow.lease_until <= now),
            ),
        )
        .order_by(MessageRow.send_at, MessageRow.created_at, MessageRow.id)
        .limit(1)
    )
    return session.scalar(asked.with_for_update(skip_locked=True) if lock else asked)


def _still_true(doing: Deed, row: MessageRow, chosen: Preference) -> tuple[Told, ...]:
    kept = []
    notices = list(
        doing.session.scalars(
            select(NoticeRow)
            .where(NoticeRow.message == row.id, NoticeRow.state.in_(("waiting", "sent") if row.again else ("waiting",)))
            .order_by(NoticeRow.id)
        )
    )
    highest = _highest(notices)
    for notice in notices:
        reason = _outlived(doing.session, notice, doing.now, doing.desk.calendar.local_date(doing.now))
        if reason is None and highest.get((notice.addressee, notice.assignment), notice.id) != notice.id:
            reason = "Gộp vào mức nhắc cao hơn"
        if reason is None and notice.state == "waiting" and chosen.only_in_app(class_of(notice.kind, notice.phase)):
            notice.state, notice.reason = "in-app", IN_APP
        elif reason is None:
            kept.append(Told(notice.id, notice.kind, notice.phase, notice.assignment, notice.facts, notice.addressee))
        elif notice.state == "waiting":  # what was sent once stays sent
            notice.state, notice.reason = "dropped", reason
    return tuple(kept)


def still_worth_telling(session: Session, row: MessageRow, now: datetime, today: date) -> bool:
    """Whether something in a mail still holds, of what waits in it and of what it has told."""
    notices = session.scalars(
        select(NoticeRow).where(NoticeRow.message == row.id, NoticeRow.state.in_(("waiting", "sent", "bounced")))
    )
    return any(_outlived(session, notice, now, today) is None for notice in notices)


def _highest(notices: list[NoticeRow]) -> dict[tuple[str, str | None], str]:
    """Of several reminders of one assignment in one mail the highest: one line says it."""
    found: dict[tuple[str, str | None], NoticeRow] = {}
    for notice in (one for one in notices if one.kind == "digest" and one.phase is not None):
        other = found.get((notice.addressee, notice.assignment))
        if other is None or RANK[Phase(notice.phase or "")] >= RANK[Phase(other.phase or "")]:
            found[notice.addressee, notice.assignment] = notice
    return {place: notice.id for place, notice in found.items()}


def _outlived(session: Session, notice: NoticeRow, now: datetime, today: date) -> str | None:
    """Why a notice no longer holds, or None."""
    if notice.kind == BRIEFING:
        nothing = not owed(session, notice.addressee.partition("/")[2], today)
        return "Không còn nhiệm vụ quá hạn hoặc đến hạn trong tuần" if nothing else None
    if notice.kind == PUBLISHED:
        followed = went_out_again(session, str(notice.facts["period"]), notice.cause)
        return "Văn bản đã được ban hành lại" if followed else None
    if notice.kind == SCORING:
        return "Phiếu điểm đã qua bước này" if has_moved_on(session, notice.facts) else None
    if notice.assignment is None or notice.kind not in NO_LONGER:
        return None
    assignment = session.get_one(AssignmentRow, notice.assignment)
    work = WorkState(assignment.work)
    for_acceptor = notice.phase in {"accept", "accept-head"}
    if for_acceptor:
        return None if work is WorkState.REPORTED else "Báo cáo đã được trả lời"
    if not work.runs:
        return "Nhiệm vụ đã được báo cáo hoặc đã dừng"
    if notice.deadline_version != assignment.deadline_version:
        return "Hạn hoàn thành đã thay đổi"
    ahead = notice.phase in {Phase.BEFORE.value, Phase.DUE.value}
    if ahead and assignment.deadline_at is not None and now > assignment.deadline_at:
        return "Hạn đã qua trước khi thư gửi được"
    return _answered(session, notice) if notice.kind == "release" else None


def _answered(session: Session, notice: NoticeRow) -> str | None:
    """A word is no longer asked for once it was given."""
    step = session.get(StepRow, notice.cause.split("/")[1])
    return None if step is None or step.state == StepState.AWAITING.value else "Việc xin ý kiến đã được trả lời"


def settle(desk: Desk, mail: Claimed, outcome: Outcome) -> None:
    """Write down what came of a claimed mail."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get_one(MessageRow, mail.id, with_for_update=True)
        if row.state != "sending" or row.attempts != mail.attempts:
            return Answer({})  # the lease ran out and another took over: its word counts, this one is late
        row.reply, row.lease_until = outcome.reply[:500], None
        row.meant_for = outcome.meant_for
        row.address, row.subject, row.text = outcome.address, outcome.subject, outcome.text
        _state_after(row, outcome, doing.now, desk)
        if outcome.delivery is Delivery.FAILED and row.channel == MAIL:
            reroute(doing, row, ("waiting",))
        if row.state == "sent":
            for notice in mail.notices:
                doing.session.get_one(NoticeRow, notice.notice).state = "sent"
            promise_mail(doing, row, [notice.notice for notice in mail.notices])
        tries = {"attempts": row.attempts, "unknown": row.unknown}
        along = {"enclosed": list(outcome.enclosed)} if outcome.enclosed else {}
        doing.note(f"message.{outcome.delivery.value}", f"message/{mail.id}", **tries, **along)
        return Answer({})

    perform(desk, SYSTEM, deed)


def _state_after(row: MessageRow, outcome: Outcome, now: datetime, desk: Desk) -> None:
    match outcome.delivery:
        case Delivery.SENT:
            row.state, row.sent_at = "sent", now
        case Delivery.FAILED:
            row.state = "failed"
        case Delivery.LATER | Delivery.UNKNOWN:
            row.unknown += outcome.delivery is Delivery.UNKNOWN
            row.state = "failed" if row.attempts >= MOST_ATTEMPTS else "pending"
            row.send_at = desk.calendar.next_open(now + BACKOFF[min(row.attempts, len(BACKOFF)) - 1])
