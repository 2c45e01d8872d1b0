"""The embedded Temporal server: one child process on one file in the data folder."""

import socket
import sys
import time
from datetime import timedelta
from pathlib import Path

from rounds.children import Child

HOST = "127.0.0.1"
"""The server knows no authentication, so it never listens anywhere else."""
READY_WITHIN = timedelta(seconds=20)
_POLL_SECONDS = 0.05
_STOP_WITHIN = timedelta(seconds=10)

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # a power cut costs no timer; wal already makes it two to three times the plain file
}
_DYNAMIC = {
    "history.transferProcessorMaxPollRPS": "100",  # a hop at low load falls from 50 ms to 13 ms
    "history.timerProcessorMaxPollRPS": "100",
    "matching.numTaskqueueReadPartitions": "1",  # one partition: p95 of 50 in parallel from 1.6 s to 0.55 s
    "matching.numTaskqueueWritePartitions": "1",
    "system.forceSearchAttributesCacheRefreshOnRead": "false",
}


class EngineError(RuntimeError):
    """The embedded server did not come up; the message names its log."""


class Engine:
    """Temporal for one machine. Its data is disposable: every clock can be started anew from the rows."""

    def __init__(self, folder: Path, dynamic: dict[str, str] | None = None) -> None:
        """Keep file, port and log in `folder`; `dynamic` adds values of the server's dynamic configuration."""
        self._folder = folder
        self._port_file = folder / "temporal.port"
        self._dynamic = {**_DYNAMIC, **(dynamic or {})}
        self._child: Child | None = None
        self._port = 0

    @property
    def address(self) -> str:
        """host:port, the same over restarts wherever the port is still free."""
        return f"{HOST}:{self._port}"

    def kept_address(self) -> str | None:
        """Where a server on this folder listens, by the port kept there; None before its first start."""
        port = _kept(self._port_file)
        return f"{HOST}:{port}" if port else None

    @property
    def child(self) -> Child:
        """The process; raises EngineError before the first start."""
        if self._child is None:
            raise EngineError("the embedded Temporal server was not started")
        return self._child

    def start(self) -> str:
        """Start the server and wait until it answers; its address. Raises EngineError when it does not come up."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._port = _port_of(self._port_file)
        self._child = Child("temporal", self._command(), self._folder / "temporal.log")
        self._child.start()
        self._wait()
        return self.address

    def stop(self) -> None:
        """End the server; what it knows is in its file."""
        if self._child is not None:
            self._child.stop(_STOP_WITHIN)

    def _command(self) -> list[str | Path]:
        pragmas = [f"--sqlite-pragma={name}={value}" for name, value in _PRAGMAS.items()]
        dynamic = [f"--dynamic-config-value={name}={value}" for name, value in self._dynamic.items()]
        return [
            Path(sys.executable).with_name("temporal"),
            *("server", "start-dev", "--headless", "--log-level", "error"),
            *("--ip", HOST, "--port", str(self._port)),
            *("--db-filename", self._folder / "temporal.db"),
            *pragmas,
            *dynamic,
        ]

    def _wait(self) -> None:
        ends = time.monotonic() + READY_WITHIN.total_seconds()
        while self.child.runs and time.monotonic() < ends:
            if _answers(self._port):
                return
            time.sleep(_POLL_SECONDS)
        self.child.kill()
        raise EngineError(f"Máy chủ Temporal kèm theo không khởi động được; nhật ký: {self._folder / 'temporal.log'}.")


def _port_of(file: Path) -> int:
    """The port kept from last time if it is free, else a free one, which is then kept."""
    for port in (_kept(file), 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            free = int(probe.getsockname()[1])
        file.write_text(f"{free}\n", "ascii")
        return free
    raise EngineError("Máy này không còn cổng trống.")


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _kept(file: Path) -> int:
    text = file.read_text("ascii").strip() if file.exists() else ""
    return int(text) if text.isdigit() else 0


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
