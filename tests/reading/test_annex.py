import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.annex import Annex, contradictions
from domain.deadline import Basis, Boundary, Policy, Rolling
from domain.directive import Cadence, DueRule
from domain.errors import Refusal
from domain.office import Role
from reading.annex import annex_schema, read_annex

ROOT = Path(__file__).parents[2]

DIRECTIVE = {"number": "07/CT-UBND", "issued_on": date(2023, 1, 3)}
LEADS = {"1": ("pnv", "vp"), "2": ("pnv",), "3": ()}
UNITS = ("pnv", "vp", "p-mot", "p-hai")
GROUPS = {"phuong": ("p-mot", "p-hai")}


def read(*rows: dict[str, Any], **head: object) -> Annex:
    return read_annex(
        yaml.safe_dump({"directive": DIRECTIVE, **head, "rows": rows}, allow_unicode=True).encode(), "annex.yaml"
    )


def refusal(*rows: dict[str, Any]) -> str:
    with pytest.raises(Refusal) as caught:
        read(*rows)
    return "\n".join(problem.message for problem in caught.value.problems)


def it_reads_a_dated_row_as_bound_by_the_annex() -> None:
    row = read({"ref": "1", "due_on": date(2023, 3, 15), "policy": {"boundary": "day-before", "hour": "11:00"}}).rows[0]
    assert row.basis is Basis.ANNEX
    assert row.policy == Policy(Rolling.FORWARD, Boundary.DAY_BEFORE, time(11), keep_in_year=True)


def it_reads_a_rhythm_as_a_rule_of_its_periods() -> None:
    rule = {"kind": "day-of-period", "n": 20}
    row = read({"ref": "1", "cadence": "quarterly", "due_rule": rule}).rows[0]
    assert (row.cadence, row.due_rule) == (Cadence.QUARTERLY, DueRule("day-of-period", n=20))


def it_reads_who_may_move_a_deadline_of_the_whole_and_of_a_row() -> None:
    annex = read({"ref": "1", "mover": "chair"}, {"ref": "2"}, mover="deputy-chair")
    assert (annex.mover, [row.mover for row in annex.rows]) == (Role.DEPUTY_CHAIR, [Role.CHAIR, None])


def it_leaves_a_row_without_a_date_without_a_basis() -> None:
    annex = read({"ref": "1"}, number="08/PL-UBND", issued_on=date(2023, 1, 6))
    assert annex.basis_of(annex.rows[0]) is Basis.NONE


def it_binds_nobody_before_the_annex_is_signed() -> None:
    draft = read({"ref": "1", "due_on": date(2023, 3, 15)})
    signed = read({"ref": "1", "due_on": date(2023, 3, 15)}, number="08/PL-UBND", issued_on=date(2023, 1, 6))
    assert not draft.basis_of(draft.rows[0]).counts
    assert signed.basis_of(signed.rows[0]).counts


def it_finds_a_row_by_its_ref() -> None:
    annex = read({"ref": "1"}, {"ref": "2.-1"})
    assert annex.row("2.-1") is annex.rows[1]
    assert annex.row("9") is None


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"due_on": date(2023, 3, 1), "due_rule": {"kind": "day-of-period", "n": 2}}, "Chỉ ghi một trong hai"),
        ({"basis": "annex"}, "cần kèm thời hạn"),
        ({"basis": "none", "due_on": date(2023, 3, 1)}, "phải ghi cơ sở"),
        ({"basis": "word", "due_on": date(2023, 3, 1)}, "ai, ngày nào, trong dịp nào"),
        ({"follow": False, "due_on": date(2023, 3, 1)}, "thì không có thời hạn"),
        ({"due_rule": {"kind": "day-of-period"}}, "từ 1 đến 31"),
        ({"due_rule": {"kind": "day-of-period", "n": 32}}, "từ 1 đến 31"),
        ({"due_rule": {"kind": "relative", "n": 5}}, "cần đủ n, unit và anchor"),
        ({"due_rule": {"kind": "by-event"}}, "là sự kiện nào"),
        ({"due_on": "31/3/2023"}, "năm-tháng-ngày"),
        ({"basis": "rumour"}, "annex, word"),
        ({"mover": "head"}, "chief, deputy-chair"),
        ({"cadence": "sometimes"}, "monthly, quarterly"),
    ],
)
def it_refuses_a_row_that_contradicts_itself(row: dict[str, Any], says: str) -> None:
    assert says in refusal({"ref": "1", **row})


def it_refuses_an_item_told_twice() -> None:
    assert "đã có ở trên" in refusal({"ref": "1"}, {"ref": "2"}, {"ref": "1"})


def it_names_as_acceptor_the_first_that_is_not_the_lead() -> None:
    row = read({"ref": "1", "acceptors": ["pnv", "vp"]}).rows[0]
    assert (row.acceptor_for("p-mot"), row.acceptor_for("pnv")) == ("pnv", "vp")


def it_agrees_with_a_directive_and_an_office_that_know_all_it_names() -> None:
    annex = read({"ref": "1", "acceptors": ["pnv", "vp"]}, {"ref": "2", "lead": ["phuong"], "acceptors": ["pnv"]})
    assert contradictions(annex, LEADS, UNITS, GROUPS) == ()


@pytest.mark.parametrize(
    ("row", "place", "says"),
    [
        ({"ref": "7"}, "rows[0].ref", "Văn bản không có nhiệm vụ “7”; các nhiệm vụ: 1, 2, 3."),
        ({"ref": "1", "lead": ["x"]}, "rows[0].lead", "“x”"),
        ({"ref": "1", "acceptors": ["x"]}, "rows[0].acceptors", "“x”"),
        ({"ref": "2", "acceptors": ["pnv"]}, "rows[0].acceptors", "không thể tự xác nhận"),
        ({"ref": "3", "lead": ["phuong"], "acceptors": ["p-hai"]}, "rows[0].acceptors", "“p-hai” không thể tự"),
    ],
)
def it_tells_where_it_disagrees_with_the_directive_or_the_office(row: dict[str, Any], place: str, says: str) -> None:
    problems = contradictions(read(row), LEADS, UNITS, GROUPS)
    assert [problem.field for problem in problems] == [place]
    assert says in problems[0].message


def test_the_schema_on_disk_is_the_one_the_reader_follows() -> None:
    assert json.loads((ROOT / "docs/schemas/annex.schema.json").read_text("utf-8")) == annex_schema()
