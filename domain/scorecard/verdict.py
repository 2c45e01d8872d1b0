"""What a rule answers for one criterion, and how a rule reads a value or says that it cannot."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from domain.scorecard.given import Given
from domain.scorecard.numbers import ZERO, percent, places_of, vietnamese

MOST_RATE = Fraction(10)
"""A rate above 1000 % is a percentage that lost its sign: 95 for 95 %."""


@dataclass(frozen=True)
class Verdict:
    """Points before rounding, the sentence that explains them, and the records that explain what was lost."""

    points: Fraction
    why: str
    to_blame: tuple[str, ...] = ()


class Unjudged(Exception):  # noqa: N818 - an answer, no error
    """The facts do not suffice: the criterion stays unmeasured, for the reason given as a sentence."""


class NothingToJudge(Unjudged):
    """The facts are there and say that nothing arose: the criterion's `when_none` decides."""


@dataclass(frozen=True)
class Rate:
    """A share and how it is told: `95/100 = 95%`."""

    share: Fraction
    told: str
    short_of: tuple[str, ...] = ()


def value(given: Given, name: str) -> Fraction:
    """The value of that name; Unjudged where it is missing."""
    if name not in given.values:
        raise Unjudged(f"Chưa có số liệu “{given.word(name)}”.")
    return given.values[name]


def cases(given: Given, name: str) -> Fraction:
    """A number of cases: a value that cannot be negative."""
    number = value(given, name)
    if number < 0:
        raise Unjudged(f"Số liệu “{given.word(name)}” không thể âm (đang là {vietnamese(number)}).")
    return number


def rate(given: Given, numerator: str, denominator: str) -> Rate:
    """Numerator / denominator, or the `rate` the source gives itself; nothing to judge where the denominator is 0."""
    if "rate" in given.values and denominator not in given.values:
        share = cases(given, "rate")
        if share > MOST_RATE:
            raise Unjudged(f"Tỷ lệ {percent(share)} vượt quá {percent(MOST_RATE)}: đề nghị kiểm tra lại số liệu.")
        return Rate(share, percent(share), given.every)
    part, whole = cases(given, numerator), cases(given, denominator)
    if whole == 0:
        raise NothingToJudge("Không phát sinh trường hợp nào trong kỳ.")
    told = f"{vietnamese(part)}/{vietnamese(whole)} = {percent(part / whole)}"
    return Rate(part / whole, told, without(given, [denominator], [numerator]))


def without(given: Given, names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Records behind `names` that are not behind `others`; all of them where records are not kept apart by name."""
    if not given.tallied:
        return given.every
    left_out = frozenset(given.behind(others))
    return tuple(record for record in given.behind(names) if record not in left_out)


def points_told(points: Fraction) -> str:
    """`1,25 điểm`."""
    return f"{vietnamese(points)} điểm"


def clamped(number: Fraction, low: Fraction = ZERO, high: Fraction = Fraction(1)) -> Fraction:
    """The number kept between two bounds."""
    return max(low, min(number, high))


def factor_told(share: Fraction) -> str:
    """A share as one multiplies by it: `95%`, or `2/3` where a percentage would have no end."""
    return percent(share) if places_of(share) is not None else f"{share.numerator}/{share.denominator}"
