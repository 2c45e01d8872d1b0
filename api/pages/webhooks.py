"""The pages of other systems that are told of events, for who administers: the list, a new one, what came of telling."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import webhooks
from acts.desk import Desk
from acts.webhooks import Subscription
from api.deps import AtDesk, Paging, Visitor, doors
from api.language import Words
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import WEBHOOKS, go, page
from api.webhooks import Wanted
from domain.rights import Scope, absent
from domain.webhook import EVERYTHING, FAMILIES, check_url, told_secret
from storage.views import office
from storage.views import webhooks as view

router = APIRouter()
STATES = {"pending": "chờ gửi", "sending": "đang gửi", "sent": "đã nhận", "failed": "không nhận", "dropped": "đã bỏ"}
SAID = Words(
    {
        "assignment": "Nhiệm vụ của một đơn vị",
        "assignments": "Tiếp nhận nhiệm vụ",
        "calendar": "Lịch làm việc",
        "completion": "Báo cáo kết quả, xác nhận",
        "directive": "Văn bản chỉ đạo",
        "evidence": "Tài liệu kèm theo",
        "extension": "Gia hạn",
        "index": "Chỉ số",
        "item": "Mục của văn bản",
        "measurements": "Số liệu",
        "review": "Báo cáo định kỳ",
        "step": "Mốc nhắc việc, báo cáo",
        "steps": "Nhiều mốc cùng lúc",
    }
)
"""Families of events as an administrator reads them."""
SETTLED = webhooks.SETTLED


@router.get(WEBHOOKS)
def show_webhooks(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """The systems, and the form for another one."""
    return _listed(request, desk, scope)


@router.post(WEBHOOKS)
def subscribe(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Tell another system; this page alone shows the secret it verifies signatures with."""

    def deed() -> Response:
        told = {"url": sent.one("url"), "name": sent.one("name"), "units": sent.every("units") or None}
        body = shaped(Wanted, {**told, "kinds": tuple(sent.every("kinds")) or (EVERYTHING,)})
        url = check_url(body.url, doors(request).networks)
        units = None if body.units is None else tuple(body.units)
        answer = webhooks.subscribe(desk, scope, Subscription(url, body.kinds, units, body.name), sent.key)
        return _listed(request, desk, scope, secret=told_secret(webhooks.secret_of(desk, answer.body["id"])))

    return attempt(deed, lambda trouble: _listed(request, desk, scope, trouble), "webhook", sent)


@router.get(f"{WEBHOOKS}/{{webhook}}")
def show_deliveries(request: Request, desk: AtDesk, scope: Visitor, webhook: str, paging: Paging) -> Response:
    """What one was told, with the last words heard from it."""
    with desk.memory.reading() as session:
        found = next((one for one in view.subscribers(session, scope) if one.id == webhook), None)
        if found is None:
            raise absent()
        told = view.deliveries(session, scope, webhook, None, paging)
    return page(request, "deliveries.html", hook=found, told=told, states=STATES, settled=SETTLED)


@router.post(f"{WEBHOOKS}/{{webhook}}/ngung")
def end(desk: AtDesk, scope: Visitor, sent: Form, webhook: str) -> Response:
    """Tell it no more."""
    webhooks.end(desk, scope, webhook, sent.key)
    return go(WEBHOOKS, "ngung-nhan-tin")


@router.post(f"{WEBHOOKS}/{{webhook}}/tin/{{delivery}}/gui-lai")
def send_again(desk: AtDesk, scope: Visitor, sent: Form, webhook: str, delivery: str) -> Response:
    """Hand one event over again."""
    webhooks.send_again(desk, scope, webhook, delivery, sent.key)
    return go(f"{WEBHOOKS}/{webhook}", "gui-lai-tin")


def _listed(
    request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None, secret: str | None = None
) -> Response:
    with desk.memory.reading() as session:
        found = view.subscribers(session, scope)
        units = {unit.code: unit.name for unit in office.units(session)}
    kinds = {f"{family}.*": SAID[family] for family in FAMILIES}
    return page(request, "webhooks.html", trouble=trouble, hooks=found, secret=secret, units=units, kinds=kinds)
