"""A rendered mail as a message for the wire; nothing in it can start a header of its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from hashlib import sha256
from typing import Any

from domain.errors import Refusal
from writing.mail_facts import one_line
from writing.mailing import Rendered

CALENDAR = "han-hoan-thanh.ics"
"""What the file of deadlines is called."""
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_NAMED = re.compile(r'"?(?P<name>[^<>"]*?)"? *<(?P<mailbox>[^<>]+)>')
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>")
_OURS = frozenset({"from", "to", "subject", "date", "message-id", "auto-submitted", "mime-version", "bcc", "cc"})


@dataclass(frozen=True)
class Attachment:
    """A file that goes along; its name is ASCII, which every mail program shows."""

    name: str
    media_type: str
    data: bytes


def to_message(
    rendered: Rendered,
    sender: str,
    recipient: str,
    message_id: str,
    headers: Mapping[str, str] | None = None,
    *,
    sent_at: datetime,
    calendar: bytes | None = None,
    attachments: Sequence[Attachment] = (),
) -> EmailMessage:
    """A message with a text and an HTML part, the same bytes each time it is made of the same things.

    `sender` and `recipient` are "name <mailbox@host>" or a bare address; `message_id` is "<…@…>"; `sent_at` is an
    instant with its zone; `calendar` the deadlines it tells of, as a file; `attachments` go along; `headers` are further ones (X-Dondoc-Notice, References, Reply-To). Refuses, as "invalid",
    an address, an id or a header that is not well-formed: such a message can never be delivered, and a line break in
    one would let a stranger's name write headers.
    """
    if sent_at.tzinfo is None:
        raise ValueError("sent_at needs a zone")
    message = EmailMessage(policy=_POLICY)
    message["From"] = _address(sender)
    message["To"] = _address(recipient)
    message["Subject"] = one_line(rendered.subject)
    message["Date"] = sent_at
    message["Message-ID"] = _checked(message_id, _MESSAGE_ID, "mail-message-id")
    message["Auto-Submitted"] = "auto-generated"
    for name, value in sorted((headers or {}).items()):
        message[_extra_name(name)] = _extra_value(name, value)
    message.set_content(rendered.text, cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    if calendar is not None or attachments:
        mark = f"dondoc-parts-{sha256(message_id.encode()).hexdigest()[:32]}"
        message.set_boundary(mark)
    if calendar is not None:
        told = calendar.decode()
        params = {"method": "PUBLISH"}
        message.add_attachment(told, subtype="calendar", cte="quoted-printable", filename=CALENDAR, params=params)
    for one in attachments:
        maintype, _, subtype = one.media_type.partition("/")
        message.add_attachment(one.data, maintype, subtype, filename=one.name)
    message["Content-Language"] = "vi"  # set last: the parts would take it along
    message.set_boundary(f"dondoc-{sha256(message_id.encode()).hexdigest()[:32]}")
    return message


class _Wire(EmailPolicy):
    """Headers as they go over the wire: what is not ASCII is encoded as a whole, and only then folded.

    The library's own folding encodes word by word and may lose the blank between two of them, and a Vietnamese
    subject has one at every syllable.
    """

    def fold(self, name: str, value: Any) -> str:
        """One header as text, with its line ends."""
        if str(value).isascii():
            return str(super().fold(name, value))
        return f"{name}: {_encoded(name, value)}".replace("\n", self.linesep) + self.linesep

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode("ascii")


_POLICY = _Wire(linesep="\r\n")


def _encoded(name: str, value: Any) -> str:
    if not hasattr(value, "addresses"):
        return Header(str(value), "utf-8", header_name=name).encode()
    return ",\n ".join(
        f"{Header(one.display_name, 'utf-8', header_name=name).encode()}\n <{one.addr_spec}>" for one in value.addresses
    )


def _address(written: str) -> Address:
    """A mailbox with the name it is shown by, which may hold a comma; anything but one mailbox is refused."""
    _refuse_breaks(written, "mail-address")
    named = _NAMED.fullmatch(written)
    name, mailbox = (named["name"], named["mailbox"]) if named else ("", written)
    local, _, host = _checked(mailbox, _ADDRESS, "mail-address").rpartition("@")
    return Address(display_name=one_line(name), username=local, domain=host)


def _extra_name(name: str) -> str:
    if name.lower() in _OURS:
        raise Refusal("invalid", "mail-header", f"Không thể đặt lại tiêu đề thư “{one_line(name)}”.")
    return _checked(name, _HEADER_NAME, "mail-header")


def _extra_value(name: str, value: str) -> str | Address:
    _refuse_breaks(value, "mail-header")
    return _address(value) if name.lower() == "reply-to" else value


def _refuse_breaks(text: str, code: str) -> None:
    if not text.isprintable():
        raise Refusal("invalid", code, f"Nội dung “{one_line(text)}” có ký tự xuống dòng hoặc ký tự điều khiển.")


def _checked(text: str, shape: re.Pattern[str], code: str) -> str:
    if shape.fullmatch(text) is None:
        raise Refusal("invalid", code, f"“{one_line(text)}” không đúng mẫu địa chỉ hoặc tiêu đề thư.")
    return text
