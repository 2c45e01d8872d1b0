"""Exact numbers: how a figure is read from text, rounded by the card's own rule, and written down again."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

ZERO = Fraction(0)
ONE = Fraction(1)
HALF = Fraction(1, 2)

LONGEST = 40
"""Characters of a number: enough for any figure an office has, too few to make a machine sweat."""

SHOWN_PLACES = 4
"""Places shown of a number that has no end, such as 1/3; its sentence marks it with ≈."""

_NUMBER = re.compile(r"(?P<whole>[+-]?[0-9]+)(?:[.,](?P<part>[0-9]+))?\s*(?P<percent>%)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]*,[0-9]{3}")


def exact(text: str) -> Fraction:
    """The number written as `12`, `0.25`, `0,25` or `95%` (= 0.95); ValueError for anything else.

    `1,000` is refused: a Vietnamese reader sees one, an English one a thousand.
    """
    text = text.strip()
    match = _NUMBER.fullmatch(text)
    if match is None or len(text) > LONGEST or _THOUSANDS.fullmatch(text):
        raise ValueError(text)
    part = match["part"] or ""
    number = Fraction(int(match["whole"] + part), 10 ** len(part))
    return number / 100 if match["percent"] else number


def places_of(number: Fraction) -> int | None:
    """How many decimal places the number needs; None where it has no end."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def decimal_text(number: Fraction) -> str:
    """The number as an exact decimal such as `93.25`; ValueError where it has no end."""
    if number.denominator == 1:
        return str(number.numerator)
    places = places_of(number)
    if places is None:
        raise ValueError(f"{number} has no exact decimal")
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def vietnamese(number: Fraction) -> str:
    """The number as an office writes it: decimal comma, ≈ before one that was cut for show."""
    if places_of(number) is not None:
        return decimal_text(number).replace(".", ",")
    cut = Rounding(SHOWN_PLACES).of(number)
    return "≈ " + decimal_text(cut).replace(".", ",")


def percent(share: Fraction) -> str:
    """A share as a percentage: 4/5 → `80%`; two places where it has no end."""
    hundred = share * 100
    if places_of(hundred) is not None:
        return vietnamese(hundred) + "%"
    return "≈ " + vietnamese(Rounding(2).of(hundred)) + "%"


@dataclass(frozen=True)
class Rounding:
    """How a card rounds: `places`, `mode`, and whether each criterion is rounded or only the total.

    half-up: half away from zero, as taught in school · half-even: half to the even neighbour · down: cut off.
    """

    places: int = 2
    mode: Literal["half-up", "half-even", "down"] = "half-up"
    at: Literal["criterion", "total"] = "criterion"

    def of(self, number: Fraction) -> Fraction:
        """The number rounded to `places` by `mode`."""
        scale = 10**self.places
        scaled = abs(number) * scale
        whole = scaled.numerator // scaled.denominator
        if self._goes_up(whole, scaled - whole):
            whole += 1
        rounded = Fraction(whole, scale)
        return -rounded if number < 0 else rounded

    def within(self, number: Fraction, top: Fraction) -> Fraction:
        """Rounded, but full points stay full and nothing below the maximum is rounded above it."""
        if number == top:
            return top
        rounded = self.of(number)
        return min(rounded, top) if number < top else rounded

    def _goes_up(self, whole: int, rest: Fraction) -> bool:
        if self.mode == "down":
            return False
        if rest == HALF and self.mode == "half-even":
            return whole % 2 == 1
        return rest >= HALF


TWO_PLACES = Rounding()
"""What holds where a card says nothing: two places, half-up, at each criterion."""
