"""Whether a file is clean, by the word of the office's clamd: the bytes are streamed to it, it need not reach our folder."""

import logging
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from domain.errors import Problem, Refusal

logger = logging.getLogger(__name__)
PATIENCE = 30.0
"""Seconds for each answer; a scan of twenty megabytes takes less."""
CHUNK = 2**16
PORT = 3310
LONGEST_ANSWER = 4096
CLEAN, FOUND = b"stream: OK", b" FOUND"


@dataclass(frozen=True)
class Clamd:
    """One clamd, by a socket in the file system (`path`) or over TCP (`host`, `port`)."""

    path: str = ""
    host: str = ""
    port: int = PORT

    def __call__(self, file: Path) -> bool | None:
        """Whether it is clean; None where clamd does not say so in so many words, and then nobody is given the file."""
        try:
            with file.open("rb") as told, self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                while chunk := told.read(CHUNK):
                    line.sendall(struct.pack("!I", len(chunk)) + chunk)
                line.sendall(struct.pack("!I", 0))
                answer = _answer(line)
        except OSError as error:
            logger.warning("clamd gives no answer: %s", error)
            return None
        if answer == CLEAN:
            return True
        if answer.endswith(FOUND):
            return False
        logger.warning("clamd could not check a file: %s", answer.decode("ascii", "replace"))
        return None

    def answers(self) -> bool:
        """Whether it is there."""
        try:
            with self._connected() as line:
                line.sendall(b"zPING\0")
                return _answer(line) == b"PONG"
        except OSError:
            return False

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        if self.path:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(PATIENCE)
                line.connect(self.path)
                yield line
        else:
            with socket.create_connection((self.host, self.port), PATIENCE) as line:
                yield line


def clamd_at(address: str) -> Clamd:
    """The clamd at `unix:/run/clamav/clamd.ctl` or `tcp://host:3310`; refused where it is neither."""
    parts = urlsplit(address)
    if parts.scheme == "unix" and parts.path.startswith("/"):
        return Clamd(path=parts.path)
    if parts.scheme == "tcp" and parts.hostname:
        return Clamd(host=parts.hostname, port=parts.port or PORT)
    problem = Problem("DONDOC_CLAMD", "ghi unix:/run/clamav/clamd.ctl hoặc tcp://127.0.0.1:3310")
    raise Refusal("invalid", "bad-clamd", "Địa chỉ của chương trình kiểm tra mã độc chưa đúng.", (problem,))


def _answer(line: socket.socket) -> bytes:
    """What it says, up to the NUL that ends it."""
    told = b""
    while not told.endswith(b"\0") and len(told) < LONGEST_ANSWER and (part := line.recv(LONGEST_ANSWER)):
        told += part
    return told.rstrip(b"\0\n")
