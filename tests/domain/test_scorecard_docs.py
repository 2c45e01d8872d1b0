"""The page about the rules is true: every rule has its heading, every example gives the points it says."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.scorecard import RULES, exact, score
from reading.figures import read_facts
from reading.scorecards import read_scorecard

PAGE = (Path(__file__).parents[2] / "docs/index-rules.md").read_text("utf-8")
EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]


def test_every_rule_has_its_heading_and_an_example() -> None:
    kinds = {rule.kind for rule in RULES}
    assert set(re.findall(r"^### `(.+)`$", PAGE, re.MULTILINE)) == kinds
    assert {example["rule"]["kind"] for example in EXAMPLES} == kinds


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["rule"]["kind"])
def test_each_example_gives_its_points(example: dict[str, Any]) -> None:
    criterion = {"id": "1.1", "name": "A", "max": example["max"], "rule": example["rule"]}
    head = {"authority": "ubnd", "level": "quận", "year": 2023, "version": "1", "title": "A"}
    card = {**head, "fields": [{"id": "1", "name": "A", "max": example["max"], "criteria": [criterion]}]}
    measured = {key: example[key] for key in ("values", "level") if key in example}
    facts = {"facts": [{"unit": "p-a", "period": "2023", "as_of": "2023-12-31", "measurements": {"1.1": measured}}]}
    known = read_facts(as_yaml(facts).replace("'2023-12-31'", "2023-12-31").encode(), "facts.yaml")
    row = score(read_scorecard(as_yaml(card).encode(), "card.yaml"), known[0]).criteria[0]
    assert row.points == exact(str(example["points"]))
    assert row.why == example["why"]


def as_yaml(plain: dict[str, Any]) -> str:
    return yaml.safe_dump(plain, allow_unicode=True)
