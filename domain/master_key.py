"""The one secret of an installation: every other secret it must know again is derived from it, so none lies in the rows."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

BYTES = 32
"""256 bits; shorter ones are refused where the key is read."""
VERSION = "dondoc/1"


@dataclass(frozen=True, repr=False)
class MasterKey:
    """Derives and checks. It never says itself: its representation is empty on purpose."""

    secret: bytes

    @classmethod
    def fresh(cls) -> "MasterKey":
        """A new one, for a new installation or a test."""
        return cls(secrets.token_bytes(BYTES))

    def derive(self, purpose: str, *about: str, length: int = BYTES) -> bytes:
        """The secret of one purpose and one thing (at most 32 bytes); another purpose gives an unrelated one."""
        told = "\x1f".join((VERSION, purpose, *about))
        return hmac.new(self.secret, told.encode(), hashlib.sha256).digest()[:length]

    def __repr__(self) -> str:
        """Say nothing: what is printed is read by others."""
        return "MasterKey()"
