"""The score adds up: states, the measured share, rounding, re-basing, bands, and the lines that carry differences."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from domain.scorecard import (
    CAP_LINE,
    REBASE_LINE,
    ROUNDING_LINE,
    Band,
    Bonus,
    Criterion,
    Deduct,
    Measurement,
    Mixed,
    Proportional,
    Rounding,
    Rule,
    State,
    YesNo,
    rescore,
    score,
    score_to_plain,
    standing,
    strangers,
)
from domain.scorecard.given import counted_as
from domain.status import WorkState
from tests.domain.scorecards import TODAY, a_card, a_criterion, an_assignment, num, scored, some_facts, told, values

THIRD = values(done=1, total=3)


@pytest.mark.parametrize(
    ("mode", "number", "rounded"),
    [
        ("half-up", "0.125", "0.13"),
        ("half-up", "-0.125", "-0.13"),
        ("half-even", "0.125", "0.12"),
        ("half-even", "0.135", "0.14"),
        ("half-even", "0.1251", "0.13"),
        ("down", "0.129", "0.12"),
        ("down", "-0.129", "-0.12"),
    ],
)
def test_each_mode_of_rounding(mode: str, number: str, rounded: str) -> None:
    assert Rounding(2, mode).of(num(number)) == num(rounded)  # type: ignore[arg-type] # parametrised over the words


def test_full_points_are_never_rounded_away_nor_near_ones_above_them() -> None:
    assert Rounding(2, "half-even").within(num("0.125"), num("0.125")) == num("0.125")
    assert Rounding(2).within(num("0.1249"), num("0.124")) == num("0.12")
    assert Rounding(2).within(num("0.1239"), num("0.124")) == num("0.12")
    assert Rounding(2).within(num("0.1289"), num("0.129")) == num("0.129")


def two_thirds_card(rounding: Rounding) -> list[Fraction | str]:
    card = a_card(*(a_criterion(Proportional(), 1, id=f"1.{n}") for n in (1, 2)), rounding=rounding)
    result = score(card, some_facts({"1.1": THIRD, "1.2": THIRD}))
    return [result.points, result.rounding_line, *(f"{loss.criterion} {loss.points}" for loss in result.losses)]


def test_rounding_at_the_criterion_needs_no_line() -> None:
    # 0.33 + 0.33 = 0.66
    assert two_thirds_card(Rounding()) == [num("0.66"), 0, "1.1 67/100", "1.2 67/100"]


def test_rounding_at_the_total_carries_the_difference_in_one_line() -> None:
    # 2/3 → 0.67; printed losses 0.67 + 0.67 = 1.34, lost of the total 2 − 0.67 = 1.33: the line gives 0.01 back
    assert two_thirds_card(Rounding(at="total")) == [
        num("0.67"),
        num("-0.01"),
        "1.1 67/100",
        "1.2 67/100",
        f"{ROUNDING_LINE} -1/100",
    ]


def test_what_is_unmeasured_is_no_part_of_the_maximum_and_no_loss() -> None:
    card = a_card(a_criterion(YesNo(), 3), a_criterion(YesNo(), 7, id="1.2"))
    result = score(card, some_facts({"1.1": values(met=0)}))
    assert told(result.points, result.max, result.full_max, result.unmeasured) == [0, 3, 10, 7]
    assert (result.share_measured, result.total_shown) == (num("30%"), False)
    assert [loss.criterion for loss in result.losses] == ["1.1"]


def test_a_total_is_shown_from_the_share_the_card_names() -> None:
    card = a_card(a_criterion(YesNo(), 3), a_criterion(YesNo(), 7, id="1.2"), total_from=num("30%"))
    assert score(card, some_facts({"1.1": values(met=0)})).total_shown
    assert not score(card, some_facts()).total_shown


def test_nothing_measured_shows_no_total_even_where_any_share_would_do() -> None:
    assert not score(a_card(a_criterion(YesNo()), total_from=num(0)), some_facts()).total_shown


def test_what_does_not_apply_brings_the_rest_back_to_the_full_scale() -> None:
    # 8 of 10 apply; 6 earned → 6 × 10/8 = 7.5 of 10. The criterion lost 2, the total 2.5: the line carries 0.5.
    card = a_card(a_criterion(Proportional(), 8), a_criterion(YesNo(), 2, id="1.2"))
    facts = some_facts({"1.1": values(done=3, total=4), "1.2": Measurement(not_applicable=True, note="không có")})
    result = score(card, facts)
    assert told(result.points, result.max, result.unmeasured) == [num("7.5"), 10, 0]
    assert [told(loss.criterion, loss.points) for loss in result.losses] == [["1.1", 2], [REBASE_LINE, num("0.5")]]
    assert result.criteria[1].state is State.NOT_APPLICABLE
    assert "không có" in result.criteria[1].why


def test_a_card_may_leave_out_what_does_not_apply_without_re_basing() -> None:
    card = a_card(a_criterion(YesNo(), 8), a_criterion(YesNo(), 2, id="1.2"), not_applicable="leave-out")
    result = score(card, some_facts({"1.1": values(met=1), "1.2": Measurement(not_applicable=True)}))
    assert told(result.points, result.max, result.losses) == [8, 8, ()]


def test_where_nothing_applies_there_is_nothing_to_scale() -> None:
    result = score(a_card(a_criterion(YesNo())), some_facts({"1.1": Measurement(not_applicable=True)}))
    assert told(result.points, result.max, result.share_measured, result.total_shown) == [0, 0, 0, False]


def test_what_does_not_apply_takes_its_parts_with_it() -> None:
    parts = (a_criterion(YesNo(), 1, id="1.1.1"), a_criterion(YesNo(), 1, id="1.1.2"))
    card = a_card(Criterion("1.1", "Tiêu chí", num(2), parts=parts), a_criterion(YesNo(), 8, id="1.2"))
    for id_, states in (("1.1", "nn-"), ("1", "nnn")):
        off = Measurement(not_applicable=True, note="không có")
        facts = some_facts({id_: off, "1.1.1": values(met=1), "1.2": values(met=1)})
        found = [row.state is State.NOT_APPLICABLE for row in score(card, facts).criteria]
        assert found == [letter == "n" for letter in states]
        assert strangers(card, facts) == ()
    assert strangers(card, some_facts({"1.1": values(met=1)})) == ("1.1",)


def test_a_bonus_lifts_the_total_unless_the_card_caps_it() -> None:
    parts = (a_criterion(YesNo(), 10), a_criterion(Bonus(), 3, id="1.2"))
    facts = some_facts({"1.1": values(met=1), "1.2": values(count=2)})
    assert score(a_card(*parts), facts).points == 12
    capped = score(a_card(*parts, capped=True), facts)
    assert told(capped.points, capped.max) == [10, 10]
    assert [told(loss.criterion, loss.points) for loss in capped.losses] == [["1.2", -2], [CAP_LINE, 2]]


def test_a_bonus_is_not_scaled_when_the_rest_is() -> None:
    card = a_card(a_criterion(YesNo(), 5), a_criterion(YesNo(), 5, id="1.2"), a_criterion(Bonus(), 3, id="1.3"))
    facts = {"1.1": values(met=0), "1.2": Measurement(not_applicable=True), "1.3": values(count=2)}
    assert score(card, some_facts(facts)).points == 2


def test_states() -> None:
    late, soon = an_assignment("1", result_on=date(2023, 3, 21)), an_assignment("2", deadline=date(2023, 4, 3))
    done, blocked = (
        an_assignment("3", result_on=TODAY.replace(day=1)),
        an_assignment("4", deadline=date(2023, 5, 3), obstacle="?"),
    )
    far = an_assignment("5", deadline=date(2023, 5, 3))
    states = [
        scored(Mixed(), 2, None, *tasks).state
        for tasks in ((late, done), (done, soon), (done, blocked), (done, far), (far,))
    ]
    assert states == [State.LOST, State.AT_RISK, State.AT_RISK, State.FULL, State.UNMEASURED]
    assert [state.label for state in State] == [
        "bị trừ",
        "có nguy cơ bị trừ",
        "đạt",
        "chưa thể đánh giá",
        "không áp dụng",
    ]


def test_how_one_assignment_stands() -> None:
    assert standing(an_assignment("1"), date(2023, 3, 20)) == "open"
    assert standing(an_assignment("1"), date(2023, 3, 21)) == "missed"
    assert standing(an_assignment("1", result_on=date(2023, 3, 25)), date(2023, 3, 20)) == "open"
    assert standing(an_assignment("1", result_on=date(2023, 3, 25)), date(2023, 3, 21)) == "missed"
    assert standing(an_assignment("1", work=WorkState.WAITING), TODAY) == "out"
    assert standing(an_assignment("1", result_on=date(2023, 3, 20), work=WorkState.REPORTED), TODAY) == "on-time"
    assert standing(an_assignment("1", result_on=date(2023, 4, 2), deadline=date(2023, 4, 1)), TODAY) == "open"


def test_more_time_granted_too_late_does_not_make_a_late_result_one_in_time() -> None:
    late = an_assignment("1", deadline=date(2023, 3, 30), missed=date(2023, 3, 20), result_on=date(2023, 3, 25))
    assert standing(late, TODAY) == "late"
    assert standing(an_assignment("2", deadline=date(2023, 4, 30), missed=date(2023, 3, 20)), TODAY) == "open"


def test_what_was_missed_before_it_was_moved_costs_at_once_so_that_doing_it_never_lowers_the_score() -> None:
    # Mixed, 8 points: of two one is in time. The other missed its first day: 4 while it is open, 6 once it is done late.
    card = a_card(a_criterion(Mixed(), 8, tasks="all"))
    done = an_assignment("1", result_on=date(2023, 3, 1))
    moved = an_assignment("2", deadline=date(2023, 4, 30), missed=date(2023, 3, 20))
    assert counted_as(moved, date(2023, 3, 20)) == "open"
    assert counted_as(moved, date(2023, 3, 21)) == "missed"
    assert score(card, some_facts({}, done, moved)).points == 4
    assert score(card, some_facts({}, done, replace(moved, work=WorkState.ACCEPTED, result_on=TODAY))).points == 6


def test_a_linked_assignment_feeds_the_parts_of_the_criterion_it_names() -> None:
    rules: tuple[Rule, ...] = (Mixed(), Deduct(num(1), "delays"))
    parts = tuple(a_criterion(rule, 2, id=f"1.1.{n}", tasks="linked") for n, rule in enumerate(rules))
    card = a_card(Criterion("1.1", "Tiêu chí", num(4), parts=parts))
    result = score(card, some_facts({}, an_assignment("1")))
    assert [row.points for row in result.criteria] == [0, 1]
    assert [told(group.id, group.max, group.points) for group in result.groups] == [["1", 4, 1], ["1.1", 4, 1]]


def test_the_offices_own_card_counts_the_work_of_all_units() -> None:
    card = a_card(a_criterion(Mixed(), 2), subject="self")
    assert score(card, some_facts({}, an_assignment("1", unit="p-b"))).points == 0


def test_bands_are_read_on_the_full_scale_and_only_with_a_total() -> None:
    bands = (Band("Khá", num(7)), Band("Tốt", num(9)))
    card = a_card(a_criterion(Proportional(), 5), a_criterion(YesNo(), 5, id="1.2"), bands=bands)
    four_of_five = score(card, some_facts({"1.1": values(done=4, total=5)}))  # 8 of 10
    assert four_of_five.band == bands[0]
    assert score(card, some_facts({"1.1": values(done=1, total=5)})).band is None
    assert score(card, some_facts({})).band is None


@pytest.mark.parametrize(
    ("block", "points", "band"),
    [
        (None, 7, "Khá"),
        ("phong-ban", 7, "Khá"),
        ("phuong", 7, None),
        ("phuong", 8, "Khá (phường)"),
        ("phong-ban", 9, "Tốt"),
        ("phuong", 9, "Khá (phường)"),
    ],
)
def test_a_block_with_bands_of_its_own_is_held_to_those_alone(block: str | None, points: int, band: str | None) -> None:
    bands = (Band("Khá", num(7)), Band("Khá (phường)", num(8), "phuong"), Band("Tốt", num(9)))
    card = a_card(a_criterion(Proportional(), 10), bands=bands)
    was = some_facts({"1.1": values(done=points, total=10)})
    facts = replace(was, block=block)
    assert (found.name if (found := score(card, facts).band) else None) == band
    assert rescore(card, was, score(card, was), facts) == score(card, facts)


def test_the_line_of_what_does_not_apply_says_by_what_the_rest_was_multiplied() -> None:
    card = a_card(a_criterion(Proportional(), 2), a_criterion(YesNo(), 2, id="1.2"))
    figures = {"1.1": values(done=1, total=2), "1.2": Measurement(not_applicable=True)}
    lines = {loss.criterion: (loss.points, loss.why) for loss in score(card, some_facts(figures)).losses}
    # 1 of 2, brought to 2 of 4: the total lacks 2, the criterion 1.
    assert lines[REBASE_LINE] == (num(1), "Quy đổi về thang điểm đầy đủ vì có tiêu chí không áp dụng: × 2.")


def test_an_assignment_cannot_stand_twice_in_the_facts() -> None:
    with pytest.raises(ValueError, match="twice"):
        some_facts({}, an_assignment("1"), an_assignment("1"))


def test_a_score_as_plain_data_holds_exact_decimals() -> None:
    plain = score_to_plain(score(a_card(a_criterion(Proportional(), 2)), some_facts({"1.1": THIRD})))
    assert (plain["points"], plain["max"], plain["losses"][0]["points"]) == ("0.67", "2", "1.33")
    assert plain["criteria"][0]["state"] == "lost"


def test_a_score_as_plain_data_says_everything_under_its_name() -> None:
    card = a_card(a_criterion(Mixed(), 4), a_criterion(YesNo(), 2, id="1.2"), bands=(Band("Khá", num(0)),))
    late, soon = an_assignment("t1", result_on=date(2023, 3, 21)), an_assignment("t2", deadline=date(2023, 4, 2))
    why = "Trong 1 nhiệm vụ có 0 đúng hạn, 1 trễ hạn, 0 quá hạn chưa hoàn thành: 0/1 × 4 + 1/1 × 4 × 50% = 2 điểm."
    plain = score_to_plain(score(card, some_facts({}, late, soon)))
    rows = plain.pop("criteria")
    assert plain == {
        "scorecard": "ubnd/quận/2023/1",
        "unit": "p-a",
        "period": "2023-Q1",
        "as_of": "2023-03-31",
        "points": "2",
        "max": "4",
        "full_max": "6",
        "unmeasured": "2",
        "share_measured": "0.666667",
        "total_shown": True,
        "band": "Khá",
        "groups": [
            {"id": "1", "name": "Lĩnh vực", "above": [], "max": "4", "points": "2", "lost": "2", "unmeasured": "2"}
        ],
        "losses": [{"criterion": "1.1", "points": "2", "why": why, "records": ["t1"]}],
    }
    assert rows[0] == {
        "id": "1.1",
        "name": "Tiêu chí",
        "above": ["1"],
        "max": "4",
        "points": "2",
        "lost": "2",
        "state": "lost",
        "label": "bị trừ",
        "rule": "mixed",
        "why": why,
        "records": ["t1", "t2"],
        "threatened": ["t2"],
    }
    assert [rows[1][name] for name in ("points", "lost", "state")] == [None, None, "unmeasured"]
