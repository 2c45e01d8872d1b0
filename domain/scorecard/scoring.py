"""The score: every criterion with its points, loss, sentence and records, and a total that adds up to the last decimal.

Unmeasured criteria are no part of `max`, so that maximum − points = Σ losses always; `full_max` is the card's own.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from domain.record import AssignmentRecord
from domain.scorecard.card import Band, Criterion, Scorecard
from domain.scorecard.facts import Facts
from domain.scorecard.given import feeds, given
from domain.scorecard.judging import NotApplicable, judge
from domain.scorecard.numbers import ZERO, Rounding
from domain.scorecard.result import ROUNDING_LINE, Credit, CriterionScore, GroupScore, Loss, Score, State
from domain.scorecard.total import total_of
from domain.scorecard.verdict import Unjudged, points_told


def score(card: Scorecard, facts: Facts) -> Score:
    """The card applied to the facts of one unit and period. Pure: equal arguments, equal score."""
    return _summed(card, facts, tuple(_row(card, leaf, above, facts) for above, leaf in card.leaves()))


def rescore(card: Scorecard, was: Facts, before: Score, facts: Facts) -> Score:
    """`score(card, facts)`, given what the card made of `was`: only criteria that the difference can reach are judged anew."""
    if (was.as_of, was.unit, was.block) != (facts.as_of, facts.unit, facts.block):
        return score(card, facts)
    moved = _moved(was, facts)
    figures = {
        id_
        for id_ in was.measurements.keys() | facts.measurements.keys()
        if was.measurements.get(id_) != facts.measurements.get(id_)
    }
    rows = tuple(
        _row(card, leaf, above, facts)
        if not figures.isdisjoint((*above, leaf.id)) or any(feeds(r, leaf, above, card, facts.unit) for r in moved)
        else row
        for (above, leaf), row in zip(card.leaves(), before.criteria, strict=True)
    )
    return _summed(card, facts, rows)


def _moved(was: Facts, now: Facts) -> list[AssignmentRecord]:
    """Assignments that only one of the two knows, or knows otherwise, as both know them."""
    before = {record.id: record for record in was.assignments}
    after = {record.id: record for record in now.assignments}
    ids = (id_ for id_ in before.keys() | after.keys() if before.get(id_) != after.get(id_))
    return [record for id_ in ids for record in (before.get(id_), after.get(id_)) if record is not None]


def _summed(card: Scorecard, facts: Facts, rows: tuple[CriterionScore, ...]) -> Score:
    """The score that these rows add up to."""
    total = total_of(card, rows)
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
        band=band_of(card, total.points, total.max, facts.block) if shown else None,
        criteria=rows,
        groups=tuple(_groups(card, rows)),
        losses=own + total.lines,
        rounding_line=sum((line.points for line in total.lines if line.criterion == ROUNDING_LINE), ZERO),
        credits=tuple(_credits(card, facts, rows)),
    )


def _credits(card: Scorecard, facts: Facts, rows: tuple[CriterionScore, ...]) -> Iterator[Credit]:
    """What each criterion would lack if no result counted as in time for a standstill of the house (rule R7).

    A line a standstill: each is taken away alone, so that a line says what that one brought.
    """
    for outage in sorted({one.outage_credit for one in facts.assignments if one.outage_credit is not None}):
        bare = tuple(
            replace(one, outage_credit=None) if one.outage_credit == outage else one for one in facts.assignments
        )
        without = replace(facts, assignments=bare)
        owed = {one.id for one in facts.assignments if one.outage_credit == outage}
        for (above, leaf), row in zip(card.leaves(), rows, strict=True):
            told = tuple(id_ for id_ in row.records if id_ in owed)
            if not told:
                continue
            before = _row(card, leaf, above, without).points
            if row.points is not None and before is not None and row.points != before:
                gained = row.points - before
                why = f"Hệ thống gián đoạn trước hạn: {len(told)} nhiệm vụ được tính đúng hạn, thêm {points_told(gained)}."
                yield Credit(leaf.id, outage, gained, why, told)


def band_of(card: Scorecard, points: Fraction, top: Fraction, block: str | None = None) -> Band | None:
    """The highest band of the block reached by `points` of `top`, brought to the card's full scale."""
    if not top:
        return None
    scaled = points * card.max / top
    reached = [band for band in card.bands_for(block) if scaled >= band.at_least]
    return max(reached, key=lambda band: band.at_least, default=None)


def _row(card: Scorecard, criterion: Criterion, above: tuple[str, ...], facts: Facts) -> CriterionScore:
    """One criterion scored: its verdict rounded, or the reason why there is none."""
    kind = criterion.rule.kind if criterion.rule else "none"
    food = given(card, criterion, above, facts)
    try:
        _refuse_what_does_not_apply(facts, (*above, criterion.id))
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
        to_blame=verdict.to_blame if lost else (),
        threatened=food.threatened,
    )


def _refuse_what_does_not_apply(facts: Facts, ids: tuple[str, ...]) -> None:
    """What is said not to apply takes all that stands under it with it."""
    for id_ in ids:
        measured = facts.measurements.get(id_)
        if measured is not None and measured.not_applicable:
            raise NotApplicable(f"Không áp dụng trong kỳ{': ' + measured.note if measured.note else ''}.")


def _state(lost: Fraction, threatened: tuple[str, ...]) -> State:
    if lost > 0:
        return State.LOST
    return State.AT_RISK if threatened else State.FULL


def _rounded_told(why: str, before: Fraction, after: Fraction, rounding: Rounding) -> str:
    why = why.replace("= ≈", "≈")
    if before == after:
        return why
    return f"{why.removesuffix('.')}, làm tròn {rounding.places} chữ số thập phân: {points_told(after)}."


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
