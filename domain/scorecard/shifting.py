"""Two scores beside each other: what moved, criterion by criterion, and by how much the total."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from domain.scorecard.numbers import ZERO, decimal_text
from domain.scorecard.result import CriterionScore, Score


@dataclass(frozen=True)
class Shift:
    """One criterion before and after; one of the two is None where only one card has it."""

    id: str
    before: CriterionScore | None
    after: CriterionScore | None

    @property
    def points(self) -> Fraction:
        """By how much its points went up; what is not measured has none."""
        return _points(self.after) - _points(self.before)

    @property
    def lost(self) -> Fraction:
        """By how much its loss went up."""
        return _lost(self.after) - _lost(self.before)

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        row = self.after or self.before
        return {
            "criterion": self.id,
            "name": row.name if row else "",
            "before": _plain(self.before),
            "after": _plain(self.after),
            "points": decimal_text(self.points),
            "lost": decimal_text(self.lost),
        }


def shifts(before: Score, after: Score) -> tuple[Shift, ...]:
    """Criteria whose points, maximum or state differ, in the order of `after`; those it lacks come last."""
    old = {row.id: row for row in before.criteria}
    new = {row.id: row for row in after.criteria}
    both = (Shift(id_, old.get(id_), new.get(id_)) for id_ in dict.fromkeys((*new, *old)))
    return tuple(shift for shift in both if _seen(shift.before) != _seen(shift.after))


def shift_to_plain(before: Score, after: Score) -> dict[str, Any]:
    """By how much points, maximum and loss of the total moved, and each criterion that moved."""
    return {
        "points": decimal_text(after.points - before.points),
        "max": decimal_text(after.max - before.max),
        "lost": decimal_text(after.lost - before.lost),
        "criteria": [shift.plain() for shift in shifts(before, after)],
    }


def _seen(row: CriterionScore | None) -> tuple[object, ...] | None:
    return None if row is None else (row.points, row.max, row.state)


def _points(row: CriterionScore | None) -> Fraction:
    return row.points if row is not None and row.points is not None else ZERO


def _lost(row: CriterionScore | None) -> Fraction:
    return row.lost if row is not None and row.lost is not None else ZERO


def _plain(row: CriterionScore | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "max": decimal_text(row.max),
        "points": None if row.points is None else decimal_text(row.points),
        "lost": None if row.lost is None else decimal_text(row.lost),
        "state": row.state.value,
        "label": row.state.label,
        "why": row.why,
    }
