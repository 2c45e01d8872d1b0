"""`dondoc migrate`: bring the database to this version."""

from settings import Settings
from storage.database import Memory
from storage.schema import migrate as upgrade


def migrate(settings: Settings) -> int:
    """Upgrade, and print the revision; the exit status."""
    settings.data.mkdir(parents=True, exist_ok=True)
    memory = Memory(settings.database)
    try:
        print(upgrade(memory))
    finally:
        memory.close()
    return 0
