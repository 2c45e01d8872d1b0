"""Files handed in, for who may see them: who handed them in, their unit, and whoever sees what they are attached to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from domain.rights import Act, Scope, absent, may
from storage.tables import AnswerLineRow, AssignmentRow, CompletionRow, EvidenceRow, OriginalRow, RemarkRow, ReviewRow
from storage.views.directives import sees_any

MOST_SHOWN = 100
"""Files offered to choose from."""


@dataclass(frozen=True)
class EvidenceLine:
    """A file as it may be handed out: only what was found clean is."""

    id: str
    sha256: str
    name: str
    media_type: str
    size: int
    state: str
    unit: str | None
    uploaded_at: datetime


def get(session: Session, scope: Scope, evidence: str) -> EvidenceLine:
    """One file; absent where it is not there or not seen. Administrators see no evidence."""
    row = session.get(EvidenceRow, evidence)
    if row is None or not (
        _own(scope, row)
        or _attached(session, scope, evidence)
        or _issued(session, scope, evidence)
        or _signed(session, scope, evidence)
    ):
        raise absent()
    return _line(row)


def seen(session: Session, scope: Scope, ids: Sequence[str]) -> list[EvidenceLine]:
    """Those of some files that this scope handed in or that its unit did."""
    rows = (session.get(EvidenceRow, one) for one in ids)
    return [_line(row) for row in rows if row is not None and _own(scope, row)]


def of_unit(session: Session, scope: Scope, unit: str, since: datetime) -> list[EvidenceLine]:
    """Files that a unit has handed in since an instant, the latest first: what it may cite again."""
    asked = select(EvidenceRow).where(EvidenceRow.unit == unit, EvidenceRow.uploaded_at >= since)
    rows = session.scalars(asked.order_by(EvidenceRow.uploaded_at.desc(), EvidenceRow.id).limit(MOST_SHOWN))
    return [_line(row) for row in rows if _own(scope, row)]


def carried(session: Session, ids: Iterable[str]) -> dict[str, EvidenceLine]:
    """The files that reports carry, by id: for who has already been shown those reports."""
    rows = session.scalars(select(EvidenceRow).where(EvidenceRow.id.in_(sorted(set(ids)))))
    return {row.id: _line(row) for row in rows}


def _line(row: EvidenceRow) -> EvidenceLine:
    return EvidenceLine(row.id, row.sha256, row.name, row.media_type, row.size, row.state, row.unit, row.uploaded_at)


def _own(scope: Scope, row: EvidenceRow) -> bool:
    if row.uploaded_by == scope.actor:
        return True
    return row.unit is not None and scope.sees(row.unit) and may(scope, Act.READ, row.unit)


def _issued(session: Session, scope: Scope, evidence: str) -> bool:
    """Whether it is the signed file of a review that has gone out: whoever may read reviews may have it."""
    out = select(ReviewRow.period).where(ReviewRow.file == evidence, ReviewRow.published_at.is_not(None))
    return may(scope, Act.READ_REVIEW) and session.scalar(out.limit(1)) is not None


def _signed(session: Session, scope: Scope, evidence: str) -> bool:
    """Whether it is a signed file of a directive that this scope sees: a unit, once it was issued to it."""
    directives = session.scalars(select(OriginalRow.directive).where(OriginalRow.file == evidence)).all()
    return sees_any(session, scope, directives)


def _attached(session: Session, scope: Scope, evidence: str) -> bool:
    """Whether a report or a contribution that this scope sees carries the file."""
    named = f'%"{evidence}"%'
    reports = (
        select(AssignmentRow.unit, AssignmentRow.acceptor)
        .join(AnswerLineRow, AnswerLineRow.assignment == AssignmentRow.id)
        .join(CompletionRow, CompletionRow.id == AnswerLineRow.completion)
        .where(cast(CompletionRow.evidence, String).like(named))
    )
    said = (
        select(AssignmentRow.unit, AssignmentRow.acceptor)
        .join(RemarkRow, RemarkRow.assignment == AssignmentRow.id)
        .where(cast(RemarkRow.evidence, String).like(named))
    )
    found = [*session.execute(reports), *session.execute(said)]
    return any(
        scope.sees(unit) or (acceptor is not None and may(scope, Act.ANSWER, unit, lead=unit, acceptor=acceptor))
        for unit, acceptor in found
    )
