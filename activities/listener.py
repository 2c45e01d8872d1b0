"""Where mails come in over the wire: LMTP or SMTP for the office's own mail server, one message at a time to the letterbox."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Self
from urllib.parse import urlsplit

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST_MAIL = 40 * 2**20
"""Bytes; a report with its annexes, written in the letters of a mail, is smaller."""
START_SECONDS = 10
log = structlog.get_logger(__name__)


class Listener:
    """Listens in a thread of its own. `url` is `lmtp://host:port` or `smtp://host:port`; port 0 takes a free one.

    A message is answered with yes only once it is written down; where that fails the sender keeps it and comes again.
    """

    def __init__(self, url: str, take: Callable[[bytes], object]) -> None:
        parts = urlsplit(url)
        self._speaks = LMTP if parts.scheme == "lmtp" else SMTP
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 0
        self._take = take
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail-in", daemon=True)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="letterbox")

    def start(self) -> Self:
        """Listen. Raises OSError where the address is taken."""
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(START_SECONDS)
        return self

    def stop(self) -> None:
        """Listen no more; what is being written down is finished first."""
        self._pool.shutdown()
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(START_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_SECONDS)
        self._loop.close()

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _listen(self) -> None:
        def talk() -> SMTP:
            loop = asyncio.get_running_loop()
            return self._speaks(self, data_size_limit=LARGEST_MAIL, enable_SMTPUTF8=True, loop=loop)

        self._server = await asyncio.get_running_loop().create_server(talk, self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Write one message down, then say so."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._pool, self._take, envelope.original_content or b"")
        except Exception:
            log.exception("mail not taken in")
            return "451 4.3.0 Not taken in, please try again"
        return "250 2.0.0 Taken in"
