"""Which installation this machine is: from its setting, else from a file in the data folder that names its place.

A copy of the folder on another machine, or at another place of this one, is not that installation: it sends nothing.
"""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from settings import Settings

FILE = "instance"
MACHINE = Path("/etc/machine-id")


@dataclass(frozen=True)
class Place:
    """Where an installation lives: its folder, and a digest of the machine's id (empty where it has none)."""

    folder: str
    machine: str

    def is_here(self, here: "Place") -> bool:
        """Whether that is this place; a machine that has no id is known by the folder alone."""
        same = not (self.machine and here.machine) or self.machine == here.machine
        return same and self.folder == here.folder


def known_instance(settings: Settings) -> str:
    """The installation this machine is; empty where it is none, or only a copy of one."""
    if settings.instance is not None:
        return settings.instance
    kept = _kept(settings)
    return kept[0] if kept is not None and kept[1].is_here(_here(settings)) else ""


def keep_instance(settings: Settings, mine: str) -> None:
    """Write down which installation this place is, whole or not at all; a setting says it by itself."""
    if settings.instance is None:
        _written(settings, mine).replace(settings.data / FILE)


def claimed_instance(settings: Settings, fresh: str) -> str:
    """Which installation this place is from now on: `fresh` unless it is one. Of several that ask at once one is heard."""
    if mine := known_instance(settings):
        return mine
    file, told = settings.data / FILE, _written(settings, fresh)
    try:
        os.link(told, file)
    except FileExistsError:
        if not known_instance(settings):  # it was written at another place
            told.replace(file)
    finally:
        told.unlink(missing_ok=True)
    return known_instance(settings)


def _written(settings: Settings, mine: str) -> Path:
    """A file beside the one it will replace: that one is whole or not there at all."""
    here = _here(settings)
    with tempfile.NamedTemporaryFile("w", dir=settings.data, prefix=f"{FILE}.", delete=False, encoding="utf-8") as file:
        file.write(json.dumps({"instance": mine, "folder": here.folder, "machine": here.machine}) + "\n")
    return Path(file.name)


def _here(settings: Settings) -> Place:
    told = MACHINE.read_text("ascii").strip() if MACHINE.exists() else ""
    machine = hashlib.sha256(f"dondoc {told}".encode()).hexdigest()[:32] if told else ""
    return Place(str(settings.data.resolve()), machine)


def _kept(settings: Settings) -> tuple[str, Place] | None:
    """What the file says; None where there is none, or it is not ours to read."""
    try:
        told = json.loads((settings.data / FILE).read_text("utf-8"))
        return str(told["instance"]), Place(str(told["folder"]), str(told["machine"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
