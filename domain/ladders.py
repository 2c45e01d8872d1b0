"""The ladders an office has: versions with their first day, which one an item follows, how far a basis lets it reach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.deadline import Basis
from domain.ladder import DEFAULT_LADDER, Ladder, Phase, Release, Rung

DEFAULT = DEFAULT_LADDER.name
BEGINNING = date.min
"""Since when the built-in ladder holds: there is always one."""


class Priority(StrEnum):
    """How urgent an order is (độ khẩn, NĐ 30/2020)."""

    NORMAL = "normal"
    URGENT = "urgent"  # khẩn
    VERY_URGENT = "very-urgent"  # thượng khẩn
    IMMEDIATE = "immediate"  # hỏa tốc


@dataclass(frozen=True)
class Version:
    """One version of a ladder: immutable, in force from `since`; `priorities` are those it is meant for."""

    code: str
    version: int
    title: str
    since: date
    rungs: tuple[Rung, ...]
    basis: str = ""
    priorities: tuple[Priority, ...] = ()

    @property
    def ladder(self) -> Ladder:
        """The rungs as a policy."""
        return Ladder(self.code, self.rungs)


BUILT_IN = Version(DEFAULT, 0, "Quy trình đôn đốc mặc định", BEGINNING, DEFAULT_LADDER.rungs)


@dataclass(frozen=True)
class Chain:
    """The versions of one ladder that hold one after another, each until the day before the next."""

    versions: tuple[Version, ...]

    def on(self, day: date) -> Version:
        """The version in force on a day; before the first of them the first."""
        return next((one for one in reversed(self.versions) if one.since <= day), self.versions[0])

    def windows(self) -> Iterator[tuple[Version, date]]:
        """Each version with the last day it holds."""
        follow = [one.since - timedelta(days=1) for one in self.versions[1:]]
        return zip(self.versions, [*follow, date.max], strict=True)


@dataclass(frozen=True)
class Ladders:
    """All versions of all ladders of an office."""

    versions: tuple[Version, ...] = ()

    def chain(self, code: str) -> Chain | None:
        """The versions of a ladder as they hold; one that a later version overtakes before its first day never does."""
        held: list[Version] = []
        mine = (one for one in (BUILT_IN, *self.versions) if one.code == code)
        for one in sorted(mine, key=lambda version: version.version, reverse=True):
            if not held or one.since < held[-1].since:
                held.append(one)
        return Chain(tuple(reversed(held))) if held else None

    def latest(self) -> dict[str, Version]:
        """The highest version of each ladder, the default one first."""
        found = {one.code: one for one in sorted((BUILT_IN, *self.versions), key=lambda version: version.version)}
        return dict(sorted(found.items(), key=lambda pair: (pair[0] != DEFAULT, pair[0])))

    def chosen(self, item: str | None, directive: str | None, priority: str) -> Chain:
        """What an item follows: its own choice, else its directive's, else what its urgency calls for, else the default."""
        by_urgency = (code for code, version in self.latest().items() if priority in version.priorities)
        for code in (item, directive, *by_urgency, DEFAULT):
            chain = self.chain(code) if code else None
            if chain is not None:
                return chain
        raise AssertionError(DEFAULT)


REACHED: Mapping[Basis, frozenset[Phase]] = {
    Basis.NONE: frozenset({Phase.BEFORE, Phase.DUE}),
    Basis.INTERNAL: frozenset({Phase.BEFORE, Phase.DUE, Phase.OVERDUE, Phase.PROPOSAL}),
    Basis.WORD: frozenset({Phase.BEFORE, Phase.DUE, Phase.OVERDUE, Phase.PROPOSAL}),
    Basis.REGISTERED: frozenset({Phase.BEFORE, Phase.DUE, Phase.OVERDUE, Phase.PROPOSAL}),
}
"""How far a deadline that does not bind is followed (domain.md §0.1). A head or the Chair hears only of what counts."""


def reaches(basis: Basis, phase: Phase) -> bool:
    """Whether a deadline of this basis brings a step of this phase; one that binds brings all."""
    return basis.counts or phase in REACHED[basis]


AUDIENCES: Mapping[Phase, str] = {
    Phase.BEFORE: "unit",
    Phase.DUE: "unit",
    Phase.OVERDUE: "unit",
    Phase.HEAD: "head",
    Phase.PROPOSAL: "office",
    Phase.CHAIR: "chair",
    Phase.ACCEPT: "acceptor",
    Phase.ACCEPT_HEAD: "acceptor-head",
}
"""Whom a phase is told: a step names this role; whom it reaches is resolved when it is taken and again when it is sent."""

AFTER: Mapping[str, Phase] = {
    "unit": Phase.OVERDUE,
    "head": Phase.HEAD,
    "office": Phase.PROPOSAL,
    "chair": Phase.CHAIR,
    "acceptor": Phase.ACCEPT,
    "acceptor-head": Phase.ACCEPT_HEAD,
}
CLASSES: Mapping[str, str] = {
    "unit": "reminder",
    "head": "escalation",
    "office": "proposal",
    "chair": "proposal",
    "acceptor": "reminder",
    "acceptor-head": "escalation",
}
"""The kind of word each audience is given."""
RELEASE_WORDS: Mapping[Release, str] = {Release.AUTO: "none", Release.VETO: "veto", Release.REQUIRED: "required"}
"""How a file of ladders says who lets a rung go."""
RELEASES: Mapping[Phase, frozenset[Release]] = {
    Phase.HEAD: frozenset({Release.VETO, Release.REQUIRED}),
    Phase.CHAIR: frozenset({Release.REQUIRED}),
}
"""Nothing reaches a head or the Chair that the office has not seen first (domain.md §0.7); the rest needs no word."""


def phase_of(audience: str, offset: int) -> Phase:
    """What a rung is for: the unit is reminded before, on or after the day; whoever else hears, hears after it."""
    if audience == "unit" and offset <= 0:
        return Phase.DUE if offset == 0 else Phase.BEFORE
    return AFTER[audience]


def releases_of(phase: Phase) -> frozenset[Release]:
    """How a rung of this phase may be let go."""
    return RELEASES.get(phase, frozenset({Release.AUTO}))
