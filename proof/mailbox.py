"""The folder a sink keeps mail in: one .eml a message, numbered in order of acceptance, and a log that survives a kill."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from proof.headers import message_id_of

MAILS = "mails"
LOG = "accepted.jsonl"
NAME = re.compile(r"(?P<number>\d{4,9})-[A-Za-z0-9.@_=+-]{1,120}\.eml", re.ASCII)
"""What a message's file is called; nothing else is ever opened in the folder."""

_NO_ID = "no-message-id"


@dataclass(frozen=True)
class Accepted:
    """One line of the log: a message for which the sink answered, or was about to answer, that it has it."""

    file: str
    message_id: str | None
    envelope_from: str | None
    rcpt_to: tuple[str, ...]
    accepted_at: datetime


class Mailbox:
    """Writes messages into `folder`; a second life on the same folder numbers on. One writer at a time."""

    def __init__(self, folder: Path) -> None:
        self.mails = folder / MAILS
        self.mails.mkdir(parents=True, exist_ok=True)
        self._log = folder / LOG
        self._number = max((number_of(path.name) for path in files_of(folder)), default=0)
        _end_torn_line(self._log)

    def keep(
        self,
        content: bytes,
        message: EmailMessage,
        envelope_from: str | None,
        rcpt_to: tuple[str, ...],
        accepted_at: datetime,
    ) -> Accepted:
        """Write the message, then its line in the log, which is on the disk when this returns."""
        self._number += 1
        message_id = message_id_of(message)
        file = f"{self._number:04d}-{_safe(message_id)}.eml"
        (self.mails / file).write_bytes(content)
        accepted = Accepted(file, message_id, envelope_from, rcpt_to, accepted_at)
        with self._log.open("ab") as log:
            log.write(_line(accepted))
            log.flush()
            os.fsync(log.fileno())
        return accepted


def files_of(folder: Path) -> Iterator[Path]:
    """The messages kept in a sink's `folder`, in no order; none where it does not exist yet."""
    mails = folder / MAILS
    if mails.is_dir():
        yield from (path for path in mails.iterdir() if NAME.fullmatch(path.name))


def number_of(file: str) -> int:
    """The place of a message in the order of acceptance, from 1."""
    match = NAME.fullmatch(file)
    if match is None:
        raise ValueError(file)
    return int(match["number"])


def accepted_of(folder: Path) -> list[Accepted]:
    """All accepts of all lives of the sink on `folder`, in order; a line torn by a kill is left out."""
    log = folder / LOG
    lines = log.read_bytes().split(b"\n") if log.exists() else []
    return [_accepted(row) for row in (_row(line) for line in lines) if row is not None]


def copies_of(folder: Path) -> Counter[str]:
    """How often each Message-ID was accepted: above one are the repeats after a lost answer."""
    return Counter(accepted.message_id for accepted in accepted_of(folder) if accepted.message_id)


def _safe(message_id: str | None) -> str:
    plain = re.sub(r"[^A-Za-z0-9.@_=+-]", "_", (message_id or "").strip("<> "), flags=re.ASCII)
    return plain[:120] or _NO_ID


def _line(accepted: Accepted) -> bytes:
    row = {
        "file": accepted.file,
        "message_id": accepted.message_id,
        "from": accepted.envelope_from,
        "to": accepted.rcpt_to,
        "accepted_at": accepted.accepted_at.isoformat(),
    }
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def _accepted(row: dict[str, Any]) -> Accepted:
    at = datetime.fromisoformat(row["accepted_at"])
    return Accepted(row["file"], row["message_id"], row["from"], tuple(row["to"]), at)


def _end_torn_line(log: Path) -> None:
    """Close a line a kill left open, so that the next one does not join it."""
    if log.exists() and (content := log.read_bytes()) and not content.endswith(b"\n"):
        with log.open("ab") as file:
            file.write(b"\n")
