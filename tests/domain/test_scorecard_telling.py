"""Each rule in one sentence, before any figure is known."""

import pytest

from domain.scorecard import (
    RULES,
    Bonus,
    Count,
    Deduct,
    Formula,
    Level,
    Levels,
    Mixed,
    NoCase,
    Penalty,
    PerDelay,
    Proportional,
    Rule,
    Step,
    Steps,
    Survey,
    YesNo,
    rule_told,
)
from tests.domain.scorecards import num

STEPS = (Step(at_least=num("95%"), share=num("100%")), Step(above=num("50%"), below=num("95%"), points=num(1)))
SENTENCES: list[tuple[Rule, str]] = [
    (YesNo(), "met là có: 4 điểm; nếu không: 0 điểm."),
    (YesNo("bị_phê_bình", full_when=False), "bị_phê_bình là không: 4 điểm; nếu không: 0 điểm."),
    (
        Proportional(floor=num("80%"), full_from=num("95%"), target=num("90%")),
        "done/total × 4; tỷ lệ so với chỉ tiêu 90%; dưới 80%: 0 điểm; từ 95%: 4 điểm.",
    ),
    (Proportional("late", invert=True), "(1 − late/total) × 4."),
    (
        Steps(STEPS),
        "Theo done/total: từ 95% trở lên: 4 điểm; trên 50% và dưới 95%: 1 điểm; không đạt mức nào: 0 điểm.",
    ),
    (
        Steps((Step(at_most=num(5), points=num(2)), Step(points=num(1))), "days"),
        "Theo days: đến 5: 2 điểm; còn lại: 1 điểm; không đạt mức nào: 0 điểm.",
    ),
    (
        Levels((Level("Tốt", share=num("100%")), Level("Khá", points=num("2.5")))),
        "Theo mức đánh giá: Tốt: 4 điểm; Khá: 2,5 điểm.",
    ),
    (Mixed(floor=num("50%")), "on_time/total × 4 + late/total × 4 × 50%; tỷ lệ hoàn thành dưới 50%: 0 điểm."),
    (
        Mixed(floor=num("50%"), floor_on="on-time"),
        "on_time/total × 4 + late/total × 4 × 50%; tỷ lệ đúng hạn dưới 50%: 0 điểm.",
    ),
    (Mixed(), "on_time/total × 4 + late/total × 4 × 50%."),
    (Deduct(num("0.25")), "4 điểm, trừ 0,25 điểm × cases; không thấp hơn 0 điểm."),
    (
        Deduct(num(1), "delays", num(-2), num(3)),
        "4 điểm, trừ 1 điểm × delays sau 3 trường hợp được miễn; không thấp hơn -2 điểm.",
    ),
    (NoCase(), "cases bằng 0: 4 điểm; có phát sinh: 0 điểm."),
    (NoCase(otherwise=Proportional()), "cases bằng 0: 4 điểm; có phát sinh: done/total × 4."),
    (Count(num("0.5")), "0,5 điểm × count, tối đa 4 điểm."),
    (PerDelay(num("25%")), "Mỗi lần trong delays trừ 25% của 4 điểm; không thấp hơn 0 điểm."),
    (
        PerDelay(num("25%"), per="task"),
        "Mỗi lần trong delays trừ 25% của phần điểm của nhiệm vụ đó trong 4 điểm; không thấp hơn 0 điểm.",
    ),
    (Survey(), "Theo kết quả điều tra xã hội học, đơn vị không tự chấm: rate × 4."),
    (
        Survey(by=YesNo()),
        "Theo kết quả điều tra xã hội học, đơn vị không tự chấm: met là có: 4 điểm; nếu không: 0 điểm.",
    ),
    (Bonus(), "Cộng 1 điểm × count, tối đa 4 điểm, ngoài tổng điểm tối đa."),
    (Penalty(num("0.5")), "Trừ 0,5 điểm × count, tối đa 4 điểm, ngoài tổng điểm tối đa."),
    (Formula("max * a", num(-1)), "Công thức max * a, từ -1 đến 4 điểm."),
]


@pytest.mark.parametrize(("rule", "sentence"), SENTENCES, ids=lambda given: getattr(given, "kind", ""))
def test_a_rule_is_told_in_one_sentence(rule: Rule, sentence: str) -> None:
    assert rule_told(rule, num(4)) == sentence


def test_values_stand_by_their_words_where_there_are_some() -> None:
    words = {"done": "Số việc xong", "total": "Tổng số việc"}
    assert rule_told(Proportional(), num(4), words) == "“Số việc xong”/“Tổng số việc” × 4."
    assert rule_told(Formula("done / all"), num(4), {"done": "Số việc xong", "all": "all"}) == (
        "Công thức done / all, từ 0 đến 4 điểm; done: Số việc xong."
    )


def test_no_rule_is_left_untold() -> None:
    assert {type(rule) for rule, _ in SENTENCES} == set(RULES)
