"""Trying out, points at stake, and the look ahead: every figure computed by hand."""

from dataclasses import replace
from datetime import date

import pytest

from domain.record import Move, Return
from domain.scorecard import (
    Deduct,
    Measurement,
    Mixed,
    Trial,
    YesNo,
    done,
    missed,
    moved,
    outlook,
    score,
    sent_back,
    tried,
)
from domain.status import DelayClass, ReturnClass, WorkState
from tests.domain.scorecards import TODAY, a_card, a_criterion, an_assignment, num, some_facts, values

SOON = date(2023, 4, 10)
CARD = a_card(a_criterion(Mixed(), 8, tasks="all"), a_criterion(Deduct(num(1), "delays"), 3, id="1.2", tasks="linked"))


def test_what_is_tried_takes_the_place_of_what_is_known_and_nothing_else_moves() -> None:
    facts = some_facts({"1.1": values(met=1), "1.2": values(met=0)}, an_assignment("a"), an_assignment("b"))
    better = an_assignment("b", result_on=TODAY)
    trial = Trial({"1.1": None, "1.2": values(met=1)}, (better, an_assignment("c")), frozenset({"a"}), SOON)
    after = tried(facts, trial)
    assert dict(after.measurements) == {"1.2": values(met=1)}
    assert after.assignments == (better, an_assignment("c"))
    assert (after.as_of, after.unit, after.period) == (SOON, facts.unit, facts.period)
    assert tried(facts, Trial()) == facts


def test_an_assignment_as_it_would_be_done_missed_moved_or_sent_back() -> None:
    open_ = an_assignment("a", deadline=SOON)
    assert done(open_, TODAY) == replace(open_, work=WorkState.ACCEPTED, result_on=TODAY)
    assert missed(open_, TODAY).deadline == date(2023, 3, 30)
    assert missed(replace(open_, deadline=None), TODAY).deadline == date(2023, 3, 30)
    assert missed(an_assignment("b", result_on=TODAY), TODAY) == an_assignment("b")  # due on 20 March: kept
    later = moved(open_, date(2023, 5, 1), DelayClass.OBJECTIVE, TODAY)
    assert (later.deadline, later.original) == (date(2023, 5, 1), open_.original)
    assert later.moves == (Move(SOON, date(2023, 5, 1), TODAY, DelayClass.OBJECTIVE, "thử phương án"),)
    late = moved(an_assignment("d"), SOON, DelayClass.OBJECTIVE, TODAY)
    assert (late.deadline, late.missed) == (SOON, date(2023, 3, 20))  # granted too late: the lateness stays
    assert moved(late, date(2023, 5, 1), DelayClass.OBJECTIVE, date(2023, 4, 12)).missed == date(2023, 3, 20)
    in_time = an_assignment("e", result_on=date(2023, 3, 20))
    assert moved(in_time, SOON, DelayClass.OBJECTIVE, TODAY).missed is None
    assert moved(an_assignment("f"), SOON, DelayClass.OBJECTIVE, date(2023, 3, 20)).missed is None
    back = sent_back(an_assignment("c", result_on=TODAY), ReturnClass.SERIOUS, TODAY)
    assert (back.work, back.result_on) == (WorkState.RETURNED, None)
    assert back.returns == (Return(ReturnClass.SERIOUS, TODAY, "thử phương án"),)


def test_what_hangs_on_each_open_assignment_comes_cheapest_first() -> None:
    # Now: of 3 counted (1 on time, 2 missed) 8/3 → 2.67, lost 5.33; 1.2 linked to a alone: 3 − 1 = 2, lost 1.
    # a done today: late, 8/3 + 4/3 = 4 → 1.33 won back; it stays a delay. b the same. c is not due: done it makes
    # 2 of 4 on time = 4 → 1.33 won back; missed 1 of 4 = 2 → 0.67 more lost.
    facts = some_facts(
        {},
        an_assignment("a", criteria=("1.2",), deadline=date(2023, 3, 10)),
        an_assignment("b", criteria=()),
        an_assignment("c", criteria=(), deadline=SOON),
        an_assignment("e", criteria=(), result_on=date(2023, 3, 1)),
    )
    found = outlook(CARD, facts, SOON)
    told = [(s.record.id, s.regained, s.threatened, s.points, s.criteria) for s in found.stakes]
    assert found.now.lost == num("6.33")
    assert told == [
        ("c", num("1.33"), num("0.67"), 2, (("1.1", num(2)),)),
        ("a", num("1.33"), 0, num("1.33"), (("1.1", num("1.33")),)),
        ("b", num("1.33"), 0, num("1.33"), (("1.1", num("1.33")),)),
    ]
    # All three done today: 2 on time and 2 late of 4 = 6, lost 2, and the delay of 1.2 stays.
    assert found.best.lost == 3
    # Until 10 April c is not yet overdue; the day after it is: 1 of 4 = 2.
    assert found.idle.lost == num("6.33")
    assert outlook(CARD, facts, date(2023, 4, 11)).idle.lost == 7
    assert outlook(CARD, facts, date(2023, 1, 1)).idle.as_of == TODAY


def test_work_that_is_paused_undated_or_done_has_nothing_at_stake() -> None:
    facts = some_facts(
        {},
        an_assignment("a", work=WorkState.SUSPENDED),
        an_assignment("b", deadline=None),
        an_assignment("c", result_on=TODAY),
        an_assignment("d", work=WorkState.WITHDRAWN),
        an_assignment("e", counts=False),
    )
    assert outlook(CARD, facts, SOON).stakes == ()


def test_what_wins_most_back_comes_first_then_what_risks_most_then_the_nearest_day() -> None:
    # 1.1 is fed by a alone (late work wins half of 8 back), 1.2 by b, c and d: missed they cost 1 each and win nothing.
    card = a_card(a_criterion(Mixed(), 8), a_criterion(Deduct(num(1), "delays"), 3, id="1.2", tasks="linked"))
    facts = some_facts(
        {},
        an_assignment("b", criteria=("1.2",), deadline=date(2023, 4, 20)),
        an_assignment("c", criteria=("1.2",), deadline=date(2023, 4, 2)),
        an_assignment("d", criteria=("1.2",), deadline=date(2023, 3, 1)),
        an_assignment("a"),
    )
    found = outlook(card, facts, SOON).stakes
    assert [s.record.id for s in found] == ["a", "c", "b", "d"]
    assert [s.regained for s in found] == [4, 0, 0, 0]
    assert [s.threatened for s in found] == [0, 1, 1, 0]


def test_work_that_no_criterion_counts_has_nothing_at_stake_but_is_told() -> None:
    card = a_card(a_criterion(YesNo(), 2))
    (stake,) = outlook(card, some_facts({"1.1": values(met=1)}, an_assignment("a")), SOON).stakes
    assert stake.points == 0
    assert stake.criteria == ()


@pytest.mark.parametrize(("granted_on", "points"), [(date(2023, 3, 20), 8), (TODAY, 4)])
def test_an_extension_shows_what_it_would_save_and_one_granted_too_late_saves_nothing(
    granted_on: date, points: int
) -> None:
    facts = some_facts({}, an_assignment("a"), an_assignment("b", result_on=date(2023, 3, 1)))
    later = moved(facts.assignments[0], SOON, DelayClass.OBJECTIVE, granted_on)
    card = a_card(a_criterion(Mixed(), 8, tasks="all"))
    assert score(card, facts).points == 4
    assert score(card, tried(facts, Trial(assignments=(later,)))).points == points


def test_the_facts_may_be_tried_without_a_figure() -> None:
    card = a_card(a_criterion(YesNo(), 2))
    facts = some_facts({"1.1": values(met=1)})
    off = tried(facts, Trial({"1.1": Measurement(not_applicable=True)}))
    assert [score(card, one).max for one in (facts, tried(facts, Trial({"1.1": None})), off)] == [2, 0, 0]
