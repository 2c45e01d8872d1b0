"""What a score is made of: criteria, losses, groups, and their states in the office's words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from domain.scorecard.card import Band
from domain.scorecard.numbers import percent

ROUNDING_LINE = "lam-tron"
REBASE_LINE = "quy-doi"
CAP_LINE = "gioi-han"


class State(StrEnum):
    """Where a criterion stands. `UNMEASURED` is never shown green (domain.md §2, §4)."""

    LOST = "lost"
    AT_RISK = "at-risk"
    FULL = "full"
    UNMEASURED = "unmeasured"
    NOT_APPLICABLE = "not-applicable"

    @property
    def label(self) -> str:
        """The state in the office's words."""
        return _LABELS[self]


_LABELS = {
    State.LOST: "bị trừ",
    State.AT_RISK: "có nguy cơ bị trừ",
    State.FULL: "đạt",
    State.UNMEASURED: "chưa thể đánh giá",
    State.NOT_APPLICABLE: "không áp dụng",
}


@dataclass(frozen=True)
class CriterionScore:
    """One scored criterion. `points` and `lost` are None where it was not measured; `max` is 0 for bonus and penalty.

    `exact` is the figure before rounding; `threatened` are open assignments that may soon cost points.
    """

    id: str
    name: str
    above: tuple[str, ...]
    max: Fraction
    points: Fraction | None
    lost: Fraction | None
    state: State
    rule: str
    why: str
    records: tuple[str, ...] = ()
    exact: Fraction | None = None
    to_blame: tuple[str, ...] = ()
    threatened: tuple[str, ...] = ()

    @property
    def is_measured(self) -> bool:
        """Whether it has points."""
        return self.points is not None


@dataclass(frozen=True)
class Loss:
    """Points lost and why; negative where points were gained (bonus). Lines of the total carry their own id."""

    criterion: str
    points: Fraction
    why: str
    records: tuple[str, ...] = ()


OUTAGE_CREDIT = "OUTAGE_CREDIT"
"""The code of a line that says what a criterion gained by it."""


@dataclass(frozen=True)
class Credit:
    """What a criterion has more because results counted as in time for a standstill of the house, and which results."""

    criterion: str
    outage: str
    points: Fraction
    why: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class GroupScore:
    """A field, or a criterion with parts: sums of what stands under it, measured and not."""

    id: str
    name: str
    above: tuple[str, ...]
    max: Fraction
    points: Fraction
    lost: Fraction
    unmeasured: Fraction


@dataclass(frozen=True)
class Score:
    """What a card gives on some facts: an estimate (điểm tạm tính) as long as nobody has frozen it.

    `max` is the maximum of what was measured; `unmeasured` the rest that applies; `rounding_line` is what the losses of
    the criteria lack to the total's, by rounding alone (0 where each criterion is rounded).
    """

    scorecard: str
    unit: str
    period: str
    as_of: date
    points: Fraction
    max: Fraction
    full_max: Fraction
    unmeasured: Fraction
    share_measured: Fraction
    total_shown: bool
    band: Band | None
    criteria: tuple[CriterionScore, ...]
    groups: tuple[GroupScore, ...]
    losses: tuple[Loss, ...]
    rounding_line: Fraction
    credits: tuple[Credit, ...] = ()

    @property
    def lost(self) -> Fraction:
        """Maximum − points."""
        return self.max - self.points


def measured_told(score: Score) -> str:
    """How much of the card could be judged: `Đã đánh giá được 40% số điểm`."""
    return f"Đã đánh giá được {percent(score.share_measured)} số điểm"
