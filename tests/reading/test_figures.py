"""A facts file becomes facts with exact figures, or is refused with each place."""

import json
import unicodedata
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from domain.errors import Refusal
from domain.scorecard import Facts
from domain.status import DelayClass, ReturnClass, WorkState
from reading.figures import facts_schema, read_facts

ROOT = Path(__file__).parents[2]

HEAD = "period: 2023-Q1\nas_of: 2023-03-31\n"


def entry(rest: str, head: str = HEAD) -> bytes:
    return f"{head}facts:\n  - {{unit: p-a, {rest}}}\n".encode()


def read(rest: str) -> Facts:
    return read_facts(entry(rest), "thử.yaml")[0]


def refused(data: bytes) -> dict[str, str]:
    with pytest.raises(Refusal) as caught:
        read_facts(data, "thử.yaml")
    return {problem.field: problem.message for problem in caught.value.problems}


def test_figures_are_read_exactly_whichever_way_they_are_written() -> None:
    facts = read('measurements: {3.10: {values: {a: 0.1, b: 95%, c: "1,5", met: true, d: 12}, records: [12, KL-3]}}')
    measured = facts.measurements["3.10"]
    assert dict(measured.values) == {
        "a": Fraction(1, 10),
        "b": Fraction(95, 100),
        "c": Fraction(3, 2),
        "met": 1,
        "d": 12,
    }
    assert (measured.records, facts.period, facts.as_of) == (("12", "KL-3"), "2023-Q1", date(2023, 3, 31))


def test_a_rate_beyond_the_whole_needs_its_percent_sign() -> None:
    assert read("measurements: {1.1: {values: {rate: 112%}}}").measurements["1.1"].values["rate"] == Fraction(112, 100)
    assert list(refused(entry("measurements: {1.1: {values: {rate: 1.12}}}"))) == ["facts[0].measurements.1.1.values"]


def test_names_and_ids_are_the_same_however_their_accents_are_coded() -> None:
    facts = read(unicodedata.normalize("NFD", "measurements: {Độ1: {values: {tổng: 1}}}"))
    assert facts.measurements["Độ1"].values == {"tổng": 1}


def test_an_entry_may_name_the_block_of_its_unit() -> None:
    assert (read("block: phuong").block, read("measurements: {}").block) == ("phuong", None)
    assert read("block: Khối phường").block == "Khối phường"
    assert list(refused(entry('block: "phường\\nxã"'))) == ["facts[0].block"]


def test_an_entry_may_say_its_own_period_and_day() -> None:
    facts = read("period: 2023-Q2, as_of: 2023-06-30")
    assert (facts.period, facts.as_of) == ("2023-Q2", date(2023, 6, 30))


def test_an_assignment_with_a_result_is_accepted_and_one_without_is_open() -> None:
    facts = read("assignments: [{id: 1, deadline: 2023-03-20, result_on: 2023-03-19, criteria: [1.10]}, {id: 2}]")
    done, open_ = facts.assignments
    assert (done.id, done.unit, done.work, done.criteria, done.original) == (
        "1",
        "p-a",
        WorkState.ACCEPTED,
        ("1.10",),
        date(2023, 3, 20),
    )
    assert (open_.work, open_.deadline) == (WorkState.ISSUED, None)


def test_returns_and_moves_come_with_their_classes() -> None:
    record = read(
        "assignments: [{id: 1, returns: [{classed: serious, on: 2023-03-01}], "
        "moves: [{after: 2023-04-01, on: 2023-03-01, classed: objective}]}]"
    ).assignments[0]
    assert (record.returns[0].classed, record.moves[0].classed) == (ReturnClass.SERIOUS, DelayClass.OBJECTIVE)


@pytest.mark.parametrize(
    ("rest", "place", "says"),
    [
        ("measurements: {1.1: {values: {a: x}}}", "measurements.1.1.values.a", "Cần một số"),
        ("measurements: {1.1: {values: {rate: 95}}}", "measurements.1.1.values", "95%"),
        ("measurements: {1.1: {values: {a: 1}, not_applicable: true}}", "measurements.1.1", "không ghi số liệu"),
        ("measurements: {1.1: {done: 1}}", "measurements.1.1.done", "không có trong mẫu"),
        ("assignments: [{id: 1, work: accepted}]", "assignments[0]", "result_on"),
        ("assignments: [{id: 1, work: issued, result_on: 2023-03-01}]", "assignments[0]", "issued"),
        ("assignments: [{id: 1, deadline: 31/3/2023}]", "assignments[0].deadline", "2023-03-31"),
        ("assignments: [{id: 1}, {id: 2}, {id: 2, ref: x}]", "assignments[1].id", "nhiều lần"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(rest: str, place: str, says: str) -> None:
    found = refused(entry(rest))
    assert f"facts[0].{place}" in found
    assert says in found[f"facts[0].{place}"]


def test_a_period_and_a_day_must_be_somewhere() -> None:
    assert list(refused(entry("measurements: {}", ""))) == ["facts[0].period", "facts[0].as_of"]


def test_a_unit_stands_once_in_a_period() -> None:
    assert list(refused(entry("measurements: {}") + b"  - {unit: p-a}\n")) == ["facts[1].unit"]


def test_the_schema_on_disk_is_the_one_the_reader_follows() -> None:
    assert json.loads((ROOT / "docs/schemas/facts.schema.json").read_text("utf-8")) == facts_schema()
