"""`/api/webhooks`: other systems that are told of events, and what came of telling them."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import webhooks
from acts.webhooks import Subscription
from api.deps import AtDesk, Key, Paging, Visitor, doors, reply
from api.plain import page, plain
from api.schemas import Body, Id, Line, NoNul
from domain.webhook import EVERYTHING, check_url, told_secret
from storage.views import webhooks as view

router = APIRouter(prefix="/api/webhooks", tags=["webhooks"])
MOST_KINDS, MOST_UNITS = 100, 500
State = Literal["pending", "sending", "sent", "failed", "dropped"]


class Wanted(Body):
    """Where to tell, of which kinds ("*", "completion.*", "completion.accepted"), of which units (left out: all)."""

    url: Line
    kinds: Annotated[tuple[Line, ...], Field(min_length=1, max_length=MOST_KINDS)] = (EVERYTHING,)
    units: Annotated[list[Id], Field(min_length=1, max_length=MOST_UNITS)] | None = None
    name: Annotated[str, Field(max_length=200), NoNul] = ""


@router.get("")
def list_webhooks(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """Every subscriber, the latest first; its secret is never told again."""
    with desk.memory.reading() as session:
        return {"items": plain(view.subscribers(session, scope)), "next": None}


@router.post("")
def subscribe(request: Request, desk: AtDesk, scope: Visitor, key: Key, body: Wanted) -> JSONResponse:
    """Tell another system of events from now on; the answer alone holds the secret it verifies signatures with."""
    url = check_url(body.url, doors(request).networks)
    units = None if body.units is None else tuple(body.units)
    answer = webhooks.subscribe(desk, scope, Subscription(url, body.kinds, units, body.name), key)
    secret = told_secret(webhooks.secret_of(desk, answer.body["id"]))
    return reply(replace(answer, body={**answer.body, "secret": secret}))


@router.delete("/{webhook}")
def end(desk: AtDesk, scope: Visitor, key: Key, webhook: str) -> JSONResponse:
    """Tell it no more; what waits is dropped."""
    return reply(webhooks.end(desk, scope, webhook, key))


@router.get("/{webhook}/deliveries")
def list_deliveries(
    desk: AtDesk, scope: Visitor, paging: Paging, webhook: str, state: State | None = None
) -> dict[str, Any]:
    """What it was told, the latest event first, with the last words heard from it."""
    with desk.memory.reading() as session:
        return page(view.deliveries(session, scope, webhook, state, paging))


@router.post("/{webhook}/deliveries/{delivery}/resend")
def send_again(desk: AtDesk, scope: Visitor, key: Key, webhook: str, delivery: str) -> JSONResponse:
    """Hand one event over again, with the same id."""
    return reply(webhooks.send_again(desk, scope, webhook, delivery, key))
