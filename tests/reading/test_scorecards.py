"""A scorecard file is read exactly, or refused with each place and what would be right there."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.scorecard import (
    RULES,
    Deduct,
    Formula,
    Mixed,
    NoCase,
    Proportional,
    Scorecard,
    Step,
    Steps,
    Survey,
    check,
    exact,
    to_plain,
)
from reading.scorecard_shapes import scorecard_schema
from reading.scorecards import KINDS, read_scorecard

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples/quan-1-2023/scorecard.yaml"

HEAD = "authority: ubnd\nlevel: quận\nyear: 2023\nversion: 1.10\ntitle: Bộ thử\n"


def card_with(criterion: str) -> bytes:
    """A card of one criterion: flow style, id 1.10 and a maximum of 2 unless said otherwise."""
    fields = f"fields:\n  - id: 1\n    name: A\n    max: 2\n    criteria:\n      - {{id: 1.10, name: B, max: 2, {criterion}}}\n"
    return (HEAD + fields).encode()


def read(criterion: str) -> Scorecard:
    return read_scorecard(card_with(criterion), "thử.yaml")


def refused(data: bytes) -> dict[str, str]:
    with pytest.raises(Refusal) as caught:
        read_scorecard(data, "thử.yaml")
    return {problem.field: problem.message for problem in caught.value.problems}


def test_ids_and_versions_that_look_like_numbers_keep_their_last_nought() -> None:
    card = read("rule: {kind: yes-no}")
    assert (card.version, [leaf.id for _, leaf in card.leaves()]) == ("1.10", ["1.10"])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{kind: mixed, floor: 80%, late_share: 0.25}", Mixed(floor=exact("0.8"), late_share=exact("0.25"))),
        ('{kind: deduct, each: "0,25", lowest: -1}', Deduct(exact("0.25"), lowest=exact("-1"))),
        ("{kind: formula, formula: max * a / b}", Formula("max * a / b")),
        (
            "{kind: survey, by: {kind: steps, steps: [{at_least: 95%, share: 100%}, {points: 1}]}}",
            Survey(by=Steps((Step(at_least=exact("0.95"), share=exact("1")), Step(points=exact("1"))))),
        ),
        (
            "{kind: no-case, count: n, otherwise: {kind: proportional, invert: true}}",
            NoCase("n", Proportional(invert=True)),
        ),
    ],
)
def test_rules_are_read_with_exact_numbers(text: str, rule: object) -> None:
    assert read(f"rule: {text}").fields[0].criteria[0].rule == rule


@pytest.mark.parametrize(
    ("criterion", "place", "says"),
    [
        ("rule: {kind: mixed, floor: 80}", "rule.floor", "80%"),
        ("rule: {kind: deduct, each: 0}", "rule.each", "lớn hơn 0"),
        ("rule: {kind: deduct}", "rule.each", "Thiếu mục"),
        ("rule: {kind: sum}", "rule", "yes-no, proportional"),
        ("rule: {kind: count, each: 1, count: 3}", "rule.count", "Cần chữ"),
        ("rule: {kind: yes-no, florr: 1}", "rule.florr", "không có trong mẫu"),
        ("rule: {kind: formula, formula: a +}", "rule.formula", "dừng giữa chừng"),
        ("rule: {kind: steps, steps: []}", "rule.steps", "ít nhất 1 mục"),
        ("rule: {kind: steps, steps: [{at_least: 95, points: 1}]}", "rule", "95%"),
        ("rule: {kind: steps, steps: [{at_least: 95%}]}", "rule.steps[0]", "points"),
        ("rule: {kind: level, levels: [{name: A, share: 0.5, points: 1}]}", "rule.levels[0]", "chỉ một trong hai"),
        ("rule: {kind: level, levels: [{name: A, share: 1}, {name: a, share: 0}]}", "rule", "trùng tên"),
        ("rule: {kind: no-case, otherwise: {kind: mixed, floor: x}}", "rule.otherwise.floor", "Cần một số"),
        ("tasks: mine, rule: {kind: mixed}", "tasks", "một trong"),
        ("source: x", "", "rule"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(criterion: str, place: str, says: str) -> None:
    found = refused(card_with(criterion))
    assert list(found) == [f"fields[0].criteria[0].{place}".removesuffix(".")]
    assert says in next(iter(found.values()))


def test_an_unknown_kind_of_rule_is_named_alone() -> None:
    (says,) = refused(card_with("rule: {kind: coutn, each: 0.7}")).values()
    assert says.endswith("đang ghi “coutn”.")


def test_points_cannot_be_negative_and_ids_cannot_stand_twice() -> None:
    sample = card_with("rule: {kind: yes-no}")
    assert list(refused(sample.replace(b"max: 2,", b"max: -2,"))) == ["fields[0].criteria[0].max"]
    twice = sample + b"      - {id: 1.10, name: C, max: 2, rule: {kind: yes-no}}\n"
    assert refused(twice) == {
        "fields[0].criteria[1].id": "Dòng 12: Mã 1.10 đã dùng ở fields[0].criteria[0]; mỗi mã chỉ dùng một lần."
    }


def test_a_criterion_has_a_rule_or_parts() -> None:
    part = "{id: a, name: A, max: 2, rule: {kind: mixed}}"
    assert [leaf.id for _, leaf in read(f"parts: [{part}]").leaves()] == ["a"]
    assert list(refused(card_with(f"rule: {{kind: mixed}}, parts: [{part}]"))) == ["fields[0].criteria[0]"]
    assert list(refused(card_with(f"tasks: all, parts: [{part}]"))) == ["fields[0].criteria[0]"]


def test_contradictions_are_no_refusal() -> None:
    assert [found.place for found in check(read("rule: {kind: yes-no}"))] == ["max"]


def test_json_is_read_like_yaml_and_a_card_written_down_is_read_again() -> None:
    card = read_scorecard(SAMPLE.read_bytes(), SAMPLE.name)
    for indent in (None, 2):
        assert read_scorecard(json.dumps(to_plain(card), indent=indent).encode(), "thử.json") == card


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: HEAD.encode() + text.encode()))
@settings(deadline=None)
def test_whatever_comes_in_is_read_or_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_scorecard(data, "thử.yaml")


def test_every_rule_of_the_domain_can_be_read() -> None:
    kinds = set(
        scorecard_schema()["$defs"]["CriterionShape"]["properties"]["rule"]["anyOf"][0]["discriminator"]["mapping"]
    )
    assert kinds == KINDS == {rule.kind for rule in RULES}


def test_the_sample_is_sound_and_says_that_it_is_an_illustration() -> None:
    card = read_scorecard(SAMPLE.read_bytes(), SAMPLE.name)
    assert check(card) == ()
    assert card.disclaimer == "MINH HỌA — không phải bộ tiêu chí chính thức"
    assert len(card.fields) == 8


def test_the_schema_on_disk_is_the_one_the_reader_follows() -> None:
    kept = json.loads((ROOT / "docs/schemas/scorecard.schema.json").read_text("utf-8"))
    assert kept == scorecard_schema()
