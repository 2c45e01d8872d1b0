"""The installation's key: from its setting, else from a file in the data folder that the first start writes."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from domain.errors import Problem, Refusal
from domain.master_key import BYTES, MasterKey
from settings import Settings

FILE = "secret-key"
OWNER_ONLY = 0o600


def master_key(settings: Settings) -> MasterKey:
    """The key, made where there is none yet. Refused where what stands there is none."""
    if settings.secret_key is not None:
        return _read(settings.secret_key.get_secret_value(), "DONDOC_SECRET_KEY")
    file = settings.data / FILE
    if not file.exists():
        _make(file)
    return _read(file.read_text("ascii", errors="replace"), str(file))


def _make(file: Path) -> None:
    """Whole or not at all, readable by its owner alone; of two processes that start together one makes it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="ascii") as out:
        out.write(secrets.token_hex(BYTES) + "\n")
    with suppress(FileExistsError):
        os.link(fresh, file)
    fresh.unlink()


def _read(told: str, where: str) -> MasterKey:
    try:
        secret = bytes.fromhex(told.strip())
    except ValueError:
        secret = b""
    if len(secret) < BYTES:
        problem = Problem(where, f"cần {2 * BYTES} chữ số thập lục phân, ví dụ tạo bằng lệnh openssl rand -hex {BYTES}")
        raise Refusal("invalid", "bad-secret-key", "Khóa bí mật của hệ thống chưa đúng.", (problem,))
    return MasterKey(secret)
