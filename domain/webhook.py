"""What another system may be told and how: kinds of events, addresses that may be reached, the signature.

Headers and signature are those of Standard Webhooks, so receivers verify with libraries they can get anywhere.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from domain.errors import Problem, Refusal

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

EVERYTHING = "*"
FAMILIES = (
    "assignment",
    "assignments",
    "calendar",
    "completion",
    "directive",
    "evidence",
    "extension",
    "index",
    "item",
    "measurements",
    "review",
    "step",
    "steps",
)
"""The first words of kinds of events others may be told; what concerns accounts, tokens and sending stays here."""
LONGEST_URL = 500
PREFIX = "whsec_"


def tells(kinds: Iterable[str], kind: str) -> bool:
    """Whether somebody who asked for `kinds` ("completion.accepted", "completion.*", "*") is told of `kind`."""
    family = kind.partition(".")[0]
    return family in FAMILIES and any(wanted in {EVERYTHING, kind, f"{family}.*"} for wanted in kinds)


def check_kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """The kinds, sorted and each once. Refused where one is of no family that is ever told."""
    found = tuple(sorted(set(kinds)))
    wrong = [kind for kind in found if kind != EVERYTHING and not _is_kind(kind)]
    if wrong or not found:
        said = f"chỉ nhận *, họ.* hoặc tên đầy đủ như completion.accepted; các họ: {', '.join(FAMILIES)}"
        raise Refusal("invalid", "unknown-kind", "Có loại sự kiện không nhận biết được.", (Problem("kinds", said),))
    return found


def _is_kind(kind: str) -> bool:
    family, _, word = kind.partition(".")
    return family in FAMILIES and bool(word)


def check_url(url: str, allowed: Iterable[Network]) -> str:
    """The address, if a call may go there at all; a name is looked up, and judged again, at each call."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _bad_url("địa chỉ viết chưa đúng") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _bad_url("cần địa chỉ http:// hoặc https://")
    if parts.username is not None or parts.password is not None or parts.fragment or port == 0:
        raise _bad_url("không ghi tên, mật khẩu, dấu # hoặc cổng 0 trong địa chỉ")
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        raise _bad_url(f"tối đa {LONGEST_URL} ký tự, không dấu, không khoảng trắng")
    literal = _literal(parts)
    if literal is not None and not may_reach(literal, allowed):
        raise _bad_url("địa chỉ trong mạng nội bộ cần được cho phép trong DONDOC_WEBHOOK_NETWORKS")
    return url


def _literal(parts: SplitResult) -> Address | None:
    try:
        return ip_address(parts.hostname or "")
    except ValueError:
        return None


def _bad_url(said: str) -> Refusal:
    return Refusal("invalid", "bad-address", "Không gửi được đến địa chỉ này.", (Problem("url", said),))


def networks(told: str) -> tuple[Network, ...]:
    """Networks as a setting lists them, "10.0.0.0/8, 192.168.7.20"; raises ValueError for what is none."""
    return tuple(ip_network(one.strip()) for one in told.split(",") if one.strip())


def may_reach(address: Address, allowed: Iterable[Network]) -> bool:
    """Whether a call may go to this address: public ones, and those of networks the office has named."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    found = mapped or address
    if found.is_multicast or found.is_unspecified:
        return False
    return found.is_global or any(found.version == network.version and found in network for network in allowed)


def told_secret(secret: bytes) -> str:
    """The secret as a subscriber keeps it."""
    return PREFIX + base64.b64encode(secret).decode()


@dataclass(frozen=True)
class Signed:
    """The headers that go with a body."""

    id: str
    timestamp: int
    signature: str

    def headers(self) -> dict[str, str]:
        """As Standard Webhooks names them."""
        return {
            "webhook-id": self.id,
            "webhook-timestamp": str(self.timestamp),
            "webhook-signature": f"v1,{self.signature}",
        }


def sign(secret: bytes, delivery: str, timestamp: int, body: bytes) -> Signed:
    """HMAC-SHA256 over `id.timestamp.body`; the id is the same at each try, the timestamp (Unix seconds) that of the try."""
    told = f"{delivery}.{timestamp}.".encode() + body
    digest = hmac.new(secret, told, hashlib.sha256).digest()
    return Signed(delivery, timestamp, base64.b64encode(digest).decode())
