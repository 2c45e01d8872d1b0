"""The cookies of browsers: for the server alone, and over TLS under names a browser guards (ASVS 5.0 §3.3)."""

from dataclasses import dataclass

from fastapi import Request, Response


@dataclass(frozen=True)
class Cookie:
    """One of ours. `strict` is for what no link from elsewhere may carry; `seconds` None lasts as long as the browser."""

    name: str
    path: str = "/"
    strict: bool = False
    seconds: int | None = None

    def named(self, *, secure: bool) -> str:
        """What it is called: over TLS no other host and no plain connection can set what bears such a prefix."""
        if not secure:
            return self.name
        return f"__Host-{self.name}" if self.path == "/" else f"__Secure-{self.name}"

    def of(self, request: Request) -> str | None:
        """What the browser has sent under it."""
        return request.cookies.get(self.named(secure=_is_secure(request)))

    def give(self, request: Request, answer: Response, value: str) -> None:
        """Let the browser keep `value`."""
        secure = _is_secure(request)
        answer.set_cookie(
            self.named(secure=secure),
            value,
            max_age=self.seconds,
            path=self.path,
            httponly=True,
            samesite="strict" if self.strict else "lax",
            secure=secure,
        )

    def take(self, request: Request, answer: Response) -> None:
        """Let the browser forget it."""
        secure = _is_secure(request)
        answer.delete_cookie(
            self.named(secure=secure),
            path=self.path,
            httponly=True,
            samesite="strict" if self.strict else "lax",
            secure=secure,
        )


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


SESSION = Cookie("dondoc")
"""The secret of a session."""
