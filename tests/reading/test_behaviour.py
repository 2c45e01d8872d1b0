import json
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from domain.behaviour import Behaviour, Plan
from domain.errors import Refusal
from domain.status import ReturnClass
from reading.behaviour import behaviour_schema, read_behaviour

ROOT = Path(__file__).parents[2]

DUE = date(2023, 3, 31)


def read(**parts: Any) -> Behaviour:
    return read_behaviour(yaml.safe_dump(parts, allow_unicode=True).encode() if parts else b"{}", "behaviour.yaml")


def plans(behaviour: Behaviour, unit: str = "p-mot", ref: str = "1", deadline: date | None = DUE) -> list[Plan]:
    return [behaviour.plan(f"a{n}", unit, ref, "2023-Q1", deadline, 7) for n in range(600)]


def it_reads_an_empty_file_as_the_default_behaviour() -> None:
    assert read() == Behaviour()


@given(st.text(min_size=1, max_size=20), st.integers(min_value=0, max_value=2**31))
def it_plans_the_same_for_the_same_seed_and_key(key: str, seed: int) -> None:
    first, second = Behaviour(), Behaviour()
    second.plan("another, asked before", "p-hai", "2", None, DUE, seed)
    assert first.plan(key, "p", "1", None, DUE, seed) == second.plan(key, "p", "1", None, DUE, seed)


def it_plans_otherwise_for_another_seed() -> None:
    behaviour = read()
    assert [behaviour.plan(f"a{n}", "p", "1", None, DUE, 1) for n in range(50)] != [
        behaviour.plan(f"a{n}", "p", "1", None, DUE, 2) for n in range(50)
    ]


def it_keeps_near_the_shares_it_was_given() -> None:
    mixture = {"on_time": 60, "late": 30, "never": 10, "days_early": [2], "days_late": [5]}
    counted = Counter(plan.report_offset_days for plan in plans(read(habits={"mixture": mixture})))
    assert set(counted) == {-2, 5, None}
    assert 320 <= counted[-2] <= 400
    assert 140 <= counted[5] <= 220


def it_reports_undated_work_some_days_after_its_opening_and_asks_no_extension() -> None:
    habits = {"undated_after_days": [40], "extensions": {"share": 100}}
    found = plans(read(habits=habits), deadline=None)
    assert {plan.report_offset_days for plan in found} == {40, None}
    assert {plan.extension for plan in found} == {None}


def it_lets_an_override_replace_a_part_for_whom_it_names_alone() -> None:
    never = {"on_time": 0, "late": 0, "never": 100}
    behaviour = read(overrides=[{"unit": "p-mot", "ref": "1", "mixture": never}])
    assert all(plan.report_offset_days is None for plan in plans(behaviour))
    assert plans(behaviour, ref="2") == plans(Behaviour(), ref="2")
    assert plans(behaviour, unit="p-hai") == plans(Behaviour(), unit="p-hai")


def it_lets_a_later_override_win_and_keeps_other_parts_of_an_earlier_one() -> None:
    behaviour = read(
        overrides=[
            {"unit": "p-mot", "acknowledged": 0, "returns": {"share": 0}},
            {"ref": "1", "returns": {"share": 100, "classes": ["serious"]}},
        ]
    )
    found = plans(behaviour)
    assert {plan.returned for plan in found} == {ReturnClass.SERIOUS}
    assert {plan.acknowledge_after for plan in found} == {None}


def it_answers_escalations_by_the_shares_of_their_rung() -> None:
    behaviour = read(
        releases={"release": 100, "decline": 0, "postpone": 0},
        releases_by_rung={"chair": {"release": 0, "decline": 0, "postpone": 0}},
    )
    assert {behaviour.release(f"s{n}", "head", 7).answer for n in range(50)} == {"release"}
    assert {behaviour.release(f"s{n}", "chair", 7).answer for n in range(50)} == {"silent"}


def it_postpones_by_one_of_the_days_named() -> None:
    behaviour = read(releases={"release": 0, "decline": 0, "postpone": 100, "postponed_working_days": [3]})
    assert behaviour.release("s", "head", 7).working_days == 3


def it_brings_figures_on_their_day_exactly_as_written() -> None:
    figure = {
        "criterion": "7.1",
        "unit": "p-mot",
        "period": "2023-Q1",
        "arrives_on": date(2023, 4, 3),
        "values": {"users": "0,1", "rate": "95%"},
    }
    behaviour = read(figures=[figure])
    assert behaviour.figures_on(date(2023, 4, 3))[0].measurement.values == {
        "users": Fraction(1, 10),
        "rate": Fraction(95, 100),
    }
    assert behaviour.figures_on(date(2023, 4, 4)) == ()


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"habits": {"mixture": {"late": 50}}}, "phải cộng thành 100, đang là 130"),
        ({"habits": {"mixture": {"days_late": [0]}}}, "từ 1 trở lên"),
        ({"habits": {"acknowledged": 101}}, "không lớn hơn 100"),
        ({"habits": {"accept_after_working_days": []}}, "ít nhất 1 mục"),
        ({"releases": {"decline": 90}}, "không quá 100, đang là 180"),
        ({"overrides": [{"acknowledged": 3}]}, "ít nhất một trong unit, ref, period"),
        ({"habits": {"mood": "good"}}, "không có trong mẫu"),
    ],
)
def it_refuses_shares_that_do_not_add_up(parts: dict[str, Any], says: str) -> None:
    with pytest.raises(Refusal) as caught:
        read(**parts)
    assert any(says in problem.message for problem in caught.value.problems), caught.value.problems


def test_the_schema_on_disk_is_the_one_the_reader_follows() -> None:
    assert json.loads((ROOT / "docs/schemas/behaviour.schema.json").read_text("utf-8")) == behaviour_schema()
