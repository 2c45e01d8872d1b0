"""Webhooks over HTTP: the secret once, the ledger to look through, addresses that may not be reached refused."""

import base64
from typing import Any

import pytest

from acts.deliveries import deliver_due
from acts.messages import Delivery, Outcome
from acts.webhooks import secret_of
from tests.api.calls import HOOK, an_admin
from tests.api.doors import Caller, Opened


@pytest.fixture
def admin(doors: Opened) -> Caller:
    return doors.as_(an_admin(doors))


def test_the_secret_is_told_with_the_subscription_and_never_again(doors: Opened, admin: Caller) -> None:
    made = admin.post("/api/webhooks", HOOK)
    assert made.status_code == 201
    secret = made.json()["secret"]
    assert base64.b64decode(secret.removeprefix("whsec_")) == secret_of(doors.house.desk, made.json()["id"])
    (listed,) = admin.get("/api/webhooks").json()["items"]
    assert listed["kinds"] == ["directive.issued"]
    assert secret not in admin.get("/api/webhooks").text


def test_the_ledger_is_looked_through_page_by_page(doors: Opened, admin: Caller) -> None:
    hook = admin.post("/api/webhooks", HOOK).json()["id"]
    for number in range(3):
        doors.house.directive({}, number=f"{number}/CT")
    deliver_due(doors.house.desk, lambda _parcel: Outcome(Delivery.LATER, "HTTP 503"))
    pages: list[Any] = []
    cursor: str | None = None
    while not pages or cursor:
        query = {"limit": 2, "state": "pending", **({"cursor": cursor} if cursor else {})}
        found = admin.get(f"/api/webhooks/{hook}/deliveries", **query).json()
        pages, cursor = [*pages, found["items"]], found["next"]
    assert [len(page) for page in pages] == [2, 1]
    events = [line["event"] for page in pages for line in page]
    assert events == sorted(events, reverse=True)
    assert [line["reply"] for page in pages for line in page] == [None, None, "HTTP 503"]
    assert admin.get(f"/api/webhooks/{hook}/deliveries", cursor="x").status_code == 400
    assert admin.get("/api/webhooks/khong-co/deliveries").status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [({"url": "http://127.0.0.1/"}, "url"), ({"kinds": ["mật.*"]}, "kinds"), ({"units": ["khong-co"]}, "units")],
)
def test_what_is_wrong_is_said_with_its_place(admin: Caller, change: dict[str, Any], field: str) -> None:
    refused = admin.post("/api/webhooks", {**HOOK, **change})
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert admin.get("/api/webhooks").json()["items"] == []
