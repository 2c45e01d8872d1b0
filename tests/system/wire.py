"""A wire between two processes that counts what goes over it, and can be cut."""

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

CHUNK = 65536


@dataclass
class Wire:
    """Listens on a free port and passes everything on to `port`; `sent` counts the bytes from who called."""

    port: int = 0
    sent: int = 0
    cut: bool = False
    _server: socket.socket = field(init=False)
    _ends: list[socket.socket] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for end in (self._server, *self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    @property
    def address(self) -> int:
        """The port to call."""
        found: int = self._server.getsockname()[1]
        return found

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._server.accept()
                there = self._reach()
                if there is None:
                    here.close()
                    continue
                self._ends += [here, there]
                threading.Thread(target=self._pass, args=(here, there, True), daemon=True).start()
                threading.Thread(target=self._pass, args=(there, here, False), daemon=True).start()

    def _reach(self) -> socket.socket | None:
        """A connection to the other end; None where the wire is cut or nobody listens."""
        if self.cut or not self.port:
            return None
        with suppress(OSError):
            return socket.create_connection(("127.0.0.1", self.port))
        return None

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                self.sent += len(data) if counted else 0
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
