"""One golden case per rule of the index, computed by hand in its comment."""

import unicodedata
from datetime import date
from fractions import Fraction

import pytest

from domain.record import Move, Return
from domain.scorecard import (
    Bonus,
    Count,
    Deduct,
    Formula,
    Level,
    Levels,
    Measurement,
    Mixed,
    NoCase,
    Penalty,
    PerDelay,
    Proportional,
    State,
    Step,
    Steps,
    Survey,
    YesNo,
)
from domain.status import DelayClass, ReturnClass, WorkState
from tests.domain.scorecards import an_assignment, num, scored, told, values

ON_TIME, LATE = date(2023, 3, 20), date(2023, 3, 21)


@pytest.mark.parametrize(("answer", "full_when", "points"), [(1, True, 2), (0, True, 0), (0, False, 2), (1, False, 0)])
def test_yes_or_no_gives_all_or_nothing(answer: int, full_when: bool, points: int) -> None:
    assert scored(YesNo(full_when=full_when), 2, values(met=answer)).points == points


def test_an_answer_that_is_neither_yes_nor_no_is_not_judged() -> None:
    row = scored(YesNo(), 2, values(met=2))
    assert row.state is State.UNMEASURED
    assert "có (1) hoặc không (0)" in row.why


def test_a_missing_value_stays_missing_and_is_named() -> None:
    row = scored(Proportional(), 2, values(done=3))
    assert told(row.points, row.lost, row.state) == [None, None, State.UNMEASURED]
    assert row.why == "Chưa có số liệu “Tổng số”."


@pytest.mark.parametrize(
    ("rule", "done", "points"),
    [
        (Proportional(), 19, "1.9"),  # 19/20 × 2
        (Proportional(floor=num("80%")), 16, "1.6"),  # exactly at the floor counts
        (Proportional(floor=num("80%")), 15, "0"),  # 75 % < 80 %
        (Proportional(full_from=num("95%")), 19, "2"),  # at the mark: all
        (Proportional(full_from=num("95%")), 18, "1.8"),
        (Proportional(target=num("80%")), 12, "1.5"),  # 60 % / 80 % = 75 % of 2
        (Proportional(target=num("80%")), 18, "2"),  # above the target: never more than the maximum
        (Proportional(invert=True), 3, "1.7"),  # 1 − 3/20 = 85 % of 2
        (Proportional(), 25, "2"),  # more done than planned is full, no more
    ],
)
def test_proportional(rule: Proportional, done: int, points: str) -> None:
    assert scored(rule, 2, values(done=done, total=20)).points == num(points)


def test_a_source_may_give_the_rate_itself() -> None:
    assert scored(Proportional(), 2, values(rate="95%")).points == num("1.9")


def test_the_sentence_of_a_proportion_can_be_recomputed() -> None:
    row = scored(Proportional(floor=num("50%")), 4, values(done=2, total=3))
    assert row.why == "Tỷ lệ 2/3 ≈ 66,67%: 2/3 × 4 ≈ 2,6667 điểm, làm tròn 2 chữ số thập phân: 2,67 điểm."
    assert row.records == row.to_blame == ("SL-1",)


@pytest.mark.parametrize(
    ("when_none", "points", "state"),
    [
        ("unmeasured", None, State.UNMEASURED),
        ("full", 2, State.FULL),
        ("zero", 0, State.LOST),
        ("not-applicable", None, State.NOT_APPLICABLE),
    ],
)
def test_a_denominator_of_nought_is_judged_as_the_criterion_says(when_none: str, points: int, state: State) -> None:
    row = scored(Proportional(), 2, values(done=0, total=0), when_none=when_none)
    assert told(row.points, row.state) == [points, state]


def test_a_rate_that_lost_its_percent_sign_is_not_judged() -> None:
    assert scored(Proportional(), 2, Measurement({"rate": Fraction(95)})).state is State.UNMEASURED
    assert scored(Proportional(), 2, Measurement({"rate": Fraction(10)})).points == 2


def test_a_negative_figure_is_not_judged() -> None:
    assert scored(Proportional(), 2, values(done=-1, total=3)).state is State.UNMEASURED


LADDER = Steps(
    (
        Step(at_least=num("95%"), share=num("100%")),
        Step(at_least=num("80%"), points=num("1.5")),
        Step(above=num("50%"), below=num("80%"), points=num("0.5")),
    )
)


@pytest.mark.parametrize(
    ("done", "points"), [(100, "2"), (95, "2"), (94, "1.5"), (80, "1.5"), (79, "0.5"), (51, "0.5"), (50, "0")]
)
def test_steps_give_the_points_of_the_first_line_that_fits(done: int, points: str) -> None:
    assert scored(LADDER, 2, values(done=done, total=100)).points == num(points)


def test_steps_may_judge_a_value_from_below_with_a_last_line_for_the_rest() -> None:
    rule = Steps(
        (Step(at_most=num(0), points=num(2)), Step(at_most=num(5), points=num(1)), Step(points=num("0.25"))), "days"
    )
    assert [scored(rule, 2, values(days=days)).points for days in (0, 5, 6)] == [2, 1, Fraction(1, 4)]
    assert "từ" not in scored(rule, 2, values(days=5)).why.split("mức")[1]


def test_a_level_gives_its_points_and_is_found_without_regard_to_case() -> None:
    rule = Levels((Level("Tốt", share=num("100%")), Level("Khá", share=num("75%")), Level("Yếu", points=num("0.5"))))
    given = [scored(rule, 2, Measurement(level=level)).points for level in ("tốt", "KHÁ", "Yếu", "Giỏi")]
    assert given == [2, Fraction(3, 2), Fraction(1, 2), None]
    assert scored(rule, 2, Measurement(level=unicodedata.normalize("NFD", "Tốt"))).points == 2


def test_mixed_is_fed_from_assignments() -> None:
    # a = 4: on time 2, late 1, overdue and not done 1; the others do not count. 2/4 × 4 + 1/4 × 4 / 2 = 2.5
    row = scored(
        Mixed(),
        4,
        None,
        an_assignment("1", result_on=ON_TIME),
        an_assignment("2", result_on=date(2023, 2, 1)),
        an_assignment("3", result_on=LATE),
        an_assignment("4"),
        an_assignment("5", deadline=date(2023, 4, 30)),  # not yet due
        an_assignment("6", work=WorkState.WITHDRAWN),
        an_assignment("7", counts=False),  # a deadline without a basis
        an_assignment("8", deadline=None),
        an_assignment("9", work=WorkState.SUSPENDED),
        an_assignment("a", criteria=("9.9",)),
        an_assignment("b", unit="p-b"),
    )
    assert row.points == num("2.5")
    assert row.to_blame == ("3", "4")
    assert row.records == ("1", "2", "3", "4", "5")
    assert row.why == (
        "Trong 4 nhiệm vụ có 2 đúng hạn, 1 trễ hạn, 1 quá hạn chưa hoàn thành: 2/4 × 4 + 1/4 × 4 × 50% = 2,5 điểm."
    )


def test_the_day_of_the_deadline_is_in_time_and_no_loss_yet() -> None:
    row = scored(Mixed(), 4, None, an_assignment("1", deadline=date(2023, 3, 31)))
    assert told(row.points, row.state, row.threatened) == [None, State.UNMEASURED, ("1",)]


def test_a_result_dated_after_the_day_of_the_facts_is_not_there_yet() -> None:
    row = scored(
        Mixed(), 4, None, an_assignment("1", result_on=date(2023, 4, 5)), an_assignment("2", result_on=ON_TIME)
    )
    assert row.points == 2  # 1 of 2 on time, the other overdue on 31 March


def test_a_returned_report_is_not_done() -> None:
    row = scored(Mixed(), 4, None, an_assignment("1", result_on=ON_TIME, work=WorkState.RETURNED))
    assert row.points == 0


@pytest.mark.parametrize(
    ("floor_on", "points"),
    [("done", "2.5"), ("on-time", "0")],  # done 3/4 = 75 % ≥ 60 %; on time 2/4 = 50 % < 60 %
)
def test_the_floor_of_mixed_looks_at_what_the_card_says(floor_on: str, points: str) -> None:
    rule = Mixed(floor=num("60%"), floor_on=floor_on)  # type: ignore[arg-type] # parametrised over the two words
    assert scored(rule, 4, values(total=4, on_time=2, late=1)).points == num(points)


def test_figures_entered_for_a_mixed_criterion_go_before_its_assignments() -> None:
    row = scored(Mixed(), 4, values(total=2, on_time=2, late=0), an_assignment("1"))
    assert told(row.points, row.records) == [4, ("SL-1",)]


def test_figures_that_do_not_fit_together_are_not_judged() -> None:
    assert scored(Mixed(), 4, values(total=2, on_time=2, late=1)).state is State.UNMEASURED


def test_a_mixed_criterion_without_figures_and_tasks_is_missing_even_where_no_case_is_full() -> None:
    assert scored(Mixed(), 4, when_none="full").state is State.UNMEASURED
    assert scored(Mixed(), 4, when_none="full", tasks="linked").state is State.FULL


def test_a_criterion_may_count_all_tasks_or_only_those_from_above() -> None:
    tasks = (
        an_assignment("1", criteria=(), result_on=ON_TIME),
        an_assignment("2", criteria=(), from_above=True, result_on=LATE),
    )
    assert scored(Mixed(), 4, None, *tasks, tasks="all").points == 3  # 1/2 × 4 + 1/2 × 4 / 2
    assert scored(Mixed(), 4, None, *tasks, tasks="from-above").points == 2  # 1/1 × 4 / 2
    assert scored(Mixed(), 4, None, *tasks).points is None


@pytest.mark.parametrize(
    ("rule", "cases", "points"),
    [
        (Deduct(num("0.25")), 3, "1.25"),  # 2 − 0.75
        (Deduct(num("0.25")), 9, "0"),  # 2 − 2.25, floored
        (Deduct(num("0.5"), lowest=num(-1)), 9, "-1"),  # 2 − 4.5, not below −1
        (Deduct(num("0.5"), free=num(2)), 3, "1.5"),  # the first two are free
        (Deduct(num("0.5"), free=num(2)), 2, "2"),
        (NoCase(), 0, "2"),
        (NoCase(), 1, "0"),
        (Count(num("0.75"), count="cases"), 2, "1.5"),
        (Count(num("0.75"), count="cases"), 3, "2"),  # 2.25, at most the maximum
        (PerDelay(num("25%"), count="cases"), 1, "1.5"),  # 75 % of 2
        (PerDelay(num("25%"), count="cases"), 5, "0"),
    ],
)
def test_rules_that_count_cases(rule: Deduct | NoCase | Count | PerDelay, cases: int, points: str) -> None:
    assert scored(rule, 2, values(cases=cases)).points == num(points)


def test_a_no_case_rule_may_hand_over_where_cases_arose() -> None:
    rule = NoCase("late_files", Proportional("letters", "late_files"))
    assert scored(rule, 2, values(late_files=0)).points == 2
    assert scored(rule, 2, values(late_files=4, letters=3)).points == num("1.5")
    assert scored(rule, 2, values(late_files=4)).points is None


def test_deduct_may_count_the_delays_and_returns_of_assignments() -> None:
    serious = Return(ReturnClass.SERIOUS, date(2023, 3, 19), "sai số liệu")
    tasks = (
        an_assignment("1", result_on=LATE, returns=(serious, serious)),
        an_assignment("2"),
        an_assignment("3", result_on=ON_TIME),
    )
    assert scored(Deduct(num("0.5"), "delays"), 2, None, *tasks, tasks="linked").to_blame == ("1", "2")
    assert scored(Deduct(num("0.5"), "delays"), 2, None, *tasks, tasks="linked").points == 1
    assert scored(Deduct(num("0.5"), "serious"), 2, None, *tasks, tasks="linked").points == 1
    assert scored(Deduct(num("0.5"), "missed"), 2, None, *tasks, tasks="linked").points == num("1.5")


def test_returns_and_moves_decided_after_the_day_are_not_there_yet() -> None:
    later = date(2023, 4, 3)
    task = an_assignment(
        "1",
        result_on=ON_TIME,
        returns=(Return(ReturnClass.SERIOUS, later, "?"),),
        moves=(Move(None, later, later, DelayClass.SUBJECTIVE, "?"),),
    )
    for name in ("returned", "serious", "moved"):
        assert scored(Deduct(num(1), name), 2, None, task, tasks="linked").points == 2


def test_a_percentage_may_fall_on_the_one_task_that_was_late() -> None:
    # Three tasks of 4 points each: one late (−25 %), one returned five times (−125 %, at most all), one clean.
    fault = Return(ReturnClass.SERIOUS, date(2023, 3, 19), "sai số liệu")
    tasks = (
        an_assignment("1", result_on=LATE),
        an_assignment("2", result_on=ON_TIME, returns=(fault,) * 5),
        an_assignment("3", result_on=ON_TIME),
    )
    late = scored(PerDelay(num("25%"), per="task"), 12, None, *tasks, tasks="linked")
    faults = scored(PerDelay(num("25%"), "serious", per="task"), 12, None, *tasks, tasks="linked")
    assert told(late.points, faults.points) == [11, 8]


def test_only_extensions_by_the_units_own_cause_count_as_moved() -> None:
    own = Move(ON_TIME, LATE, ON_TIME, DelayClass.SUBJECTIVE, "chậm")
    other = Move(ON_TIME, LATE, ON_TIME, DelayClass.OBJECTIVE, "chờ số liệu")
    task = an_assignment("1", result_on=ON_TIME, moves=(own, other))
    assert scored(Deduct(num(1), "moved"), 2, None, task, tasks="linked").points == 1


def test_a_survey_is_a_share_or_a_rule_of_its_own() -> None:
    assert scored(Survey(), 10, values(rate="85.5%")).points == num("8.55")
    assert scored(Survey(by=Steps((Step(at_least=num("80%"), share=num("50%")),))), 10, values(rate="85%")).points == 5
    assert scored(Survey(), 10).state is State.UNMEASURED
    assert scored(Survey(), 10, values(rate="101%")).state is State.UNMEASURED


def test_bonus_and_penalty_are_capped_and_outside_the_maxima() -> None:
    plus, minus = scored(Bonus(num("0.5")), 2, values(count=9)), scored(Penalty(num(1)), 3, values(count=2))
    assert told(plus.max, plus.points, plus.lost, plus.state) == [0, 2, -2, State.FULL]
    assert plus.to_blame == minus.to_blame == ("SL-1",)  # a gain names its records as a loss does
    assert told(minus.max, minus.points, minus.lost, minus.state) == [0, -2, 2, State.LOST]


@pytest.mark.parametrize(
    ("formula", "points"),
    [
        ("max * a / b", "1.5"),  # 2 × 3/4
        ("max - (b - a) * 0.5", "1.5"),
        ("min(max, a) + 50% - -0.25", "2"),  # 2 + 0.5 + 0.25, kept within the maximum
        ("if(a / b >= 80%, max, max / 4)", "0.5"),
        ("max(0, a - b)", "0"),
        ("(a = 3) + (a <> b) - (b < a)", "2"),
        ("0 - 5", "0"),
    ],
)
def test_a_formula_is_computed_exactly(formula: str, points: str) -> None:
    assert scored(Formula(formula), 2, values(a=3, b=4)).points == num(points)


def test_a_formula_names_what_is_missing_and_survives_a_nought() -> None:
    assert scored(Formula("a / b"), 2, values(a=1)).why == "Chưa có số liệu “b”."
    assert scored(Formula("a / b"), 2, values(a=1, b=0), when_none="full").points == 2
