"""A directive as it was read from its document, before a person has looked at it (contracts.md, `dondoc parse`)."""

from __future__ import annotations  # the field Citation.date would otherwise shadow its own type

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal


class Cadence(StrEnum):
    """How often an item is owed (domain.md §3)."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    CONTINUOUS = "continuous"


ASKED_PERIODICALLY = frozenset({Cadence.DAILY, Cadence.CONTINUOUS})
"""Daily and continuous orders open no assignment a day and have no product of their own: they are answered in the periodic form (domain.md §0.4)."""


def product_of(cadence: str, product: str | None) -> str | None:
    """The product of an item: what its annex names, unless the periodic form answers it."""
    return None if Cadence(cadence) in ASKED_PERIODICALLY else product


@dataclass(frozen=True)
class Place:
    """Where in the document something stands: a line (from 1) of the text, a page where there are pages.

    `cell` is where a row of a spreadsheet begins, as in "Kế hoạch!A7".
    """

    line: int | None = None
    page: int | None = None
    cell: str | None = None


@dataclass(frozen=True)
class Warning:  # noqa: A001 - the word of the contract
    """Something a careful reader would flag, and what a person should decide (domain.md §6). `code` is stable."""

    code: str
    message: str
    source: Place | None = None


@dataclass(frozen=True)
class Citation:
    """Another document named in the text."""

    number: str
    date: date | None = None


@dataclass(frozen=True)
class DueRule:
    """How a deadline is to be computed where the text gives a rule beside or instead of a day.

    kind fixed: the day itself · day-of-period: day `n` of each period of the cadence · relative: `n` `unit`s after
    `anchor` · by-event: when the thing named in `anchor` happens, or `n` `unit`s after it; 0 and less are before it.
    """

    kind: Literal["fixed", "day-of-period", "relative", "by-event"]
    n: int | None = None
    unit: Literal["hours", "days", "working-days", "weeks", "months", "quarters", "years"] | None = None
    anchor: str | None = None


@dataclass(frozen=True)
class Target:
    """A figure to reach: value compared by `op`, in `unit` ("%", "đợt", "văn bản" …)."""

    op: Literal[">=", "<=", ">", "<", "="]
    value: Fraction
    unit: str = "%"


@dataclass(frozen=True)
class DraftItem:
    """One thing required, verbatim. `lead` and `cooperating` are as written; codes are filled by recognition."""

    ref: str
    text: str
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    cadence: Cadence = Cadence.ONCE
    due_on: date | None = None
    due_text: str | None = None
    due_rule: DueRule | None = None
    target: Target | None = None
    condition: str | None = None
    parts: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    source: Place = Place()
    warnings: tuple[Warning, ...] = ()
    remedies: tuple[str, ...] = ()  # ids of last year's lost points this item would remedy
    lead_codes: tuple[str, ...] = ()
    cooperating_codes: tuple[str, ...] = ()
    unrecognised: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """An exhortation without an output: registered, no clock, no score (domain.md §6)."""

    text: str
    source: Place = Place()


@dataclass(frozen=True)
class LostPoint:
    """Points lost in the last index as the document itself reports them.

    A heading that sums its children carries `children_sum_to` semantics by `parent`: only leaves are ever added, so
    nothing is counted twice. `points` is None where the text splits a sum between causes without saying how.
    """

    id: str
    text: str
    points: Fraction | None
    parent: str | None = None
    field: str | None = None
    cause: str | None = None
    source: Place = Place()


@dataclass(frozen=True)
class RemedyLink:
    """A proposal that an item would win a lost point back: how much of its subject they share (0 to 1), and the words.

    Proposed by rule, confirmed by a person.
    """

    item: str
    lost_point: str
    share: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftDirective:
    """All that was read from one document."""

    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    kind: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    items: tuple[DraftItem, ...] = ()
    notes: tuple[Note, ...] = ()
    lost_points: tuple[LostPoint, ...] = ()
    links: tuple[RemedyLink, ...] = ()
    warnings: tuple[Warning, ...] = ()
    text: str = ""
