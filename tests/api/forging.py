"""An identity provider that hands out whatever ID token a test wants: what a thief, or a provider gone wrong, might send."""

import hashlib
import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "don-doc"


@dataclass
class Forger:
    """One provider. `token` makes the ID token of the next exchange from the claims an honest one would hold."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    issuer: str = ""
    nonce: str = ""
    challenge: str = ""
    token: Callable[["Forger"], str] = lambda self: self.signed()
    described: dict[str, str] = field(default_factory=dict)
    verified: bool = False

    def asked(self, address: str) -> str:
        """What the browser was sent here with; the state to come back with."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
        self.nonce, self.challenge = query["nonce"], query["code_challenge"]
        return query["state"]

    def claims(self, **changed: Any) -> dict[str, Any]:
        """The claims of an honest token; None takes one out."""
        now = int(time.time())
        told = {"iss": self.issuer, "sub": "an-o-co-quan", "aud": CLIENT, "exp": now + 300, "iat": now}
        return {k: v for k, v in {**told, "nonce": self.nonce, **changed}.items() if v is not None}

    def signed(self, key: Any = None, header: dict[str, Any] | None = None, **changed: Any) -> str:
        head = {"alg": "RS256", "kid": "k1", **(header or {})}
        return jwt.encode(head, self.claims(**changed), key or self.key, [head["alg"]])

    def unsigned(self, alg: str) -> str:
        return f"{letters(json.dumps({'alg': alg}))}.{letters(json.dumps(self.claims()))}."

    def with_public_key_as_secret(self) -> str:
        said = f"{letters(json.dumps({'alg': 'HS256', 'kid': 'k1'}))}.{letters(json.dumps(self.claims()))}"
        return f"{said}.{letters(hmac.digest(self.key.as_pem(private=False), said.encode(), 'sha256'))}"

    def altered(self) -> str:
        """Honestly signed, then another subject written in."""
        head, _, signature = self.signed().split(".")
        return f"{head}.{letters(json.dumps(self.claims(sub='chi-o-co-quan')))}.{signature}"

    def answer(self, path: str, sent: dict[str, list[str]]) -> dict[str, Any]:
        if path.endswith("/openid-configuration"):
            place = self.issuer
            told = {
                "issuer": place,
                "authorization_endpoint": f"{place}/authorize",
                "token_endpoint": f"{place}/token",
                "jwks_uri": f"{place}/keys",
            }
            return {**told, **self.described}
        if path == "/keys":
            return {"keys": [self.key.as_dict(private=False)]}
        digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
        self.verified = letters(digest) == self.challenge
        return {"id_token": self.token(self), "access_token": "x", "token_type": "Bearer"}


def letters(data: str | bytes) -> str:
    return urlsafe_b64encode(data.encode() if isinstance(data, str) else data).decode().rstrip("=")


@contextmanager
def a_forger() -> Iterator[Forger]:
    forger = Forger()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))

        def _answer(self, sent: dict[str, list[str]]) -> None:
            body = json.dumps(forger.answer(self.path, sent)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    forger.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield forger
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
