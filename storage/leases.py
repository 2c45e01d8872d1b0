"""A row lease: of several processes one does the job, and another takes over when it stops renewing."""

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from storage.tables import LeaseRow
from storage.upsert import insert_or_ignore


def take_lease(session: Session, name: str, holder: str, until: datetime, now: datetime) -> bool:
    """Take or renew the lease `name` until an instant; False while somebody else holds it."""
    insert_or_ignore(session, LeaseRow, {"name": name, "holder": holder, "until": until})
    taken = session.execute(
        update(LeaseRow)
        .where(LeaseRow.name == name, or_(LeaseRow.holder == holder, LeaseRow.until <= now))
        .values(holder=holder, until=until)
        .execution_options(synchronize_session=False)
        .returning(LeaseRow.name)
    )
    return taken.first() is not None


def stands(session: Session, name: str, now: datetime) -> bool:
    """Whether somebody holds the lease at `now`."""
    return session.scalar(select(LeaseRow.name).where(LeaseRow.name == name, LeaseRow.until > now)) is not None
