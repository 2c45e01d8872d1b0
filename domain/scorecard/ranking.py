"""The order of comparable units under one card: by total on the full scale, ties told apart as the card says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from domain.scorecard.card import Scorecard
from domain.scorecard.numbers import ZERO
from domain.scorecard.result import Score

Key = tuple[Fraction, ...]


@dataclass(frozen=True)
class Place:
    """One unit's place. `rank` is None where too little is measured for a total; `tied` where others share it.

    `points` are on the card's full scale, rounded as the card rounds: what prints alike is alike.
    """

    unit: str
    rank: int | None
    points: Fraction | None
    tied: bool
    score: Score


def ranked(card: Scorecard, scores: Iterable[Score]) -> tuple[Place, ...]:
    """All units, the first place first; those without a total come last, by name."""
    every = sorted(scores, key=lambda one: one.unit)
    shown = sorted((one for one in every if one.total_shown), key=lambda one: _key(card, one), reverse=True)
    places: list[Place] = []
    for number, (_, group) in enumerate(groupby(shown, key=lambda one: _key(card, one)), 1):
        equal = list(group)
        rank = number if card.ties.rank == "dense" else len(places) + 1
        places += [Place(one.unit, rank, full_scale(card, one), len(equal) > 1, one) for one in equal]
    return (*places, *(Place(one.unit, None, None, tied=False, score=one) for one in every if not one.total_shown))


def full_scale(card: Scorecard, score: Score) -> Fraction:
    """The points as they would be if the rest were measured at the same share, rounded as the card rounds."""
    return card.rounding.of(score.points * card.max / score.max) if score.max else ZERO


def _key(card: Scorecard, score: Score) -> Key:
    return full_scale(card, score), *_shares(score, card.ties.by)


def _shares(score: Score, ids: Sequence[str]) -> Key:
    """The share earned of each field or criterion the tie rule names; what was not measured is below all."""
    rows = {row.id: (row.points or ZERO, row.max) for row in score.criteria if row.is_measured}
    groups = {group.id: (group.points, group.max) for group in score.groups}
    found = {**groups, **rows}
    return tuple(_share(*found[id_]) if id_ in found else Fraction(-1) for id_ in ids)


def _share(points: Fraction, top: Fraction) -> Fraction:
    """A bonus has no maximum: its points stand for themselves."""
    return points / top if top else points
