"""`sign-ins.json`: the first sign-in of each role, written into the data folder for whoever set the installation up."""

import json
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from acts.desk import Desk
from acts.office import give_token, set_office
from acts.passwords import Passwords, set_password
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM
from storage.views.office import Place, places

FILE = "sign-ins.json"
OWNER_ONLY = 0o600
LABELS = {
    Role.OFFICIAL: "Đầu mối đơn vị",
    Role.HEAD: "Thủ trưởng đơn vị",
    Role.SPECIALIST: "Chuyên viên phụ trách",
    Role.CHIEF: "Trưởng phòng phụ trách",
    Role.DEPUTY_CHAIR: "Phó Chủ tịch",
    Role.CHAIR: "Chủ tịch",
    Role.CLERK: "Văn thư",
    Role.SOURCE: "Đơn vị cung cấp số liệu",
    Role.APPRAISER: "Tổ thẩm định",
    Role.INSPECTOR: "Thanh tra",
    Role.ADMIN: "Quản trị",
}
OF_A_UNIT = frozenset({Role.OFFICIAL, Role.HEAD})
"""Roles that are nothing without a unit: each unit gets its own sign-in."""


@dataclass(frozen=True)
class SignIn:
    """One line of the file. `unit` None is the whole authority, or a unit not yet imported."""

    role: str
    unit: str | None
    login: str
    password: str
    token: str


def complete_sign_ins(desk: Desk, folder: Path) -> None:
    """Add to the file what the office has and the file has not: one sign-in per role, and per unit for roles of a unit.

    Where nobody holds a role yet, an account named after it is made. Who is in the file already keeps password and token.
    """
    known = read_sign_ins(folder)
    with desk.memory.reading() as session:
        held = places(session, desk.today())
    passwords = Passwords()
    given: dict[str, SignIn] = {}
    added = [_sign_in(desk, place, passwords, given) for place in _wanted(held, known)]
    if added or not (folder / FILE).exists():
        _write(folder / FILE, [*known, *added])


def read_sign_ins(folder: Path) -> list[SignIn]:
    """What the file holds now."""
    file = folder / FILE
    return [SignIn(**one) for one in json.loads(file.read_text("utf-8"))] if file.exists() else []


def _wanted(held: Sequence[Place], known: Iterable[SignIn]) -> Iterator[Place]:
    """Places without a sign-in: the first holder of each role, of each unit for roles of a unit; else a new account.

    Where somebody can sign in already, nothing is wanted: a password is never set anew behind its owner's back.
    """
    have = {_slot(Role(one.role), one.unit) for one in known}
    have |= {_slot(place.role, place.unit) for place in held if place.has_password}
    for place in held:
        slot = _slot(place.role, place.unit)
        if slot not in have:
            have.add(slot)
            yield place
    roles = {role for role, _ in have}
    yield from (Place(role, None, None) for role in Role if role not in roles)


def _slot(role: Role, unit: str | None) -> tuple[Role, str | None]:
    return role, unit if role in OF_A_UNIT else None


def _sign_in(desk: Desk, place: Place, passwords: Passwords, given: dict[str, SignIn]) -> SignIn:
    """The line of a place. Who holds several roles signs in with one password for all of them: `given` remembers it."""
    login = place.login or _new_account(desk, place.role)
    if login not in given:
        password = secrets.token_urlsafe(12)
        set_password(desk, SYSTEM, login, password, passwords)
        given[login] = SignIn(place.role.value, place.unit, login, password, give_token(desk, SYSTEM, login))
    return replace(given[login], role=place.role.value, unit=place.unit)


def _new_account(desk: Desk, role: Role) -> str:
    """An account for a role nobody holds, named after it; without an address, so that no mail ever goes to it."""
    official = Official(f"dau-tien-{role.value}", LABELS[role], LABELS[role], grants=(Grant(role),))
    set_office(desk, SYSTEM, Directory(officials=(official,)))
    return official.login


def _write(file: Path, sign_ins: Iterable[SignIn]) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    told = json.dumps([asdict(one) for one in sign_ins], ensure_ascii=False, indent=1)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="utf-8") as out:
        out.write(told + "\n")
    fresh.replace(file)
