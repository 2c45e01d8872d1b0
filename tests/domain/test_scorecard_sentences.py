"""Every sentence a rule can say (diễn giải cách tính), word for word: what a person recomputes the points from."""

from typing import Any

import pytest

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
    Rule,
    Step,
    Steps,
    Survey,
    YesNo,
)
from tests.domain.scorecards import an_assignment, num, scored, values

TABLE = Steps(
    (
        Step(at_least=num("95%"), share=num(1)),
        Step(above=num("50%"), below=num("95%"), points=num(1)),
        Step(at_most=num("20%"), points=num("0.5")),
    )
)
DAYS = Steps((Step(at_most=num(5), points=num(2)), Step(points=num(1))), "days")
SENTENCES: list[tuple[Rule, int, dict[str, Any], str]] = [
    (YesNo(), 2, {"met": 0}, "Kết quả “không”: được 0 điểm."),
    (YesNo(), 2, {"met": 2}, "Số liệu “Kết quả thực hiện” phải là có (1) hoặc không (0), đang là 2."),
    (Proportional(invert=True), 2, {"done": 3, "total": 20}, "Tỷ lệ 3/20 = 15%, phần còn lại 85%: 85% × 2 = 1,7 điểm."),
    (
        Proportional(target=num("80%")),
        4,
        {"done": 6, "total": 10},
        "Tỷ lệ 6/10 = 60%, so với chỉ tiêu 80% đạt 75%: 75% × 4 = 3 điểm.",
    ),
    (
        Proportional(full_from=num("95%")),
        2,
        {"done": 19, "total": 20},
        "Tỷ lệ 19/20 = 95%, đạt mức 95% trở lên: được 2 điểm.",
    ),
    (Proportional(), 2, {"done": 25, "total": 20}, "Tỷ lệ 25/20 = 125%: được điểm tối đa 2 điểm."),
    (Proportional(), 2, {"rate": "95%"}, "Tỷ lệ 95%: 95% × 2 = 1,9 điểm."),
    (Proportional(), 2, {"rate": 95}, "Tỷ lệ 9500% vượt quá 1000%: đề nghị kiểm tra lại số liệu."),
    (Proportional(), 2, {"done": 0, "total": 0}, "Không phát sinh trường hợp nào trong kỳ."),
    (Proportional(), 2, {"done": -1, "total": 5}, "Số liệu “Số đạt” không thể âm (đang là -1)."),
    (TABLE, 2, {"done": 10, "total": 100}, "Tỷ lệ 10/100 = 10%, thuộc mức đến 20%: được 0,5 điểm."),
    (TABLE, 2, {"done": 60, "total": 100}, "Tỷ lệ 60/100 = 60%, thuộc mức trên 50% và dưới 95%: được 1 điểm."),
    (TABLE, 2, {"done": 30, "total": 100}, "Tỷ lệ 30/100 = 30%, không đạt mức nào trong thang: được 0 điểm."),
    (DAYS, 2, {"days": 3}, "Giá trị là 3, thuộc mức đến 5: được 2 điểm."),
    (DAYS, 2, {"days": 9}, "Giá trị là 9, thuộc mức còn lại: được 1 điểm."),
    (
        Steps((Step(above=num("90%"), points=num(2)),), "ok_rate"),
        2,
        {"ok_rate": "95%"},
        "Tỷ lệ là 95%, thuộc mức trên 90%: được 2 điểm.",
    ),
    (
        Mixed(floor=num("80%")),
        4,
        {"total": 4, "on_time": 2, "late": 1},
        "Trong 4 nhiệm vụ có 2 đúng hạn, 1 trễ hạn, 1 quá hạn chưa hoàn thành; tỷ lệ hoàn thành 75% dưới mức 80%: được 0 điểm.",
    ),
    (
        Mixed(floor=num("80%"), floor_on="on-time"),
        4,
        {"total": 4, "on_time": 2, "late": 2},
        "Trong 4 nhiệm vụ có 2 đúng hạn, 2 trễ hạn, 0 quá hạn chưa hoàn thành; tỷ lệ đúng hạn 50% dưới mức 80%: được 0 điểm.",
    ),
    (
        Mixed(),
        4,
        {"total": 3, "on_time": 3, "late": 0},
        "Trong 3 nhiệm vụ có 3 đúng hạn, 0 trễ hạn, 0 quá hạn chưa hoàn thành: 3/3 × 4 = 4 điểm.",
    ),
    (Mixed(), 4, {"total": 0, "on_time": 0, "late": 0}, "Chưa có nhiệm vụ nào hoàn thành hoặc đến hạn."),
    (Mixed(), 4, {"total": 1, "on_time": 1, "late": 1}, "Số đúng hạn cộng số trễ hạn lớn hơn tổng số nhiệm vụ."),
    (Deduct(num("0.25")), 2, {"cases": 0}, "Có 0 trường hợp: được 2 điểm."),
    (
        Deduct(num("0.5"), free=num(2)),
        2,
        {"cases": 2},
        "Có 2 trường hợp, không quá 2 trường hợp được miễn: được 2 điểm.",
    ),
    (
        Deduct(num("0.5"), free=num(2)),
        2,
        {"cases": 3},
        "Có 3 trường hợp (miễn 2), mỗi trường hợp trừ 0,5 điểm: 2 − 0,5 = 1,5 điểm.",
    ),
    (
        Deduct(num(1), lowest=num(-1)),
        2,
        {"cases": 9},
        "Có 9 trường hợp, mỗi trường hợp trừ 1 điểm: 2 − 9, không thấp hơn -1 = -1 điểm.",
    ),
    (NoCase(), 2, {"cases": 0}, "Không phát sinh trường hợp nào: được 2 điểm."),
    (NoCase(), 2, {"cases": 3}, "Phát sinh 3 trường hợp: được 0 điểm."),
    (
        NoCase(otherwise=Proportional()),
        2,
        {"cases": 3, "done": 1, "total": 3},
        "Tỷ lệ 1/3 ≈ 33,33%: 1/3 × 2 ≈ 0,6667 điểm, làm tròn 2 chữ số thập phân: 0,67 điểm.",
    ),
    (Count(num("0.75")), 2, {"count": 2}, "2 × 0,75 = 1,5 điểm."),
    (Count(num("0.75")), 2, {"count": 3}, "3 × 0,75 = 2,25 điểm, tính tối đa 2 điểm."),
    (PerDelay(num("25%")), 3, {"delays": 1}, "Có 1 lần chậm, mỗi lần trừ 25% điểm tối đa: còn 75% × 3 = 2,25 điểm."),
    (
        PerDelay(num("25%"), per="task"),
        12,
        {"delays": 1, "total": 3},
        "Có 1 lần chậm, mỗi lần trừ 25% điểm của nhiệm vụ đó: còn 11/12 × 12 = 11 điểm.",
    ),
    (
        PerDelay(num("30%"), per="task"),
        1,
        {"delays": 1, "total": 7},
        "Có 1 lần chậm, mỗi lần trừ 30% điểm của nhiệm vụ đó: còn 67/70 × 1 ≈ 0,9571 điểm, làm tròn 2 chữ số thập phân: 0,96 điểm.",
    ),
    (PerDelay(num("25%"), per="task"), 12, {"delays": 0, "total": 0}, "Không phát sinh nhiệm vụ nào trong kỳ."),
    (Survey(), 10, {"rate": "85.5%"}, "Theo kết quả điều tra xã hội học 85,5%: 85,5% × 10 = 8,55 điểm."),
    (Survey(), 10, {"rate": "101%"}, "“Kết quả điều tra” phải từ 0% đến 100%, đang là 101%."),
    (Survey(by=YesNo()), 10, {"met": 1}, "Theo kết quả điều tra xã hội học. Kết quả “có”: được 10 điểm."),
    (Bonus(num("0.5")), 2, {"count": 9}, "Điểm thưởng: 9 × 0,5 = 4,5 điểm, thưởng tối đa 2 điểm."),
    (Bonus(num("0.5")), 2, {"count": 1}, "Điểm thưởng: 1 × 0,5 = 0,5 điểm."),
    (Penalty(num(1)), 3, {"count": 2}, "Điểm phạt: 2 × 1 = 2 điểm."),
    (Penalty(num(1)), 1, {"count": 2}, "Điểm phạt: 2 × 1 = 2 điểm, phạt tối đa 1 điểm."),
    (
        Formula("max * a / b"),
        2,
        {"a": 1, "b": 3},
        "Công thức max * a / b với a = 1, b = 3 ≈ 0,6667 điểm, làm tròn 2 chữ số thập phân: 0,67 điểm.",
    ),
    (Formula("5"), 2, {"a": 1}, "Công thức 5 = 5 điểm, giới hạn còn 2 điểm."),
    (Formula("a / b"), 2, {"a": 1, "b": 0}, "Không phát sinh trường hợp nào trong kỳ (mẫu số bằng 0)."),
    (Formula("a / b"), 2, {"c": 1}, "Chưa có số liệu “a”, “b”."),
    (
        Formula("a - b", num(-1)),
        2,
        {"a": 1, "b": 9},
        "Công thức a - b với a = 1, b = 9 = -8 điểm, giới hạn còn -1 điểm.",
    ),
]


@pytest.mark.parametrize(("rule", "top", "figures", "why"), SENTENCES)
def test_a_rule_says_how_its_points_came_about(rule: Rule, top: int, figures: dict[str, Any], why: str) -> None:
    assert scored(rule, top, values(**figures)).why == why


def test_levels_say_what_was_given_and_what_would_be_known() -> None:
    rule = Levels((Level("Tốt", share=num(1)), Level("Khá", share=num("75%"))))
    told = [scored(rule, 2, Measurement(level=level)).why for level in ("khá", "Giỏi", None)]
    assert told == [
        "Đánh giá mức “Khá”: được 1,5 điểm.",
        "Mức “Giỏi” không có trong thang; các mức: “Tốt”, “Khá”.",
        "Chưa có mức đánh giá.",
    ]


@pytest.mark.parametrize(
    ("when_none", "why"),
    [
        ("unmeasured", "Không phát sinh trường hợp nào trong kỳ."),
        ("full", "Không phát sinh trường hợp nào trong kỳ. Theo quy định được 2 điểm."),
        ("zero", "Không phát sinh trường hợp nào trong kỳ. Theo quy định được 0 điểm."),
        ("not-applicable", "Không phát sinh trường hợp nào trong kỳ. Không tính tiêu chí này."),
    ],
)
def test_where_nothing_arose_the_sentence_says_what_decides(when_none: str, why: str) -> None:
    assert scored(Proportional(), 2, values(done=0, total=0), when_none=when_none).why == why


def test_what_does_not_apply_or_has_no_rule_says_so() -> None:
    off = [Measurement(not_applicable=True), Measurement(not_applicable=True, note="không có đơn vị")]
    assert [scored(YesNo(), 2, one).why for one in off] == [
        "Không áp dụng trong kỳ.",
        "Không áp dụng trong kỳ: không có đơn vị.",
    ]
    assert scored(None, 2).why == "Tiêu chí chưa có cách tính."  # type: ignore[arg-type] # a card half written
    assert scored(None, 2).rule == "none"  # type: ignore[arg-type]


def test_work_not_yet_due_says_that_nothing_has_come_due() -> None:
    row = scored(Mixed(), 4, None, an_assignment("1", deadline=None))
    assert row.why == "Chưa có nhiệm vụ nào hoàn thành hoặc đến hạn."
