"""Processes of ours that run beside this one: started, watched, stopped politely, and never left behind."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

GRACE = timedelta(seconds=35)
"""How long a child may take to end after SIGTERM: the worker's own 30 s and a little more."""
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG of prctl(2)
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None  # loaded before a fork, where loading is not safe


class Child:
    """One command, its output in a file. Starting it again gives it a new process."""

    def __init__(
        self, name: str, command: Sequence[str | Path], log: Path, env: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self._command = [str(part) for part in command]
        self._log = log
        self._env = {**os.environ, **(env or {})}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._process.pid if self._process is not None and self.runs else None

    @property
    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it, from the main thread: where Linux can, it ends when the thread that started it does."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._env,
                preexec_fn=_end_with_parent if _LIBC else None,  # noqa: PLW1509 - one system call
            )

    def stop(self, grace: timedelta = GRACE) -> None:
        """Ask it to end, and end it when the grace is over."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(grace.total_seconds())
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def _end_with_parent() -> None:
    if _LIBC is not None:
        _LIBC.prctl(_PARENT_DEATH, signal.SIGTERM)
