"""What is promised outside the database too: reports that were accepted, and mails that were handed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

KEPT = timedelta(days=35)
"""How long a promise stays in the journal: every backup that may still be restored must be younger."""
_BY_CONTENT = frozenset({"figures", "review"})
"""How the causes begin whose numbers are what they tell, no counts."""


def counts_changes(cause: str) -> bool:
    """Whether a cause carries a version of a row: it goes back with the database, and then stands for another change."""
    kind, *parts = cause.split("/")
    return kind not in _BY_CONTENT and any(part.isdecimal() for part in parts)


@dataclass(frozen=True)
class Task:
    """An assignment a report is about, with what a person knows it by."""

    assignment: str
    number: str | None
    ref: str


@dataclass(frozen=True)
class File:
    """A file that went along; its bytes lie in the store of files under their digest."""

    id: str
    sha256: str
    name: str
    media_type: str
    size: int
    uploaded_by: str


@dataclass(frozen=True)
class Accepted:
    """A report that was said yes to: all that recognises it, or enters it once more under the same id.

    `key` and `request` are those under which it was asked for, where it was asked for under a key.
    """

    id: str
    at: datetime
    actor: str
    unit: str
    unit_name: str
    tasks: tuple[Task, ...]
    document: Mapping[str, Any] | None
    result_on: date
    values: Mapping[str, Mapping[str, Any]]
    note: str
    source: str
    recorded_for: str | None
    files: tuple[File, ...]
    key: str | None = None
    request: str = ""
    what: Literal["completion accepted"] = "completion accepted"


@dataclass(frozen=True)
class Rung:
    """What a step is whatever id it was given: the same in every history of its subject.

    Versions and counts go back with a database, so `at`, when it fell due, tells two histories apart; lines of before
    that was kept have none.
    """

    subject_kind: str
    subject: str
    rung: str
    deadline_version: int
    occurrence: int
    at: datetime | None = None


@dataclass(frozen=True)
class Told:
    """One notice of a mail by its key (cause, addressee, channel); `rung` where a step is its cause."""

    cause: str
    addressee: str
    kind: str
    phase: str | None
    assignment: str | None
    deadline_version: int
    rung: Rung | None = None


@dataclass(frozen=True)
class Sent:
    """A mail that a server took in. `message_id` is its key; `again` counts how often a person had it sent once more."""

    message_id: str
    again: int
    at: datetime
    channel: str
    addressee: str
    kind: str
    address: str | None
    subject: str | None
    notices: tuple[Told, ...]
    what: Literal["mail sent"] = "mail sent"


Promise = Accepted | Sent


class Verdict(StrEnum):
    """What a database makes of a promise it is shown."""

    KNOWN = "known"  # it holds it
    WAITS = "waits"  # it was learnt before; a person has not yet said what becomes of it
    LEARNT = "learnt"  # it is learnt now
    LOST = "lost"  # nothing in this database fits it


@dataclass(frozen=True)
class Found:
    """A promise with what was made of it, and why where it is lost."""

    promise: Promise
    verdict: Verdict
    why: str = ""
