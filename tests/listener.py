"""Another system that listens for webhooks: a real HTTP server that answers, fails, dawdles or hangs up as it is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Heard:
    """One call as it came in."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Listener:
    """`ways` are how the next calls are met, then 204: a status, "hang-up" before an answer, or "drip"."""

    url: str = ""
    heard: list[Heard] = field(default_factory=list)
    ways: list[int | str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def a_listener() -> Iterator[Listener]:
    """A listener on a free port of this machine."""
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            listener.heard.append(Heard({name.lower(): value for name, value in self.headers.items()}, body))
            way = listener.ways.pop(0) if listener.ways else 204
            if way == "drip":
                self._drip()
            elif isinstance(way, int):
                self.send_response(way)
                self.send_header("Location", f"{listener.url}/elsewhere")
                self.end_headers()

        def _drip(self) -> None:
            """A byte now and then, so that no pause is ever too long."""
            for byte in b"HTTP/1.1 200 " + b"O" * 100:
                if listener.ended.wait(0.05):
                    return
                try:
                    self.wfile.write(bytes([byte]))
                except OSError:
                    return

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield listener
    finally:
        listener.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
