"""The small language of formulas takes what its grammar says and nothing else."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scorecard import BadFormula, names_in, parse_formula
from domain.scorecard.formula import evaluate


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a b",
        "(a",
        "a)",
        "1 2",
        "a.b",
        "__import__('os')",
        "a ** b",
        "f(a)",
        "if(a, b)",
        "min()",
        "a; b",
        "1e9",
        "a = = b",
    ],
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(BadFormula):
        parse_formula(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a +", "Công thức dừng giữa chừng."),
        ("a + *", "Cần một số hoặc một tên trước “*”."),
        ("(a", "Cần “)”, đang là “hết công thức”."),
        ("min(a; b)", "Không hiểu “; b)” trong công thức."),
        ("min(a b)", "Cần “)”, đang là “b”."),
        ("a, b", "Thừa “,” trong công thức; số thập phân dùng dấu chấm, ví dụ 0.5."),
    ],
)
def test_what_is_wrong_with_a_formula_is_said_whole(text: str, said: str) -> None:
    with pytest.raises(BadFormula) as refused:
        parse_formula(text)
    assert str(refused.value) == said


@pytest.mark.parametrize(("text", "value"), [("1 < 2 * 3", 1), ("7 = 2 * 3 + 1", 1), ("4 / 2 > 9 / 3", 0)])
def test_both_sides_of_a_comparison_are_computed_first(text: str, value: int) -> None:
    assert evaluate(parse_formula(text), {}) == value


def test_an_unknown_function_and_a_wrong_number_of_values_are_told_with_what_would_be_right() -> None:
    with pytest.raises(BadFormula, match="Không có hàm “f”; dùng được: min, max, if"):
        parse_formula("f(a)")
    with pytest.raises(BadFormula, match="Hàm “if” cần 3 giá trị, đang có 2"):
        parse_formula("if(a, b)")


def test_length_depth_and_numbers_have_their_bounds() -> None:
    for text in ("1+" * 400 + "1", "(" * 40 + "1" + ")" * 40, "9" * 60):
        with pytest.raises(BadFormula):
            parse_formula(text)


def test_a_formula_knows_the_names_it_reads() -> None:
    assert names_in(parse_formula("max * đúng_hạn / (tổng + 1)")) == {"đúng_hạn", "tổng"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("a == 3", 1), ("a != 3", 0), ("a ≥ 3", 1), ("a ≤ 2", 0), ("a ≠ 2", 1), ("a × 4 ÷ 3 − 1", 3), ("50% × 4", 2)],
)
def test_signs_may_be_written_as_people_write_them(text: str, value: int) -> None:
    assert evaluate(parse_formula(text), {"a": Fraction(3)}) == value


def test_a_decimal_comma_is_told_what_would_be_right() -> None:
    with pytest.raises(BadFormula, match=r"dấu chấm"):
        parse_formula("max * 0,5")


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(1, 50))
def test_products_bind_closer_than_sums_and_both_run_from_the_left(a: int, b: int, c: int) -> None:
    values = {"a": Fraction(a), "b": Fraction(b), "c": Fraction(c)}
    assert evaluate(parse_formula("a - b - a * b / c + -b"), values) == a - b - Fraction(a * b, c) - b
    assert evaluate(parse_formula("a - (b - a) * b / c"), values) == a - Fraction((b - a) * b, c)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_a_refusal(text: str) -> None:
    with suppress(BadFormula):
        parse_formula(text)
