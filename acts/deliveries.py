"""Telling other systems of events: take them off the log, claim one, settle what came of it. The ledger alone knows tries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update

from acts.desk import Answer, Deed, Desk, perform
from acts.messages import Delivery, Outcome
from domain.rights import SYSTEM
from domain.subject import Outlook
from domain.webhook import tells
from storage import log
from storage.tables import CursorRow, DeliveryRow, WebhookRow
from storage.upsert import insert_or_ignore
from storage.views import webhooks
from storage.views.holds import gate

LEASE = timedelta(minutes=2)
"""Longer than a call may take, so that nobody else sends meanwhile."""
BACKOFF = tuple(timedelta(seconds=pause) for pause in (10, 60, 300, 900, 3600))
"""Rests of a subscriber after tries that failed one after another."""
KEEP_TRYING = timedelta(days=3)
"""A system that is away over a weekend still learns everything; after that a person sends again."""
LONGEST_REPLY = 500
MOST_TROUBLES = 20
"""Calls that may fail in one go: each can take its whole time, and the activity around them has ten minutes."""


@dataclass(frozen=True)
class Parcel:
    """One event under this process's lease: where to, what, and the secret it is signed with."""

    id: str
    url: str
    body: bytes
    secret: bytes
    attempts: int


Courier = Callable[[Parcel], Outcome]
"""Hands a parcel over; it never raises for what a network or another system does."""


def deliver_due(desk: Desk, courier: Courier) -> Outlook:
    """Hand over everything that is due, one by one; when the next will be."""
    while _gather(desk):
        pass
    troubles = 0
    while troubles < MOST_TROUBLES and (parcel := claim(desk)) is not None:
        outcome = courier(parcel)
        settle(desk, parcel, outcome)
        troubles += outcome.delivery is not Delivery.SENT
    return outlook(desk)


def outlook(desk: Desk) -> Outlook:
    """When the channel wants to be looked at again; closed where nobody is told anything."""
    with desk.memory.reading() as session:
        if not webhooks.standing(session):
            return Outlook(closed=True)
        if not gate(session, desk.instance()).calls:
            return Outlook()
        waiting = session.execute(
            select(func.min(DeliveryRow.send_at), WebhookRow.rest_until)
            .join(WebhookRow, WebhookRow.id == DeliveryRow.webhook)
            .where(DeliveryRow.state == "pending", WebhookRow.ended_at.is_(None))
            .group_by(WebhookRow.id, WebhookRow.rest_until)
        ).all()
        leased = session.scalar(select(func.min(DeliveryRow.lease_until)).where(DeliveryRow.state == "sending"))
    instants = [max(at, rest) if rest is not None else at for at, rest in waiting]
    return Outlook(wake_at=min([*instants, *([leased] if leased is not None else [])], default=None))


def _gather(desk: Desk) -> bool:
    """Take the next events off the log, a delivery for each subscriber that is told of it; whether there were any."""
    with desk.memory.reading() as session:
        told = webhooks.standing(session)
        if not told or log.head(session)[0] <= webhooks.place(session, told):
            return False

    def deed(doing: Deed) -> Answer:
        session = doing.session
        insert_or_ignore(session, CursorRow, {"consumer": webhooks.CONSUMER, "seq": 0})
        session.get_one(CursorRow, webhooks.CONSUMER, with_for_update=True)  # two at once would only do it twice
        told = webhooks.standing(session)
        events = log.read_after(session, webhooks.place(session, told)) if told else []
        for event in events:
            for row in told:
                if event.seq > row.since and tells(row.kinds, event.kind) and webhooks.shown(session, row, event):
                    insert_or_ignore(session, DeliveryRow, _delivery(doing, row, event))
        if events:
            log.set_cursor(session, webhooks.CONSUMER, events[-1].seq)
        return Answer({})

    perform(desk, SYSTEM, deed)
    return True


def _delivery(doing: Deed, row: WebhookRow, event: log.Event) -> dict[str, object]:
    return {
        "id": doing.desk.ids(),
        "webhook": row.id,
        "event": event.seq,
        "kind": event.kind,
        "state": "pending",
        "send_at": doing.now,
        "keep_trying_until": doing.now + KEEP_TRYING,
        "attempts": 0,
        "unknown": 0,
        "created_at": doing.now,
    }


def claim(desk: Desk) -> Parcel | None:
    """Lease the next due delivery; one whose event its subscriber may no longer see is dropped."""
    with desk.memory.reading() as session:
        if not gate(session, desk.instance()).calls or session.scalar(_next(desk.clock())) is None:
            return None
    claimed: list[Parcel] = []

    def deed(doing: Deed) -> Answer:
        locked = _next(doing.now).with_for_update(of=DeliveryRow, skip_locked=True)
        while (row := doing.session.scalar(locked)) is not None:
            hook = doing.session.get_one(WebhookRow, row.webhook)
            row.unknown += row.state == "sending"
            body = webhooks.body(doing.session, hook, row.event)
            if body is not None:
                row.state, row.lease_until, row.attempts = "sending", doing.now + LEASE, row.attempts + 1
                secret = desk.key.derive("webhook", hook.id)
                claimed.append(Parcel(row.id, hook.url, body, secret, row.attempts))
                break
            row.state, row.lease_until = "dropped", None
            doing.session.flush()
        return Answer({})

    perform(desk, SYSTEM, deed)
    return claimed[0] if claimed else None


def _next(now: datetime) -> Select[DeliveryRow]:
    """The next due delivery, in the order of the log."""
    joined = select(DeliveryRow).join(WebhookRow, WebhookRow.id == DeliveryRow.webhook)
    return joined.where(webhooks.due(now)).order_by(DeliveryRow.event, DeliveryRow.id).limit(1)


def settle(desk: Desk, parcel: Parcel, outcome: Outcome) -> None:
    """Write down what came of a claimed delivery; after a failure its subscriber rests, all its deliveries with it."""

    def deed(doing: Deed) -> Answer:
        found = doing.session.get_one(DeliveryRow, parcel.id)
        hook = doing.session.get_one(WebhookRow, found.webhook, with_for_update=True)
        row = doing.session.get_one(DeliveryRow, parcel.id, with_for_update=True, populate_existing=True)
        if row.state != "sending" or row.attempts != parcel.attempts:
            return Answer({})  # ended meanwhile, or the lease ran out and another took over: its word counts
        row.reply, row.lease_until = outcome.reply[:LONGEST_REPLY], None
        if outcome.delivery is Delivery.SENT:
            row.state, row.sent_at = "sent", doing.now
            hook.failures, hook.rest_until = 0, None
        else:
            _rest(doing, hook, row, outcome)
        return Answer({})

    perform(desk, SYSTEM, deed)


def _rest(doing: Deed, hook: WebhookRow, row: DeliveryRow, outcome: Outcome) -> None:
    """Let a subscriber that could not be told rest; what has been tried for long enough is given up, and said."""
    row.state = "pending"
    row.unknown += outcome.delivery is Delivery.UNKNOWN
    hook.failures += 1
    hook.rest_until = row.send_at = doing.now + BACKOFF[min(hook.failures, len(BACKOFF)) - 1]
    doing.session.flush()
    too_long = (
        update(DeliveryRow)
        .where(
            DeliveryRow.webhook == hook.id, DeliveryRow.state == "pending", DeliveryRow.keep_trying_until <= doing.now
        )
        .values(state="failed", reply=row.reply)
        .returning(DeliveryRow.id)
    )
    if given_up := list(doing.session.scalars(too_long)):
        doing.note("webhook.gave-up", f"webhook/{hook.id}", deliveries=len(given_up))
