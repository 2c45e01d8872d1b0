"""Every rule at its edges: just below, at, and just above each bound it has. Each result is worked out by hand beside it.

A row is: the rule's own parameters, the maximum, the named values, and the points (None where it cannot be judged).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from domain.scorecard import RULES, Measurement, from_plain, score
from tests.domain.scorecards import num, some_facts

Row = tuple[Mapping[str, Any], str, str, str | None]

TABLE: Mapping[str, tuple[Row, ...]] = {
    "yes-no": (
        ({}, "2", "met=1", "2"),
        ({}, "2", "met=0", "0"),
        ({"full_when": False}, "2", "met=1", "0"),
        ({"full_when": False}, "2", "met=0", "2"),
        ({}, "2", "met=2", None),  # neither yes nor no
        ({}, "2", "met=-1", None),
        ({}, "2", "met=0.5", None),
        ({}, "2", "", None),  # missing is not no
        ({"value": "plan"}, "2", "met=1", None),  # another name's answer is none of its own
        ({"value": "plan"}, "2", "plan=1", "2"),
    ),
    "proportional": (
        ({}, "2", "done=0 total=20", "0"),
        ({}, "2", "done=20 total=20", "2"),
        ({}, "2", "done=21 total=20", "2"),  # more than all earns no more
        ({}, "2", "done=1 total=3", "0.67"),  # 2/3 = 0.6666…
        ({}, "2", "done=0 total=0", None),  # nothing arose
        ({}, "2", "done=-1 total=20", None),
        ({}, "2", "done=1 total=-20", None),
        ({"floor": "0.8"}, "2", "done=79 total=100", "0"),
        ({"floor": "0.8"}, "2", "done=80 total=100", "1.6"),
        ({"floor": "0.8"}, "2", "done=81 total=100", "1.62"),
        ({"floor": "0.8"}, "2", "done=799999 total=1000000", "0"),
        ({"full_from": "0.95"}, "2", "done=94 total=100", "1.88"),
        ({"full_from": "0.95"}, "2", "done=95 total=100", "2"),
        ({"floor": "0.8", "full_from": "0.8"}, "2", "done=80 total=100", "2"),  # floor and mark at one place
        ({"floor": "0.8", "full_from": "0.8"}, "2", "done=79 total=100", "0"),
        ({"target": "0.8"}, "4", "done=79 total=100", "3.95"),  # 79/80 × 4
        ({"target": "0.8"}, "4", "done=80 total=100", "4"),
        ({"target": "0.8"}, "4", "done=81 total=100", "4"),
        ({"target": "0.8", "floor": "0.5"}, "4", "done=39 total=100", "0"),  # 39/80 = 48.75 %
        ({"target": "0.8", "floor": "0.5"}, "4", "done=40 total=100", "2"),  # 40/80 = 50 %
        ({"target": "1.2"}, "4", "done=100 total=100", "3.33"),  # 100/120 × 4
        ({"invert": True}, "4", "done=0 total=10", "4"),
        ({"invert": True}, "4", "done=10 total=10", "0"),
        ({"invert": True}, "4", "done=11 total=10", "0"),  # never below nothing
        ({"invert": True, "floor": "0.9"}, "4", "done=1 total=10", "3.6"),
        ({"invert": True, "floor": "0.9"}, "4", "done=2 total=10", "0"),
        ({}, "2", "rate=0.95", "1.9"),
        ({}, "2", "rate=1", "2"),
        ({}, "2", "rate=1.01", "2"),
        ({}, "2", "rate=10", "2"),
        ({}, "2", "rate=10.01", None),  # 1001 %: a percentage that lost its sign
        ({}, "2", "rate=-0.1", None),
        ({}, "2", "rate=0.5 done=9 total=10", "1.8"),  # the two go before the rate
    ),
    "steps": (
        ({"steps": [{"at_least": "0.8", "share": "1"}]}, "2", "done=79 total=100", "0"),
        ({"steps": [{"at_least": "0.8", "share": "1"}]}, "2", "done=80 total=100", "2"),
        ({"steps": [{"above": "0.8", "share": "1"}]}, "2", "done=80 total=100", "0"),
        ({"steps": [{"above": "0.8", "share": "1"}]}, "2", "done=81 total=100", "2"),
        ({"value": "days", "steps": [{"at_most": "5", "points": "1.5"}]}, "2", "days=5", "1.5"),
        ({"value": "days", "steps": [{"at_most": "5", "points": "1.5"}]}, "2", "days=6", "0"),
        ({"value": "days", "steps": [{"below": "5", "points": "1.5"}]}, "2", "days=4", "1.5"),
        ({"value": "days", "steps": [{"below": "5", "points": "1.5"}]}, "2", "days=5", "0"),
        ({"value": "days", "steps": [{"above": "3", "at_most": "5", "points": "1"}]}, "2", "days=3", "0"),
        ({"value": "days", "steps": [{"above": "3", "at_most": "5", "points": "1"}]}, "2", "days=4", "1"),
        ({"value": "days", "steps": [{"at_least": "3", "below": "5", "points": "1"}]}, "2", "days=3", "1"),
        ({"value": "days", "steps": [{"at_least": "3", "below": "5", "points": "1"}]}, "2", "days=5", "0"),
        ({"value": "days", "steps": [{"at_least": "9", "points": "2"}, {"points": "0.5"}]}, "2", "days=8", "0.5"),
        ({"value": "days", "steps": [{"at_most": "0", "points": "1"}]}, "2", "days=-1", "1"),  # a value may be negative
        ({"value": "days", "steps": [{"points": "1"}]}, "2", "done=1 total=2", None),
        ({"steps": [{"points": "1"}]}, "2", "done=0 total=0", None),
    ),
    "level": (
        ({"levels": [{"name": "Tốt", "share": "1"}, {"name": "Yếu", "points": "0.5"}]}, "2", "level=Tốt", "2"),
        ({"levels": [{"name": "Tốt", "share": "1"}, {"name": "Yếu", "points": "0.5"}]}, "2", "level=tỐT", "2"),
        ({"levels": [{"name": "Tốt", "share": "1"}, {"name": "Yếu", "points": "0.5"}]}, "2", "level=Yếu", "0.5"),
        ({"levels": [{"name": "Tốt", "share": "1"}, {"name": "Không", "share": "0"}]}, "2", "level=Không", "0"),
        ({"levels": [{"name": "Tốt", "share": "1"}]}, "2", "level=Khá", None),
        ({"levels": [{"name": "Tốt", "share": "1"}]}, "2", "", None),
    ),
    "mixed": (
        ({}, "4", "total=4 on_time=4 late=0", "4"),
        ({}, "4", "total=4 on_time=0 late=4", "2"),  # all late: half
        ({}, "4", "total=4 on_time=0 late=0", "0"),
        ({}, "4", "total=4 on_time=3 late=1", "3.5"),
        ({}, "4", "total=4 on_time=3 late=2", None),  # five of four
        ({}, "4", "total=0 on_time=0 late=0", None),  # nothing arose
        ({"late_share": "0"}, "4", "total=4 on_time=3 late=1", "3"),
        ({"late_share": "1"}, "4", "total=4 on_time=3 late=1", "4"),
        ({"floor": "0.5"}, "4", "total=4 on_time=1 late=1", "1.5"),  # 2/4 done is at the floor
        ({"floor": "0.5"}, "4", "total=4 on_time=1 late=0", "0"),
        ({"floor": "0.5", "floor_on": "on-time"}, "4", "total=4 on_time=1 late=3", "0"),
        ({"floor": "0.5", "floor_on": "on-time"}, "4", "total=4 on_time=2 late=0", "2"),
        ({}, "4", "total=4 on_time=3", None),
    ),
    "deduct": (
        ({"each": "0.25"}, "2", "cases=0", "2"),
        ({"each": "0.25"}, "2", "cases=1", "1.75"),
        ({"each": "0.25"}, "2", "cases=8", "0"),  # 2 − 8 × 0.25
        ({"each": "0.25"}, "2", "cases=9", "0"),
        ({"each": "1", "lowest": "-2"}, "5", "cases=7", "-2"),
        ({"each": "1", "lowest": "-2"}, "5", "cases=8", "-2"),
        ({"each": "1", "lowest": "-2"}, "5", "cases=6", "-1"),
        ({"each": "1", "lowest": "1"}, "5", "cases=5", "1"),  # a floor above nought
        ({"each": "1", "free": "2"}, "5", "cases=2", "5"),
        ({"each": "1", "free": "2"}, "5", "cases=3", "4"),
        ({"each": "1"}, "5", "cases=-1", None),
        ({"each": "1", "count": "faults"}, "5", "faults=1", "4"),
    ),
    "no-case": (
        ({}, "4", "cases=0", "4"),
        ({}, "4", "cases=1", "0"),
        ({"otherwise": {"kind": "proportional", "numerator": "letters", "denominator": "cases"}}, "4", "cases=0", "4"),
        (
            {"otherwise": {"kind": "proportional", "numerator": "letters", "denominator": "cases"}},
            "4",
            "cases=4 letters=3",
            "3",
        ),
        ({"otherwise": {"kind": "deduct", "each": "0.5"}}, "4", "cases=1", "3.5"),
        ({}, "4", "cases=-1", None),
        ({}, "4", "", None),
    ),
    "count": (
        ({"each": "0.75"}, "3", "count=0", "0"),
        ({"each": "0.75"}, "3", "count=4", "3"),  # exactly the maximum
        ({"each": "0.75"}, "3", "count=5", "3"),
        ({"each": "0.75"}, "3", "count=3", "2.25"),
        ({"each": "0.75"}, "3", "count=-1", None),
    ),
    "per-delay": (
        ({"each": "0.25"}, "4", "delays=0", "4"),
        ({"each": "0.25"}, "4", "delays=1", "3"),
        ({"each": "0.25"}, "4", "delays=4", "0"),
        ({"each": "0.25"}, "4", "delays=5", "0"),
        ({"each": "0.25", "per": "task"}, "12", "delays=1 total=3", "11"),  # 12 − 25 % of 4
        ({"each": "0.25", "per": "task"}, "12", "delays=12 total=3", "0"),
        ({"each": "0.25", "per": "task"}, "12", "delays=13 total=3", "0"),
        ({"each": "0.25", "per": "task"}, "12", "delays=0 total=0", None),
        ({"each": "0.25", "per": "task"}, "12", "delays=0", None),
    ),
    "survey": (
        ({}, "10", "rate=0", "0"),
        ({}, "10", "rate=1", "10"),
        ({}, "10", "rate=1.01", None),
        ({}, "10", "rate=-0.01", None),
        ({}, "10", "rate=0.8555", "8.56"),  # 8.555 half up
        (
            {"by": {"kind": "steps", "value": "rate", "steps": [{"at_least": "0.9", "points": "6"}]}},
            "6",
            "rate=0.9",
            "6",
        ),
        (
            {"by": {"kind": "steps", "value": "rate", "steps": [{"at_least": "0.9", "points": "6"}]}},
            "6",
            "rate=0.8999",
            "0",
        ),
        ({}, "10", "", None),
    ),
    "bonus": (
        ({"each": "0.5"}, "2", "count=0", "0"),
        ({"each": "0.5"}, "2", "count=3", "1.5"),
        ({"each": "0.5"}, "2", "count=4", "2"),
        ({"each": "0.5"}, "2", "count=5", "2"),  # capped
    ),
    "penalty": (
        ({"each": "1"}, "3", "count=0", "0"),
        ({"each": "1"}, "3", "count=2", "-2"),
        ({"each": "1"}, "3", "count=3", "-3"),
        ({"each": "1"}, "3", "count=4", "-3"),  # capped
    ),
    "formula": (
        ({"formula": "max * a / b"}, "4", "a=3 b=4", "3"),
        ({"formula": "max * a / b"}, "4", "a=4 b=4", "4"),
        ({"formula": "max * a / b"}, "4", "a=5 b=4", "4"),  # kept within the maximum
        ({"formula": "a - b"}, "4", "a=1 b=2", "0"),  # and not below nought
        ({"formula": "a - b", "lowest": "-1"}, "4", "a=1 b=2", "-1"),
        ({"formula": "a - b", "lowest": "-1"}, "4", "a=1 b=3", "-1"),
        ({"formula": "max * a / b"}, "4", "a=1 b=0", None),  # divided by nought: nothing arose
        ({"formula": "max * a / b"}, "4", "a=1", None),
        ({"formula": "if(a >= 80%, max, 0)"}, "4", "a=0.8", "4"),
        ({"formula": "if(a >= 80%, max, 0)"}, "4", "a=0.7999", "0"),
    ),
}


def rows() -> Iterator[Any]:
    for kind, cases in TABLE.items():
        for number, (more, top, given, points) in enumerate(cases, 1):
            yield pytest.param({"kind": kind, **more}, top, given, points, id=f"{kind}-{number}")


def measured(given: str) -> Measurement:
    """`done=3 total=4`, or `level=Tốt`."""
    pairs = dict(one.split("=") for one in given.split())
    level = pairs.pop("level", None)
    return Measurement({name: num(text) for name, text in pairs.items()}, level=level)


def test_every_rule_has_its_edges_in_the_table() -> None:
    assert set(TABLE) == {rule.kind for rule in RULES}
    assert sum(len(cases) for cases in TABLE.values()) >= 80


@pytest.mark.parametrize(("rule", "top", "given", "points"), list(rows()))
def test_at_its_edges_a_rule_gives_what_a_person_computes(
    rule: Mapping[str, Any], top: str, given: str, points: str | None
) -> None:
    leaf = {"id": "1.1", "name": "Tiêu chí", "max": top, "rule": rule}
    field = {"id": "1", "name": "Lĩnh vực", "max": top, "criteria": [leaf]}
    card = from_plain(
        {
            "authority": "ubnd",
            "level": "quận",
            "year": 2023,
            "version": "1",
            "title": "Bộ",
            "max": top,
            "fields": [field],
        }
    )
    row = score(card, some_facts({"1.1": measured(given)})).criteria[0]
    assert row.points == (None if points is None else num(points))
    assert row.lost == (None if points is None else row.max - num(points))
