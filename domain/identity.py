"""What an identity provider's word must say before it is believed (OpenID Connect Core §3.1.3.7, ASVS 5.0 §10.5)."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeGuard

SKEW = timedelta(minutes=1)
"""How far the provider's clock may be from ours."""
OLDEST = timedelta(minutes=10)
"""A word is asked for and used at once; an older one was kept by somebody."""
LONGEST_SUBJECT = 255


@dataclass(frozen=True)
class Identity:
    """Somebody as the provider knows them: issuer and subject together are the key, never an address of mail."""

    issuer: str
    subject: str
    has_factor: bool = False


@dataclass(frozen=True)
class Trust:
    """Whose word is believed, for which client, and which of its `acr` and `amr` stand for a second factor."""

    issuer: str
    client: str
    acr: frozenset[str] = frozenset()
    amr: frozenset[str] = frozenset()

    def vouches(self, claims: Mapping[str, Any]) -> bool:
        """Whether the provider says that a second factor was checked, in words the office has agreed on."""
        amr = claims.get("amr")
        told = {one for one in amr if isinstance(one, str)} if isinstance(amr, list) else set()
        return claims.get("acr") in self.acr or bool(told & self.amr)


def fault(claims: Mapping[str, Any], trust: Trust, nonce: str, now: datetime) -> str | None:
    """What is wrong with the claims of an ID token, in a word for the log; None where all is right."""
    if claims.get("iss") != trust.issuer:
        return "issuer"
    if not _is_for(claims, trust.client):
        return "audience"
    if (wrong := _wrong_time(claims, now)) is not None:
        return wrong
    told = claims.get("nonce")
    if not isinstance(told, str) or not hmac.compare_digest(told.encode(), nonce.encode()):
        return "nonce"
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        return "subject"
    return None


def _is_for(claims: Mapping[str, Any], client: str) -> bool:
    """For this client; where others are named beside it, it must be the one it was issued to."""
    audience, party = claims.get("aud"), claims.get("azp")
    named = audience if isinstance(audience, list) else [audience]
    return client in named and party in ({client} if len(named) > 1 else {client, None})


def _wrong_time(claims: Mapping[str, Any], now: datetime) -> str | None:
    ends, issued, begins = (claims.get(name) for name in ("exp", "iat", "nbf"))
    if not _is_instant(ends) or not _is_instant(issued) or not (begins is None or _is_instant(begins)):
        return "times"
    at, skew = now.timestamp(), SKEW.total_seconds()
    if ends <= at - skew:
        return "expired"
    if issued > at + skew or (begins is not None and begins > at + skew):
        return "not-yet"
    return "old" if issued < at - OLDEST.total_seconds() else None


def _is_instant(told: object) -> TypeGuard[float]:
    return isinstance(told, int | float) and not isinstance(told, bool)
