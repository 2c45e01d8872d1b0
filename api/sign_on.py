"""Signing in with the office's own account (single sign-on): from the link on the page to the provider and back.

Nothing is written when somebody sets out: all there is to remember is in a word of ours that goes with them, and the
browser that set out holds its digest. On the way back the word is used up.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from acts.desk import Desk
from acts.identities import spend
from acts.tokens import token_digest
from api.provider import Attempt, Provider, refused
from domain.identity import Identity
from domain.sealed import seal, unseal

PURPOSE = "sign-on"
LASTS = timedelta(minutes=10)
LONGEST_CODE = 4000
ONWARD, LINK = "onward", "link"


@dataclass(frozen=True)
class SetOut:
    """Where the browser goes, and the word it takes along."""

    address: str
    state: str


@dataclass(frozen=True)
class CameBack:
    """Who came back; where they wanted to go, and the session that wanted to be linked, if one did."""

    identity: Identity
    onward: str
    link: str | None


def set_out(desk: Desk, provider: Provider, back: str, onward: str, link: str | None = None) -> SetOut:
    """Begin: `back` is where the provider sends the browser to; `link` is the session that wants to be linked."""
    told = {"fresh": token_urlsafe(32), ONWARD: onward, LINK: link}
    state = seal(desk.key, PURPOSE, told, desk.clock() + LASTS)
    return SetOut(provider.address(_attempt(desk, state, back)), state)


def come_back(desk: Desk, provider: Provider, back: str, query: Mapping[str, str], cookie: str | None) -> CameBack:
    """Who the provider says came back. Refused unless this very browser set out, a moment ago, and only once."""
    state, code = query.get("state", ""), query.get("code", "")
    told = unseal(desk.key, PURPOSE, state, desk.clock())
    if told is None or not hmac.compare_digest(token_digest(state), cookie or ""):
        raise refused("state")
    if query.get("iss", provider.client.trust.issuer) != provider.client.trust.issuer:
        raise refused("issuer")
    if not spend(desk, token_digest(state), desk.clock() + LASTS):
        raise refused("replayed")
    if not 0 < len(code) <= LONGEST_CODE:
        raise refused("declined")
    identity = provider.identify(code, _attempt(desk, state, back), desk.real_now())
    return CameBack(identity, told[ONWARD], told[LINK])


def _attempt(desk: Desk, state: str, back: str) -> Attempt:
    """What the provider's answer must fit is derived from the word itself, so that nothing is kept meanwhile."""
    return Attempt(state, _derived(desk, "nonce", state), _derived(desk, "verifier", state), back)


def _derived(desk: Desk, purpose: str, state: str) -> str:
    return urlsafe_b64encode(desk.key.derive(f"{PURPOSE}-{purpose}", state)).decode().rstrip("=")
