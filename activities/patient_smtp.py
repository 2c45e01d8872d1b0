"""SMTP with a limit on a whole conversation: a server that answers a byte a second holds nobody up for long.

The timeout of a socket begins anew with each byte. Here a watch runs beside it and breaks the connection off.
"""

import smtplib
import socket
import threading
from contextlib import suppress
from typing import Any

UNTIL_DATA = 60.0
"""Seconds for everything before the message itself: greeting, encryption, sign-in, addresses."""
FINAL_DOT = 600.0
"""Seconds from the message on: given up too early it would be a mail sent twice (RFC 5321 §4.5.3.2.6)."""
FAREWELL = 5.0
"""Seconds for the last word, after which nothing depends on the server any more."""


class Watched:
    """The half that `smtplib` lacks, for an encrypted line and a plain one."""

    sock: socket.socket | None

    def _begin(self, until_data: float, final_dot: float) -> None:
        self.in_doubt = False
        self._final_dot = final_dot
        self._line: socket.socket | None = None
        self._watch = self._watching(until_data)

    def _watching(self, seconds: float) -> threading.Timer:
        watch = threading.Timer(seconds, self._break_off)
        watch.daemon = True
        watch.start()
        return watch

    def _break_off(self) -> None:
        line = self.sock or self._line
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _longer(self, seconds: float) -> None:
        self._watch.cancel()
        self._watch = self._watching(seconds)
        if self.sock is not None:
            self.sock.settimeout(seconds)

    def _get_socket(self, host: str, port: int, timeout: Any) -> Any:
        self._line = super()._get_socket(host, port, timeout)  # type: ignore[misc] # of smtplib
        return self._line

    def data(self, msg: Any) -> Any:
        """The message: from here on the server has longer, and may have accepted it without a word."""
        self._longer(self._final_dot)
        self.in_doubt = True
        answer = super().data(msg)  # type: ignore[misc] # of smtplib
        self.in_doubt = False
        return answer

    def leave(self) -> None:
        """Say goodbye and hang up; what becomes of that no longer matters."""
        self._longer(FAREWELL)
        with suppress(OSError, smtplib.SMTPException):
            self.quit()  # type: ignore[attr-defined] # of smtplib
        self.close()  # type: ignore[attr-defined] # of smtplib
        self._watch.cancel()


class PatientSMTP(Watched, smtplib.SMTP):
    """`until_data` and `final_dot` are the seconds of the two halves of a conversation.

    `in_doubt` is true from the message itself until its answer: only then may it have been accepted without our knowing.
    """

    def __init__(self, host: str, port: int, until_data: float = UNTIL_DATA, final_dot: float = FINAL_DOT) -> None:
        """Connect and wait for the greeting. Raises OSError or SMTPException where there is none in time."""
        self._begin(until_data, final_dot)
        try:
            super().__init__(host, port, timeout=until_data)
        except BaseException:
            self._watch.cancel()
            raise


class PatientSMTPS(Watched, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""

    def __init__(self, host: str, port: int, until_data: float = UNTIL_DATA, final_dot: float = FINAL_DOT) -> None:
        """Connect and wait for the greeting. Raises OSError or SMTPException where there is none in time."""
        self._begin(until_data, final_dot)
        try:
            super().__init__(host, port, timeout=until_data)
        except BaseException:
            self._watch.cancel()
            raise
