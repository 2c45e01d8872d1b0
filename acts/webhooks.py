"""Acts on other systems that are told of events: subscribe one, end it, hand one event over again."""

from dataclasses import dataclass

from sqlalchemy import func, select, update

from acts.deliveries import KEEP_TRYING
from acts.desk import Answer, Deed, Desk, perform
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, require
from domain.webhook import check_kinds
from storage import log
from storage.tables import DeliveryRow, UnitRow, WebhookRow

MOST = 50
"""Systems told at a time: each costs a row and a call for each event."""
SETTLED = frozenset({"sent", "failed", "dropped"})


@dataclass(frozen=True)
class Subscription:
    """What is asked for: where to tell, of which kinds, of which units (None: all), and what the system is called."""

    url: str
    kinds: tuple[str, ...]
    units: tuple[str, ...] | None = None
    name: str = ""


def subscribe(desk: Desk, scope: Scope, wanted: Subscription, key: str | None = None) -> Answer:
    """Tell another system of events from now on. Its secret is `secret_of` the id, and not part of the answer."""
    require(scope, Act.ADMINISTER)
    kinds = check_kinds(wanted.kinds)

    def deed(doing: Deed) -> Answer:
        _refuse_too_many(doing)
        units = None if wanted.units is None else _known_units(doing, wanted.units)
        row = WebhookRow(
            id=desk.ids(),
            url=wanted.url,
            name=wanted.name,
            kinds=list(kinds),
            units=units,
            since=log.head(doing.session)[0],
            created_by=scope.actor,
            created_at=doing.now,
        )
        doing.session.add(row)
        doing.note("webhook.subscribed", f"webhook/{row.id}", kinds=list(kinds), units=units)
        told = {"id": row.id, "url": row.url, "name": row.name, "kinds": list(kinds), "units": units}
        return Answer(told, 201)

    return perform(desk, scope, deed, key=key, request=wanted)


def secret_of(desk: Desk, webhook: str) -> bytes:
    """What a subscriber verifies signatures with."""
    return desk.key.derive("webhook", webhook)


def _refuse_too_many(doing: Deed) -> None:
    standing = select(func.count()).select_from(WebhookRow).where(WebhookRow.ended_at.is_(None))
    if (doing.session.scalar(standing) or 0) >= MOST:
        raise Refusal(
            "conflict",
            "too-many",
            f"Đã có {MOST} hệ thống nhận tin; đề nghị ngừng bớt trước khi thêm.",
            allowed=("end",),
        )


def _known_units(doing: Deed, wanted: tuple[str, ...]) -> list[str]:
    found = set(doing.session.scalars(select(UnitRow.code).where(UnitRow.code.in_(wanted))))
    if missing := sorted(set(wanted) - found):
        problem = Problem("units", f"không có đơn vị mã {', '.join(missing)}")
        raise Refusal("invalid", "unknown-unit", "Có mã đơn vị không nhận biết được.", (problem,))
    if not found:
        problem = Problem("units", "ghi ít nhất một mã đơn vị, hoặc bỏ mục này để nhận của mọi đơn vị")
        raise Refusal("invalid", "unknown-unit", "Chưa ghi đơn vị nào.", (problem,))
    return sorted(found)


def end(desk: Desk, scope: Scope, webhook: str, key: str | None = None) -> Answer:
    """Tell it no more; what was told stays on record, what still waits is dropped."""
    require(scope, Act.ADMINISTER)

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(WebhookRow, webhook, with_for_update=True)
        if row is None:
            raise absent()
        if row.ended_at is None:
            row.ended_at = doing.now
            waiting = DeliveryRow.state.in_(("pending", "sending"))
            doing.session.execute(
                update(DeliveryRow).where(DeliveryRow.webhook == webhook, waiting).values(state="dropped")
            )
            doing.note("webhook.ended", f"webhook/{webhook}")
        return Answer({"id": webhook, "ended_at": row.ended_at.isoformat()})

    return perform(desk, scope, deed, key=key, request=["end", webhook])


def send_again(desk: Desk, scope: Scope, webhook: str, delivery: str, key: str | None = None) -> Answer:
    """Hand one event over again, at once and with the same id, so that a receiver which has it can tell."""
    require(scope, Act.ADMINISTER)

    def deed(doing: Deed) -> Answer:
        hook = doing.session.get(WebhookRow, webhook, with_for_update=True)
        row = doing.session.get(DeliveryRow, delivery, with_for_update=True)
        if hook is None or row is None or row.webhook != webhook:
            raise absent()
        if hook.ended_at is not None:
            raise Refusal("conflict", "ended", "Hệ thống này đã ngừng nhận tin.", allowed=("subscribe",))
        if row.state not in SETTLED:
            raise Refusal("conflict", "waiting", "Tin này còn đang chờ gửi.", allowed=("wait",))
        row.state, row.send_at, row.keep_trying_until = "pending", doing.now, doing.now + KEEP_TRYING
        hook.rest_until = None
        doing.note("webhook.sent-again", f"webhook/{webhook}", delivery=delivery)
        return Answer({"id": delivery, "state": row.state}, 202)

    return perform(desk, scope, deed, key=key, request=["send-again", webhook, delivery])
