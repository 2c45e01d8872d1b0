"""Where the embedded parts of an installation are: each keeps its port in the data folder, so every command finds it."""

from pathlib import Path

from domain.errors import Refusal
from rounds.engine import HOST, Engine
from settings import Settings

SINK_PORT = "inbox.port"
READY = Path("run") / "worker.ready"
"""In the data folder: the process id of the worker, from when it has reached Temporal until it ends."""


def engine_of(settings: Settings) -> Engine:
    """The embedded Temporal server of this installation."""
    return Engine(settings.data / "temporal")


def temporal_address(settings: Settings) -> str:
    """host:port of the office's Temporal, else of the embedded one; refused where neither is known."""
    return (
        settings.temporal_address
        or engine_of(settings).kept_address()
        or _not_started("Temporal", "DONDOC_TEMPORAL_ADDRESS")
    )


def smtp_url(settings: Settings) -> str:
    """The office's mail server, else the embedded sink; refused where neither is known."""
    if settings.smtp_url is not None:
        return settings.smtp_url.get_secret_value()
    port = kept_port(settings.data / SINK_PORT) or _not_started("Hộp thư thử", "DONDOC_SMTP_URL")
    return f"smtp://{HOST}:{port}"


def kept_port(file: Path) -> int | None:
    """The port written in `file`, if any."""
    text = file.read_text("ascii").strip() if file.exists() else ""
    return int(text) if text.isdigit() else None


def _not_started(part: str, setting: str) -> str:
    told = f"{part} chưa chạy trong thư mục dữ liệu này; đề nghị đặt {setting} hoặc chạy dondoc up trước."
    raise Refusal("conflict", "not-started", told)
