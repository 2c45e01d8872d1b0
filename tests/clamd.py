"""A process that speaks clamd's protocol and knows one signature, that of the EICAR test file. `python -m tests.clamd PLACE`."""

import socketserver
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MOST_BYTES = 2**20
"""Its StreamMaxLength: what is longer it does not check."""


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        asked = b""
        while not asked.endswith(b"\0"):
            asked += self.rfile.read(1)
        self.wfile.write(b"PONG\0" if asked == b"zPING\0" else self._verdict() + b"\0")

    def _verdict(self) -> bytes:
        told = b""
        while (length := struct.unpack("!I", self.rfile.read(4))[0]) != 0:
            told += self.rfile.read(length)
        if len(told) > MOST_BYTES:
            return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in told else b"stream: OK"


@contextmanager
def a_clamd(folder: Path, *, unix: bool) -> Iterator[str]:
    """One in a process of its own; its address as the settings take it."""
    place, ready = folder / "clamd.ctl", folder / "ready"
    ready.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.clamd", str(place if unix else 0), str(ready)]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[1])
    try:
        ends = time.monotonic() + 30
        while not ready.exists():
            assert time.monotonic() < ends
            time.sleep(0.02)
        yield ready.read_text("utf-8")
    finally:
        process.kill()
        process.wait()
        place.unlink(missing_ok=True)


def main(place: str, ready: str) -> None:
    server: socketserver.BaseServer
    if place == "0":
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
        address = f"tcp://127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.ThreadingUnixStreamServer(place, Conversation)
        address = f"unix:{place}"
    whole = Path(f"{ready}.new")
    whole.write_text(address, "utf-8")
    whole.rename(ready)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
