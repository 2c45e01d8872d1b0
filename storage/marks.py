"""Marks of how far the log has come, kept outside the database: a database set back is known by them."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from domain.outgoing import Mark

LONGEST = 1 << 20
"""Bytes after which the file is cut down to its last marks."""
KEPT = 200
"""Marks that stay when it is; the furthest of a log is always among its last."""
_OWNER_ONLY = 0o600

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Marks:
    """A file of marks, one a line. Writing one costs a few microseconds; `settle` makes them outlast a power cut."""

    file: Path

    def write(self, mark: Mark) -> bool:
        """Add a mark. Nothing that was said yes to is undone because this place is away: False, and it is logged."""
        line = json.dumps([mark.instance, mark.seq, mark.digest, mark.at.isoformat()]).encode() + b"\n"
        try:
            with self._alone():
                place = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
                try:
                    os.write(place, line)
                finally:
                    os.close(place)
        except OSError as error:
            log.warning("the mark could not be written", file=str(self.file), error=str(error))
            return False
        return True

    def read(self) -> Iterator[Mark]:
        """Every mark; a line cut off by a power cut is passed over. Raises OSError where the place is away."""
        if not self.file.exists():
            return
        for line in self.file.read_bytes().splitlines():
            try:
                instance, seq, digest, at = json.loads(line)
                yield Mark(instance, int(seq), digest, datetime.fromisoformat(at))
            except ValueError:
                continue

    def settle(self) -> None:
        """Flush what was written, and keep the file short. A mark lost by the cut is followed by a further one."""
        try:
            with self._alone():
                self._cut_down()
            place = os.open(self.file, os.O_RDONLY)
            try:
                os.fsync(place)
            finally:
                os.close(place)
        except OSError as error:
            log.warning("the marks could not be settled", file=str(self.file), error=str(error))

    def _cut_down(self) -> None:
        if self.file.exists() and self.file.stat().st_size > LONGEST:
            fresh = self.file.with_suffix(".new")
            fresh.write_bytes(b"".join(self.file.read_bytes().splitlines(keepends=True)[-KEPT:]))
            fresh.chmod(_OWNER_ONLY)
            fresh.replace(self.file)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process writes meanwhile: a mark put into a file that is being replaced would be gone."""
        place = os.open(self.file.parent, os.O_RDONLY)
        try:
            fcntl.flock(place, fcntl.LOCK_EX)
            yield
        finally:
            os.close(place)
