"""Acts on the second factor: offer one, let it stand, check a code, give it up; which roles need one.

Codes are those of RFC 6238: six digits, half a minute, one step either way, each once.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

import pyotp
from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.sessions import end_all
from domain.errors import Problem, Refusal
from domain.office import Role
from domain.rights import SYSTEM, Act, Scope, absent, require
from storage import access
from storage.tables import FactorRow, OfficialRow, SettingRow, SignInRow
from storage.views import factors, people

STEP_SECONDS = 30
SECRET_BYTES = 20
RECOVERY_CODES = 10
ISSUER = "Đôn Đốc"


@dataclass(frozen=True)
class Offer:
    """What a device is to take up: the secret to type, and the address a QR code holds."""

    secret: str
    uri: str


def offer(desk: Desk, official: str) -> Offer:
    """Offer a factor, the same again until it stands. Refused where one stands already."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(FactorRow, official, with_for_update=True)
        if row is not None and row.stands:
            raise Refusal("conflict", "factor-stands", "Tài khoản này đã bật xác thực hai bước.", allowed=("disable",))
        if row is None:
            doing.session.add(FactorRow(official=official, id=desk.ids(), recovery=[], created_at=doing.now))
        return Answer({})

    perform(desk, SYSTEM, deed)
    with desk.memory.reading() as session:
        secret = _secret(desk, session.get_one(FactorRow, official).id)
        person = people.person(session, official)
    uri = pyotp.TOTP(secret).provisioning_uri(name=person.login if person else official, issuer_name=ISSUER)
    return Offer(secret, uri)


def enrol(desk: Desk, official: str, code: str, kept: str | None = None) -> tuple[str, ...]:
    """Let an offered factor stand once a code of it is right; the recovery codes, told this once.

    Other sessions of the official than `kept` end.
    """
    fresh = tuple(_recovery_code() for _ in range(RECOVERY_CODES))

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(FactorRow, official, with_for_update=True)
        if row is None or row.stands:
            raise Refusal("conflict", "no-offer", "Chưa có mã thiết lập xác thực hai bước.", allowed=("offer",))
        step = _step_of(desk, row, code)
        if step is None:
            raise wrong_code()
        row.stands, row.last_step, row.recovery = True, step, [_digest(one) for one in fresh]
        if kept is not None:
            doing.session.get_one(SignInRow, kept, with_for_update=True).factor = True
        _changed(doing, official, "factor.enrolled", kept)
        return Answer({})

    perform(desk, SYSTEM, deed)
    return fresh


def check(desk: Desk, official: str, code: str) -> bool:
    """Whether a code of the device, or a recovery code, is right; it is used up thereby."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(FactorRow, official, with_for_update=True)
        right = row is not None and row.stands and _use(doing, row, code)
        return Answer({"right": right})

    return bool(perform(desk, SYSTEM, deed).body["right"])


def _use(doing: Deed, row: FactorRow, code: str) -> bool:
    if (step := _step_of(doing.desk, row, code)) is not None:
        row.last_step = step
        return True
    digest = _digest(code)
    if digest not in row.recovery:
        return False
    row.recovery = [one for one in row.recovery if one != digest]
    access.append(doing.session, doing.now, "recovery-code-used", row.official, {"left": len(row.recovery)})
    return True


def give_up(desk: Desk, scope: Scope, code: str, kept: str | None = None) -> None:
    """Give one's own factor up, with a last code; refused where one's role needs it."""
    with desk.memory.reading() as session:
        if factors.is_required(session, scope):
            raise Refusal("conflict", "factor-required", "Vai trò này bắt buộc dùng xác thực hai bước.")

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(FactorRow, scope.actor, with_for_update=True)
        if row is None or not row.stands or not _use(doing, row, code):
            raise wrong_code()
        doing.session.delete(row)
        _changed(doing, scope.actor, "factor.given-up", kept)
        return Answer({})

    perform(desk, scope, deed)


def take_away(desk: Desk, scope: Scope, login: str) -> None:
    """Take the factor of somebody who lost their device away; their sessions end, and they enrol anew."""
    require(scope, Act.ADMINISTER)

    def deed(doing: Deed) -> Answer:
        official = doing.session.scalar(select(OfficialRow.id).where(OfficialRow.login == login))
        row = None if official is None else doing.session.get(FactorRow, official, with_for_update=True)
        if row is None:
            raise absent()
        doing.session.delete(row)
        _changed(doing, row.official, "factor.taken-away", None)
        return Answer({})

    perform(desk, scope, deed)


def need_factors(desk: Desk, scope: Scope, roles: tuple[Role, ...]) -> None:
    """Say whose roles need a second factor: who holds one without it enrols at the next sign-in."""
    require(scope, Act.ADMINISTER)

    def deed(doing: Deed) -> Answer:
        told = sorted({role.value for role in roles})
        doing.session.merge(SettingRow(name=factors.SETTING, body={"roles": told}))
        doing.note("factor.required", "office/second-factor", roles=told)
        return Answer({})

    perform(desk, scope, deed)


def wrong_code() -> Refusal:
    """One sentence, whatever was wrong with the code."""
    problem = Problem("code", "nhập 6 chữ số đang hiển thị trên ứng dụng; mỗi mã chỉ dùng được một lần")
    return Refusal("forbidden", "wrong-code", "Mã xác thực chưa đúng.", (problem,))


def _changed(doing: Deed, official: str, kind: str, kept: str | None) -> None:
    """What every change of a factor brings: other sessions end, both logs say so."""
    end_all(doing, official, "second-factor", kept)
    access.append(doing.session, doing.now, kind, official, {"by": doing.scope.actor})
    doing.note(kind, f"official/{official}")


def _secret(desk: Desk, factor: str) -> str:
    return base64.b32encode(desk.key.derive("second-factor", factor, length=SECRET_BYTES)).decode()


def _step_of(desk: Desk, row: FactorRow, code: str) -> int | None:
    """The half minute a code is of, where it is right, near enough, and later than the last one used.

    Devices show codes of the real time, also where the installation's own is shifted.
    """
    totp, current = pyotp.TOTP(_secret(desk, row.id)), int(desk.real_now().timestamp()) // STEP_SECONDS
    told = "".join(code.split()).encode()
    near = (step for step in (current - 1, current, current + 1) if step > row.last_step)
    return next((step for step in near if hmac.compare_digest(totp.generate_otp(step).encode(), told)), None)


def _recovery_code() -> str:
    """Sixty bits, in groups that can be written down."""
    told = base64.b32encode(secrets.token_bytes(10)).decode().lower()[:12]
    return "-".join(told[place : place + 4] for place in (0, 4, 8))


def _digest(code: str) -> str:
    return hashlib.sha256("".join(code.lower().split()).replace("-", "").encode()).hexdigest()
