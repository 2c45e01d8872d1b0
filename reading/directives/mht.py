"""A page saved as one file (.mht, Word's "Single File Web Page") → the page in it."""

import email
import email.policy

from reading.directives import refusals


def page_of(data: bytes) -> bytes:
    """The first part that is HTML, as UTF-8; else the first text."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = [part for part in message.walk() if part.get_content_type() in {"text/html", "text/plain"}]
    for part in sorted(parts, key=lambda part: part.get_content_type() != "text/html"):
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            return body
    raise refusals.empty()
