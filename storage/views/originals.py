"""Signed files of a directive, for who has been shown the directive: the one in force first, then those before it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import EvidenceRow, OfficialRow, OriginalRow


@dataclass(frozen=True)
class Original:
    """A signed file: what it is called and holds, who attached it and when; `in_force` until another took its place."""

    file: str
    name: str
    sha256: str
    size: int
    state: str
    attached_by: str
    attached_at: datetime
    in_force: bool


def originals(session: Session, directive: str) -> tuple[Original, ...]:
    """The signed files of a directive, the latest first."""
    asked = (
        select(OriginalRow, EvidenceRow, OfficialRow.name)
        .join(EvidenceRow, EvidenceRow.id == OriginalRow.file)
        .outerjoin(OfficialRow, OfficialRow.id == OriginalRow.attached_by)
        .where(OriginalRow.directive == directive)
        .order_by(OriginalRow.place.desc())
    )
    return tuple(
        Original(kept.id, kept.name, kept.sha256, kept.size, kept.state, by or "", row.attached_at, in_force=n == 0)
        for n, (row, kept, by) in enumerate(session.execute(asked))
    )
