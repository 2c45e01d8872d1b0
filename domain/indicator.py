"""An item judged by figures (chỉ tiêu theo số liệu): its windows, whether they fall short, and what follows (domain.md §0.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from domain.period import Period

Op = Literal[">=", "<=", ">", "<", "="]
ESCALATES_AFTER = 2
"""Windows running below the target before the head hears of it."""
STEP = "F-"
"""How the rungs of steps begin that figures bring: no ladder has such a code."""


@dataclass(frozen=True)
class Indicator:
    """Which figures judge an item: `code` names them in measurements; without a denominator the number itself is judged."""

    code: str
    numerator: str
    denominator: str | None
    op: Op
    target: Fraction
    source: str | None = None

    def holds(self, value: Fraction) -> bool:
        """Whether a value reaches the target."""
        match self.op:
            case ">=":
                return value >= self.target
            case "<=":
                return value <= self.target
            case ">":
                return value > self.target
            case "<":
                return value < self.target
            case "=":
                return value == self.target

    @property
    def is_rate(self) -> bool:
        """Whether a share is judged, not a count."""
        return self.denominator is not None


@dataclass(frozen=True)
class Shown:
    """The figures of one window."""

    period: Period
    numerator: Fraction
    denominator: Fraction | None = None

    @property
    def value(self) -> Fraction | None:
        """What is judged; None where there was no case at all."""
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Standing:
    """Where a unit stands: the latest window, how many running ones fall short, whether the target is met or out of reach."""

    latest: Shown | None = None
    below: int = 0
    is_met: bool = False
    is_unreachable: bool = False

    @property
    def escalates(self) -> bool:
        """Whether the head is to hear of it."""
        return self.below >= ESCALATES_AFTER


def stand(indicator: Indicator, windows: Sequence[Shown], span: Period | None, deadline: date | None) -> Standing:
    """Judge the windows that bear on work owed for `span` (None: once, by `deadline`). Later windows are a recovery."""
    ordered = sorted(windows, key=lambda shown: (shown.period.until, shown.period.since))
    bearing = [one for one in ordered if span is None or one.period.since >= span.since]
    if not bearing:
        return Standing()
    inside = [one for one in bearing if span is None or one.period.until <= span.until]
    return Standing(
        latest=bearing[-1],
        below=_running(indicator, bearing),
        is_met=_met(indicator, bearing, inside, span, deadline),
        is_unreachable=_unreachable(indicator, _whole(inside, span)),
    )


def _running(indicator: Indicator, windows: Sequence[Shown]) -> int:
    count = 0
    for shown in reversed(windows):
        if not falls_short(indicator, shown):
            break
        count += 1
    return count


def falls_short(indicator: Indicator, shown: Shown) -> bool:
    """Whether one window is below the target. A count that is still to rise is not judged before its span ends."""
    if shown.value is None or (not indicator.is_rate and indicator.op in {">=", ">", "="}):
        return False
    return not indicator.holds(shown.value)


def _whole(inside: Sequence[Shown], span: Period | None) -> Shown | None:
    """The figures of the span so far: its own where somebody gave them, else its windows together."""
    if not inside:
        return None
    if span is None:
        return inside[-1]
    for shown in inside:
        if (shown.period.since, shown.period.until) == (span.since, span.until):
            return shown
    numerator = sum((one.numerator for one in inside), Fraction())
    rates = [one.denominator for one in inside if one.denominator is not None]
    period = Period(span.name, span.since, inside[-1].period.until)
    return Shown(period, numerator, sum(rates, Fraction()) if rates else None)


def _met(
    indicator: Indicator, bearing: Sequence[Shown], inside: Sequence[Shown], span: Period | None, deadline: date | None
) -> bool:
    latest = bearing[-1]
    if span is not None and latest.period.until > span.until:
        return latest.value is not None and indicator.holds(latest.value)
    whole, end = _whole(inside, span), span.until if span is not None else deadline
    if whole is None or (end is not None and whole.period.until < end):
        return False
    return whole.value is None or indicator.holds(whole.value)


def _unreachable(indicator: Indicator, whole: Shown | None) -> bool:
    """Whether nothing that may still come can reach the target: one case too many, or one short of all."""
    if whole is None:
        return False
    if not indicator.is_rate:
        return indicator.op in {"<=", "<"} and not indicator.holds(whole.numerator)
    missed = (whole.denominator or Fraction()) - whole.numerator
    everything = indicator.op in {">=", "="} and indicator.target == 1 and missed > 0
    nothing = indicator.op in {"<=", "="} and indicator.target == 0 and whole.numerator > 0
    return everything or nothing


def to_plain(indicator: Indicator) -> dict[str, Any]:
    """An indicator as it is stored and sent."""
    return {
        "code": indicator.code,
        "numerator": indicator.numerator,
        "denominator": indicator.denominator,
        "op": indicator.op,
        "target": str(indicator.target),
        "source": indicator.source,
    }


def from_plain(body: dict[str, Any]) -> Indicator:
    """The indicator that `to_plain` stored."""
    return Indicator(
        body["code"], body["numerator"], body["denominator"], body["op"], Fraction(body["target"]), body["source"]
    )
