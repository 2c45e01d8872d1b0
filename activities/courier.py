"""The courier: hands an event to another system over HTTP, only to addresses the office allows, and never for long."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from acts.deliveries import Parcel
from acts.messages import Delivery, Outcome
from domain.webhook import Network, may_reach, sign

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 10.0
LONGEST_SECONDS = 20.0
"""A call in all, however slowly its answer drips."""
AGENT = "dondoc-webhooks/1"


class NotAllowedError(OSError):
    """The address is of a network the office has not named."""


@dataclass(frozen=True)
class Courier:
    """Calls other systems. `allowed` are the private networks that may be reached; public addresses always may."""

    allowed: tuple[Network, ...] = ()
    longest: float = LONGEST_SECONDS

    def __call__(self, parcel: Parcel) -> Outcome:
        """Hand one parcel over; what a network or another system does is an outcome, never an exception."""
        parts = urlsplit(parcel.url)
        try:
            connection = _connect(parts, self.allowed)
        except (OSError, ValueError) as error:
            # Before the connection stood nothing can have been taken in; a name that cannot be one is a ValueError.
            return Outcome(Delivery.LATER, f"{type(error).__name__}: {error}")
        try:
            with connection, _at_most(connection, self.longest):
                return _call(connection, parts, parcel)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Outcome(Delivery.UNKNOWN, f"{type(error).__name__}: {error}")


def _connect(parts: SplitResult, allowed: tuple[Network, ...]) -> socket.socket:
    """A connection to the first address of the name that may be reached: what was judged is what is called."""
    host, tls = parts.hostname or "", parts.scheme == "https"
    found = socket.getaddrinfo(host, parts.port or (443 if tls else 80), type=socket.SOCK_STREAM)
    place = next((place[:2] for *_, place in found if _allowed(str(place[0]), allowed)), None)
    if place is None:
        raise NotAllowedError(f"{host} is in no network of DONDOC_WEBHOOK_NETWORKS")
    connection = socket.create_connection((str(place[0]), int(place[1])), CONNECT_SECONDS)
    connection.settimeout(ANSWER_SECONDS)
    if not tls:
        return connection
    try:
        return ssl.create_default_context().wrap_socket(connection, server_hostname=host)
    except OSError:
        connection.close()
        raise


def _allowed(address: str, allowed: tuple[Network, ...]) -> bool:
    return may_reach(ip_address(address.partition("%")[0]), allowed)


@contextmanager
def _at_most(connection: socket.socket, seconds: float) -> Iterator[None]:
    """Break the connection off when its time is over: a timeout of a socket only bounds the pauses."""

    def break_off() -> None:
        with suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RDWR)  # wakes who waits for an answer; closing would not

    watch = threading.Timer(seconds, break_off)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _call(connection: socket.socket, parts: SplitResult, parcel: Parcel) -> Outcome:
    """Post the body, signed as of now, and judge the answer by its status. A redirect is followed nowhere."""
    signed = sign(parcel.secret, parcel.id, int(time.time()), parcel.body)
    client = http.client.HTTPConnection(parts.hostname or "", parts.port)
    client.sock = connection
    client.request(
        "POST",
        (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        parcel.body,
        {"Content-Type": "application/json", "User-Agent": AGENT, "Connection": "close", **signed.headers()},
    )
    answer = client.getresponse()
    taken = http.HTTPStatus.OK <= answer.status < http.HTTPStatus.MULTIPLE_CHOICES
    return Outcome(Delivery.SENT if taken else Delivery.LATER, f"HTTP {answer.status}")
