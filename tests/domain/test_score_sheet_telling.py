"""The score sheet as a document: its sums add up line by line to the total, whatever lies between, and each loss has a name."""

from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.scorecard import Criterion, Facts, Field, Measurement, Proportional, Rounding, Scorecard, YesNo, score
from domain.scorecard import score_to_plain as plain
from domain.telling.letterhead import Letterhead
from domain.telling.score_sheet import score_sheet_text
from domain.telling.text import Table
from tests.domain.quarters import a_quarter, a_whole_card
from tests.domain.scorecards import TODAY, num

HEAD = Letterhead({}, "UBND phường Mẫu", None, 2026)


def tables(card: Scorecard, facts: Facts) -> tuple[Table, ...]:
    told = plain(score(card, facts))
    lines = [{**row, "criterion": row["id"], "steps": {}} for row in told["criteria"]]
    sheet: dict[str, Any] = {"score": told, "lines": lines, "state": "approved", "label": "", "period": "2026-Q1"}
    return tuple(
        one for one in score_sheet_text(sheet, "Phòng Kinh tế", "Bộ thử", HEAD).blocks if isinstance(one, Table)
    )


def shown(text: str) -> Fraction:
    return Fraction(0) if text in {"", "–"} else num(text.replace(",", "."))


REBASED = Scorecard(
    "ubnd",
    "phường",
    2026,
    "1",
    "Bộ thử",
    max=num(10),
    rounding=Rounding(2, "half-up", "total"),
    fields=(
        Field("1", "Một", num(6), (Criterion("1.1", "a", num(6), Proportional()),)),
        Field("2", "Hai", num(4), (Criterion("2.1", "b", num(4), YesNo()),)),
    ),
)


def test_what_lies_between_the_fields_and_the_total_has_a_line_and_a_name() -> None:
    given_ = {
        "1.1": Measurement({"done": num(1), "total": num(3)}),
        "2.1": Measurement(not_applicable=True),
    }
    sums, losses = tables(REBASED, Facts("kt", "2026-Q1", TODAY, given_))
    assert sums.rows == (
        ("1. Một", "2,00", "6,00", "4,00", "0,00"),
        ("2. Hai", "0,00", "0,00", "0,00", "0,00"),
        ("Quy đổi", "1,33", "4,00", "2,67", ""),
        ("Tổng cộng", "3,33", "10,00", "6,67", "0,00"),
    )
    assert [row[0] for row in losses.rows] == ["1.1. a", "Quy đổi"]


@given(st.integers(0, 2**64))
@settings(max_examples=40, deadline=None)
def test_the_lines_of_any_sheet_add_up_to_its_total(seed: int) -> None:
    dice = Random(seed)
    card = a_whole_card(dice)
    for facts in a_quarter(dice, card)[:2]:
        sums, *losses = tables(card, facts)
        *lines, total = sums.rows
        for column in (1, 2, 3):
            assert sum(shown(line[column]) for line in lines) == shown(total[column])
        assert all(line[0] for line in lines)
        assert sum(shown(row[1]) for table in losses for row in table.rows) == shown(total[3])
