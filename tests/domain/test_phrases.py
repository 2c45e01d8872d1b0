"""Counts in sentences, as an administrative text says them."""

import pytest

from domain.wording.phrases import change, listed, rate, rate_change, some, those


@pytest.mark.parametrize(
    ("many", "said"),
    [(0, "không có nhiệm vụ nào quá hạn"), (1, "01 nhiệm vụ quá hạn"), (1204, "1.204 nhiệm vụ quá hạn")],
)
def test_a_count_is_said_and_nothing_is_said_as_nothing(many: int, said: str) -> None:
    assert some(many, "nhiệm vụ", "quá hạn") == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (5, 2, "tăng 03 nhiệm vụ so với kỳ trước"),
        (2, 5, "giảm 03 nhiệm vụ so với kỳ trước"),
        (0, 0, "không đổi so với kỳ trước"),
        (3, None, ""),
    ],
)
def test_a_count_is_compared_in_words(now: int, before: int | None, said: str) -> None:
    assert change(now, before, "nhiệm vụ", "kỳ trước") == said


def test_rates_say_of_what_they_are_and_move_in_percentage_points() -> None:
    now, before = {"part": 2, "of": 3, "percent": "66.67"}, {"part": 1, "of": 2, "percent": "50.00"}
    none = {"part": 0, "of": 0, "percent": None}
    assert rate_change(now, before, "kỳ trước") == "tăng 16,67 điểm phần trăm so với kỳ trước"
    assert rate_change(before, now, "kỳ trước") == "giảm 16,67 điểm phần trăm so với kỳ trước"
    assert rate_change(now, now, "kỳ trước") == "không đổi so với kỳ trước"
    assert not rate_change(now, none, "kỳ trước")
    assert rate("Tỷ lệ", now, "nhiệm vụ đến hạn") == "Tỷ lệ: 66,67% (2/3 nhiệm vụ đến hạn)."
    assert rate("Tỷ lệ", none, "nhiệm vụ đến hạn") == "Tỷ lệ: chưa thể đánh giá do chưa có nhiệm vụ đến hạn."


def test_long_lists_say_how_many_more() -> None:
    assert listed(["A", "B", "C"], 2) == "A, B và 01 đơn vị khác"
    assert listed(["A", "B", "C", "D"], 2, "việc") == "A, B và 02 việc khác"


def test_one_is_spoken_of_as_one() -> None:
    assert [those(many, "nhiệm vụ nêu trên") for many in (1, 2)] == ["nhiệm vụ nêu trên", "các nhiệm vụ nêu trên"]
