"""The access log: who came in, who tried, what was ended. Apart from the log of facts, chained like it, anchored in it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.log import GENESIS
from storage.tables import AccessHeadRow, AccessRow

BATCH = 1000


@dataclass(frozen=True)
class Access:
    """One line of the access log."""

    seq: int
    at: datetime
    kind: str
    official: str | None
    data: Mapping[str, Any]
    previous: str = GENESIS
    digest: str = ""


def append(session: Session, now: datetime, kind: str, official: str | None, data: Mapping[str, Any]) -> int:
    """Add one line, late in its transaction and before the log of facts; its number."""
    session.flush()
    head = session.execute(
        update(AccessHeadRow)
        .where(AccessHeadRow.id == 1)
        .values(seq=AccessHeadRow.seq + 1)
        .execution_options(synchronize_session=False)
        .returning(AccessHeadRow.seq, AccessHeadRow.digest, AccessHeadRow.at)
    ).one()
    at = max(now, head.at) if head.at is not None else now
    line = Access(head.seq, at, kind, official, data, head.digest)
    digest = digest_of(line)
    session.add(
        AccessRow(
            seq=line.seq,
            at=at,
            kind=kind,
            official=official,
            data=dict(data),
            previous=line.previous,
            digest=digest,
        )
    )
    session.execute(
        update(AccessHeadRow)
        .where(AccessHeadRow.id == 1)
        .values(digest=digest, at=at)
        .execution_options(synchronize_session=False)
    )
    session.flush()
    return line.seq


def digest_of(line: Access) -> str:
    """The link of the chain: sha256 over everything the line says and the digest before it."""
    told = [line.seq, line.at.isoformat(), line.kind, line.official, line.data, line.previous]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def everything(session: Session) -> Iterator[Access]:
    """The whole access log in order, in batches."""
    seq = 0
    while batch := session.scalars(
        select(AccessRow).where(AccessRow.seq > seq).order_by(AccessRow.seq).limit(BATCH)
    ).all():
        for row in batch:
            yield Access(row.seq, row.at, row.kind, row.official, row.data, row.previous, row.digest)
        seq = batch[-1].seq


def head(session: Session) -> tuple[int, str, int]:
    """Number and digest of the last line, and the number of the last one anchored."""
    row = session.get_one(AccessHeadRow, 1)
    return row.seq, row.digest, row.anchored
