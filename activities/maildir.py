"""A folder in which a mail server leaves mails (Maildir): each new one goes to the letterbox, then among those seen."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from acts.desk import Answer
from acts.inbound import MARKED


@dataclass(frozen=True)
class Maildir:
    """Looks into `folder`/new; a mail stays there until it is written down, so none is lost.

    One with a mark of secrecy is not left lying in the folder either.
    """

    folder: Path
    take: Callable[[bytes], Answer]

    def __call__(self) -> int:
        """Take in what is new; how many."""
        (self.folder / "cur").mkdir(parents=True, exist_ok=True)
        taken = 0
        for file in sorted((self.folder / "new").glob("*")):
            if self.take(file.read_bytes()).body["state"] == MARKED:
                file.unlink()
            else:
                file.rename(self.folder / "cur" / f"{file.name}:2,S")
            taken += 1
        return taken
