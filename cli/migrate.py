"""`dondoc migrate`: bring the database to this version."""

from settings import Settings
from storage.database import Memory
from storage.schema import migrate as upgrade


def migrate(settings: Settings) -> int:
    """Upgrade, and print the revision; the exit status."""
    print(upgraded(settings))
    return 0


def upgraded(settings: Settings) -> str:
    """The database of an installation, brought to this version; the revision."""
    settings.data.mkdir(parents=True, exist_ok=True)
    memory = Memory(settings.database)
    try:
        return upgrade(memory)
    finally:
        memory.close()
