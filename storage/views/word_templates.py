"""Word templates of the office: which is in force for a kind of document, and the bytes of each that was ever used."""

from base64 import b64decode
from collections.abc import Iterable

from sqlalchemy.orm import Session

from storage.tables import SettingRow

IN_FORCE = "word-templates"
"""The setting that names the template of each kind of document by its digest."""


def kept_as(sha256: str) -> str:
    """The name under which the bytes of a template are kept."""
    return f"word-template/{sha256}"


def in_force(session: Session) -> dict[str, str]:
    """The digest of the template of each kind that has one."""
    row = session.get(SettingRow, IN_FORCE)
    return dict(sorted(row.body.items())) if row is not None else {}


def named(session: Session, sha256: str) -> str:
    """The name a template was handed in under."""
    row = session.get(SettingRow, kept_as(sha256))
    return str(row.body["name"]) if row is not None else ""


def templates(session: Session, wanted: Iterable[str]) -> dict[str, bytes]:
    """The bytes of templates by their digests."""
    rows = ((one, session.get(SettingRow, kept_as(one))) for one in wanted)
    return {one: b64decode(row.body["data"]) for one, row in rows if row is not None}
