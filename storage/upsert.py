"""Insert that yields to a row already there, in the words of either database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from storage.tables import Base


def insert_or_ignore(session: Session, table: type[Base], values: Mapping[str, Any]) -> bool:
    """Insert unless a unique key already stands; True when the row is new."""
    if session.get_bind().dialect.name == "postgresql":
        statement = postgres_insert(table).values(**values).on_conflict_do_nothing()
        return session.execute(statement.returning(literal(1))).first() is not None
    lite = sqlite_insert(table).values(**values).on_conflict_do_nothing()
    return session.execute(lite.returning(literal(1))).first() is not None
