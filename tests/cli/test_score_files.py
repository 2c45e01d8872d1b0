"""From files to JSON: random cards and quarters written down, scored by the command, and computed a second time slowly."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cli.score import score
from domain.record import AssignmentRecord
from domain.scorecard import Facts, decimal_text, to_plain
from tests.domain.quarters import FORMULAS, a_quarter, a_whole_card
from tests.domain.slow_index import slow_index
from writing.scorecards import write_card


def written(facts: Facts) -> dict[str, Any]:
    """Facts of one unit as an office would write them."""
    measured = {
        id_: {
            "values": {name: decimal_text(value) for name, value in one.values.items()},
            "level": one.level,
            "not_applicable": one.not_applicable,
        }
        for id_, one in facts.measurements.items()
    }
    own = [task for task in facts.assignments if task.unit == facts.unit]
    return {"unit": facts.unit, "measurements": measured, "assignments": [assignment(task) for task in own]}


def assignment(task: AssignmentRecord) -> dict[str, Any]:
    days = {name: getattr(task, name) for name in ("deadline", "missed", "result_on")}
    return {
        "id": task.id,
        **{name: day.isoformat() for name, day in days.items() if day is not None},
        "counts": task.counts,
        "work": task.work.value,
        "criteria": list(task.criteria),
        "from_above": task.from_above,
        "returns": [{"classed": one.classed.value, "on": one.on.isoformat()} for one in task.returns],
        "moves": [
            {"after": one.after.isoformat(), "on": one.on.isoformat(), "classed": one.classed.value}
            for one in task.moves
        ],
    }


@pytest.mark.parametrize("form", ["yaml", "json", "xlsx"])
def test_files_are_scored_as_the_slow_index_scores_them(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = Random(form)
    card = a_whole_card(dice)
    quarter = a_quarter(dice, card)
    rules, facts = tmp_path / f"card.{form}", tmp_path / "facts.yaml"
    rules.write_bytes(write_card(card, form))
    known = {"period": "2023-Q1", "as_of": "2023-03-31", "facts": [written(one) for one in quarter]}
    facts.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    assert score(rules, facts, as_json=True) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [row["unit"] for row in printed] == [one.unit for one in quarter]
    for row, one in zip(printed, quarter, strict=True):
        measured = {id_: replace(found, points=None) for id_, found in one.measurements.items()}  # given in a round
        own = tuple(task for task in one.assignments if task.unit == one.unit)
        alone = Facts(one.unit, one.period, one.as_of, measured, own)
        slow = slow_index(to_plain(card), alone, FORMULAS)
        points = {found["id"]: found["points"] for found in row["criteria"]}
        assert points == {id_: None if value is None else decimal_text(value) for id_, value in slow.points.items()}
        assert (Fraction(row["points"]), Fraction(row["max"])) == (slow.total, slow.top)
        lost = sum((Decimal(loss["points"]) for loss in row["losses"]), Decimal(0))
        assert Decimal(row["max"]) - Decimal(row["points"]) == lost
