"""Coming in with login and password: limits first, then a slow check in few threads, the same for known and unknown."""

from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool

from acts.desk import Answer, Desk
from acts.factors import check, wrong_code
from acts.invitations import accept
from acts.passwords import Passwords, change_password
from acts.sessions import Opened, Whence, open_session, refuse_session
from acts.tokens import token_digest
from acts.tries import forget, take
from api.narrow import Narrow
from domain.errors import Refusal
from domain.limits import ALTOGETHER, PER_ADDRESS, PER_CODE, PER_LOGIN, PER_LOGIN_ANYWHERE, Limit
from domain.rights import Scope
from storage.views import people

AT_ONCE, QUEUE = 2, 20
"""Checks at a time, and how many may wait: a storm of sign-ins must leave the pages of the others quick."""
PROVIDERS_AT_ONCE, PROVIDERS_QUEUE = 4, 20
"""Answers of the identity provider waited for at a time: a slow one must not hold up those who use a password."""


@dataclass(frozen=True)
class _Known:
    """What is known of a login before the password is looked at."""

    official: str | None
    kept: str | None
    device: bool


class Wicket:
    """The one way in for browsers. One an application."""

    def __init__(self, desk: Desk, passwords: Passwords) -> None:
        self.desk = desk
        self.passwords = passwords
        self._hashing = Narrow("argon2", AT_ONCE, QUEUE)
        self.at_provider = Narrow("provider", PROVIDERS_AT_ONCE, PROVIDERS_QUEUE)

    async def sign_in(self, login: str, password: str, whence: Whence) -> Opened:
        """A session for who knows the password. Refused with one sentence, whatever was wrong; TooOften past a limit."""
        known = await run_in_threadpool(self._known, login, whence)
        keys = _keys(login, whence, known.device)
        await run_in_threadpool(take, self.desk, keys)
        right = await self._hashing.do(partial(self.passwords.holds, password, known.kept))
        if not right or known.official is None:
            why = "unknown" if known.official is None else "password" if known.kept else "no-password"
            await run_in_threadpool(refuse_session, self.desk, known.official, whence, why)
            raise Refusal("forbidden", "not-recognised", "Tên đăng nhập hoặc mật khẩu chưa đúng.")
        own = [key for key in keys if key.startswith(("login ", "device "))]
        await run_in_threadpool(forget, self.desk, own)
        return await self._hashing.do(partial(self._open, known, password, whence))

    async def check_code(self, official: str, code: str, whence: Whence) -> None:
        """The second step. Refused where the code is wrong; TooOften past a limit, whatever the code."""
        await run_in_threadpool(self.count_code, official)
        if not await run_in_threadpool(check, self.desk, official, code):
            await run_in_threadpool(refuse_session, self.desk, official, whence, "code")
            raise wrong_code()

    def count_code(self, official: str) -> None:
        """Count a try of a code. Raises TooOften."""
        take(self.desk, {f"code of {official} in {limit.span}": limit for limit in PER_CODE})

    def count_arrival(self, whence: Whence) -> None:
        """Count a way to the identity provider or back. Raises TooOften."""
        take(self.desk, {f"provider from {whence.address}": PER_ADDRESS, "provider": ALTOGETHER})

    def count_link(self, whence: Whence) -> None:
        """Count the use of a link of a mail. Raises TooOften."""
        take(self.desk, {f"link from {whence.address}": PER_ADDRESS, "links": ALTOGETHER})

    async def accept_invitation(self, secret: str, password: str, whence: Whence) -> None:
        """Set the password an invitation is for; guesses count against the address they come from."""
        await run_in_threadpool(take, self.desk, {f"invitation from {whence.address}": PER_ADDRESS})
        await self._hashing.do(partial(accept, self.desk, secret, password, self.passwords))

    async def change_password(self, scope: Scope, current: str, wanted: str) -> Answer:
        """Change one's own password, with the same patience for guesses of the current one as at sign-in."""
        await run_in_threadpool(take, self.desk, {f"password of {scope.actor}": PER_LOGIN})
        return await self._hashing.do(partial(change_password, self.desk, scope, current, wanted, self.passwords))

    def _known(self, login: str, whence: Whence) -> _Known:
        with self.desk.memory.reading() as session:
            found = people.credentials(session, login)
            if found is None:
                return _Known(None, None, device=False)
            device = whence.device is not None and people.knows_device(session, found[0], token_digest(whence.device))
        return _Known(*found, device=device)

    def _open(self, known: _Known, password: str, whence: Whence) -> Opened:
        assert known.official is not None
        assert known.kept is not None
        rehashed = self.passwords.hash(password) if self.passwords.is_dated(known.kept) else None
        return open_session(self.desk, known.official, whence, rehashed)


def _keys(login: str, whence: Whence, known_device: bool) -> dict[str, Limit]:
    """What a try counts against. A browser the official has used before has its own count: strangers cannot use it up."""
    if known_device:
        return {f"device {token_digest(whence.device or '')} {login}": PER_LOGIN}
    return {
        f"login {login} from {whence.address}": PER_LOGIN,
        f"login {login}": PER_LOGIN_ANYWHERE,
        f"address {whence.address}": PER_ADDRESS,
        "everybody": ALTOGETHER,
    }
