"""Whole random quarters: the product equals the slow index to the last digit, however the facts are ordered.

Short here; `make index` draws five thousand cards (profile `long`).
"""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.scorecard import (
    Criterion,
    Deduct,
    Facts,
    Field,
    Mixed,
    NoCase,
    PerDelay,
    Proportional,
    Rounding,
    Rule,
    Score,
    Scorecard,
    State,
    Step,
    Steps,
    ranked,
    rescore,
    score,
    to_plain,
)
from domain.status import WorkState
from tests.domain.quarters import FORMULAS, a_quarter, a_whole_card, share
from tests.domain.scorecards import TODAY
from tests.domain.slow_index import Slow, slow_index, slow_ranks

EXAMPLES = settings().max_examples if settings.get_current_profile_name() == "long" else 25


def lost(result: Score) -> Fraction:
    return sum((loss.points for loss in result.losses), Fraction(0))


@given(st.integers(0, 2**64))
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_quarter_equals_the_slow_index_and_losses_add_up(seed: int) -> None:
    dice = Random(seed)
    card = a_whole_card(dice)
    plain = to_plain(card)
    compared: dict[str, tuple[Slow, Score]] = {}
    for facts in a_quarter(dice, card):
        slow, result = slow_index(plain, facts, FORMULAS), score(card, facts)
        compared[facts.unit] = (slow, result)
        assert {row.id: row.points for row in result.criteria} == slow.points
        assert {row.id: row.exact for row in result.criteria if row.is_measured} == slow.exact
        assert {row.id: row.state.value for row in result.criteria} == slow.states
        assert {row.id for row in result.criteria if row.state is State.NOT_APPLICABLE} == slow.off
        assert {one.criterion: one.points for one in result.losses if one.criterion in slow.points} == {
            id_: slow.maxima[id_] - points
            for id_, points in slow.points.items()
            if points is not None and points != slow.maxima[id_]
        }
        assert (result.points, result.max) == (slow.total, slow.top)
        assert (result.unmeasured, result.total_shown) == (slow.unmeasured, slow.shown)
        assert (result.band.name if result.band else None) == slow.band
        assert result.max - result.points == lost(result)
        dealt = list(facts.assignments)
        dice.shuffle(dealt)
        assert score(card, replace(facts, assignments=tuple(dealt))) == result
    places = ranked(card, (result for _, result in compared.values()))
    assert {place.unit: place.rank for place in places} == slow_ranks(plain, {u: s for u, (s, _) in compared.items()})


def a_monotone_card(dice: Random) -> Scorecard:
    """Every rule that is fed from work done in time, and never earns more by work done later."""
    bounds = sorted({share(dice) for _ in range(4)}, reverse=True)
    rules: tuple[Rule, ...] = (
        Mixed(floor=share(dice), late_share=share(dice)),
        Mixed(floor=share(dice), floor_on="on-time"),
        Deduct(share(dice) + Fraction(1, 8), "delays", Fraction(dice.choice([0, -3]))),
        PerDelay(share(dice), per="task"),
        PerDelay(share(dice)),
        Proportional("on_time", floor=share(dice), full_from=share(dice)),
        NoCase("delays", Proportional("on_time")),
        Steps(tuple(Step(at_least=b, share=b) for b in bounds), numerator="on_time"),
    )
    criteria = tuple(Criterion(f"1.{n}", "Tiêu chí", Fraction(5), rule, tasks="all") for n, rule in enumerate(rules))
    rounding = Rounding(dice.randint(0, 4), at=dice.choice(["criterion", "total"]))
    top = Fraction(5 * len(rules))
    return Scorecard(
        "ubnd", "quận", 2023, "1", "A", max=top, rounding=rounding, fields=(Field("1", "A", top, criteria),)
    )


@given(st.integers(0, 2**64))
@settings(max_examples=EXAMPLES, deadline=None)
def test_finishing_earlier_never_lowers_a_criterion_or_the_total(seed: int) -> None:
    dice = Random(seed)
    card = a_monotone_card(dice)
    (facts,) = a_quarter(dice, card, units=1)
    done = [t for t in facts.assignments if t.result_on is not None and t.work is WorkState.ACCEPTED]
    chosen = dice.choice(done)
    assert chosen.result_on is not None
    earlier = replace(chosen, result_on=chosen.result_on - timedelta(days=dice.randint(1, 90)))
    facts = replace(facts, measurements={})
    sooner = replace(facts, assignments=tuple(earlier if t is chosen else t for t in facts.assignments))
    before, after = score(card, facts), score(card, sooner)
    for old, new in zip(before.criteria, after.criteria, strict=True):
        assert old.points is None or (new.points is not None and new.points >= old.points)
    assert after.points >= before.points
    assert rescore(card, facts, before, sooner) == after


@given(st.integers(0, 2**64))
@settings(max_examples=EXAMPLES, deadline=None)
def test_scoring_only_what_moved_equals_scoring_all(seed: int) -> None:
    dice = Random(seed)
    card = a_whole_card(dice)
    was, other = a_quarter(dice, card, units=2)
    other = replace(other, unit=was.unit)
    before = score(card, was)
    for now in (other, some_of(dice, was, other), replace(was, as_of=TODAY + timedelta(days=9)), was):
        assert rescore(card, was, before, now) == score(card, now)


def some_of(dice: Random, was: Facts, other: Facts) -> Facts:
    """A few figures and a few assignments of another unit in place of what was."""
    theirs = sorted(other.measurements.items())
    figures = {**was.measurements, **dict(dice.sample(theirs, min(2, len(theirs))))}
    if figures:
        figures.pop(dice.choice(sorted(figures)))
    place = dice.randrange(len(was.assignments))
    tasks = (*was.assignments[:place], *other.assignments[place : place + 2], *was.assignments[place + 2 :])
    return replace(was, measurements=figures, assignments=tasks)
