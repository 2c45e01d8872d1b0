"""The database behind one door: readers, writers, and the settings without which it refuses to start."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.orm import Session

if sys.platform == "linux":
    import pysqlite3.dbapi2 as sqlite
else:
    import sqlite3 as sqlite

POOL = 20
"""Connections on PostgreSQL; the doors use as many threads, so that none waits for the other."""
BUSY_MS = 15_000
SAFE_WAL = (3, 51, 3)
"""Older SQLite libraries can corrupt a WAL database under two writing processes (sqlite.org/wal.html)."""


DatabaseFault = DatabaseError
"""What is raised where the database can be read or written no more: its `orig` is the driver's own word."""
OWN_MISTAKES = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""Kinds of it that tell of a statement of ours, never of the disk or the server."""


class UnsafeDatabase(RuntimeError):  # noqa: N818 - it names what it found
    """A setting of the database would break a promise; the message names it and the value that is needed."""


class Memory:
    """The one way to the rows. `writing` commits at its end or leaves nothing."""

    def __init__(self, url: str) -> None:
        """Open the database at an SQLAlchemy URL; a bare path is an SQLite file."""
        self.url = url if "://" in url else f"sqlite:///{Path(url).absolute()}"
        self.is_sqlite = make_url(self.url).get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url)
        # Writers of one process queue here instead of spinning on the lock of the file.
        self._one_writer = threading.Lock() if self.is_sqlite else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, on one consistent state; whatever it changed is thrown away."""
        with Session(self.engine, autoflush=False) as session:
            if not self.is_sqlite:  # each statement would see what others committed before it
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction: committed at the end of the block, rolled back whole when anything is raised."""
        kind = {"begin": "IMMEDIATE"} if self.is_sqlite else {}
        with (
            self._one_writer or nullcontext(),
            Session(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.connection(execution_options=kind)
            yield session

    def assert_settings(self) -> dict[str, str]:
        """Check the settings the promises rest on; what was found, for the page of health.

        Raises UnsafeDatabase, also where the database cannot be opened at all.
        """
        try:
            with self.engine.connect() as connection:
                return _sqlite_settings(connection) if self.is_sqlite else _postgres_settings(connection)
        except DatabaseFault as error:
            raise UnsafeDatabase(
                f"Không mở được cơ sở dữ liệu: {error.orig}. Đề nghị kiểm tra DONDOC_DATA, DONDOC_DATABASE_URL; "
                "cơ sở dữ liệu mới do dondoc migrate tạo."
            ) from None

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(
        url, module=sqlite, pool_size=POOL, max_overflow=0, connect_args={"check_same_thread": False}
    )
    journal = "WAL" if sqlite.sqlite_version_info >= SAFE_WAL else "TRUNCATE"

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: Any) -> None:
        # The driver must not open transactions by itself: it would begin them deferred and lose updates.
        connection.isolation_level = None
        for pragma in (f"journal_mode={journal}", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        kind = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")

    return engine


def _postgres_engine(url: str) -> Engine:
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"), pool_size=POOL, max_overflow=0, pool_pre_ping=True
    )


def _sqlite_settings(connection: Any) -> dict[str, str]:
    needed = {"synchronous": {"2"}, "foreign_keys": {"1"}, "journal_mode": {"wal", "truncate"}}
    found = {name: str(connection.execute(text(f"PRAGMA {name}")).scalar()) for name in needed}
    _compare(found, needed)
    return {"library": f"SQLite {sqlite.sqlite_version}", **found}


def _postgres_settings(connection: Any) -> dict[str, str]:
    needed = {"synchronous_commit": {"on", "remote_apply", "remote_write"}, "fsync": {"on"}, "full_page_writes": {"on"}}
    found = {name: str(connection.execute(text(f"SHOW {name}")).scalar()) for name in needed}
    _compare(found, needed)
    return {"library": str(connection.execute(text("SHOW server_version")).scalar()), **found}


def _compare(found: dict[str, str], needed: dict[str, set[str]]) -> None:
    for name, values in needed.items():
        if found[name].lower() not in values:
            raise UnsafeDatabase(
                f"Thiết lập {name} của cơ sở dữ liệu đang là “{found[name]}”; cần là {' hoặc '.join(sorted(values))}."
            )
