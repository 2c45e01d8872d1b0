"""The total of a score: the sum rounded, brought back to the full scale and capped as the card says, with its lines."""

from dataclasses import dataclass
from fractions import Fraction

from domain.scorecard.card import Scorecard
from domain.scorecard.numbers import ONE, ZERO, vietnamese
from domain.scorecard.result import CAP_LINE, REBASE_LINE, ROUNDING_LINE, CriterionScore, Loss, State
from domain.scorecard.verdict import points_told


@dataclass(frozen=True)
class Total:
    """Points, their maximum, and the lines that join the criteria's losses to the total's."""

    points: Fraction
    max: Fraction
    lines: tuple[Loss, ...]


def total_of(card: Scorecard, rows: tuple[CriterionScore, ...]) -> Total:
    """Points and maximum of what was measured, with the lines that make the losses add up to their difference."""
    done = [row for row in rows if row.points is not None and row.exact is not None]
    printed = sum((row.points for row in done if row.points is not None), ZERO)
    top = sum((row.max for row in done), ZERO)
    scale = _scale(card, rows)
    if scale != ONE:
        return _rebased(card, done, printed, top, scale)
    if card.rounding.at == "criterion":
        return _capped(card, printed, top, ())
    points = card.rounding.within(sum((row.exact for row in done if row.exact is not None), ZERO), top)
    return _capped(card, points, top, _line(ROUNDING_LINE, printed - points, "Làm tròn ở tổng điểm, không ở tiêu chí."))


def _scale(card: Scorecard, rows: tuple[CriterionScore, ...]) -> Fraction:
    """By what the rest is multiplied where criteria do not apply; one where nothing is brought back."""
    whole = sum((row.max for row in rows), ZERO)
    left = sum((row.max for row in rows if row.state is not State.NOT_APPLICABLE), ZERO)
    return whole / left if card.not_applicable == "rebase" and left else ONE


def _rebased(card: Scorecard, done: list[CriterionScore], printed: Fraction, top: Fraction, scale: Fraction) -> Total:
    """The sum brought back to the full scale, rounded once; bonus and penalty are added as they are."""
    figures = [(row, row.exact if card.rounding.at == "total" else row.points) for row in done]
    scaled = sum((figure * (scale if row.max else ONE) for row, figure in figures if figure is not None), ZERO)
    new_top = card.rounding.of(top * scale)
    points = card.rounding.within(scaled, new_top) if scaled != top * scale else new_top
    why = f"Quy đổi về thang điểm đầy đủ vì có tiêu chí không áp dụng: × {vietnamese(scale)}."
    return _capped(card, points, new_top, _line(REBASE_LINE, (new_top - points) - (top - printed), why))


def _capped(card: Scorecard, points: Fraction, top: Fraction, lines: tuple[Loss, ...]) -> Total:
    """Where the card says so, bonuses do not lift the total above the maximum."""
    if not card.capped or points <= top:
        return Total(points, top, lines)
    cap = _line(CAP_LINE, points - top, f"Tổng điểm không vượt quá {points_told(top)}.")
    return Total(top, top, lines + cap)


def _line(name: str, points: Fraction, why: str) -> tuple[Loss, ...]:
    return (Loss(name, points, why),) if points else ()
