"""A mail server that keeps what it is sent and fails on demand: for the demo's inbox and for every test of sending."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from types import TracebackType
from typing import Any, AnyStr, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from proof.mailbox import Mailbox

ANSWER_SECONDS = 10
"""How long a call from another thread waits for the sink's own thread."""


@dataclass(frozen=True)
class Faults:
    """How the server misbehaves. Answers are whole lines: "451 4.3.0 Try again later" or "550 5.1.1 No such user".

    refuse: nobody listens and open connections break · at_rcpt, at_data: the answer instead of yes · rcpt: the answer
    for single addresses · delay: seconds between accepting a message and the answer · lose_answer: the connection
    breaks in place of that answer · tarpit: seconds before each line the server says. `times` None is for as long as it
    is set; a number is how many answers at_rcpt, at_data, rcpt and lose_answer spoil before they cease.
    """

    refuse: bool = False
    at_rcpt: str | None = None
    at_data: str | None = None
    rcpt: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    lose_answer: bool = False
    tarpit: float = 0.0
    times: int | None = None


@dataclass(frozen=True)
class Received:
    """A message the server has accepted, with the envelope it came in; `file` where it was written, if anywhere."""

    message: EmailMessage
    envelope_from: str | None
    rcpt_to: tuple[str, ...]
    accepted_at: datetime
    file: str | None = None


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Sink:
    """An SMTP server in a thread of its own. Port 0 takes a free one, which it keeps over `refuse`.

    With a `folder` each message is written to mails/NNNN-<message-id>.eml and logged in accepted.jsonl before it is
    answered. `keep` bounds how many messages stay in memory; the folder has them all.
    """

    def __init__(
        self,
        folder: Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        keep: int | None = None,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.host, self.port = host, port
        self._folder, self._clock = folder, clock
        self._received: deque[Received] = deque(maxlen=keep)
        self._faults = Faults()
        self._lock = threading.Lock()
        self._open: set[_Conversation] = set()
        self._mailbox: Mailbox | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._server: asyncio.Server | None = None

    # What a test or a demo sees

    @property
    def url(self) -> str:
        """Where to send to."""
        return f"smtp://{self.host}:{self.port}"

    @property
    def messages(self) -> list[Received]:
        """Every message accepted since the start, in order."""
        with self._lock:
            return list(self._received)

    @property
    def faults(self) -> Faults:
        """How the server misbehaves now; set it to change that at once, also for open connections."""
        return self._faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self._faults = faults
        if self._loop is not None:
            self._call(self._listen if not faults.refuse else self._hang_up)

    def start(self) -> Self:
        """Listen; raises OSError where the address is taken."""
        self._mailbox = Mailbox(self._folder) if self._folder else None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail-sink", daemon=True)
        self._thread.start()
        try:
            if not self._faults.refuse:
                self._call(self._listen)
        except OSError:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Break open connections and stop listening; what was accepted stays. Stopping twice is no fault."""
        if self._loop is None or self._thread is None:
            return
        self._call(self._hang_up)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(ANSWER_SECONDS)
        self._loop.close()
        self._loop = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # In the sink's own thread

    def _call(self, what: Callable[[], Any]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(what(), self._loop).result(ANSWER_SECONDS)

    async def _listen(self) -> None:
        if self._server is None:
            loop = asyncio.get_running_loop()
            self._server = await loop.create_server(lambda: _Conversation(self), self.host, self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def _hang_up(self) -> None:
        """Let nobody in and break what is open, until each conversation has noticed."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None
        await asyncio.gather(*(conversation.break_off() for conversation in list(self._open)))

    def spoil(self, answer: str | None) -> str | None:
        """`answer` if a fault gives one, counted against `times`."""
        if answer is None or self._faults.times is None:
            return answer
        if self._faults.times <= 0:
            return None
        self._faults = replace(self._faults, times=self._faults.times - 1)
        return answer

    def accept(self, envelope: Envelope) -> None:
        """Keep the message; when this returns it is on the disk, if there is a folder."""
        content = envelope.original_content or b""
        message = message_from_bytes(content, _class=EmailMessage, policy=modern)
        rcpt_to, at = tuple(envelope.rcpt_tos), self._clock()
        file = None
        if self._mailbox is not None:
            file = self._mailbox.keep(content, message, envelope.mail_from, rcpt_to, at).file
        with self._lock:
            self._received.append(Received(message, envelope.mail_from, rcpt_to, at, file))


class _Conversation(SMTP):
    """One connection: aiosmtpd speaks, the handler below decides."""

    def __init__(self, sink: Sink) -> None:
        super().__init__(_Handler(sink), hostname="sink.example", enable_SMTPUTF8=True, loop=asyncio.get_running_loop())
        self._sink = sink

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._sink._open.add(self)  # noqa: SLF001 - the two halves of one server
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._sink._open.discard(self)  # noqa: SLF001

    async def push(self, status: AnyStr) -> None:
        """Say one line, later than need be where that is wanted."""
        if self._sink.faults.tarpit:
            await asyncio.sleep(self._sink.faults.tarpit)
        await super().push(status)

    def abort(self) -> None:
        """Break the connection without a word; aiosmtpd then cancels the conversation."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()

    async def break_off(self) -> None:
        """Break the connection and wait until the conversation has noticed."""
        talk = self._handler_coroutine
        self.abort()
        if talk is not None:
            await asyncio.wait([talk])


class _Handler:
    """What aiosmtpd asks about a message; the names are its own."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        faults = self._sink.faults
        refusal = self._sink.spoil(faults.rcpt.get(address, faults.at_rcpt))
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: _Conversation, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        refusal = self._sink.spoil(self._sink.faults.at_data)
        if refusal is not None:
            return refusal
        try:
            self._sink.accept(envelope)
        except OSError:
            return "452 4.3.1 Insufficient system storage"
        faults = self._sink.faults
        await asyncio.sleep(faults.delay)
        if faults.lose_answer and self._sink.spoil("lost") is not None:
            server.abort()
            await asyncio.Event().wait()  # the broken connection cancels this conversation
        return "250 2.0.0 OK"
