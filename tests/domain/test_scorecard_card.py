"""A card says where it contradicts itself, and goes to plain data and back unchanged."""

import json
from dataclasses import replace

import pytest

from domain.scorecard import (
    Band,
    Bonus,
    Count,
    Criterion,
    Deduct,
    Field,
    Formula,
    Level,
    Levels,
    Mixed,
    NoCase,
    Penalty,
    PerDelay,
    Proportional,
    Rule,
    Scorecard,
    Step,
    Steps,
    Survey,
    Ties,
    YesNo,
    check,
    decimal_text,
    exact,
    from_plain,
    percent,
    reads,
    strangers,
    to_plain,
    vietnamese,
)
from tests.domain.scorecards import a_card, a_criterion, num, some_facts, values


def places(card: Scorecard) -> list[str]:
    return [found.place for found in check(card)]


def test_every_contradiction_says_where_and_what() -> None:
    steps = Steps((Step(at_least=num("50%"), points=num(3)), Step(at_least=num("80%"), points=num(1))))
    part = a_criterion(YesNo(), "0.125", id="1.8.1")
    criteria = (
        a_criterion(Deduct(num(3), lowest=num(0)), 2),
        a_criterion(Deduct(num(1), lowest=num(3)), 2, id="1.2"),
        a_criterion(Proportional(floor=num("90%"), full_from=num("80%")), 2, id="1.3"),
        a_criterion(steps, 2, id="1.4"),
        a_criterion(Levels((Level("A", points=num(1)),)), 2, id="1.5"),
        a_criterion(Formula("x + y"), 2, id="1.6", tasks="all"),
        a_criterion(YesNo(), 2, id="1.6"),
        Criterion("1.8", "Tiêu chí", num(2), parts=(part,)),
    )
    bands = (Band("Tốt", num(10)), Band("Khá", num(10)), Band("Giỏi", num(11)))
    card = Scorecard(
        "ubnd", "quận", 2023, "1", "A", max=num(10), fields=(Field("1", "A", num(15), criteria),), bands=bands
    )
    told = {found.place.replace("fields[0].criteria", "c"): found.message for found in check(card)}
    assert told == {
        "max": "Tổng điểm tối đa các lĩnh vực là 15, nhưng ghi 10 (chênh 5).",
        "fields[0].max": "Tổng điểm tối đa các tiêu chí của lĩnh vực 1 là 16, nhưng ghi 15 (chênh 1).",
        "c[6].id": "Mã 1.6 đã dùng ở trên.",
        "bands[1].at_least": "Mức Khá trùng ngưỡng với một mức ở trên.",
        "bands[2].at_least": "Mức Giỏi cao hơn tổng điểm tối đa.",
        "c[0].rule.each": "Mỗi trường hợp trừ 3, nhiều hơn điểm tối đa 2.",
        "c[1].rule.lowest": "Mức thấp nhất cao hơn điểm tối đa.",
        "c[2].rule.floor": "Mức sàn 90% cao hơn mức đạt tối đa 80%.",
        "c[3].rule.steps[0]": "Mức này được 3, nhiều hơn điểm tối đa 2 của 1.4.",
        "c[3].rule.steps[1]": "Mức này không bao giờ áp dụng vì mức ở trên đã bao trùm.",
        "c[4].rule.levels": "Không mức nào đạt điểm tối đa 2 của 1.5.",
        "c[5].rule": "Nhiệm vụ không cho số liệu “x”, “y”; đếm được: total, on_time, late, missed, done, delays, "
        "returned, serious, moved, open.",
        "c[7].max": "Tổng điểm tối đa các tiêu chí thành phần của 1.8 là 0,125, nhưng ghi 2 (chênh -1,875).",
        "c[7].parts[0].max": "Điểm tối đa 0,125 của 1.8.1 lẻ hơn mức làm tròn 2 chữ số thập phân.",
    }
    assert len(check(card)) == len(told)


def test_what_only_just_agrees_is_no_contradiction() -> None:
    sound = a_card(
        a_criterion(Deduct(num(2), lowest=num(2)), 2),
        a_criterion(Deduct(num(3), lowest=num(-1)), 2, id="1.2"),
        a_criterion(Proportional(floor=num("80%"), full_from=num("80%")), "2.25", id="1.3"),
        bands=(Band("Tốt", num("6.25")), Band("Khá", num(5))),
        survey_share=num(0),
    )
    assert check(sound) == ()


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        (Step(), Step(at_least=num(1)), True),
        (Step(at_least=num(1)), Step(), False),
        (Step(at_least=num(1)), Step(above=num(1)), True),
        (Step(above=num(3)), Step(at_least=num(5)), True),
        (Step(above=num(5)), Step(above=num(3)), False),
        (Step(above=num(1)), Step(at_least=num(1)), False),
        (Step(at_most=num(5)), Step(below=num(5)), True),
        (Step(below=num(5)), Step(at_most=num(5)), False),
        (Step(at_least=num(1), above=num(3)), Step(at_least=num(2)), False),
        (Step(at_least=num(1), above=num(3)), Step(above=num(3)), True),
        (Step(at_least=num(3), above=num(1)), Step(at_least=num(3)), True),
        (Step(at_least=num(3), above=num(3)), Step(at_least=num(3)), False),
        (Step(at_most=num(5), below=num(3)), Step(at_most=num(4)), False),
        (Step(at_most=num(5), below=num(3)), Step(below=num(3)), True),
        (Step(at_most=num(3), below=num(5)), Step(at_most=num(3)), True),
        (Step(at_most=num(3), below=num(3)), Step(at_most=num(3)), False),
        (Step(at_least=num(1), at_most=num(5)), Step(at_least=num(2), at_most=num(4)), True),
        (Step(at_least=num(1), at_most=num(5)), Step(at_least=num(0), at_most=num(4)), False),
        (Step(at_least=num(1), at_most=num(5)), Step(at_least=num(2), at_most=num(6)), False),
        (Step(at_least=num(0), below=num(5)), Step(at_least=num(0)), False),
        (Step(at_most=num(0)), Step(at_least=num(-1)), False),
    ],
)
def test_a_line_covers_another_bound_by_bound(wide: Step, narrow: Step, covers: bool) -> None:
    steps = Steps((replace(wide, points=num(2)), replace(narrow, points=num(1))), "days")
    assert (places(a_card(a_criterion(steps))) == ["fields[0].criteria[0].rule.steps[1]"]) == covers


def test_a_criterion_is_found_by_its_id_where_it_is_scored() -> None:
    part = a_criterion(YesNo(), 2, id="1.1.1")
    card = a_card(Criterion("1.1", "Tiêu chí", num(2), parts=(part,)))
    assert card.criterion("1.1.1") == part
    assert card.criterion("1.1") is None


def test_a_sound_card_has_no_contradictions() -> None:
    assert check(a_card(a_criterion(YesNo()))) == ()


def test_sums_that_differ_are_told_with_their_place_and_never_mended() -> None:
    inner = Criterion(
        "1.1", "Tiêu chí", num(5), parts=(a_criterion(YesNo(), 2, id="1.1.1"), a_criterion(YesNo(), 2, id="1.1.2"))
    )
    card = Scorecard("ubnd", "quận", 2023, "1", "Bộ thử", fields=(Field("1", "A", num(6), (inner,)),))
    assert places(card) == ["max", "fields[0].max", "fields[0].criteria[0].max"]
    assert check(card)[1].message == "Tổng điểm tối đa các tiêu chí của lĩnh vực 1 là 5, nhưng ghi 6 (chênh -1)."


def test_lines_that_never_apply_or_give_too_much_are_told() -> None:
    steps = Steps(
        (Step(at_least=num("50%"), points=num(3)), Step(at_least=num("80%"), points=num(1)), Step(points=num(0)))
    )
    assert places(a_card(a_criterion(steps))) == [f"fields[0].criteria[0].rule.steps[{n}]" for n in (0, 1)]


def test_bounds_that_only_touch_do_not_cover_each_other() -> None:
    above = Steps((Step(above=num("50%"), points=num(2)), Step(at_least=num("50%"), points=num(1))))
    below = Steps(
        (Step(below=num(5), points=num(2)), Step(at_most=num(5), points=num(1)), Step(below=num(5), points=num(1)))
    )
    assert places(a_card(a_criterion(above))) == []
    assert places(a_card(a_criterion(below))) == ["fields[0].criteria[0].rule.steps[2]"]


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        (Levels((Level("Tốt", points=num(1)),)), ".levels"),  # nobody can reach the maximum
        (Deduct(num(3)), ".each"),
        (Proportional(floor=num("90%"), full_from=num("80%")), ".floor"),
        (Deduct(num(1), lowest=num(3)), ".lowest"),
        (NoCase(otherwise=Deduct(num(3))), ".otherwise.each"),
        (Survey(by=Steps((Step(points=num(9)),))), ".by.steps[0]"),
    ],
)
def test_rules_that_do_not_fit_their_maximum_are_told(rule: Rule, place: str) -> None:
    assert places(a_card(a_criterion(rule))) == [f"fields[0].criteria[0].rule{place}"]


def test_a_stated_share_of_the_survey_is_held_against_its_criteria() -> None:
    parts = (a_criterion(YesNo(), 7), a_criterion(Survey(), 3, id="1.2"))
    assert places(a_card(*parts, survey_share=num("30%"))) == []
    (found,) = check(a_card(*parts, survey_share=num("40%")))
    assert found.place == "survey_share"
    assert found.message == "Các tiêu chí điều tra có 3 điểm, nhưng tỷ lệ điều tra ghi 40% của 10."


def test_a_tie_rule_names_fields_or_criteria_of_the_card() -> None:
    strange = a_card(a_criterion(YesNo()), ties=Ties(("1", "1.1", "9")))
    assert [(one.place, one.message) for one in check(strange)] == [
        ("ties.by[2]", "Không có lĩnh vực hay tiêu chí mã 9.")
    ]


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        (YesNo(), "met"),
        (Survey(), "rate"),
        (Survey(by=YesNo("ok")), "ok"),
        (Proportional(), "done total"),
        (Steps((Step(points=num(2)),)), "done total"),
        (Steps((Step(points=num(2)),), "days"), "days"),
        (Levels((Level("A", share=num(1)),)), "level"),
        (Mixed(), "late on_time total"),
        (Deduct(num(1)), "cases"),
        (NoCase("late", Proportional("letters", "late")), "late letters"),
        (NoCase(), "cases"),
        (Count(num(1)), "count"),
        (PerDelay(num("25%")), "delays"),
        (PerDelay(num("25%"), per="task"), "delays total"),
        (Bonus(), "count"),
        (Penalty(), "count"),
        (Formula("max * a / (b + max)"), "a b"),
    ],
)
def test_what_a_rule_reads_is_known(rule: Rule, names: str) -> None:
    assert sorted(reads(rule)) == names.split()


def test_a_rule_that_no_assignment_can_feed_is_told() -> None:
    assert places(a_card(a_criterion(Deduct(num(1), "delays"), tasks="all"))) == []
    (found,) = check(a_card(a_criterion(Deduct(num(1)), tasks="all")))
    assert found.place == "fields[0].criteria[0].rule"
    assert "“cases”" in found.message


def test_maxima_finer_than_the_rounding_are_told() -> None:
    assert places(a_card(a_criterion(YesNo(), "0.125"))) == ["fields[0].criteria[0].max"]


def test_bands_of_different_blocks_may_begin_at_the_same_points() -> None:
    bands = (Band("Tốt", num(1)), Band("Tốt", num(1), "phuong"), Band("Khá", num(1), "phuong"))
    assert places(a_card(a_criterion(YesNo()), bands=bands)) == ["bands[2].at_least"]


def test_ids_and_bands_that_stand_twice_are_told() -> None:
    bands = (Band("Tốt", num(1)), Band("Khá", num(1)), Band("Giỏi", num(9)))
    card = a_card(a_criterion(YesNo()), a_criterion(YesNo()), bands=bands)
    assert places(card) == ["fields[0].criteria[1].id", "bands[1].at_least", "bands[2].at_least"]


def test_figures_for_criteria_the_card_does_not_have_are_named() -> None:
    assert strangers(a_card(a_criterion(YesNo())), some_facts({"1.1": values(met=1), "9": values(met=1)})) == ("9",)


def test_a_card_survives_json() -> None:
    rules: tuple[Rule, ...] = (
        Proportional(floor=num("80%"), invert=True),
        Survey(by=Steps((Step(at_least=num("95%"), share=num("0.5")), Step(points=num(0))), value="rate")),
        NoCase("late", Proportional("letters", "late")),
        Count(num("0.25")),
        Levels((Level("Tốt", share=num(1)),)),
    )
    card = a_card(
        *(a_criterion(rule, 2, id=f"1.{n}", tasks="all") for n, rule in enumerate(rules)), bands=(Band("A", num(9)),)
    )
    nested = a_card(Criterion("1.1", "Tiêu chí", num(2), parts=(a_criterion(YesNo(), 2, id="1.1.1"),)))
    for one in (card, nested):
        assert from_plain(json.loads(json.dumps(to_plain(one)))) == one


@pytest.mark.parametrize("text", ["", "1,000", "1.2.3", "abc", "1e5", "--1", "1/3", "9" * 41, "%", "٣"])
def test_what_is_no_exact_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # the reader says the sentence
        exact(text)


def test_numbers_are_read_and_written_exactly() -> None:
    assert [decimal_text(exact(text)) for text in ("12", "0,25", "-0.5", "95%", "+1.50", "1000.000")] == [
        "12",
        "0.25",
        "-0.5",
        "0.95",
        "1.5",
        "1000",
    ]
    assert (vietnamese(num("0.25")), vietnamese(num(1) / 3), percent(num(1) / 3)) == ("0,25", "≈ 0,3333", "≈ 33,33%")
    with pytest.raises(ValueError, match="no exact decimal"):
        decimal_text(num(1) / 3)
