"""One count a key within a span, added to in one statement on either database, so that no process counts past another."""

from datetime import datetime, timedelta

from sqlalchemy import case
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from storage.tables import TryRow


def add(session: Session, key: str, weight: int, now: datetime, span: timedelta) -> tuple[int, datetime]:
    """Add to the count of a key, which begins anew where its span is over; the count, and when it began."""
    first = {"key": key, "count": weight, "began_at": now, "until": now + span}
    over = TryRow.until <= now
    again = {
        "count": case((over, weight), else_=TryRow.count + weight),
        "began_at": case((over, now), else_=TryRow.began_at),
        "until": case((over, now + span), else_=TryRow.until),
    }
    postgres = session.get_bind().dialect.name == "postgresql"
    insert = postgres_insert(TryRow) if postgres else sqlite_insert(TryRow)
    onto = insert.values(**first).on_conflict_do_update(index_elements=["key"], set_=again)
    count, began = session.execute(onto.returning(TryRow.count, TryRow.began_at)).one()
    return count, began
