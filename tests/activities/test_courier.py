"""The courier against a real server that fails, dawdles, hangs up and redirects."""

import base64
import hashlib
import hmac
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from activities.courier import Courier
from acts.deliveries import Parcel
from acts.messages import Delivery
from domain.webhook import networks
from tests.listener import Listener, a_listener

HERE = networks("127.0.0.0/8")
PARCEL = Parcel("d1", "", b'{"type": "completion.accepted"}', b"s" * 32, 1)


@pytest.fixture
def listener() -> Iterator[Listener]:
    with a_listener() as found:
        yield found


def test_what_is_handed_over_can_be_verified_by_who_has_the_secret(listener: Listener) -> None:
    outcome = Courier(HERE)(replace(PARCEL, url=f"{listener.url}/nhan?tu=dondoc"))
    assert (outcome.delivery, outcome.reply) == (Delivery.SENT, "HTTP 204")
    (heard,) = listener.heard
    stamp = heard.headers["webhook-timestamp"]
    told = b"d1." + stamp.encode() + b"." + heard.body
    expected = base64.b64encode(hmac.new(b"s" * 32, told, hashlib.sha256).digest()).decode()
    assert heard.headers["webhook-signature"] == f"v1,{expected}"
    assert heard.headers["webhook-id"] == "d1"
    assert abs(int(stamp) - time.time()) < 60
    assert heard.headers["host"] == listener.url.removeprefix("http://")


@pytest.mark.parametrize("status", [301, 307, 400, 410, 500, 503])
def test_whatever_is_no_success_is_tried_later_and_a_redirect_is_not_followed(listener: Listener, status: int) -> None:
    listener.ways = [status]
    outcome = Courier(HERE)(replace(PARCEL, url=listener.url))
    assert (outcome.delivery, outcome.reply) == (Delivery.LATER, f"HTTP {status}")
    assert len(listener.heard) == 1


def test_who_hangs_up_may_have_taken_it_in(listener: Listener) -> None:
    listener.ways = ["hang-up"]
    assert Courier(HERE)(replace(PARCEL, url=listener.url)).delivery is Delivery.UNKNOWN


def test_an_answer_that_drips_is_broken_off(listener: Listener) -> None:
    listener.ways = ["drip"]
    began = time.monotonic()
    outcome = Courier(HERE, longest=0.3)(replace(PARCEL, url=listener.url))
    assert outcome.delivery is Delivery.UNKNOWN
    assert time.monotonic() - began < 3


def test_a_private_address_is_not_even_called_unless_the_office_named_its_network(listener: Listener) -> None:
    by_name = listener.url.replace("127.0.0.1", "localhost")
    for url in (listener.url, by_name):
        outcome = Courier(networks("10.0.0.0/8"))(replace(PARCEL, url=url))
        assert outcome.delivery is Delivery.LATER
        assert "DONDOC_WEBHOOK_NETWORKS" in outcome.reply
    assert listener.heard == []


@pytest.mark.parametrize(
    "url", ["http://khong-co.invalid/", "http://" + "a" * 64 + ".example/", "https://127.0.0.1:1/"]
)
def test_who_cannot_be_reached_has_taken_nothing_in(url: str) -> None:
    assert Courier(HERE)(replace(PARCEL, url=url)).delivery is Delivery.LATER
