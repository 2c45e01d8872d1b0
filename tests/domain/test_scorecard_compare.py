"""Two versions of a card, and two scores, beside each other."""

from dataclasses import replace

from domain.scorecard import (
    Criterion,
    Field,
    Mixed,
    Proportional,
    Rounding,
    Scorecard,
    Survey,
    Ties,
    YesNo,
    compare,
    score,
    shift_to_plain,
    shifts,
)
from tests.domain.scorecards import a_card, a_criterion, num, some_facts, values

OLD = a_card(
    a_criterion(Proportional(floor=num("50%")), 6),
    a_criterion(YesNo(), 2, id="1.2"),
    Criterion("1.3", "Một cửa", num(2), parts=(a_criterion(Survey(), 2, id="1.3.1"),)),
)


def with_criteria(card: Scorecard, *criteria: Criterion) -> Scorecard:
    return replace(card, fields=(replace(card.fields[0], criteria=criteria),))


def told(old: Scorecard, new: Scorecard) -> list[tuple[str, str | None, str, object, object]]:
    return [(c.kind, c.id, c.what, c.before, c.after) for c in compare(old, new)]


def test_equal_cards_have_no_difference_and_the_version_is_none() -> None:
    assert compare(OLD, replace(OLD, version="2", year=2024)) == ()


def test_changes_of_the_card_itself_are_told_with_both_values() -> None:
    new = replace(
        OLD, title="Khác", rounding=Rounding(3, "down", "total"), ties=Ties(("1.1",)), survey_share=num("20%")
    )
    assert told(OLD, new) == [
        ("changed", None, "title", "Bộ thử", "Khác"),
        ("changed", None, "rounding", None, {"places": 3, "mode": "down", "at": "total"}),
        ("changed", None, "survey_share", None, "0.2"),
        ("changed", None, "ties", None, {"by": ["1.1"]}),
    ]
    assert [change.label for change in compare(OLD, new)][:2] == ["tên bộ tiêu chí", "cách làm tròn"]


def test_a_changed_rule_is_told_as_people_read_it() -> None:
    first, second, third = OLD.fields[0].criteria
    changed = replace(first, max=num(5), rule=Proportional(floor=num("80%")), when_none="full", source="Sổ")
    assert told(OLD, with_criteria(OLD, changed, second, third)) == [
        ("changed", "1.1", "max", "6", "5"),
        ("changed", "1.1", "rule", "done/total × 6; dưới 50%: 0 điểm.", "done/total × 5; dưới 80%: 0 điểm."),
        ("changed", "1.1", "when_none", "unmeasured", "full"),
        ("changed", "1.1", "source", None, "Sổ"),
    ]


def test_what_was_added_removed_or_moved_is_found_by_its_id() -> None:
    first, second, third = OLD.fields[0].criteria
    part = replace(third.parts[0], id="1.4", rule=Mixed(), name="Mới")
    moved = with_criteria(OLD, first, replace(second, tasks="all"), third.parts[0], part)
    assert told(OLD, moved) == [
        ("changed", "1.2", "tasks", None, "all"),
        ("removed", "1.3", "name", "Một cửa", None),
        ("changed", "1.3.1", "above", ["1", "1.3"], ["1"]),
        ("added", "1.4", "name", None, "Mới"),
    ]


def test_a_changed_field_is_told() -> None:
    new = replace(OLD, fields=(replace(OLD.fields[0], name="Khác"), Field("2", "Thêm", num(0))))
    assert told(OLD, new) == [("changed", "1", "name", "Lĩnh vực", "Khác"), ("added", "2", "name", None, "Thêm")]
    wider = replace(OLD, fields=(replace(OLD.fields[0], max=num(11)),))
    assert told(OLD, wider) == [("changed", "1", "max", "10", "11")]


def test_every_attribute_has_its_word() -> None:
    first, second, third = OLD.fields[0].criteria
    changed = replace(first, name="B", evidence="Kế hoạch")
    found = compare(OLD, with_criteria(OLD, changed, second, third))
    assert [(change.what, change.label) for change in found] == [
        ("name", "tên"),
        ("evidence", "tài liệu kiểm chứng"),
    ]


def test_the_same_facts_under_two_versions_differ_criterion_by_criterion() -> None:
    # 3/5 × 6 = 3.6 under the floor of 50 %, nothing under one of 80 %; 1.2 is no longer asked, 1.9 is new and unknown.
    first, _, third = OLD.fields[0].criteria
    new = with_criteria(
        OLD, replace(first, rule=Proportional(floor=num("80%"))), third, a_criterion(YesNo(), 2, id="1.9")
    )
    facts = some_facts({"1.1": values(done=3, total=5), "1.2": values(met=1), "1.3.1": values(rate="50%")})
    before, after = score(OLD, facts), score(new, facts)
    assert [(shift.id, shift.points, shift.lost) for shift in shifts(before, after)] == [
        ("1.1", num("-3.6"), num("3.6")),
        ("1.9", 0, 0),
        ("1.2", -2, 0),
    ]
    plain = shift_to_plain(before, after)
    assert (plain["points"], plain["max"], plain["lost"]) == ("-5.6", "-2", "3.6")
    assert plain["criteria"][0] == {
        "criterion": "1.1",
        "name": "Tiêu chí",
        "before": {
            "max": "6",
            "points": "3.6",
            "lost": "2.4",
            "state": "lost",
            "label": "bị trừ",
            "why": "Tỷ lệ 3/5 = 60%: 60% × 6 = 3,6 điểm.",
        },
        "after": {
            "max": "6",
            "points": "0",
            "lost": "6",
            "state": "lost",
            "label": "bị trừ",
            "why": "Tỷ lệ 3/5 = 60%, dưới mức 80%: được 0 điểm.",
        },
        "points": "-3.6",
        "lost": "3.6",
    }
    assert plain["criteria"][1]["before"] is None
    assert plain["criteria"][1]["after"]["points"] is None
    assert plain["criteria"][2]["after"] is None
    assert plain["criteria"][2]["name"] == "Tiêu chí"


def test_nothing_differs_between_equal_scores() -> None:
    result = score(OLD, some_facts({"1.2": values(met=1)}))
    assert shift_to_plain(result, result) == {"points": "0", "max": "0", "lost": "0", "criteria": []}
