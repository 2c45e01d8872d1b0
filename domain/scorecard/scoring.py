"""The score: every criterion with its points, loss, sentence and records, and a total that adds up to the last decimal.

Unmeasured criteria are no part of `max`, so that maximum − points = Σ losses always; `full_max` is the card's own.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from domain.scorecard.card import Band, Criterion, Scorecard
from domain.scorecard.facts import Facts
from domain.scorecard.given import given
from domain.scorecard.judging import NotApplicable, judge
from domain.scorecard.numbers import ONE, ZERO, Rounding, percent, vietnamese
from domain.scorecard.verdict import Unjudged, points_told

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

    @property
    def lost(self) -> Fraction:
        """Maximum − points."""
        return self.max - self.points

    def criterion(self, wanted: str) -> CriterionScore | None:
        """The scored criterion of that id, or None."""
        return next((row for row in self.criteria if row.id == wanted), None)


def score(card: Scorecard, facts: Facts) -> Score:
    """The card applied to the facts of one unit and period. Pure: equal arguments, equal score."""
    rows = tuple(_row(card, leaf, above, facts) for above, leaf in card.leaves())
    total = _total(card, rows)
    applicable = sum((row.max for row in rows if row.state is not State.NOT_APPLICABLE), ZERO)
    measured = sum((row.max for row in rows if row.is_measured), ZERO)
    share = measured / applicable if applicable else ZERO
    shown = share > 0 and share >= card.total_from
    own = tuple(Loss(r.id, r.lost, r.why, r.to_blame) for r in rows if r.lost)
    return Score(
        scorecard=card.key,
        unit=facts.unit,
        period=facts.period,
        as_of=facts.as_of,
        points=total.points,
        max=total.max,
        full_max=card.max,
        unmeasured=applicable - measured,
        share_measured=share,
        total_shown=shown,
        band=band_of(card, total.points, total.max) if shown else None,
        criteria=rows,
        groups=tuple(_groups(card, rows)),
        losses=own + total.lines,
        rounding_line=sum((line.points for line in total.lines if line.criterion == ROUNDING_LINE), ZERO),
    )


def band_of(card: Scorecard, points: Fraction, top: Fraction) -> Band | None:
    """The highest band reached by `points` of `top`, brought to the card's full scale."""
    if not top:
        return None
    scaled = points * card.max / top
    reached = [band for band in card.bands if scaled >= band.at_least]
    return max(reached, key=lambda band: band.at_least, default=None)


def _row(card: Scorecard, criterion: Criterion, above: tuple[str, ...], facts: Facts) -> CriterionScore:
    """One criterion scored: its verdict rounded, or the reason why there is none."""
    kind = criterion.rule.kind if criterion.rule else "none"
    measured = facts.measurements.get(criterion.id)
    food = given(card, criterion, above, facts)
    try:
        if measured is not None and measured.not_applicable:
            raise NotApplicable(f"Không áp dụng trong kỳ{': ' + measured.note if measured.note else ''}.")
        verdict = judge(criterion, food)
    except Unjudged as unjudged:
        state = State.NOT_APPLICABLE if isinstance(unjudged, NotApplicable) else State.UNMEASURED
        why, every, late = str(unjudged), food.every, food.threatened
        top = criterion.weight
        return CriterionScore(
            criterion.id, criterion.name, above, top, None, None, state, kind, why, every, threatened=late
        )
    points = card.rounding.within(verdict.points, criterion.max)
    lost = criterion.weight - points
    return CriterionScore(
        id=criterion.id,
        name=criterion.name,
        above=above,
        max=criterion.weight,
        points=points,
        lost=lost,
        state=_state(lost, food.threatened),
        rule=kind,
        why=_rounded_told(verdict.why, verdict.points, points, card.rounding),
        records=food.every,
        exact=verdict.points,
        to_blame=verdict.to_blame if lost > 0 else (),
        threatened=food.threatened,
    )


def _state(lost: Fraction, threatened: tuple[str, ...]) -> State:
    if lost > 0:
        return State.LOST
    return State.AT_RISK if threatened else State.FULL


def _rounded_told(why: str, before: Fraction, after: Fraction, rounding: Rounding) -> str:
    why = why.replace("= ≈", "≈")
    if before == after:
        return why
    return f"{why.removesuffix('.')}, làm tròn {rounding.places} chữ số thập phân: {points_told(after)}."


@dataclass(frozen=True)
class _Total:
    points: Fraction
    max: Fraction
    lines: tuple[Loss, ...]


def _total(card: Scorecard, rows: tuple[CriterionScore, ...]) -> _Total:
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


def _rebased(card: Scorecard, done: list[CriterionScore], printed: Fraction, top: Fraction, scale: Fraction) -> _Total:
    """The sum brought back to the full scale, rounded once; bonus and penalty are added as they are."""
    figures = [(row, row.exact if card.rounding.at == "total" else row.points) for row in done]
    scaled = sum((figure * (scale if row.max else ONE) for row, figure in figures if figure is not None), ZERO)
    new_top = card.rounding.of(top * scale)
    points = card.rounding.within(scaled, new_top) if scaled != top * scale else new_top
    why = f"Quy đổi về thang điểm đầy đủ vì có tiêu chí không áp dụng: × {vietnamese(scale)}."
    return _capped(card, points, new_top, _line(REBASE_LINE, (new_top - points) - (top - printed), why))


def _capped(card: Scorecard, points: Fraction, top: Fraction, lines: tuple[Loss, ...]) -> _Total:
    """Where the card says so, bonuses do not lift the total above the maximum."""
    if not card.capped or points <= top:
        return _Total(points, top, lines)
    cap = _line(CAP_LINE, points - top, f"Tổng điểm không vượt quá {points_told(top)}.")
    return _Total(top, top, lines + cap)


def _line(name: str, points: Fraction, why: str) -> tuple[Loss, ...]:
    return (Loss(name, points, why),) if points else ()


def _groups(card: Scorecard, rows: tuple[CriterionScore, ...]) -> list[GroupScore]:
    """Sums of fields and of criteria with parts, in the card's order."""
    found = []
    for field in card.fields:
        found.append(_group(field.id, field.name, (), rows))
        for criterion in field.criteria:
            found.extend(_parents(criterion, (field.id,), rows))
    return found


def _parents(criterion: Criterion, above: tuple[str, ...], rows: tuple[CriterionScore, ...]) -> list[GroupScore]:
    if not criterion.parts:
        return []
    found = [_group(criterion.id, criterion.name, above, rows)]
    for part in criterion.parts:
        found.extend(_parents(part, (*above, criterion.id), rows))
    return found


def _group(id_: str, name: str, above: tuple[str, ...], rows: tuple[CriterionScore, ...]) -> GroupScore:
    own = [row for row in rows if row.above[: len(above) + 1] == (*above, id_)]
    done = [row for row in own if row.points is not None]
    points = sum((row.points for row in done if row.points is not None), ZERO)
    top = sum((row.max for row in done), ZERO)
    open_ = sum((row.max for row in own if row.state is State.UNMEASURED), ZERO)
    return GroupScore(id_, name, above, top, points, top - points, open_)


def measured_told(score: Score) -> str:
    """How much of the card could be judged: `Đã đánh giá được 40% số điểm`."""
    return f"Đã đánh giá được {percent(score.share_measured)} số điểm"
