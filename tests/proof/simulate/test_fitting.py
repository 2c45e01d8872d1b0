"""Files of a scenario that do not speak of the same office are refused before a day is played, each slip by its place."""

from pathlib import Path

import pytest

from domain.errors import Refusal
from tests.proof.simulate.briefs import a_brief


@pytest.mark.parametrize(
    ("behaviour", "place", "says"),
    [
        ("overrides: [{unit: ktx, acknowledged: 1}]", "overrides[0].unit", "“ktx”"),
        ("overrides: [{period: 2026-13, acknowledged: 1}]", "overrides[0].period", "2023-Q1"),
        ("releases_by_rung: {C99: {release: 1}}", "releases_by_rung.C99", "C10"),
        (
            'happenings: {mergers: [{"on": 2026-03-04, unit: kt, successor: kt, number: 1/QĐ}]}',
            "happenings.mergers[0].successor",
            "chính nó",
        ),
        (
            'happenings: {mergers: [{"on": 2026-03-04, unit: kt, successor: zz, number: 1/QĐ}]}',
            "happenings.mergers[0].successor",
            "“zz”",
        ),
        (
            "happenings: {absences: [{official: ai-do, since: 2026-03-04, until: 2026-03-05}]}",
            "happenings.absences[0].official",
            "“ai-do”",
        ),
    ],
)
def test_what_nobody_knows_is_refused_with_its_place(tmp_path: Path, behaviour: str, place: str, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        a_brief(tmp_path, behaviour=behaviour)
    (problem,) = refused.value.problems
    assert (refused.value.code, problem.field) == ("files-mismatch", f"behaviour: {place}")
    assert says in problem.message


def test_habits_for_an_order_that_was_not_read_are_said_and_stop_nothing(tmp_path: Path) -> None:
    assert a_brief(tmp_path, behaviour='overrides: [{ref: "1", acknowledged: 1}]').unmatched == ()
    (said,) = a_brief(tmp_path, behaviour='overrides: [{ref: "44", acknowledged: 1}]').unmatched
    assert said.endswith("không dùng đến: 44.")
