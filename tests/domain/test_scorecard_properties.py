"""What holds of every card and every quarter: losses add up exactly, order is nothing, early is never worse.

The slow reference below shares no code with the product: it counts in integers of its own, and says each rule anew.
"""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.record import AssignmentRecord, Move, Return
from domain.scorecard import (
    Bonus,
    Contradiction,
    Count,
    Criterion,
    Deduct,
    Facts,
    Field,
    Formula,
    Level,
    Levels,
    Measurement,
    Mixed,
    NoCase,
    Penalty,
    PerDelay,
    Proportional,
    Rounding,
    Rule,
    Score,
    Scorecard,
    State,
    Step,
    Steps,
    Survey,
    YesNo,
    check,
    from_plain,
    score,
    score_to_plain,
    to_plain,
)
from domain.status import DelayClass, ReturnClass, WorkState
from tests.domain.scorecards import TODAY, a_card, a_criterion, an_assignment, num, some_facts

SHARES = st.integers(0, 100).map(lambda n: Fraction(n, 100))
POINTS = st.integers(0, 40).map(lambda n: Fraction(n, 4))
EACH = st.integers(1, 12).map(lambda n: Fraction(n, 8))
DAYS = st.integers(-60, 40).map(lambda n: TODAY + timedelta(days=n))
FIGURES = st.integers(0, 12).map(Fraction)
NAMES = ("met", "done", "total", "on_time", "late", "cases", "count", "delays", "rate", "a", "b")

STEPS = st.lists(SHARES, min_size=1, max_size=4, unique=True).map(
    lambda bounds: Steps(tuple(Step(at_least=b, share=b) for b in sorted(bounds, reverse=True)))
)
SIMPLE: st.SearchStrategy[Rule] = st.one_of(
    st.builds(YesNo, full_when=st.booleans()),
    st.builds(Proportional, floor=st.none() | SHARES, full_from=st.none() | SHARES, invert=st.booleans()),
    STEPS,
    st.just(Levels((Level("Tốt", share=Fraction(1)), Level("Khá", points=Fraction(1, 4))))),
    st.builds(Mixed, floor=st.none() | SHARES, late_share=SHARES, floor_on=st.sampled_from(["done", "on-time"])),
    st.builds(Deduct, each=EACH, lowest=st.sampled_from([Fraction(0), Fraction(-3)]), free=FIGURES),
    st.builds(Count, each=EACH),
    st.builds(PerDelay, each=SHARES, per=st.sampled_from(["criterion", "task"])),
    st.builds(Bonus, each=EACH),
    st.builds(Penalty, each=EACH),
    st.just(Formula("max * a / (a + b)")),
)
RULES: st.SearchStrategy[Rule] = st.one_of(
    SIMPLE, st.builds(NoCase, otherwise=st.none() | SIMPLE), st.builds(Survey, by=st.none() | SIMPLE)
)
ROUNDINGS = st.builds(
    Rounding,
    places=st.integers(0, 4),
    mode=st.sampled_from(["half-up", "half-even", "down"]),
    at=st.sampled_from(["criterion", "total"]),
)


@st.composite
def criteria(draw: st.DrawFn, id_: str, depth: int = 2) -> Criterion:
    if depth and draw(st.integers(0, 3)) == 0:
        parts = [draw(criteria(f"{id_}.{n}", depth - 1)) for n in range(1, draw(st.integers(1, 3)) + 1)]
        return Criterion(id_, "Tiêu chí", sum((part.weight for part in parts), Fraction(0)), parts=tuple(parts))
    return Criterion(
        id_,
        "Tiêu chí",
        draw(POINTS),
        draw(RULES),
        tasks=draw(st.sampled_from([None, "linked", "all", "from-above"])),
        when_none=draw(st.sampled_from(["unmeasured", "full", "zero", "not-applicable"])),
    )


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    fields = []
    for n in range(1, draw(st.integers(1, 3)) + 1):
        own = tuple(draw(criteria(f"{n}.{m}")) for m in range(1, draw(st.integers(1, 4)) + 1))
        fields.append(Field(str(n), "Lĩnh vực", sum((c.weight for c in own), Fraction(0)), own))
    return Scorecard(
        authority="ubnd",
        level="quận",
        year=2023,
        version="1",
        title="Bộ thử",
        max=sum((field.max for field in fields), Fraction(0)),
        rounding=draw(ROUNDINGS),
        not_applicable=draw(st.sampled_from(["rebase", "leave-out"])),
        capped=draw(st.booleans()),
        fields=tuple(fields),
    )


@st.composite
def assignments(draw: st.DrawFn, ids: list[str]) -> tuple[AssignmentRecord, ...]:
    made = []
    for n in range(draw(st.integers(0, 8))):
        result = draw(st.none() | DAYS)
        closed = [WorkState.ACCEPTED, WorkState.REPORTED, WorkState.RETURNED, WorkState.WITHDRAWN]
        open_ = [WorkState.ISSUED, WorkState.IN_PROGRESS, WorkState.SUSPENDED, WorkState.WITHDRAWN]
        made.append(
            an_assignment(
                f"t{n}",
                result_on=result,
                work=draw(st.sampled_from(open_ if result is None else closed)),
                deadline=draw(st.none() | DAYS),
                counts=draw(st.booleans() | st.just(value=True)),
                criteria=tuple(draw(st.lists(st.sampled_from(ids), max_size=3))),
                from_above=draw(st.booleans()),
                returns=(Return(draw(st.sampled_from(list(ReturnClass))), TODAY, "?"),) * draw(st.integers(0, 2)),
                moves=(Move(None, TODAY, TODAY, draw(st.sampled_from(list(DelayClass))), "?"),)
                * draw(st.integers(0, 1)),
            )
        )
    return tuple(made)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Scorecard, Facts]:
    card = draw(cards())
    ids = [leaf.id for _, leaf in card.leaves()]
    measured = {}
    for id_ in draw(st.lists(st.sampled_from(ids), unique=True)):
        off = draw(st.integers(0, 5)) == 0
        values = {} if off else draw(st.dictionaries(st.sampled_from(NAMES), FIGURES, max_size=len(NAMES)))
        level = None if off else draw(st.sampled_from([None, "Tốt", "Khá"]))
        measured[id_] = Measurement(values, not_applicable=off, level=level)
    return card, some_facts(measured, *draw(assignments(ids)))


def lost(result: Score) -> Fraction:
    return sum((loss.points for loss in result.losses), Fraction(0))


@given(cases())
@settings(max_examples=400, deadline=None)
def test_maximum_less_points_is_the_sum_of_losses_under_every_rounding(case: tuple[Scorecard, Facts]) -> None:
    card, facts = case
    result = score(card, facts)
    assert result.max - result.points == lost(result)
    assert all(row.max - row.points == row.lost for row in result.criteria if row.points is not None)
    plain = score_to_plain(result)
    printed = sum((Decimal(loss["points"]) for loss in plain["losses"]), Decimal(0))
    assert Decimal(plain["max"]) - Decimal(plain["points"]) == printed
    assert (card.rounding.at == "total") or result.rounding_line == 0
    assert sum((group.lost for group in result.groups if not group.above), Fraction(0)) == sum(
        (row.lost for row in result.criteria if row.lost is not None), Fraction(0)
    )


@given(cases())
@settings(max_examples=150, deadline=None)
def test_what_is_unmeasured_is_never_green_and_never_nought(case: tuple[Scorecard, Facts]) -> None:
    for row in score(*case).criteria:
        assert (row.points is None) == (row.state in {State.UNMEASURED, State.NOT_APPLICABLE})
        assert row.why
        assert set(row.to_blame) <= set(row.records)


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_assignments_is_irrelevant(case: tuple[Scorecard, Facts], dice: random.Random) -> None:
    card, facts = case
    shuffled = list(facts.assignments)
    dice.shuffle(shuffled)
    assert score(card, replace(facts, assignments=tuple(shuffled))) == score(card, facts)


@given(cards())
@settings(max_examples=150, deadline=None)
def test_a_sound_card_survives_being_written_down(card: Scorecard) -> None:
    assert from_plain(to_plain(card)) == card
    sums: list[Contradiction] = [found for found in check(card) if "Tổng điểm" in found.message]
    assert sums == []


TASK_RULES: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Mixed, floor=st.none() | SHARES, late_share=SHARES, floor_on=st.sampled_from(["done", "on-time"])),
    st.builds(Deduct, each=EACH, count=st.just("delays"), lowest=st.sampled_from([Fraction(0), Fraction(-3)])),
    st.builds(PerDelay, each=SHARES, per=st.sampled_from(["criterion", "task"])),
    st.builds(Proportional, numerator=st.just("on_time"), floor=st.none() | SHARES, full_from=st.none() | SHARES),
    st.just(NoCase("delays")),
    STEPS.map(lambda rule: replace(rule, numerator="on_time")),
)


def points_of(card: Scorecard, tasks: tuple[AssignmentRecord, ...]) -> Fraction | None:
    return score(card, some_facts({}, *tasks)).criteria[0].points


@given(TASK_RULES, ROUNDINGS, assignments(["1.1"]), st.data())
@settings(max_examples=400, deadline=None)
def test_finishing_earlier_never_lowers(
    rule: Rule, rounding: Rounding, tasks: tuple[AssignmentRecord, ...], data: st.DataObject
) -> None:
    done = [t for t in tasks if t.result_on is not None and t.work is WorkState.ACCEPTED]
    if not done:
        return
    chosen = data.draw(st.sampled_from(done))
    assert chosen.result_on is not None
    earlier = replace(chosen, result_on=chosen.result_on - timedelta(days=data.draw(st.integers(0, 90))))
    card = a_card(a_criterion(rule, 5, tasks="all"), rounding=rounding)
    before, after = points_of(card, tasks), points_of(card, tuple(earlier if t is chosen else t for t in tasks))
    assert before is None or (after is not None and after >= before)


@given(TASK_RULES, ROUNDINGS, assignments(["1.1"]))
@settings(max_examples=400, deadline=None)
def test_adding_a_miss_never_raises_and_never_hides_a_loss(
    rule: Rule, rounding: Rounding, tasks: tuple[AssignmentRecord, ...]
) -> None:
    card = a_card(a_criterion(rule, 5, tasks="all"), rounding=rounding)
    miss = an_assignment("miss", deadline=TODAY - timedelta(days=1))
    before, after = score(card, some_facts({}, *tasks)), score(card, some_facts({}, *tasks, miss))
    assert lost(after) >= lost(before)
    if before.criteria[0].points is not None:
        assert after.points <= before.points


# --- the slow reference -------------------------------------------------------------------------------------------


def slow_counts(tasks: tuple[AssignmentRecord, ...], today: date) -> tuple[int, int, int]:
    """Total, on time and late, by walking the days one at a time."""
    total = on_time = late = 0
    for task in tasks:
        if task.deadline is None or not task.counts:
            continue
        if task.work.value in {"withdrawn", "suspended", "waiting"}:
            continue
        finished = task.work.value in {"reported", "accepted"} and task.result_on is not None
        day, seen_in_time, seen_late = TODAY - timedelta(days=200), False, False
        while day <= today:
            if finished and day == task.result_on:
                seen_in_time, seen_late = day <= task.deadline, day > task.deadline
            day += timedelta(days=1)
        if seen_in_time or seen_late or task.deadline < today:
            total, on_time, late = total + 1, on_time + seen_in_time, late + seen_late
    return total, on_time, late


def slow_rounded(number: Fraction, rounding: Rounding) -> Fraction:
    """By Python's own decimal arithmetic, on far more digits than any card has."""
    modes = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
    wide = Context(prec=200).divide(Decimal(number.numerator), Decimal(number.denominator))
    return Fraction(wide.quantize(Decimal(1).scaleb(-rounding.places), modes[rounding.mode], Context(prec=200)))


def slow_points(rule: Rule, top: Fraction, total: int, on_time: int, late: int) -> Fraction:
    """Each rule said anew, case by case."""
    missed = total - on_time - late
    match rule:
        case Mixed():
            judged = on_time + late if rule.floor_on == "done" else on_time
            if rule.floor is not None and judged * rule.floor.denominator < rule.floor.numerator * total:
                return Fraction(0)
            earned = [top] * on_time + [top * rule.late_share] * late + [Fraction(0)] * missed
            return sum(earned, Fraction(0)) / total
        case Deduct():
            points = top
            for _ in range(late + missed):
                points -= rule.each
            return max(rule.lowest, points)
        case Proportional():
            if rule.floor is not None and on_time * rule.floor.denominator < rule.floor.numerator * total:
                return Fraction(0)
            if rule.full_from is not None and Fraction(on_time, total) >= rule.full_from:
                return top
            return top * on_time / total
        case _:
            raise AssertionError(rule)


REFERENCED: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Mixed, floor=st.none() | SHARES, late_share=SHARES, floor_on=st.sampled_from(["done", "on-time"])),
    st.builds(Deduct, each=EACH, count=st.just("delays"), lowest=st.sampled_from([Fraction(0), Fraction(-3)])),
    st.builds(Proportional, numerator=st.just("on_time"), floor=st.none() | SHARES, full_from=st.none() | SHARES),
)


@given(REFERENCED, ROUNDINGS, assignments(["1.1"]))
@settings(max_examples=500, deadline=None)
def test_the_rules_equal_the_slow_reference_exactly(
    rule: Rule, rounding: Rounding, tasks: tuple[AssignmentRecord, ...]
) -> None:
    top = num("7.25")
    card = a_card(a_criterion(rule, "7.25", tasks="all"), rounding=rounding)
    row = score(card, some_facts({}, *tasks)).criteria[0]
    total, on_time, late = slow_counts(tasks, TODAY)
    if total == 0:
        assert row.points is None
        return
    exact = slow_points(rule, top, total, on_time, late)
    assert row.exact == exact
    assert row.points == (top if exact == top else min(slow_rounded(exact, rounding), top))
