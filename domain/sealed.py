"""Words that come back from outside and must be ours: what they say can be read by anybody, and changed by nobody."""

import base64
import hmac
import json
from binascii import Error as NotBase64
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from domain.master_key import MasterKey

UNTIL = "until"
LONGEST = 4000
"""Characters; ours are some hundred, and nobody makes us read more."""


def seal(key: MasterKey, purpose: str, told: Mapping[str, Any], until: datetime) -> str:
    """What is told, good for one purpose and until an instant, as one word that fits into an address."""
    body = {**told, UNTIL: int(until.timestamp())}
    said = _letters(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())
    return f"{said}.{_letters(_seal(key, purpose, said))}"


def unseal(key: MasterKey, purpose: str, word: str, now: datetime) -> Mapping[str, Any] | None:
    """What a word of ours says; None where it is not ours, is for something else, or is over."""
    said, _, signed = word.partition(".")
    if (
        len(word) > LONGEST
        or not word.isascii()
        or not hmac.compare_digest(_letters(_seal(key, purpose, said)), signed)
    ):
        return None
    try:
        told = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    except (NotBase64, ValueError):
        return None
    return told if datetime.fromtimestamp(told.pop(UNTIL), UTC) > now else None


def _seal(key: MasterKey, purpose: str, said: str) -> bytes:
    return hmac.digest(key.derive("sealed", purpose), said.encode(), "sha256")


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
