"""`dondoc user …`: accounts and tokens from the shell of the machine, for whoever may sign in there."""

import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from acts import identities
from acts.desk import Desk
from acts.factors import need_factors, take_away
from acts.invitations import invite
from acts.office import Narrowed, give_token, set_office
from acts.passwords import Passwords, set_password
from acts.people import retire
from acts.tokens import LONGEST_DAYS
from cli.desk import at_desk
from domain.calendar import ZONE
from domain.errors import Problem, Refusal
from domain.identity import Identity
from domain.office import Directory, Grant, Official, Role
from domain.rights import ALLOWANCES, SYSTEM
from rounds.engine import HOST
from settings import Settings
from storage.views.office import places

PASSWORD_BYTES = 12


@dataclass(frozen=True)
class Asked:
    """What a token was asked for with: how long it lasts (hours or a last day), what it may, what it is called."""

    hours: int | None = None
    until: str | None = None
    may: tuple[str, ...] = ()
    name: str = ""


def token(settings: Settings, login: str, asked: Asked) -> int:
    """Print a fresh bearer token for an official: shown once, kept as a digest only."""
    with at_desk(settings) as desk:
        narrowed = Narrowed(asked.name, _allowances(asked.may), _until(desk, asked))
        print(give_token(desk, SYSTEM, login, hours=asked.hours, narrowed=narrowed))
    return 0


def _allowances(may: tuple[str, ...]) -> tuple[str, ...] | None:
    if unknown := sorted(set(may) - set(ALLOWANCES)):
        problem = Problem("--may", f"chỉ nhận: {', '.join(ALLOWANCES)}")
        raise Refusal("invalid", "unknown-allowance", f"Không có quyền {', '.join(unknown)}.", (problem,))
    return may or None


def _until(desk: Desk, asked: Asked) -> datetime | None:
    """The end of the last day; refused where it is over, too far, or hours are asked for as well."""
    if asked.until is None:
        return None
    try:
        day = date.fromisoformat(asked.until)
    except ValueError:
        day = date.min
    if asked.hours is not None or not timedelta() <= day - desk.today() <= timedelta(days=LONGEST_DAYS):
        problem = Problem("--until", f"cần một ngày dạng 2026-12-31, trong {LONGEST_DAYS} ngày tới, không cùng --hours")
        raise Refusal("invalid", "bad-day", "Ngày hết hiệu lực chưa đúng.", (problem,))
    return datetime.combine(day + timedelta(days=1), time.min, ZONE).astimezone(UTC)


def password(settings: Settings, login: str) -> int:
    """Give an official a fresh password and print it once; their open sessions end."""
    fresh = secrets.token_urlsafe(PASSWORD_BYTES)
    with at_desk(settings) as desk:
        set_password(desk, SYSTEM, login, fresh, Passwords())
    print(fresh)
    return 0


def send_invitation(settings: Settings, login: str) -> int:
    """Print a link with which its owner sets a password, for an hour and once."""
    doors = (settings.public_url or f"http://{HOST}:{settings.port}").rstrip("/")
    with at_desk(settings) as desk:
        print(f"{doors}/dat-mat-khau?ma={invite(desk, SYSTEM, login)}")
    return 0


def link(settings: Settings, login: str, subject: str, issuer: str | None) -> int:
    """Link an account to an identity of the office's provider."""
    place = issuer or settings.oidc_issuer
    if place is None:
        problem = Problem("--issuer", "ghi địa chỉ của hệ thống đăng nhập, hoặc thiết lập DONDOC_OIDC_ISSUER")
        raise Refusal("invalid", "invalid", "Chưa rõ tài khoản của hệ thống nào.", (problem,))
    with at_desk(settings) as desk:
        identities.link(desk, SYSTEM, login, Identity(place, subject))
    print(f"Tài khoản {login} đã liên kết.")
    return 0


def unlink(settings: Settings, login: str) -> int:
    """Undo the links of an account."""
    with at_desk(settings) as desk:
        identities.unlink(desk, SYSTEM, login)
    print(f"Tài khoản {login} đã bỏ liên kết.")
    return 0


def no_factor(settings: Settings, login: str) -> int:
    """Take the second factor of somebody who lost their telephone away; their sessions end."""
    with at_desk(settings) as desk:
        take_away(desk, SYSTEM, login)
    print(f"Tài khoản {login} đã bỏ xác thực hai bước; đăng nhập lại để thiết lập.")
    return 0


def require_factor(settings: Settings, roles: list[str]) -> int:
    """Say which roles need a second factor, instead of those named before."""
    named = tuple(_grant(role).role for role in roles)
    with at_desk(settings) as desk:
        need_factors(desk, SYSTEM, named)
    print(f"Bắt buộc xác thực hai bước: {', '.join(role.value for role in named) or 'không vai trò nào'}.")
    return 0


def add(settings: Settings, login: str, name: str, title: str, email: str | None, roles: list[str]) -> int:
    """Make an account, or change one: `roles` are "role" or "role:unit", and replace those it had."""
    official = Official(login, name, title, email=email, grants=tuple(_grant(role) for role in roles))
    with at_desk(settings) as desk:
        set_office(desk, SYSTEM, Directory(officials=(official,)))
    print(f"Đã ghi tài khoản {login}.")
    return 0


def end(settings: Settings, login: str) -> int:
    """End an account: its tokens and sessions stop working at once; what was done stays recorded."""
    with at_desk(settings) as desk:
        retire(desk, SYSTEM, login)
    print(f"Tài khoản {login} đã ngừng sử dụng.")
    return 0


def show(settings: Settings) -> int:
    """Print who holds which role today."""
    with at_desk(settings) as desk, desk.memory.reading() as session:
        held = places(session, desk.today())
    for place in held:
        print(f"{place.login:<24} {place.role.value:<14} {place.unit or ''}".rstrip())
    if not held:
        print("Chưa có tài khoản nào.", file=sys.stderr)
    return 0


def _grant(told: str) -> Grant:
    role, _, unit = told.partition(":")
    try:
        return Grant(Role(role), unit or None)
    except ValueError:
        known = ", ".join(one.value for one in Role)
        problem = Problem("--role", f"chỉ nhận: {known}; đơn vị ghi sau dấu hai chấm, ví dụ official:pnv")
        raise Refusal("invalid", "unknown-role", f"Không có vai trò {role!r}.", (problem,)) from None
