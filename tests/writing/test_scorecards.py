"""A card written as a file reads in again as the same card; a workbook with faults is told by its cells."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.scorecard import Scorecard, rule_told
from reading.scorecards import read_scorecard
from tests.domain.quarters import a_whole_card
from writing.scorecards import FORMS, write_card

SAMPLE = Path(__file__).parents[2] / "samples/quan-1-2023/scorecard.yaml"
CARD = read_scorecard(SAMPLE.read_bytes(), SAMPLE.name)


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_comes_back_whole(form: str) -> None:
    assert read_scorecard(write_card(CARD, form), f"card.{form}") == CARD


@given(st.integers(0, 2**64))
@settings(max_examples=15, deadline=None)
def test_any_card_comes_back_from_every_form(seed: int) -> None:
    card = a_whole_card(Random(seed))
    for form in FORMS:
        assert read_scorecard(write_card(card, form), f"card.{form}") == card


def test_the_workbook_tells_each_rule_in_words() -> None:
    book = openpyxl.load_workbook(BytesIO(write_card(CARD, "xlsx")))
    lines = list(book["Tiêu chí"].iter_rows(values_only=True))
    told = {line[1]: line[-1] for line in lines}
    for _, leaf in CARD.leaves():
        assert leaf.rule is not None
        assert told[leaf.id] == rule_told(leaf.rule, leaf.max)


def test_a_form_nobody_writes_is_absent() -> None:
    with pytest.raises(Refusal) as refused:
        write_card(CARD, "pdf")
    assert refused.value.kind == "absent"


def edited(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(write_card(CARD, "xlsx")))
    change(book)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def refused(data: bytes) -> dict[str, str]:
    with pytest.raises(Refusal) as caught:
        read_scorecard(data, "bộ tiêu chí.xlsx")
    return {problem.field: problem.message for problem in caught.value.problems}


def put(sheet: str, cell: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "says"),
    [
        ("Tiêu chí", "D3", "tám", "Cần một số"),
        ("Tiêu chí", "D3", -8, "không âm"),
        ("Tiêu chí", "E3", "mixt", "một trong"),
        ("Tiêu chí", "F3", "floor: 50", "50%"),
        ("Tiêu chí", "F3", "floor 50%: [", "tên: giá trị"),
        ("Tiêu chí", "A3", "hai", "0 là lĩnh vực"),
        ("Tiêu chí", "A2", 1, "0 là lĩnh vực"),
        ("Tiêu chí", "B4", "1.1", "đã dùng"),
        ("Tiêu chí", "G3", "mine", "một trong"),
        ("Bộ tiêu chí", "C4", "hai nghìn", "số nguyên"),
        ("Bộ tiêu chí", "C11", "places: 9", "lớn hơn 6"),
        ("Xếp loại", "B2", "x", "Cần một số"),
    ],
)
def test_what_does_not_fit_is_told_by_its_cell(sheet: str, cell: str, value: object, says: str) -> None:
    found = refused(edited(put(sheet, cell, value)))
    assert says in found[f"{sheet}!{cell}"]


def test_numbers_typed_as_numbers_are_read_as_they_are_seen() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Tiêu chí"]["D3"], book["Tiêu chí"]["D2"] = 8.1, 18.1
        book["Bộ tiêu chí"]["C12"] = 0.55

    card: Scorecard = read_scorecard(edited(change), "card.xlsx")
    assert (str(card.fields[0].max), str(card.fields[0].criteria[0].max)) == ("181/10", "81/10")
    assert str(card.total_from) == "11/20"


def test_what_is_no_workbook_of_a_card_is_refused() -> None:
    book = openpyxl.Workbook()
    kept = BytesIO()
    book.save(kept)
    assert set(refused(kept.getvalue())) == {"Bộ tiêu chí", "Tiêu chí"}
    for data in (b"PK\x03\x04 broken", write_card(CARD, "xlsx")[:900]):
        assert list(refused(data)) == ["(cả tệp)"]
