"""What officials call the values of a rule: words of the card, of the value, of its part in the rule; never a bare name."""

import re
from pathlib import Path

import pytest

from domain.scorecard import (
    Bonus,
    Criterion,
    Deduct,
    Formula,
    Levels,
    Mixed,
    NoCase,
    PerDelay,
    Proportional,
    Rule,
    Step,
    Steps,
    Survey,
    YesNo,
    check,
    from_plain,
    labels,
    rule_told,
    score,
    to_plain,
)
from reading.scorecards import read_scorecard
from tests.domain.scorecards import a_card, num, scored, some_facts, values

WORDS: list[tuple[Rule, dict[str, str]]] = [
    (YesNo(), {"met": "Kết quả thực hiện"}),
    (Proportional("reviewed", "planned"), {"reviewed": "Số đạt", "planned": "Tổng số"}),
    (Proportional("bad", "files", invert=True), {"bad": "Số không đạt", "files": "Tổng số"}),
    (Proportional("late", "total", invert=True), {"late": "Số trễ hạn", "total": "Tổng số"}),
    (Steps((Step(points=num(1)),), "articles"), {"articles": "Giá trị"}),
    (Steps((Step(points=num(1)),), "ok_rate"), {"ok_rate": "Tỷ lệ"}),
    (Steps((Step(points=num(1)),), None, "ok", "all"), {"ok": "Số đạt", "all": "Tổng số"}),
    (Levels(), {}),
    (Mixed("a", "b", "c"), {"a": "Tổng số", "b": "Số đúng hạn", "c": "Số trễ hạn"}),
    (Deduct(num(1)), {"cases": "Số trường hợp"}),
    (Deduct(num(1), "serious"), {"serious": "Số lần sai sót lớn"}),
    (PerDelay(num("25%"), per="task"), {"delays": "Số lần chậm", "total": "Tổng số"}),
    (Bonus(), {"count": "Số trường hợp"}),
    (Survey(), {"rate": "Kết quả điều tra"}),
    (Survey(by=YesNo("content")), {"content": "Kết quả thực hiện"}),
    (
        NoCase("late_files", Proportional("letters", "late_files")),
        {"late_files": "Số trường hợp", "letters": "Số đạt"},
    ),
    (Proportional(), {"done": "Số đạt", "total": "Tổng số"}),
    (Formula("max * done / files"), {"done": "Số đã hoàn thành", "files": "files"}),
]
OWN = {"online": "Hồ sơ trực tuyến", "files": "Tổng số hồ sơ"}
SAMPLES = sorted(Path("samples").glob("*/scorecard.yaml"))


@pytest.mark.parametrize(("rule", "words"), WORDS)
def test_a_value_is_called_by_what_it_is_or_is_for(rule: Rule, words: dict[str, str]) -> None:
    assert labels(Criterion("1", "Một", num(2), rule)) == words


def test_the_words_of_the_card_go_before_all_others() -> None:
    labelled = Criterion("1", "Một", num(2), Proportional("online", "files"), labels=OWN)
    assert labels(labelled) == OWN


def test_a_criterion_without_a_rule_reads_nothing() -> None:
    assert labels(Criterion("1", "Một", num(2), parts=(Criterion("1.1", "Phần", num(2), YesNo()),))) == {}


def test_what_is_missing_is_named_in_words() -> None:
    assert scored(YesNo(), 2, values(other=1)).why == "Chưa có số liệu “Kết quả thực hiện”."
    labelled = Criterion("1", "Một", num(2), Formula("max * online / files"), labels=OWN)
    (row,) = score(a_card(labelled), some_facts({"1": values(online=3)})).criteria
    assert row.why == "Chưa có số liệu “Tổng số hồ sơ”."
    (row,) = score(a_card(labelled), some_facts({"1": values(online=3, files=4)})).criteria
    assert row.why == (
        "Công thức max * online / files với files (Tổng số hồ sơ) = 4, online (Hồ sơ trực tuyến) = 3 = 1,5 điểm."
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_no_sentence_of_a_sample_shows_the_name_of_a_value(path: Path) -> None:
    sample = read_scorecard(path.read_bytes(), path.name)
    leaves = {leaf.id: leaf for _, leaf in sample.leaves() if leaf.rule and not isinstance(leaf.rule, Formula)}
    assert leaves
    empty = {row.id: row.why for row in score(sample, some_facts()).criteria}
    for id_, leaf in leaves.items():
        assert leaf.rule is not None
        told = f"{empty[id_]} {rule_told(leaf.rule, leaf.max, labels(leaf))}"
        assert not {*re.findall(r"\w+", told)} & {*labels(leaf)}, told


def test_the_words_stay_with_the_card() -> None:
    labelled = a_card(Criterion("1", "Một", num(2), Proportional("online", "files"), labels=OWN))
    plain = to_plain(labelled)
    assert plain["fields"][0]["criteria"][0]["labels"] == OWN
    assert from_plain(plain) == labelled


def test_words_for_a_value_nobody_reads_are_a_contradiction() -> None:
    lost = a_card(Criterion("1", "Một", num(2), Proportional("online", "files"), labels={**OWN, "onlime": "Hồ sơ"}))
    told = {found.place: found.message for found in check(lost)}
    assert told["fields[0].criteria[0].labels"] == "Có tên gọi cho “onlime”, là số liệu mà cách tính không dùng."
