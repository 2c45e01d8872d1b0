"""Bring a database to the newest schema: Alembic, with the migrations beside this file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage import triggers
from storage.database import Memory, UnsafeDatabase

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(memory: Memory) -> str:
    """Upgrade to the newest revision in one transaction, and name it."""
    config = _config()
    with memory.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        triggers.create(connection)
    return newest()


def newest() -> str:
    """The revision this program stands for."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def assert_current(memory: Memory) -> None:
    """Refuse a database of another revision or one that lost its triggers. Raises UnsafeDatabase."""
    with memory.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current != newest():
            raise UnsafeDatabase(
                f"Cơ sở dữ liệu ở phiên bản {current or 'trống'}, chương trình cần phiên bản {newest()}; đề nghị chạy dondoc migrate."
            )
        if lost := triggers.missing(connection):
            raise UnsafeDatabase(
                f"Cơ sở dữ liệu thiếu trigger bảo vệ ({', '.join(lost)}); đề nghị chạy dondoc migrate."
            )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config
