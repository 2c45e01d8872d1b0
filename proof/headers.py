"""Headers read so that no strange mail can stop a page: the standard library's modern parser raises on some of them."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message


def header_of(message: Message, name: str) -> str:
    """The header as a person reads it, unfolded, its encoded words decoded; "" where there is none.

    What cannot be decoded stays as it was sent, with a mark in place of bytes that are no UTF-8.
    """
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    text = re.sub(r"[\r\n]+", "", str(raw)).strip()
    return decoded(text.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def decoded(text: str) -> str:
    """`text` with its encoded words decoded, or as it is where they are broken."""
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text


def message_id_of(message: Message) -> str | None:
    """The Message-ID with its angle brackets, or None."""
    return header_of(message, "Message-ID") or None
