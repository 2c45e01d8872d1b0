"""The access log for who may read it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.rights import Act, Scope, require
from storage.access import Access
from storage.tables import AccessRow


def after(session: Session, scope: Scope, seq: int, limit: int) -> list[Access]:
    """The next lines after `seq`, in order."""
    require(scope, Act.READ_AUDIT)
    rows = session.scalars(select(AccessRow).where(AccessRow.seq > seq).order_by(AccessRow.seq).limit(limit))
    return [Access(row.seq, row.at, row.kind, row.official, row.data, row.previous, row.digest) for row in rows]
