"""The rules a criterion may be scored by (domain.md §4): what each is told; how each counts stands in the judging modules.

Names such as `numerator` or `count` say which named value of the facts a rule reads. Shares are fractions of one.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from domain.scorecard.numbers import HALF, ONE, ZERO


@dataclass(frozen=True)
class YesNo:
    """Full points for yes (or for no, where `full_when` is False), else none."""

    kind: ClassVar[str] = "yes-no"
    value: str = "met"
    full_when: bool = True


@dataclass(frozen=True)
class Proportional:
    """numerator / denominator × maximum.

    Below `floor` nothing; from `full_from` everything; `target` divides the rate; `invert` takes one minus the rate.
    Facts may give the `rate` itself instead of its two parts.
    """

    kind: ClassVar[str] = "proportional"
    numerator: str = "done"
    denominator: str = "total"
    floor: Fraction | None = None
    full_from: Fraction | None = None
    target: Fraction | None = None
    invert: bool = False


@dataclass(frozen=True)
class Step:
    """One line of a table: a bound, two, or none for all the rest; and what it earns: `points`, or a `share`."""

    at_least: Fraction | None = None
    above: Fraction | None = None
    at_most: Fraction | None = None
    below: Fraction | None = None
    points: Fraction | None = None
    share: Fraction | None = None

    def holds(self, number: Fraction) -> bool:
        """Whether `number` lies within the line's bound."""
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.above is None or number > self.above)
            and (self.at_most is None or number <= self.at_most)
            and (self.below is None or number < self.below)
        )

    def earns(self, top: Fraction) -> Fraction:
        """Points of the line where the maximum is `top`."""
        return self.points if self.points is not None else (self.share or ZERO) * top


@dataclass(frozen=True)
class Steps:
    """The first line that fits gives the points; none fits, none given. Judges `value`, or else the rate of two."""

    kind: ClassVar[str] = "steps"
    steps: tuple[Step, ...] = ()
    value: str | None = None
    numerator: str = "done"
    denominator: str = "total"


@dataclass(frozen=True)
class Level:
    """One level an appraiser may give, and what it earns."""

    name: str
    points: Fraction | None = None
    share: Fraction | None = None

    def earns(self, top: Fraction) -> Fraction:
        """Points of the level where the maximum is `top`."""
        return self.points if self.points is not None else (self.share or ZERO) * top


@dataclass(frozen=True)
class Levels:
    """The level named in the facts gives the points."""

    kind: ClassVar[str] = "level"
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class Mixed:
    """(on time / total) × max + (late / total) × max × `late_share`, nothing below `floor`.

    The floor looks at the share of work done at all, or done on time (`floor_on`). Work overdue and not done is in the
    total and earns nothing until it is done; done late it then earns the late share.
    """

    kind: ClassVar[str] = "mixed"
    total: str = "total"
    on_time: str = "on_time"
    late: str = "late"
    late_share: Fraction = HALF
    floor: Fraction | None = None
    floor_on: Literal["done", "on-time"] = "done"


@dataclass(frozen=True)
class Deduct:
    """maximum − cases × `each`, never below `lowest`; the first `free` cases cost nothing."""

    kind: ClassVar[str] = "deduct"
    each: Fraction
    count: str = "cases"
    lowest: Fraction = ZERO
    free: Fraction = ZERO


@dataclass(frozen=True)
class NoCase:
    """Full points where no case arose; otherwise nothing, or what the rule in `otherwise` gives."""

    kind: ClassVar[str] = "no-case"
    count: str = "cases"
    otherwise: "Rule | None" = None


@dataclass(frozen=True)
class Count:
    """cases × `each`, at most the maximum."""

    kind: ClassVar[str] = "count"
    each: Fraction
    count: str = "count"


@dataclass(frozen=True)
class PerDelay:
    """Each delay costs the share `each`: of the criterion's maximum, or of that one task's part of it (`per`).

    The second is the form of Decree 335/2025/NĐ-CP as the press reports it: 25 % of a product's points a delay.
    """

    kind: ClassVar[str] = "per-delay"
    each: Fraction
    count: str = "delays"
    total: str = "total"
    per: Literal["criterion", "task"] = "criterion"


@dataclass(frozen=True)
class Survey:
    """Decided by a survey and never scored by the unit itself: `rate` × maximum, or by the rule in `by`."""

    kind: ClassVar[str] = "survey"
    value: str = "rate"
    by: "Rule | None" = None


@dataclass(frozen=True)
class Bonus:
    """cases × `each` on top of the sum; the criterion's maximum is the cap and no part of the sum of maxima."""

    kind: ClassVar[str] = "bonus"
    each: Fraction = ONE
    count: str = "count"


@dataclass(frozen=True)
class Penalty:
    """cases × `each` off the sum; the criterion's maximum is the cap and no part of the sum of maxima."""

    kind: ClassVar[str] = "penalty"
    each: Fraction = ONE
    count: str = "count"


@dataclass(frozen=True)
class Formula:
    """An expression over the named values and `max`; the result is kept between `lowest` and the maximum."""

    kind: ClassVar[str] = "formula"
    formula: str
    lowest: Fraction = ZERO


Rule = (
    YesNo
    | Proportional
    | Steps
    | Levels
    | Mixed
    | Deduct
    | NoCase
    | Count
    | PerDelay
    | Survey
    | Bonus
    | Penalty
    | Formula
)

RULES: tuple[type[Rule], ...] = (
    YesNo,
    Proportional,
    Steps,
    Levels,
    Mixed,
    Deduct,
    NoCase,
    Count,
    PerDelay,
    Survey,
    Bonus,
    Penalty,
    Formula,
)
