"""Triggers that forbid to change or delete what was logged; start-up and `verify` check that they are there."""

from sqlalchemy import Connection, text

GUARDED = ("event", "access", "appraisal_mark", "appraisal_move")

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$
"""
_POSTGRES = """
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""
_TRUNCATE = """
CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION refuse_change()
"""


def create(connection: Connection) -> None:
    """Put the triggers in place; a second call changes nothing."""
    postgres = connection.dialect.name == "postgresql"
    if postgres:
        connection.execute(text(_FUNCTION))
    for table in GUARDED:
        for verb in ("update", "delete"):
            connection.execute(text((_POSTGRES if postgres else _SQLITE).format(table=table, verb=verb)))
        if postgres:
            connection.execute(text(_TRUNCATE.format(table=table)))


def missing(connection: Connection) -> list[str]:
    """Names of triggers that should be there and are not."""
    postgres = connection.dialect.name == "postgresql"
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if postgres
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    present = set(connection.execute(text(asked)).scalars())
    verbs = ("update", "delete", "truncate") if postgres else ("update", "delete")
    return [name for table in GUARDED for verb in verbs if (name := f"{table}_no_{verb}") not in present]
