"""A file of lines beside the database, written by several processes: a line is there whole or not at all."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_OWNER_ONLY = 0o600
_NEWLINE = b"\n"


@dataclass(frozen=True)
class Lines:
    """Lines that only their owner reads. Everything raises OSError where the place is away or full."""

    file: Path

    def append(self, lines: Sequence[bytes], *, settled: bool = False) -> None:
        """Add lines; `settled` says that they outlast a power cut before this returns."""
        with self._alone():
            new = not self.file.exists()
            place = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
            try:
                _write_whole(place, b"".join(line + _NEWLINE for line in lines))
            except OSError:
                os.close(place)
                raise
        try:
            if settled:  # others write meanwhile: who waits for the disk holds nobody up
                os.fsync(place)
        finally:
            os.close(place)
        if settled and new:
            _settle(self.file.parent)

    def read(self) -> Iterator[bytes]:
        """Every line without its end; the last one may be torn."""
        if self.file.exists():
            with self.file.open("rb") as file:
                yield from (line.rstrip(_NEWLINE) for line in file)

    def settle(self) -> None:
        """Flush what was written."""
        _settle(self.file)

    def cut_down(self, kept: Callable[[Iterator[bytes]], Iterable[bytes]]) -> None:
        """Keep only what `kept` says of the lines; whole or not at all, and no line written meanwhile is lost."""
        with self._alone():
            fresh = self.file.with_name(f"{self.file.name}.new")
            with open(fresh, "wb", opener=_for_owner) as file:
                file.writelines(line + _NEWLINE for line in kept(self.read()))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.file)
        _settle(self.file.parent)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process writes meanwhile: a line put into a file that is being replaced would be gone."""
        place = os.open(self.file.parent, os.O_RDONLY)
        try:
            fcntl.flock(place, fcntl.LOCK_EX)
            yield
        finally:
            os.close(place)


def _write_whole(place: int, told: bytes) -> None:
    """Write at the end, on a line of its own: what a full disk took half of is taken back."""
    size = os.fstat(place).st_size
    torn = size > 0 and os.pread(place, 1, size - 1) != _NEWLINE
    told = _NEWLINE + told if torn else told
    try:
        if os.write(place, told) == len(told):
            return
        raise OSError(f"only a part of {len(told)} bytes could be written")
    except OSError:
        os.ftruncate(place, size)
        raise


def _settle(path: Path) -> None:
    place = os.open(path, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, _OWNER_ONLY)
