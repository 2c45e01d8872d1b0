"""The journal of promises, kept outside the database: what a restored one has forgotten is learnt back from it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import dropwhile
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

    def forget(self, now: datetime) -> None:
        """Let go of what every backup must hold by now; at most once a day, as the whole file is written anew."""
        since = now - KEPT
        oldest = next((line for line in self.read() if isinstance(line, Line)), None)
        if oldest is not None and oldest.promise.at < since - timedelta(days=1):
            Lines(self.file).cut_down(lambda lines: dropwhile(lambda line: _is_older(line, since), lines))

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


def _is_older(line: bytes, since: datetime) -> bool:
    """Whether a line may go; one that cannot be read goes with those around it."""
    found = _read(0, line)
    return isinstance(found, Spoilt) or found.promise.at < since
