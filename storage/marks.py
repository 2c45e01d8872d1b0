"""Marks of how far the log has come, kept outside the database: a database set back is known by them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from domain.outgoing import Mark
from storage.outside import Lines

LONGEST = 1 << 20
"""Bytes after which the file is cut down to its last marks."""
KEPT = 200
"""Marks that stay when it is; the furthest of a log is always among its last."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Marks:
    """A file of marks, one a line. Writing one costs a few microseconds; `settle` makes them outlast a power cut."""

    file: Path

    def write(self, mark: Mark) -> bool:
        """Add a mark. Nothing that was said yes to is undone because this place is away: False, and it is logged."""
        line = json.dumps([mark.instance, mark.seq, mark.digest, mark.at.isoformat()]).encode()
        try:
            Lines(self.file).append([line])
        except OSError as error:
            log.warning("the mark could not be written", file=str(self.file), error=str(error))
            return False
        return True

    def read(self) -> Iterator[Mark]:
        """Every mark; a line cut off by a power cut is passed over. Raises OSError where the place is away."""
        for line in Lines(self.file).read():
            try:
                instance, seq, digest, at = json.loads(line)
                yield Mark(instance, int(seq), digest, datetime.fromisoformat(at))
            except ValueError:
                continue

    def settle(self) -> None:
        """Flush what was written, and keep the file short. A mark lost by the cut is followed by a further one."""
        try:
            if self.file.exists() and self.file.stat().st_size > LONGEST:
                Lines(self.file).cut_down(lambda lines: list(lines)[-KEPT:])
            Lines(self.file).settle()
        except OSError as error:
            log.warning("the marks could not be settled", file=str(self.file), error=str(error))
