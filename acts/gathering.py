"""Fewer mails: what one person would get of one morning is one mail, and above the day's budget the rest is tomorrow's."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from acts.desk import Deed
from acts.notices import BY_ANSWER, MAIL
from domain.preference import ALWAYS, class_of
from storage.tables import MessageRow, NoticeRow
from storage.views.office import reach
from storage.views.preferences import rules

TOGETHER = frozenset({"escalation", "release", "proposal", "briefing", "digest"})
"""Kinds of which one person gets one mail a morning: reports to a superior, what waits for their word, their own work."""
PEOPLE = frozenset({"head", "acceptor-head", "chief", "deputy", "chair", "office", "person"})
"""Roles that are persons; a unit's shared mailbox gets each kind for itself."""
GATHERED = "Gộp vào thư khác gửi cùng người nhận"
PUT_OFF = "Đã đủ số thư trong ngày, gộp vào thư đầu giờ ngày làm việc sau"


def gather(doing: Deed, row: MessageRow) -> None:
    """Draw into a mail that is about to leave what else its reader would get now."""
    if (
        row.channel != MAIL
        or row.attempts
        or row.again
        or row.kind not in TOGETHER
        or row.addressee.partition("/")[0] not in PEOPLE
    ):
        return
    address = _address(doing, row)
    for other in _others(doing, row):
        if other.kind in TOGETHER and _is_person(other) and _address(doing, other) == address:
            _draw(doing, row, other)


def put_off(doing: Deed, row: MessageRow) -> bool:
    """Whether a mail waits for the next morning because its address has had its share of the day.

    What always comes is never put off; what is becomes part of one mail.
    """
    budget = rules(doing.session).budget if row.channel == MAIL else 0
    address = _address(doing, row)
    if not budget or row.attempts or row.again or address is None or row.kind in BY_ANSWER or _always(doing, row):
        return False
    if _sent_today(doing, address) < budget:
        return False
    calendar = doing.desk.calendar
    day = calendar.next_working_day(doing.desk.today(), include=False)
    slot = f"{address}|gathered|{MAIL}|{day.isoformat()}"
    first = doing.session.scalar(
        select(MessageRow)
        .where(MessageRow.slot == slot, MessageRow.state == "pending", MessageRow.attempts == 0)
        .with_for_update()
    )
    if first is None:
        row.slot, row.send_at, row.reply = slot, calendar.opening(day), PUT_OFF
    else:
        _draw(doing, first, row)
    row.lease_until = None
    doing.note("message.put-off", f"message/{row.id}", until=day.isoformat())
    doing.session.flush()
    return True


def _others(doing: Deed, row: MessageRow) -> list[MessageRow]:
    asked = (
        select(MessageRow)
        .where(
            MessageRow.id != row.id,
            MessageRow.channel == row.channel,
            MessageRow.state == "pending",
            MessageRow.attempts == 0,
            MessageRow.again == 0,
            MessageRow.send_at <= doing.now,
        )
        .order_by(MessageRow.send_at, MessageRow.id)
        .with_for_update(skip_locked=True)
    )
    return list(doing.session.scalars(asked))


def _is_person(row: MessageRow) -> bool:
    return row.addressee.partition("/")[0] in PEOPLE


def _address(doing: Deed, row: MessageRow) -> str | None:
    return reach(doing.session, row.addressee, doing.desk.today()).address


def _draw(doing: Deed, row: MessageRow, other: MessageRow) -> None:
    """Let one mail carry what another would have."""
    doing.session.execute(update(NoticeRow).where(NoticeRow.message == other.id).values(message=row.id))
    other.state, other.slot, other.lease_until, other.reply = "empty", None, None, GATHERED
    doing.note("message.gathered", f"message/{other.id}", into=row.id)
    doing.session.flush()


def _always(doing: Deed, row: MessageRow) -> bool:
    told = doing.session.scalars(
        select(NoticeRow).where(NoticeRow.message == row.id, NoticeRow.state.in_(("waiting", "sent")))
    )
    return any(class_of(notice.kind, notice.phase) in ALWAYS for notice in told)


def _sent_today(doing: Deed, address: str) -> int:
    since: datetime = doing.desk.calendar.instant(doing.desk.today(), datetime.min.time())
    asked = select(func.count()).where(
        MessageRow.address == address,
        MessageRow.state == "sent",
        MessageRow.sent_at >= since,
        MessageRow.sent_at < since + timedelta(days=1),
    )
    return int(doing.session.scalar(asked) or 0)
