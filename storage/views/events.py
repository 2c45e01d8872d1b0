"""The log as a feed: what happened after a place in it."""

from sqlalchemy.orm import Session

from domain.rights import Act, Scope, require
from storage import log
from storage.log import Event


def after(session: Session, scope: Scope, seq: int, limit: int) -> list[Event]:
    """The next events after `seq`, in order, for who may read the whole log."""
    require(scope, Act.READ_LOG)
    return log.read_after(session, seq, limit)
