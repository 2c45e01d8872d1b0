"""Counts of what may be tried so often only, in the database: all processes of an installation share them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from sqlalchemy import delete

from acts.desk import Answer, Deed, Desk, perform
from domain.limits import Limit, TooOften
from domain.rights import SYSTEM
from storage.counts import add
from storage.tables import TryRow


@dataclass(frozen=True)
class Try:
    """One try under a limit; `weight` where not each one counts alike."""

    limit: Limit
    weight: int = 1


def take(desk: Desk, wanted: Mapping[str, Limit | Try]) -> None:
    """Count one try under each key, or raise TooOften and count none."""

    def deed(doing: Deed) -> Answer:
        take_within(doing, wanted)
        return Answer({})

    perform(desk, SYSTEM, deed)


def take_within(doing: Deed, wanted: Mapping[str, Limit | Try]) -> None:
    """The same as part of an act: where it is refused, or the act is, nothing is counted."""
    waits: list[tuple[timedelta, str]] = []
    for key, one in sorted(wanted.items()):  # always in one order, so that no two wait for each other
        told = one if isinstance(one, Try) else Try(one)
        count, began = add(doing.session, _digest(key), told.weight, doing.now, told.limit.span)
        if count > told.limit.most:
            waits.append((began + told.limit.span - doing.now, told.limit.said))
    if waits:
        longest, said = max(waits)
        raise TooOften(max(1, ceil(longest.total_seconds())), said)


def forget(desk: Desk, keys: Iterable[str]) -> None:
    """Forget the tries under these keys: what came of them was right."""
    digests = [_digest(key) for key in keys]

    def deed(doing: Deed) -> Answer:
        doing.session.execute(delete(TryRow).where(TryRow.key.in_(digests)))
        return Answer({})

    if digests:
        perform(desk, SYSTEM, deed)


def sweep(desk: Desk) -> None:
    """Let go of counts whose span is over; they hold nobody off any more. Idempotent, for a calendar job."""

    def deed(doing: Deed) -> Answer:
        doing.session.execute(delete(TryRow).where(TryRow.until < doing.now))
        return Answer({})

    perform(desk, SYSTEM, deed)


def _digest(key: str) -> str:
    """Keys hold logins and addresses; what is kept tells neither."""
    return hashlib.sha256(key.encode()).hexdigest()
