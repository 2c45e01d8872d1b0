"""The whole system on one machine as one process group: its parts started in order, watched, and stopped in order."""

import http.client
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from cli.embedded import READY, SINK_PORT, engine_of, kept_port
from domain.errors import Refusal
from proof.sink import Sink
from rounds.children import Child
from rounds.engine import HOST, Engine, free_port
from settings import Settings

READY_WITHIN = timedelta(minutes=3)
"""A machine that does much else needs longer than the few seconds this takes."""
LITTLE_ROOM = 100 * 2**20
WATCH_SECONDS = 0.2
PAUSE = timedelta(seconds=1)
"""A part that ended is started again after so long, so that one that cannot run does not spin."""
KEPT_IN_MEMORY = 100
"""Mails the sink holds in memory; its folder has them all."""


class DidNotStartError(RuntimeError):
    """A part ended before everything served; the message names it and its log."""


def refuse_taken_port(settings: Settings) -> None:
    """Refuse to start where the doors cannot stand: another program's answers there would be taken for ours."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        detail = f"Không mở được cổng {settings.port} ({reason}); đề nghị dừng chương trình đang dùng cổng này hoặc đặt DONDOC_PORT thành cổng khác."
        raise Refusal("conflict", "port-taken", detail) from error


class House:
    """The parts of `dondoc up`. Start it from the main thread: its children end with that thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._port = settings.port or free_port()
        self._logs = settings.data / "logs"
        self._engine: Engine | None = None
        self._sink: Sink | None = None
        self._children: list[Child] = []
        self._ended: dict[str, float] = {}

    @property
    def url(self) -> str:
        """Where the doors are."""
        return f"http://{HOST}:{self._port}"

    def start(self) -> None:
        """Start every part that is not the office's own. Raises EngineError, OSError."""
        self._logs.mkdir(parents=True, exist_ok=True)
        if self._settings.temporal_address is None:
            self._engine = engine_of(self._settings)
            self._engine.start()
        if self._settings.smtp_url is None:
            self._sink = _start_sink(self._settings)
        self._children = [self._child("api"), self._child("worker")]
        for child in self._children:
            child.start()

    def wait_until_it_serves(self, stopping: Callable[[], bool]) -> bool:
        """Wait for the doors and for the worker; False when a stop was asked for first. Raises DidNotStartError."""
        ends = time.monotonic() + READY_WITHIN.total_seconds()
        while True:
            serves = self._doors_open() and self._worker_ready()
            dead = next((child for child in self._children if not child.runs), None)
            if serves and dead is None:
                return True
            if stopping():
                return False
            if dead is not None or time.monotonic() > ends:
                raise DidNotStartError(self._why(dead))
            time.sleep(WATCH_SECONDS)

    def watch(self) -> None:
        """Start again what has ended, each part at most once a pause."""
        if self._engine is not None and not self._engine.child.runs and self._may_start("temporal"):
            self._engine.start()
        for child in self._children:
            if not child.runs and self._may_start(child.name):
                child.start()

    def stop(self) -> None:
        """Stop the doors first, the engine last."""
        for child in self._children:
            child.stop()
        if self._engine is not None:
            self._engine.stop()
        if self._sink is not None:
            self._sink.stop()

    def _child(self, name: str) -> Child:
        command: list[str | Path] = [Path(sys.executable).with_name("dondoc"), name]
        return Child(name, command, self._logs / f"{name}.log", {"DONDOC_PORT": str(self._port)})

    def _may_start(self, name: str) -> bool:
        now = time.monotonic()
        if now - self._ended.get(name, 0.0) < PAUSE.total_seconds():
            return False
        self._ended[name] = now
        return True

    def _doors_open(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=2)
        try:
            connection.request("GET", "/api/health")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()

    def _worker_ready(self) -> bool:
        worker = next(child for child in self._children if child.name == "worker")
        return kept_port(self._settings.data / READY) == worker.pid

    def _why(self, dead: Child | None) -> str:
        if dead is None:
            return (
                f"Sau {READY_WITHIN.total_seconds():.0f} giây hệ thống chưa phục vụ được; xem nhật ký tại {self._logs}."
            )
        log = self._logs / f"{dead.name}.log"
        told = log.read_text("utf-8", errors="replace")[-2000:].strip() or _room(self._settings.data)
        return f"Phần {dead.name} đã dừng trước khi hệ thống phục vụ được; nhật ký: {log}.\n{told}".rstrip()


def _room(folder: Path) -> str:
    """A part that cannot even write its log has mostly run out of room."""
    left = shutil.disk_usage(folder).free
    return (
        f"Đĩa chỉ còn {left / 2**20:.0f} MB; đề nghị giải phóng chỗ trống rồi chạy lại." if left < LITTLE_ROOM else ""
    )


def _start_sink(settings: Settings) -> Sink:
    """The embedded sink, on the port it had last time where that is free."""
    file = settings.data / SINK_PORT
    sink = Sink(settings.inbox, HOST, kept_port(file) or 0, keep=KEPT_IN_MEMORY)
    try:
        sink.start()
    except OSError:
        sink = Sink(settings.inbox, HOST, keep=KEPT_IN_MEMORY).start()
    file.write_text(f"{sink.port}\n", "ascii")
    return sink
