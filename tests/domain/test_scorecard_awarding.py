"""Points that a person gives stand in place of what the rule would find, within what the criterion can come to."""

from fractions import Fraction

import pytest

from domain.scorecard import (
    Bonus,
    Deduct,
    Formula,
    Measurement,
    NoCase,
    Penalty,
    Proportional,
    Rule,
    State,
    Survey,
    YesNo,
    limits,
    measured_told,
    score,
)
from tests.domain.scorecards import a_card, a_criterion, num, scored, some_facts, told, values


@pytest.mark.parametrize(
    ("rule", "lowest", "highest"),
    [
        (YesNo(), 0, 2),
        (Proportional(), 0, 2),
        (Bonus(), 0, 2),
        (Penalty(), -2, 0),
        (Deduct(num(1), lowest=num(-3)), -3, 2),
        (Deduct(num(1), lowest=num(1)), 0, 2),  # a floor above nought binds the rule, not who appraises
        (Formula("a", lowest=num(-1)), -1, 2),
        (NoCase(otherwise=Deduct(num(1), lowest=num(-4))), -4, 2),
        (Survey(by=Formula("a", lowest=num(-1))), -1, 2),
        (NoCase(), 0, 2),
    ],
)
def test_points_lie_within_what_the_rule_can_come_to(rule: Rule, lowest: int, highest: int) -> None:
    allowed = limits(a_criterion(rule, 2))
    assert told(allowed.lowest, allowed.highest) == [lowest, highest]
    assert [allowed.hold(Fraction(n)) for n in (lowest, highest)] == [True, True]
    assert [allowed.hold(n) for n in (lowest - Fraction(1, 100), highest + Fraction(1, 100))] == [False, False]


def given(points: str, **more: object) -> Measurement:
    return Measurement(points=num(points), records=("PĐ-1",), **more)  # type: ignore[arg-type] # a note, or nothing


def test_given_points_stand_with_what_was_said_of_them_and_their_records() -> None:
    row = scored(YesNo(), 2, given("1.5", note="Thiếu văn bản."))
    assert told(row.points, row.lost, row.records, row.to_blame) == [num("1.5"), num("0.5"), ("PĐ-1",), ("PĐ-1",)]
    assert row.why == "Điểm được chấm: 1,5 điểm. Thiếu văn bản."
    assert scored(YesNo(), 2, given("2")).why == "Điểm được chấm: 2 điểm."


def test_points_beyond_the_criterion_are_not_judged_and_the_range_is_told() -> None:
    row = scored(Deduct(num(1), lowest=num(-1)), 2, given("2.5"))
    assert told(row.points, row.state) == [None, State.UNMEASURED]
    assert row.why == "Điểm được chấm 2,5 không nằm trong khoảng từ -1 đến 2."


def test_how_much_of_the_card_was_judged_is_told_as_a_share() -> None:
    card = a_card(a_criterion(YesNo(), 2), a_criterion(YesNo(), 3, id="1.2"))
    assert measured_told(score(card, some_facts({"1.1": values(met=1)}))) == "Đã đánh giá được 40% số điểm"
