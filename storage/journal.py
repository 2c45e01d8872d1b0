"""The journal of promises, kept outside the database: what a restored one has forgotten is learnt back from it."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from pydantic import TypeAdapter, ValidationError

from domain.journal import KEPT, Promise
from storage.outside import Lines

LEAST_FREE = 1 << 20
"""Bytes of free disk below which the journal counts as away: the next promises would not fit."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Line:
    """A promise of an installation, at its number in the file."""

    number: int
    instance: str
    promise: Promise


@dataclass(frozen=True)
class Spoilt:
    """A line that cannot be read, at its number in the file."""

    number: int


@dataclass(frozen=True)
class _Written:
    instance: str
    promise: Promise


_ON_DISK = TypeAdapter(_Written)
_PROMISE: TypeAdapter[Promise] = TypeAdapter(Promise)


def plain(promise: Promise) -> dict[str, Any]:
    """A promise as JSON, to be kept in a row."""
    told: dict[str, Any] = _PROMISE.dump_python(promise, mode="json")
    return told


def promise_of(told: Mapping[str, Any]) -> Promise:
    """The promise that `plain` wrote."""
    return _PROMISE.validate_python(told)


@dataclass(frozen=True)
class Journal:
    """A file of promises, one a line of JSON. It holds personal data: only its owner reads it."""

    file: Path

    def write(self, instance: str, promises: Sequence[Promise]) -> bool:
        """Add promises that outlast a power cut before this returns.

        Where the place is away or full nothing is refused for it: False, it is logged, and the page of health says so.
        """
        try:
            told = [_ON_DISK.dump_json(_Written(instance, promise)) for promise in promises]
            Lines(self.file).append(told, settled=True)
        except OSError as error:
            log.warning("the journal of promises could not be written", file=str(self.file), error=str(error))
            return False
        return True

    def read(self) -> Iterator[Line | Spoilt]:
        """Every promise, the oldest first, and each line that is none. Raises OSError where the place is away."""
        lines = enumerate(Lines(self.file).read(), start=1)
        return (_read(number, line) for number, line in lines if line.strip())

    def forget(self, instance: str, now: datetime) -> None:
        """Let go of what every backup of an installation must hold by now; nothing of another's that writes here too.

        At most once a day, as the whole file is written anew. Where even its newest promise would go, nothing does: the
        clock is wrong, or nothing new has come since.
        """
        since = now - KEPT
        oldest = next(self._of(instance, Lines(self.file).read()), None)
        if oldest is None or oldest.at >= since - timedelta(days=1):
            return
        newest = next(self._of(instance, reversed(list(Lines(self.file).read()))), oldest)
        if newest.at >= since:
            Lines(self.file).cut_down(lambda lines: _younger(lines, instance, since))

    @staticmethod
    def _of(instance: str, lines: Iterable[bytes]) -> Iterator[Promise]:
        found = (_read(0, line) for line in lines)
        return (line.promise for line in found if isinstance(line, Line) and line.instance == instance)

    def is_there(self) -> bool:
        """Whether the next promise could be written."""
        try:
            place = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                left = os.fstatvfs(place)
            finally:
                os.close(place)
        except OSError:
            return False
        return left.f_bavail * left.f_frsize >= LEAST_FREE


def _read(number: int, line: bytes) -> Line | Spoilt:
    try:
        found = _ON_DISK.validate_json(line)
    except ValidationError:
        return Spoilt(number)
    return Line(number, found.instance, found.promise)


def _younger(lines: Iterable[bytes], instance: str, since: datetime) -> Iterator[bytes]:
    """What stays of the lines; one that cannot be read goes with those before it."""
    stays = False
    for line in lines:
        found = _read(0, line)
        if isinstance(found, Line):
            stays = found.instance != instance or found.promise.at >= since
        if stays:
            yield line
