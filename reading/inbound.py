"""A mail that came in → what it is: a bounce of ours, something a machine wrote, or a person's answer with its files.

What it says is data: nothing in it is obeyed, opened or answered (RFC 3464 for bounces, RFC 3834 for automatic mail).
"""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from enum import StrEnum

from lxml import html
from lxml.etree import ParserError

MOST_FILES = 10
LONGEST_TEXT = 4_000
LONGEST_HEADER = 500
MOST_REFERENCES = 50
_ID = re.compile(r"<([^<>\s@]{1,200})@[^<>\s]{1,255}>")
_QUOTED = re.compile(
    r"^(>.*|-{2,} ?(original message|thư gốc|tin nhắn gốc).*|_{10,}|(from|từ): .*@.*|.{0,200}\b(wrote|đã viết) ?:)$",
    re.IGNORECASE,
)
"""Where a mail program puts what is answered; what follows is our own text."""
_AUTOMATIC = re.compile(r"^(out of office|automatic reply|auto[- ]?reply|trả lời tự động|vắng mặt)\b", re.IGNORECASE)
_MACHINES = frozenset({"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply"})
FINAL, DELAYED = "failed", "delayed"


class InboundKind(StrEnum):
    """What a mail that came in is."""

    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    REPLY = "reply"


@dataclass(frozen=True)
class Attached:
    """A file of a mail: its name as told, never as a path, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Inbound:
    """A mail as read. `digest` tells it from every other; `about` are the ids, without their domain, that it answers."""

    kind: InboundKind
    digest: str
    sender: str
    subject: str
    about: tuple[str, ...]
    text: str = ""
    files: tuple[Attached, ...] = ()
    final: bool = False
    status: str = ""


def read_mail(raw: bytes) -> Inbound:
    """Read a mail as it came over the wire; whatever it holds, something is answered."""
    message = message_from_bytes(raw)
    sender = parseaddr(_header(message, "From"))[1].lower()[:LONGEST_HEADER]
    told = hashlib.sha256(raw).hexdigest(), sender, _header(message, "Subject")
    report = next((part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None)
    if report is not None:
        action, status = _report(report)
        return Inbound(InboundKind.BOUNCE, *told, _bounced(message), final=action == FINAL, status=status)
    about = _references(message)
    if _is_automatic(message, sender, told[2]):
        return Inbound(InboundKind.AUTOMATIC, *told, about)
    return Inbound(InboundKind.REPLY, *told, about, _text(message), _files(message))


def _header(message: Message, name: str) -> str:
    """A header on one line, decoded; as it was sent where it cannot be."""
    raw = str(message.get(name, ""))
    try:
        told = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        told = raw
    return " ".join("".join(mark if mark.isprintable() else " " for mark in told).split())[:LONGEST_HEADER]


def _references(message: Message) -> tuple[str, ...]:
    """The ids a mail answers, the one it answers directly first."""
    told = " ".join(str(value) for name in ("In-Reply-To", "References") for value in message.get_all(name, []))
    found = _ID.findall(told[: MOST_REFERENCES * LONGEST_HEADER])
    direct = _ID.findall(str(message.get("In-Reply-To", ""))[:LONGEST_HEADER])
    return tuple(dict.fromkeys((*direct, *reversed(found))))[:MOST_REFERENCES]


def _bounced(message: Message) -> tuple[str, ...]:
    """The ids of the mails a report speaks of: of what it carries, whole or only its headers."""
    found: list[str] = []
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            found += _ID.findall(str(part.get_payload(0).get("Message-ID", "")))  # type: ignore[union-attr]
        elif part.get_content_type() == "text/rfc822-headers":
            found += _ID.findall(_after("message-id:", str(part.get_payload())))
        elif part.get_content_type() == "message/delivery-status":
            found += [one for block in _blocks(part) for one in _ID.findall(str(block.get("Original-Message-ID", "")))]
    return tuple(dict.fromkeys((*found, *_references(message))))[:MOST_REFERENCES]


def _after(word: str, text: str) -> str:
    at = text.lower().find(word)
    return "" if at < 0 else text[at : at + LONGEST_HEADER]


def _blocks(report: Message) -> list[Message]:
    payload = report.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _report(report: Message) -> tuple[str, str]:
    """What became of it: the action ("failed", "delayed", …) and the words of the server that refused it."""
    for block in _blocks(report):
        action = _header(block, "Action").lower()
        if action:
            words = (_header(block, name) for name in ("Status", "Diagnostic-Code"))
            return action, " ".join(word for word in words if word)
    return "", ""


def _is_automatic(message: Message, sender: str, subject: str) -> bool:
    """Whether a machine wrote it: said so by itself, by who sends it, or by one of our own mails coming back."""
    said = _header(message, "Auto-Submitted").lower()
    bulk = _header(message, "Precedence").lower() in {"bulk", "junk", "list", "auto_reply"}
    flags = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress-Reply", "List-Id", "X-Dondoc-Notice")
    local = sender.partition("@")[0]
    return (
        (said not in {"", "no"})
        or bulk
        or any(message.get(name) is not None for name in flags)
        or not sender
        or local in _MACHINES
        or _AUTOMATIC.match(subject) is not None
    )


def _text(message: Message) -> str:
    """What the person wrote themselves, above what their program quotes."""
    parts = [part for part in message.walk() if not part.is_multipart() and part.get_filename() is None]
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    marked = next((part for part in parts if part.get_content_type() == "text/html"), None)
    told = _decoded(plain) if plain is not None else _bare(_decoded(marked)) if marked is not None else ""
    lines: list[str] = []
    for line in told.replace("\x00", "").splitlines():
        if _QUOTED.match(line.strip()):
            break
        lines.append(line.rstrip())
    return "\n".join(lines).strip()[:LONGEST_TEXT]


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _bare(marked: str) -> str:
    try:
        return str(html.fromstring(marked.encode()).text_content())
    except (ParserError, ValueError):
        return ""


def _files(message: Message) -> tuple[Attached, ...]:
    found = [part for part in message.walk() if not part.is_multipart() and part.get_filename()]
    files = []
    for part in found[:MOST_FILES]:
        payload = part.get_payload(decode=True)
        name = _file_name(str(part.get_filename()))
        if isinstance(payload, bytes) and payload:
            files.append(Attached(name, payload))
    return tuple(files)


def _file_name(told: str) -> str:
    try:
        name = str(make_header(decode_header(told)))
    except (HeaderParseError, LookupError, ValueError):
        name = told
    name = name.replace("\\", "/").rpartition("/")[2]
    return "".join(mark for mark in name if mark.isprintable())[:255]
