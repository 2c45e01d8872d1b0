"""`dondoc doctor`: what of the installation is not as it should be, and what would put it right."""

import json
import os
import shutil
import stat
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from acts.desk import Desk
from acts.review_alarm import reviews_missed
from cli.desk import at_desk
from cli.instance import WHY_FENCED
from cli.probes import OK, probes
from cli.sign_ins import FILE as SIGN_INS
from domain.errors import Refusal
from domain.office import Role
from settings import Settings
from storage.database import SAFE_WAL, UnsafeDatabase
from storage.views import office
from storage.views.holds import gate
from storage.views.office import Place

UNWELL = 1
LEAST_FREE = 1 << 30
"""Bytes of free disk below which an installation is told to make room: a year of an office's files fits."""
EVERYBODY = stat.S_IRWXG | stat.S_IRWXO
NEEDED = (Role.SPECIALIST, Role.CHIEF)
"""Without these nobody takes documents in, and nobody confirms or releases."""
FOUND = {"journal": ("ghi được", "không ghi được, hoặc đĩa đầy")}
REMEDIES = {
    "journal": "Sửa ổ đĩa hoặc DONDOC_JOURNAL, rồi sao lưu cơ sở dữ liệu ngay: báo cáo vẫn được tiếp nhận nhưng chưa có trong sổ."
}
"""What is said of a part that is no process, and what puts it right."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is as it should be, what was found, and what would put it right."""

    name: str
    ok: bool
    found: str
    remedy: str = ""


def doctor(settings: Settings, *, as_json: bool) -> int:
    """Print every finding; exit status 0 when all is well, 1 when something is not."""
    found = list(examine(settings))
    print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1) if as_json else _as_text(found))
    return 0 if all(one.ok for one in found) else UNWELL


def examine(settings: Settings) -> Iterable[Finding]:
    """The folder, the database, the parts beside it, and the office in it."""
    yield from _folder(settings.data)
    try:
        with at_desk(settings) as desk:
            yield from _database(desk)
            yield from _parts(settings, desk)
            yield from _reviews(desk)
            yield from _outgoing(settings, desk)
            yield from _office(desk)
    except (UnsafeDatabase, Refusal) as refused:
        yield Finding("Cơ sở dữ liệu", ok=False, found=str(refused), remedy="Chạy dondoc migrate, hoặc sửa thiết lập.")


def _folder(data: Path) -> Iterable[Finding]:
    if not data.is_dir():
        yield Finding("Thư mục dữ liệu", ok=False, found=f"chưa có {data}", remedy="Chạy dondoc up lần đầu.")
        return
    free = shutil.disk_usage(data).free
    yield Finding(
        "Dung lượng đĩa", free >= LEAST_FREE, f"còn {free / LEAST_FREE:.1f} GiB", "Giải phóng dung lượng của ổ đĩa."
    )
    writable = os.access(data, os.W_OK)
    yield Finding("Quyền ghi", writable, "ghi được" if writable else "không ghi được", f"Cấp quyền ghi vào {data}.")
    file = data / SIGN_INS
    if file.exists():
        alone = not file.stat().st_mode & EVERYBODY
        said = "chỉ chủ tệp đọc được" if alone else "người khác đọc được"
        yield Finding(f"Tệp {SIGN_INS}", alone, said, f"Chạy chmod 600 {file}, và đổi mật khẩu các tài khoản.")


def _database(desk: Desk) -> Iterable[Finding]:
    told = desk.memory.assert_settings()
    yield Finding("Cơ sở dữ liệu", ok=True, found=", ".join(f"{name} {value}" for name, value in told.items()))
    if desk.memory.is_sqlite:
        safe = told["journal_mode"].lower() == "wal"
        yield Finding(
            "Chế độ nhật ký SQLite",
            safe,
            told["journal_mode"],
            f"Dùng thư viện SQLite từ {'.'.join(map(str, SAFE_WAL))} để đọc và ghi không chờ nhau.",
        )


def _parts(settings: Settings, desk: Desk) -> Iterable[Finding]:
    names = {
        "temporal": "Temporal",
        "mail": "Máy chủ thư",
        "worker": "Phần đôn đốc (worker)",
        "checker": "Kiểm tra mã độc",
        "journal": "Sổ cam kết ngoài cơ sở dữ liệu",
    }
    for part, ask in probes(settings, desk).items():
        state = ask()
        remedy = REMEDIES.get(part, "Chạy dondoc up, hoặc kiểm tra địa chỉ trong thiết lập.")
        well, unwell = FOUND.get(part, ("đang chạy", "không trả lời"))
        yield Finding(names[part], state == OK, well if state == OK else unwell, remedy)


def _reviews(desk: Desk) -> Iterable[Finding]:
    late = reviews_missed(desk)
    remedy = "Xem nhật ký của worker: mốc của kỳ báo cáo đã qua mà chưa thực hiện được."
    yield Finding("Mốc kỳ báo cáo", not late, ", ".join(late) or "không có mốc bị lỡ", remedy)


def _outgoing(settings: Settings, desk: Desk) -> Iterable[Finding]:
    with desk.memory.reading() as session:
        now = gate(session, desk.instance())
    whose = "của bản cài đặt khác" if now.fenced else "đúng của máy này"
    yield Finding("Cơ sở dữ liệu thuộc bản cài đặt này", not now.fenced, whose, WHY_FENCED)
    held = "; ".join(one.reason for one in now.holds) or "thư được gửi bình thường"
    yield Finding("Tạm giữ thư", not now.holds, held, "Xem dondoc hold show, rồi dondoc hold release.")
    apart = settings.promises.parent.resolve() != settings.data.resolve()
    told = f"{settings.promises}{'' if apart else ', cùng ổ với dữ liệu: nên đặt DONDOC_JOURNAL ở ổ khác'}"
    yield Finding("Nơi ghi sổ cam kết", ok=True, found=told)
    beside = settings.marks.parent.resolve() == settings.data.resolve()
    where = f"{settings.marks}{', cùng ổ với dữ liệu: nên đặt DONDOC_HIGH_WATER ở ổ khác' if beside else ''}"
    there = os.access(settings.marks.parent, os.W_OK)
    yield Finding("Mốc đối chiếu ngoài cơ sở dữ liệu", there, where, f"Cấp quyền ghi vào {settings.marks.parent}.")


def _office(desk: Desk) -> Iterable[Finding]:
    with desk.memory.reading() as session:
        units, held = office.units(session), office.places(session, desk.today())
    yield Finding("Đơn vị", bool(units), f"{len(units)} đơn vị", "Chạy dondoc import --kind units TỆP.")
    if not units:
        return
    marked = [unit.name for unit in units if unit.in_charge]
    yield Finding(
        "Cơ quan phụ trách", bool(marked), ", ".join(marked) or "chưa đánh dấu", "Ghi in_charge: true trong tệp đơn vị."
    )
    unreached = [unit.name for unit in units if unit.parent is not None and unit.mailbox is None]
    told = ", ".join(unreached) or "đơn vị nào cũng có"
    yield Finding("Hộp thư của đơn vị", not unreached, told, "Ghi mailbox của đơn vị trong tệp đơn vị.")
    yield from (_held(role, held) for role in NEEDED)


def _held(role: Role, held: Iterable[Place]) -> Finding:
    logins = sorted({place.login for place in held if place.role is role and place.login})
    found = ", ".join(logins) or "chưa có ai"
    return Finding(f"Vai trò {role.value}", bool(logins), found, f"Chạy dondoc user add … --role {role.value}.")


def _as_text(found: Iterable[Finding]) -> str:
    return "\n".join(
        f"{'đạt' if one.ok else 'CẦN XEM':<8} {one.name}: {one.found}{'' if one.ok else f' → {one.remedy}'}"
        for one in found
    )
