"""Reading back what the sink kept: the list and the single mail behind the inbox page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from domain.errors import Refusal
from proof.headers import decoded, header_of
from proof.mailbox import MAILS, NAME, files_of, number_of

MOST_LISTED = 500
"""How many mails one list shows; a whole quarter of one office is more than anybody scrolls."""


@dataclass(frozen=True)
class MailHead:
    """One line of the list. `name` is what `read_mail` takes; `date` is UTC, None where the mail has no readable one."""

    name: str
    subject: str
    sender: str
    to: tuple[str, ...]
    date: datetime | None


@dataclass(frozen=True)
class Mail:
    """A whole mail. `html` is as it was sent: a page shows it only in an iframe with an empty `sandbox`."""

    head: MailHead
    text: str
    html: str | None
    attachments: tuple[str, ...]


@dataclass(frozen=True)
class Folder:
    """A sink's folder as the inbox page reads it."""

    path: Path

    def heads(self) -> list[MailHead]:
        """The newest first."""
        return list_mails(self.path)

    def read(self, name: str) -> Mail:
        """One of them; refused as absent where there is none."""
        return read_mail(self.path, name)


def list_mails(folder: Path, limit: int = MOST_LISTED) -> list[MailHead]:
    """The newest `limit` mails of a sink's `folder`, newest first; only their heads are read."""
    newest = sorted(files_of(folder), key=lambda path: number_of(path.name), reverse=True)[:limit]
    parser = BytesHeaderParser()
    return [_head(path.name, parser.parsebytes(path.read_bytes())) for path in newest]


def read_mail(folder: Path, name: str) -> Mail:
    """The mail of that name; refused as absent where there is none, also for a name that would leave the folder."""
    path = folder / MAILS / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise Refusal("absent", "no-such-mail", "Không có thư này trong hộp thư.")
    message = message_from_bytes(path.read_bytes())
    attachments = tuple(decoded(part.get_filename() or "(không tên)") for part in _attached(message))
    return Mail(_head(name, message), _body(message, "text/plain") or "", _body(message, "text/html"), attachments)


def _head(name: str, message: Message) -> MailHead:
    to = tuple(address.strip() for address in header_of(message, "To").split(",") if address.strip())
    return MailHead(name, header_of(message, "Subject"), header_of(message, "From"), to, _date(message))


def _date(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(header_of(message, "Date")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _attached(message: Message) -> Iterator[Message]:
    return (part for part in message.walk() if part.get_content_disposition() == "attachment")


def _body(message: Message, kind: str) -> str | None:
    """The first part of that kind which is no attachment, as text."""
    parts = (part for part in message.walk() if part.get_content_type() == kind)
    part = next((part for part in parts if part.get_content_disposition() != "attachment"), None)
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes):
        return None
    try:
        return payload.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:  # a charset nobody knows
        return payload.decode("utf-8", errors="replace")
