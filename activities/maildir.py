"""A folder in which a mail server leaves mails (Maildir): each new one goes to the letterbox, then among those seen."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Maildir:
    """Looks into `folder`/new; a mail stays there until it is written down, so none is lost."""

    folder: Path
    take: Callable[[bytes], object]

    def __call__(self) -> int:
        """Take in what is new; how many."""
        (self.folder / "cur").mkdir(parents=True, exist_ok=True)
        taken = 0
        for file in sorted((self.folder / "new").glob("*")):
            self.take(file.read_bytes())
            file.rename(self.folder / "cur" / f"{file.name}:2,S")
            taken += 1
        return taken
