"""What was said of an assignment, in the order it was said."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import OfficialRow, RemarkRow


@dataclass(frozen=True)
class RemarkLine:
    """One remark with the name of who made it; an obstacle stands until `closed_at`."""

    id: str
    kind: str
    text: str
    by: str
    by_unit: str | None
    mentions: tuple[str, ...]
    evidence: tuple[str, ...]
    percent: int | None
    blocks: str | None
    since: date | None
    at: datetime
    closed_at: datetime | None


def of_assignment(session: Session, assignment: str) -> tuple[RemarkLine, ...]:
    """The remarks of one assignment; whether it is seen is asked by whoever asks."""
    asked = (
        select(RemarkRow, OfficialRow.name)
        .outerjoin(OfficialRow, OfficialRow.id == RemarkRow.by)
        .where(RemarkRow.assignment == assignment)
        .order_by(RemarkRow.at, RemarkRow.id)
    )
    return tuple(_line(row, name) for row, name in session.execute(asked))


def _line(row: RemarkRow, name: str | None) -> RemarkLine:
    return RemarkLine(
        id=row.id,
        kind=row.kind,
        text=row.text,
        by=name or row.by,
        by_unit=row.by_unit,
        mentions=tuple(row.mentions),
        evidence=tuple(row.evidence),
        percent=row.percent,
        blocks=row.blocks,
        since=row.since,
        at=row.at,
        closed_at=row.closed_at,
    )
