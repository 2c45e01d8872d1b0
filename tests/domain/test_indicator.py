"""Figures that judge an item: short of the target, running, recovered, out of reach."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicator import Indicator, Op, Shown, falls_short, from_plain, stand, to_plain
from domain.period import parse_period
from domain.telling.figures import below_told, target_told, unreachable_told

RATE = Indicator("dung-han", "on_time", "total", ">=", Fraction(95, 100))
ALL = Indicator("xin-loi", "sent", "late", ">=", Fraction(1))
COUNT = Indicator("dot", "n", None, ">=", Fraction(3))
FEW = Indicator("loi", "n", None, "<=", Fraction(2))
QUARTER = parse_period("2026-Q1")


def shown(period: str, a: int, b: int | None = None) -> Shown:
    return Shown(parse_period(period), Fraction(a), None if b is None else Fraction(b))


def test_one_window_short_is_told_two_running_escalate_and_a_good_one_ends_the_run() -> None:
    bad, worse, good = shown("2026-01", 90, 100), shown("2026-02", 80, 100), shown("2026-03", 99, 100)
    assert [stand(RATE, found, QUARTER, None).below for found in ([bad], [worse, bad], [bad, worse, good])] == [1, 2, 0]
    assert stand(RATE, [bad, worse], QUARTER, None).escalates
    assert not stand(RATE, [bad], QUARTER, None).escalates


def test_a_span_is_judged_when_its_windows_reach_its_end_and_together() -> None:
    first, second, third = shown("2026-01", 90, 100), shown("2026-02", 100, 100), shown("2026-03", 100, 100)
    assert not stand(RATE, [first, second], QUARTER, None).is_met  # a month is missing
    assert stand(RATE, [first, second, third], QUARTER, None).is_met  # 290 of 300
    assert not stand(RATE, [shown("2026-01", 50, 100), second, third], QUARTER, None).is_met
    assert stand(RATE, [shown("2026-01", 50, 100), shown("2026-Q1", 96, 100)], QUARTER, None).is_met


def test_a_later_window_that_reaches_the_target_recovers_what_had_ended_short() -> None:
    short = [shown("2026-01", 50, 100), shown("2026-02", 50, 100), shown("2026-03", 50, 100)]
    assert not stand(RATE, short, QUARTER, None).is_met
    assert stand(RATE, [*short, shown("2026-04", 96, 100)], QUARTER, None).is_met
    assert not stand(RATE, [*short, shown("2026-04", 94, 100)], QUARTER, None).is_met


def test_what_is_owed_once_is_judged_by_the_window_that_reaches_its_day() -> None:
    due = date(2026, 3, 31)
    assert not stand(RATE, [shown("2026-02", 99, 100)], None, due).is_met
    assert stand(RATE, [shown("2026-03", 99, 100)], None, due).is_met
    assert stand(RATE, [shown("2026-02", 99, 100)], None, None).is_met


def test_all_of_them_is_out_of_reach_with_the_first_that_is_missing() -> None:
    assert not stand(ALL, [shown("2026-01", 4, 4)], QUARTER, None).is_unreachable
    found = stand(ALL, [shown("2026-01", 4, 4), shown("2026-02", 3, 4)], QUARTER, None)
    assert found.is_unreachable
    assert not stand(RATE, [shown("2026-01", 0, 100)], QUARTER, None).is_unreachable  # 95 % may still be reached
    assert stand(FEW, [shown("2026-01", 1), shown("2026-02", 2)], QUARTER, None).is_unreachable
    assert unreachable_told(ALL, found) == (
        "Chỉ tiêu 100% của kỳ không còn đạt được: đã có trường hợp chưa đạt "
        "(tháng 2 năm 2026: 3/4, đạt 75%). Đề nghị không để phát sinh thêm."
    )


def test_a_count_that_still_rises_is_not_short_before_its_span_ends() -> None:
    assert stand(COUNT, [shown("2026-01", 1)], QUARTER, None).below == 0
    months = [shown("2026-01", 1), shown("2026-02", 1), shown("2026-03", 1)]
    assert stand(COUNT, months, QUARTER, None).is_met


def test_no_case_at_all_is_neither_short_nor_in_the_way() -> None:
    assert stand(RATE, [shown("2026-01", 0, 0)], QUARTER, None).below == 0
    assert stand(RATE, [shown("2026-Q1", 0, 0)], QUARTER, None).is_met


def test_the_sentence_gives_figures_and_target() -> None:
    found = stand(RATE, [shown("2026-01", 9, 10), shown("2026-02", 2, 3)], QUARTER, None)
    assert below_told(RATE, found) == (
        "Số liệu tháng 2 năm 2026: 2/3, đạt 66,67% (chỉ tiêu: từ 95% trở lên); 02 kỳ liên tiếp chưa đạt."
    )
    many = stand(RATE, [shown("2026-02", 1092, 1300)], QUARTER, None)
    assert "1.092/1.300, đạt 84%" in below_told(RATE, many)
    assert target_told(FEW) == "không quá 2"


@pytest.mark.parametrize("op", [">=", "<=", ">", "<", "="])
@given(a=st.integers(0, 50), b=st.integers(1, 50), target=st.fractions(0, 1, max_denominator=100))
def test_a_rate_falls_short_exactly_where_its_target_does_not_hold(op: Op, a: int, b: int, target: Fraction) -> None:
    judged = Indicator("x", "a", "b", op, target)
    assert falls_short(judged, shown("2026-01", a, b)) != judged.holds(Fraction(a, b))
    assert from_plain(to_plain(judged)) == judged
