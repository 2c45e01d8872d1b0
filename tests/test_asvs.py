"""docs/asvs.csv: an answer to each requirement of levels 1 and 2 of ASVS 5.0, and proofs that are there."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
TABLE = HOUSE / "docs" / "asvs.csv"
ANSWERS = {"met", "not-applicable", "operator", "open"}
REQUIREMENTS = {"1": 70, "2": 183}
"""How many the standard has of each level."""


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def anchors(page: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w-]", "", title.lower().replace(" ", "-")) for title in titles}


def is_there(proof: str) -> bool:
    """Whether a proof names a file, a test of it (`file::test`), or a part of a page (`file#part`)."""
    path, _, test = proof.partition("::")
    path, _, part = path.partition("#")
    if not (HOUSE / path).is_file():
        return False
    text = (HOUSE / path).read_text("utf-8")
    return (not test or f"def {test}(" in text) and (not part or part in anchors(text))


def test_every_requirement_is_answered_once() -> None:
    told = rows()
    assert Counter(row["level"] for row in told) == REQUIREMENTS
    assert len({row["requirement"] for row in told}) == len(told)
    assert {row["answer"] for row in told} <= ANSWERS


def test_what_is_met_has_a_proof_and_whatever_else_a_reason() -> None:
    empty = [row["requirement"] for row in rows() if not row["proof" if row["answer"] == "met" else "why"]]
    assert empty == []


def test_every_proof_is_there() -> None:
    assert [row["proof"] for row in rows() if row["proof"] and not is_there(row["proof"])] == []


@pytest.mark.parametrize(
    "proof", ["docs/gone.md", "docs/security.md#gone", "tests/test_asvs.py::test_gone", "docs", "::test_gone"]
)
def test_a_proof_that_is_gone_is_seen(proof: str) -> None:
    assert not is_there(proof)
