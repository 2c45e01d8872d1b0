"""`dondoc migrate`: bring the database to this version."""

from cli.instance import found_instance
from settings import Settings
from storage.database import Memory
from storage.schema import migrate as upgrade


def migrate(settings: Settings) -> int:
    """Upgrade, and print the revision; the exit status."""
    print(upgraded(settings))
    return 0


def upgraded(settings: Settings) -> str:
    """The database of an installation, brought to this version and told whose it is; the revision."""
    settings.data.mkdir(parents=True, exist_ok=True)
    memory = Memory(settings.database)
    try:
        revision = upgrade(memory)
    finally:
        memory.close()
    found_instance(settings)
    return revision
