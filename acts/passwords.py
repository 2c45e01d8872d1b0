"""Acts on passwords: give one, change one's own. What is kept is an argon2id hash; a new password ends all sessions."""

from typing import Final

from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.sessions import end_all
from domain.errors import Problem, Refusal
from domain.password import LONGEST, check_password
from domain.rights import Act, Scope, absent, require
from storage import access
from storage.tables import OfficialRow
from storage.views import office, people

MEMORY_KIB, PASSES = 19 * 1024, 2
"""argon2id as OWASP and ASVS 11.4.2 ask for; a check takes a tenth of a second, on purpose."""


class Passwords:
    """Hashes and checks passwords. Slow by design: call it outside transactions and not from many threads at once."""

    def __init__(self, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        self._hasher: Final = Argon2Hasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._nobody: Final = self._hasher.hash("nobody holds this password")

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        return self._hasher.hash(password)

    def holds(self, password: str, kept: str | None) -> bool:
        """Whether it is the password kept. Where none is kept the answer is no, and takes as long as any other."""
        if len(password) > LONGEST:
            password = ""
        right = self._hasher.verify(password, kept or self._nobody)
        return right and kept is not None

    def is_dated(self, kept: str) -> bool:
        """Whether it was hashed with weaker parameters than those of today."""
        return self._hasher.check_needs_rehash(kept)


def set_password(desk: Desk, scope: Scope, login: str, password: str, passwords: Passwords) -> Answer:
    """Give an official a password; their sessions end. Refused where the login is unknown or the password weak."""
    require(scope, Act.ADMINISTER)
    with desk.memory.reading() as session:
        known = people.credentials(session, login)
        context = words_of_the_office(desk, login)
    if known is None:
        raise absent()
    check_password(password, context)
    return _keep(desk, scope, known[0], passwords.hash(password))


def change_password(desk: Desk, scope: Scope, current: str, wanted: str, passwords: Passwords) -> Answer:
    """Change one's own password, knowing the current one; all sessions end, also the one that asked."""
    with desk.memory.reading() as session:
        person = people.person(session, scope.actor)
        known = people.credentials(session, person.login) if person else None
    if person is None or known is None or not passwords.holds(current, known[1]):
        problem = Problem("current", "chưa đúng mật khẩu đang dùng")
        raise Refusal("forbidden", "wrong-password", "Mật khẩu đang dùng chưa đúng.", (problem,))
    check_password(wanted, words_of_the_office(desk, person.login))
    if current == wanted:
        problem = Problem("password", "cần khác mật khẩu đang dùng")
        raise Refusal("invalid", "same-password", "Mật khẩu mới trùng mật khẩu đang dùng.", (problem,))
    return _keep(desk, scope, person.id, passwords.hash(wanted))


def _keep(desk: Desk, scope: Scope, official: str, hashed: str) -> Answer:
    return perform(desk, scope, lambda doing: Answer({"id": official, "ended": keep(doing, official, hashed)}))


def keep(doing: Deed, official: str, hashed: str) -> int:
    """Keep a new password within an act; how many sessions ended by it."""
    doing.session.get_one(OfficialRow, official, with_for_update=True).password = hashed
    ended = end_all(doing, official, "password")
    access.append(doing.session, doing.now, "password.set", official, {"by": doing.scope.actor, "ended": ended})
    doing.note("password.set", f"official/{official}", ended=ended)
    return ended


def words_of_the_office(desk: Desk, login: str) -> tuple[str, ...]:
    """Words an attacker who knows the office would try first."""
    with desk.memory.reading() as session:
        row = session.scalar(select(OfficialRow).where(OfficialRow.login == login))
        named = (row.name, row.title, row.email or "", row.phone or "") if row else ()
        units = tuple(word for unit in office.units(session) for word in (unit.name, unit.short_name or ""))
    return (login, *named, *units)
