"""Accounts of the house and identities of the office's provider: which belongs to which."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.identity import Identity
from storage.tables import IdentityRow, OfficialRow


def official_of(session: Session, identity: Identity) -> str | None:
    """The active official whose account is linked to this issuer and subject."""
    asked = select(IdentityRow.official).join(OfficialRow, OfficialRow.id == IdentityRow.official)
    place = (IdentityRow.issuer == identity.issuer, IdentityRow.subject == identity.subject)
    return session.scalar(asked.where(*place, OfficialRow.active))


def linked(session: Session, official: str) -> list[Identity]:
    """What an account is linked to."""
    asked = select(IdentityRow).where(IdentityRow.official == official).order_by(IdentityRow.linked_at)
    return [Identity(row.issuer, row.subject) for row in session.scalars(asked)]
