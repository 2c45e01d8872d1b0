"""Points that a person gives in a round of appraisal: how far they may go, and the verdict they make."""

from dataclasses import dataclass
from fractions import Fraction

from domain.scorecard.card import Criterion
from domain.scorecard.given import Given
from domain.scorecard.numbers import ZERO, vietnamese
from domain.scorecard.rules import Deduct, Formula, NoCase, Penalty, Rule, Survey
from domain.scorecard.verdict import Unjudged, Verdict, points_told


@dataclass(frozen=True)
class Limits:
    """The least and the most points a criterion can come to."""

    lowest: Fraction
    highest: Fraction

    def hold(self, points: Fraction) -> bool:
        """Whether `points` lie within."""
        return self.lowest <= points <= self.highest

    @property
    def told(self) -> str:
        """As "từ 0 đến 4"."""
        return f"từ {vietnamese(self.lowest)} đến {vietnamese(self.highest)}"


def limits(criterion: Criterion) -> Limits:
    """Between nought and the maximum; below nought only where the rule itself goes there."""
    if isinstance(criterion.rule, Penalty):
        return Limits(-criterion.max, ZERO)
    return Limits(min(ZERO, _lowest(criterion.rule)), criterion.max)


def _lowest(rule: Rule | None) -> Fraction:
    match rule:
        case Deduct(lowest=lowest) | Formula(lowest=lowest):
            return lowest
        case NoCase(otherwise=inner) | Survey(by=inner):
            return _lowest(inner)
        case _:
            return ZERO


def awarded(criterion: Criterion, points: Fraction, given: Given) -> Verdict:
    """The points as they were given; Unjudged where the criterion can never come to them."""
    allowed = limits(criterion)
    if not allowed.hold(points):
        raise Unjudged(f"Điểm được chấm {vietnamese(points)} không nằm trong khoảng {allowed.told}.")
    said = f" {given.said}" if given.said else ""
    return Verdict(points, f"Điểm được chấm: {points_told(points)}.{said}", given.every)
