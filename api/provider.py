"""The office's identity provider (OpenID Connect): where one signs in there, and whom its answer is about.

Blocking, with short patience: call it in a few threads of its own.
"""

import hashlib
import json
import logging
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, cast
from urllib.parse import quote, urlencode, urlsplit

import requests
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from domain.errors import Refusal
from domain.identity import Identity, Trust, fault

logger = logging.getLogger(__name__)
PATIENCE = (3.05, 5.0)
"""Seconds to connect and between two bytes."""
LARGEST_ANSWER = 2**20
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key only the provider has; nothing unsigned, nothing signed with a shared secret."""
KEPT_SECONDS = 3600.0
"""How long the provider's description and keys are believed to stand."""
AGAIN_SECONDS = 60.0
"""A key nobody knows makes us fetch the keys again, no oftener than this."""
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Client:
    """What the office has agreed on with its provider. `hosts` may serve its endpoints beside the issuer's own."""

    trust: Trust
    secret: str = field(repr=False)
    label: str
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Attempt:
    """One sign-in on its way: what ties the provider's answer to the browser that asked."""

    state: str
    nonce: str
    verifier: str
    back: str


@dataclass
class Provider:
    """The provider of one client; what it says of itself and its keys are kept for an hour."""

    client: Client
    _said: tuple[float, Mapping[str, str]] | None = None
    _keys: tuple[float, KeySet] | None = None
    _lock: Lock = field(default_factory=Lock)

    def address(self, attempt: Attempt) -> str:
        """Where the browser is sent to sign in."""
        challenge = urlsafe_b64encode(hashlib.sha256(attempt.verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": self.client.trust.client,
            "redirect_uri": attempt.back,
            "scope": "openid",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        if self.client.trust.acr:
            asked["acr_values"] = " ".join(sorted(self.client.trust.acr))
        endpoint = self._described()["authorization_endpoint"]
        return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(asked)}"

    def identify(self, code: str, attempt: Attempt, now: datetime) -> Identity:
        """Whom the code is about. Refused where the provider does not say so in a word that is its own and for us."""
        claims = self._signed_claims(self._exchanged(code, attempt))
        wrong = fault(claims, self.client.trust, attempt.nonce, now)
        if wrong is not None:
            raise refused(wrong)
        return Identity(self.client.trust.issuer, claims["sub"], self.client.trust.vouches(claims))

    def _exchanged(self, code: str, attempt: Attempt) -> str:
        """The ID token given for a code."""
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": attempt.back,
            "code_verifier": attempt.verifier,
        }
        answer = self._ask("POST", self._described()["token_endpoint"], data=sent, auth=self._credentials())
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise refused("no-token")
        return token

    def _credentials(self) -> tuple[str, str]:
        """Name and secret, spelt as RFC 6749 §2.3.1 asks: any letter may stand in them."""
        return quote(self.client.trust.client, safe=""), quote(self.client.secret, safe="")

    def _signed_claims(self, token: str) -> Mapping[str, Any]:
        try:
            try:
                return jwt.decode(token, self._known_keys(KEPT_SECONDS), list(ALGORITHMS)).claims
            except InvalidKeyIdError:
                return jwt.decode(token, self._known_keys(AGAIN_SECONDS), list(ALGORITHMS)).claims
        except (JoseError, ValueError) as error:
            logger.info("an ID token was refused: %s", type(error).__name__)
            raise refused("signature") from None

    def _described(self) -> Mapping[str, str]:
        """What the provider says of itself: its own issuer to the letter, endpoints on hosts the office knows."""
        with self._lock:
            if self._said is None or time.monotonic() - self._said[0] > KEPT_SECONDS:
                issuer = self.client.trust.issuer
                told = self._ask("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
                if told.get("issuer") != issuer:
                    raise refused("issuer")
                self._said = (time.monotonic(), {name: self._known_place(told.get(name)) for name in ENDPOINTS})
            return self._said[1]

    def _known_place(self, url: object) -> str:
        """An address over TLS on the issuer's host, or on one the office has named."""
        issuer, place = urlsplit(self.client.trust.issuer), urlsplit(url if isinstance(url, str) else "")
        if place.scheme != issuer.scheme or place.netloc not in {issuer.netloc, *self.client.hosts}:
            raise refused("endpoint")
        return place.geturl()

    def _known_keys(self, seconds: float) -> KeySet:
        """The provider's keys, no older than so many seconds."""
        place = self._described()["jwks_uri"]
        with self._lock:
            if self._keys is None or time.monotonic() - self._keys[0] > seconds:
                told = cast("KeySetSerialization", self._ask("GET", place))
                self._keys = (time.monotonic(), KeySet.import_key_set(told))
            return self._keys[1]

    @staticmethod
    def _ask(method: str, url: str, **sent: Any) -> Mapping[str, Any]:
        """A JSON object from the provider itself: no redirect is followed, no endless answer read."""
        headers = {"Accept": "application/json"}
        try:
            with requests.request(
                method, url, timeout=PATIENCE, allow_redirects=False, stream=True, headers=headers, **sent
            ) as answer:
                body = answer.raw.read(LARGEST_ANSWER, decode_content=True)
                status = answer.status_code
        except (requests.RequestException, OSError) as error:
            logger.warning("the identity provider does not answer: %s", type(error).__name__)
            raise away() from None
        if status >= requests.codes.server_error:
            raise away()
        if status != requests.codes.ok:
            raise refused("code")
        return _object(body)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise refused("answer")
    return told


@dataclass(eq=False)
class NotIdentified(Refusal):
    """The provider's word was not believed; `why` is for the access log, in a word."""

    why: str = ""


def refused(why: str) -> NotIdentified:
    """One sentence, whatever was wrong with the answer."""
    detail = "Chưa xác nhận được tài khoản cơ quan; đề nghị đăng nhập lại từ đầu."
    return NotIdentified("forbidden", "not-identified", detail, why=why)


def away() -> NotIdentified:
    """The provider cannot be reached."""
    detail = "Hệ thống đăng nhập của cơ quan đang không trả lời; đề nghị thử lại sau hoặc dùng mật khẩu."
    return NotIdentified("conflict", "provider-away", detail, why="away")
