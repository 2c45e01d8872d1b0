"""The store of files: bytes under the digest they hash to, on disk before any row speaks of them, never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Problem, Refusal

MOST_BYTES = 20 * 2**20
"""A scanned signed report with its annexes is smaller."""


@dataclass(frozen=True)
class Kept:
    """A file on disk: its digest, which is its name, and its size."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Arrived:
    """A stream written down and not yet in the store: to be looked at, then kept or dropped."""

    path: Path
    kept: Kept

    def drop(self) -> None:
        """Forget it."""
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Files:
    """A folder of files by digest: `ab/abcdef…`. What no row names is an orphan of a request that broke off."""

    root: Path

    def path(self, sha256: str) -> Path:
        """Where the bytes of that digest lie."""
        return self.root / sha256[:2] / sha256

    def arrive(self, chunks: Iterable[bytes], most: int = MOST_BYTES) -> Arrived:
        """Write a stream down beside the store, hashed on the way and flushed to the disk. Refused beyond `most`."""
        arriving = self.root / "arriving"
        arriving.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=arriving, delete=False) as file:
            temporary = Path(file.name)
            try:
                for chunk in chunks:
                    size += len(chunk)
                    if size > most:
                        raise _too_large(most)
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                temporary.unlink()
                raise
        return Arrived(temporary, Kept(digest.hexdigest(), size))

    def keep(self, arrived: Arrived) -> Kept:
        """Give what arrived its name; what lay there under it already has the same bytes."""
        target = self.path(arrived.kept.sha256)
        target.parent.mkdir(exist_ok=True)
        arrived.path.replace(target)
        for folder in (target.parent, self.root):
            _flush(folder)
        return arrived.kept


def _flush(folder: Path) -> None:
    """Make the name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _too_large(most: int) -> Refusal:
    problem = Problem("file", f"nhiều nhất {most // 2**20} MB")
    return Refusal("invalid", "too-large", "Tệp quá lớn.", (problem,))
