"""The figures of a period: counted by hand once, and balanced always."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.directive import LostPoint
from domain.office import Unit, UnitKind
from domain.order import name_order, reference_order
from domain.record import AssignmentRecord, Move, Return
from domain.remedy import RemedyState, lost_and_remedied, remedy_state
from domain.review import belongs, digest, snapshot
from domain.review_rows import escalated, standing_as
from domain.status import DelayClass, ReturnClass, WorkState
from domain.tally import DUE_STATES, Rate, Standing, decimal_text, standing

SINCE, UNTIL, AS_OF = date(2023, 1, 1), date(2023, 3, 31), date(2023, 4, 6)
UNITS = (
    Unit("da-kao", "UBND phường Đa Kao", UnitKind.COMMUNE),
    Unit("cau-kho", "UBND phường Cầu Kho", UnitKind.COMMUNE),
    Unit("pnv", "Phòng Nội vụ", UnitKind.DEPARTMENT),
)
TEMPLATE = "0" * 64


def a_record(number: int = 1, **facts: Any) -> AssignmentRecord:
    given_facts: dict[str, Any] = {
        "id": f"a{number}",
        "unit": "pnv",
        "item": f"i{number}",
        "ref": f"1.{number}",
        "text": f"Nhiệm vụ {number}",
        "directive": "12/CT-UBND",
        "work": WorkState.ISSUED,
        "deadline": date(2023, 3, 31),
        "opened_on": date(2023, 2, 1),
    }
    return AssignmentRecord(**{**given_facts, **facts})


def a_snapshot(*records: AssignmentRecord, **others: Any) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "period_name": "2023-Q1",
        "since": SINCE,
        "until": UNTIL,
        "as_of": AS_OF,
        "authority": "UBND Quận 1",
        "units": UNITS,
        "records": records,
        "lost_points": (),
        "scores": (),
        "notices": {},
        "calendar": Calendar(),
        "steps": {},
    }
    return snapshot(**{**arguments, **others})


DONE_IN_TIME = a_record(1, work=WorkState.ACCEPTED, result_on=date(2023, 3, 30))
DONE_LATE = a_record(2, work=WorkState.ACCEPTED, result_on=date(2023, 4, 3))
WAITING = a_record(3, work=WorkState.REPORTED, result_on=date(2023, 3, 31))
OVERDUE = a_record(4, unit="da-kao", escalated_on=(date(2023, 4, 5),), obstacle="Hệ thống gián đoạn")
AHEAD = a_record(5, unit="da-kao", deadline=date(2023, 4, 28))
UNDATED = a_record(6, unit="da-kao", deadline=None, cadence="continuous")
PAUSED = a_record(7, unit="cau-kho", work=WorkState.SUSPENDED)
GONE = a_record(8, unit="cau-kho", work=WorkState.WITHDRAWN)
UNPROVEN = a_record(9, unit="cau-kho", work=WorkState.ACCEPTED)
QUARTER = (DONE_IN_TIME, DONE_LATE, WAITING, OVERDUE, AHEAD, UNDATED, PAUSED, GONE, UNPROVEN)


class DescribeAQuarterCountedByHand:
    def it_counts_each_assignment_in_one_state(self) -> None:
        total = a_snapshot(*QUARTER)["total"]
        assert total["assigned"] == 9
        assert total["states"] == {state.value: 1 for state in Standing}

    def it_takes_the_paused_and_the_withdrawn_out_of_what_is_due(self) -> None:
        total = a_snapshot(*QUARTER)["total"]
        assert total["due"] == 5  # on time, late, waiting, overdue, and the acceptance without a date
        assert total["due_states"] == {
            "done-on-time": 1,
            "done-late": 1,
            "done-undated": 1,
            "waiting-acceptance": 1,
            "overdue": 1,
        }

    def it_says_of_what_each_rate_is_a_rate(self) -> None:
        rates = a_snapshot(*QUARTER)["total"]["rates"]
        assert rates["done_of_assigned"] == {"part": 3, "of": 8, "percent": "37.50"}
        assert rates["on_time_of_due"] == {"part": 1, "of": 5, "percent": "20.00"}
        assert rates["overdue_of_due"] == {"part": 1, "of": 5, "percent": "20.00"}

    def it_leaves_a_rate_without_a_whole_unmeasured(self) -> None:
        assert Rate(0, 0).percent is None
        assert a_snapshot(UNDATED)["total"]["rates"]["on_time_of_due"]["percent"] is None

    def it_lists_units_as_the_office_does(self) -> None:
        assert [unit["unit"] for unit in a_snapshot(*QUARTER)["units"]] == ["pnv", "cau-kho", "da-kao"]

    def it_keeps_a_unit_nobody_knows(self) -> None:
        units = a_snapshot(DONE_IN_TIME, a_record(2, unit="la"))["units"]
        assert [(unit["unit"], unit["unit_name"]) for unit in units] == [("pnv", "Phòng Nội vụ"), ("la", "la")]

    def it_lists_what_stands_behind_the_figures(self) -> None:
        told = a_snapshot(*QUARTER)
        assert [row["ref"] for row in standing_as(told, Standing.OVERDUE)] == ["1.4"]
        assert (
            standing_as(told, Standing.OVERDUE)[0]["days_late"] == 4
        )  # 31 March 2023 was a Friday, 6 April a Thursday
        assert [row["ref"] for row in standing_as(told, Standing.DONE_LATE)] == ["1.2"]
        assert [row["ref"] for row in standing_as(told, Standing.UNDATED)] == ["1.6"]
        assert [row["ref"] for row in escalated(told)] == ["1.4"]

    def it_puts_the_longest_overdue_first(self) -> None:
        later = replace(OVERDUE, id="x", ref="0.1", deadline=date(2023, 4, 3))
        assert [row["days_late"] for row in standing_as(a_snapshot(later, OVERDUE), Standing.OVERDUE)] == [4, 3]

    def it_never_counts_an_unconfirmed_report_as_done(self) -> None:
        assert standing(WAITING, AS_OF) is Standing.WAITING

    def it_never_calls_a_deadline_without_basis_overdue(self) -> None:
        assert standing(replace(OVERDUE, counts=False), AS_OF) is Standing.UNDATED

    def it_accounts_for_escalations_nobody_answered(self) -> None:
        row = {"directive": "12/CT-UBND", "ref": "1.4", "unit": "da-kao", "period": None, "to": "x", "due_on": "y"}
        told = a_snapshot(OVERDUE, steps={"taken": 3, "unreleased": [row]})
        assert told["escalations"]["unreleased"] == [row]
        assert told["steps"] == {"taken": 3}

    def it_tells_what_was_carried_over(self) -> None:
        old = a_record(1, opened_on=date(2022, 12, 30))
        assert a_snapshot(old, OVERDUE)["total"]["carried_over"] == 1

    def it_keeps_returns_and_extensions_as_facts(self) -> None:
        moved = a_record(
            1,
            work=WorkState.ACCEPTED,
            result_on=date(2023, 3, 30),
            returns=(Return(ReturnClass.INCOMPLETE, date(2023, 3, 20), "thiếu danh sách"),),
            moves=(Move(date(2023, 3, 15), date(2023, 3, 31), date(2023, 3, 10), DelayClass.OBJECTIVE, "chờ"),),
        )
        total = a_snapshot(moved)["total"]
        assert (total["returned"], total["extended"], total["states"]["done-on-time"]) == (1, 1, 1)


class DescribeWhatBelongsToAPeriod:
    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ({"deadline": SINCE, "opened_on": None}, True),
            ({"deadline": UNTIL}, True),
            ({"deadline": date(2022, 11, 1), "opened_on": date(2022, 10, 1)}, True),  # still open: carried over
            ({"deadline": None, "opened_on": None}, True),
            ({"deadline": date(2023, 6, 1), "opened_on": date(2023, 4, 1)}, False),  # opened after the period
            (
                {
                    "deadline": date(2022, 11, 1),
                    "opened_on": date(2022, 10, 1),
                    "work": WorkState.ACCEPTED,
                    "result_on": date(2022, 11, 1),
                },
                False,  # closed before it began
            ),
            (
                {
                    "deadline": date(2022, 11, 1),
                    "opened_on": date(2022, 10, 1),
                    "work": WorkState.ACCEPTED,
                    "result_on": date(2023, 1, 9),
                },
                True,  # answered within it
            ),
            (
                {"deadline": date(2022, 11, 1), "opened_on": date(2022, 10, 1), "work": WorkState.WITHDRAWN},
                False,
            ),
        ],
    )
    def it_is_decided_by_deadline_result_opening_or_being_open(self, facts: dict[str, Any], expected: bool) -> None:
        assert belongs(a_record(1, **facts), SINCE, UNTIL) is expected


LOST = (
    LostPoint("tt", "Thủ tục", Fraction(7, 4)),
    LostPoint("tt.1", "Một cửa", Fraction(1, 2), "tt"),
    LostPoint("tt.2", "Quy trình", Fraction(1, 4), "tt"),
    LostPoint("tt.3", "Thư xin lỗi", Fraction(1, 2), "tt"),
    LostPoint("tt.4", "Phản ánh", Fraction(1, 2), "tt"),
    LostPoint("tc", "Tài chính", Fraction(3, 2)),
    LostPoint("tc.1", "Tiết kiệm", None, "tc"),
    LostPoint("tc.2", "Kiểm toán", None, "tc"),
)


class DescribeLastYearsLostPoints:
    def it_adds_leaves_once_and_keeps_an_unsplit_sum_whole(self) -> None:
        remedies = a_snapshot(lost_points=LOST)["remedies"]
        assert remedies["total"] == {"points": "3.25", "known": True}
        rows = {row["id"]: row for row in remedies["points"]}
        assert rows["tc"]["unsplit"]
        assert rows["tc.1"]["points"] is None
        assert not rows["tt"]["unsplit"]

    def it_reports_a_heading_that_differs_from_its_leaves_and_mends_nothing(self) -> None:
        wrong = (replace(LOST[0], points=Fraction(2)), *LOST[1:5])
        remedies = lost_and_remedied(wrong, (), AS_OF)
        assert remedies["points"][0]["differs"]
        assert remedies["total"]["points"] == "1.75"

    def it_says_when_a_sum_is_known_nowhere(self) -> None:
        total = lost_and_remedied((*LOST, LostPoint("x", "Khác", None)), (), AS_OF)["total"]
        assert total == {"points": "3.25", "known": False}

    def it_never_adds_a_point_twice_however_many_items_remedy_it(self) -> None:
        twice = (replace(OVERDUE, remedies=("tt.3",)), replace(AHEAD, remedies=("tt.3", "tt.4")))
        remedies = a_snapshot(*twice, lost_points=LOST)["remedies"]
        assert remedies["total"]["points"] == "3.25"
        rows = {row["id"]: row for row in remedies["points"]}
        assert (rows["tt.3"]["state"], rows["tt.4"]["state"], rows["tt.1"]["state"]) == ("overdue", "open", "none")
        assert [item["ref"] for item in rows["tt.3"]["items"]] == ["1.4", "1.5"]

    def it_finds_remedies_outside_the_period_too(self) -> None:
        early = a_record(1, deadline=date(2022, 12, 1), opened_on=date(2022, 11, 1), work=WorkState.ACCEPTED)
        early = replace(early, result_on=date(2022, 12, 1), remedies=("tt.1",))
        told = a_snapshot(early, lost_points=LOST)
        assert told["total"]["assigned"] == 0
        assert {row["id"]: row["state"] for row in told["remedies"]["points"]}["tt.1"] == "done"

    def it_is_not_done_while_one_unit_owes_it(self) -> None:
        assert remedy_state([Standing.DONE_ON_TIME, Standing.UNDATED]) is RemedyState.OPEN
        assert remedy_state([Standing.DONE_ON_TIME, Standing.WAITING]) is RemedyState.WAITING
        assert remedy_state([Standing.WITHDRAWN]) is RemedyState.NONE


SCORE = {
    "scorecard": "minh-hoa",
    "unit": "pnv",
    "period": "2023-Q1",
    "points": "93.25",
    "max": "100",
    "losses": [{"criterion": "3.4", "points": "6.75", "why": "trễ", "records": ["a4", "figure-9"]}],
}


class DescribeTheDigest:
    def it_holds_no_id_of_a_record(self) -> None:
        renamed = tuple(replace(record, id=f"other-{record.id}", item="x") for record in QUARTER)
        score = {**SCORE, "losses": [{**SCORE["losses"][0], "records": ["other-a4", "figure-7"]}]}  # type: ignore[dict-item]
        assert a_snapshot(*QUARTER, scores=(SCORE,)) == a_snapshot(*renamed, scores=(score,))

    def it_names_the_records_of_a_loss_by_their_place(self) -> None:
        loss = a_snapshot(*QUARTER, scores=(SCORE,))["scores"][0]["losses"][0]
        assert loss["records"] == [{"directive": "12/CT-UBND", "ref": "1.4", "unit": "da-kao", "period": None}]
        assert loss["other_records"] == 1

    def it_names_the_figures_of_a_loss_by_what_they_measure(self) -> None:
        figure = {"criterion": "3.4", "unit": "pnv", "period": "2023-Q1", "arrived_on": "2023-03-20"}
        loss = a_snapshot(*QUARTER, scores=(SCORE,), measured={"figure-9": figure})["scores"][0]["losses"][0]
        assert figure in loss["records"]
        assert loss["other_records"] == 0

    def it_keeps_the_order_in_which_a_score_was_told(self) -> None:
        score = {"unit": "pnv", "threatened": ["a4"], "records": ["a4"], "points": "1"}
        told = a_snapshot(*QUARTER, scores=(score,))["scores"][0]
        assert list(told) == ["unit", "threatened", "other_threatened", "records", "other_records", "points"]

    def it_is_64_hex_digits_and_stable(self) -> None:
        first, second = (digest(a_snapshot(*QUARTER), TEMPLATE) for _ in range(2))
        assert first == second
        assert len(first) == 64
        assert int(first, 16)

    def it_survives_a_journey_through_json(self) -> None:
        told = a_snapshot(*QUARTER, lost_points=LOST, scores=(SCORE,))
        assert digest(json.loads(json.dumps(told)), TEMPLATE) == digest(told, TEMPLATE)

    @pytest.mark.parametrize(
        "change",
        [
            {"work": WorkState.WITHDRAWN},
            {"deadline": date(2023, 3, 30)},
            {"obstacle": "khác"},
            {"document": "9/BC-UBND"},
            {"escalated_on": ()},
            {"unit": "pnv"},
        ],
    )
    def it_changes_when_a_fact_changes(self, change: dict[str, Any]) -> None:
        changed = tuple(replace(record, **change) if record is OVERDUE else record for record in QUARTER)
        assert digest(a_snapshot(*QUARTER), TEMPLATE) != digest(a_snapshot(*changed), TEMPLATE)

    def it_changes_with_the_template(self) -> None:
        told = a_snapshot(*QUARTER)
        assert digest(told, TEMPLATE) != digest(told, "1" * 64)


DAYS = st.dates(date(2022, 10, 1), date(2023, 6, 30))


@st.composite
def records(draw: st.DrawFn) -> tuple[AssignmentRecord, ...]:
    many = draw(st.integers(0, 12))
    return tuple(
        a_record(
            number,
            unit=draw(st.sampled_from(["pnv", "cau-kho", "da-kao", "la"])),
            ref=draw(st.sampled_from(["1.1", "1.2", "2.a"])),
            work=draw(st.sampled_from(WorkState)),
            deadline=draw(st.none() | DAYS),
            result_on=draw(st.none() | DAYS),
            opened_on=draw(st.none() | DAYS),
            counts=draw(st.booleans()),
            remedies=draw(st.sampled_from([(), ("tt.1",), ("tc",), ("tt", "tt.1")])),
            reported_at=datetime(2023, 4, 1, tzinfo=UTC),
        )
        for number in range(many)
    )


class DescribeAnyPeriod:
    @given(records())
    def it_balances(self, some: tuple[AssignmentRecord, ...]) -> None:
        told = a_snapshot(*some)
        for figures in (told["total"], *told["units"], *told["directives"]):
            assert sum(figures["states"].values()) == figures["assigned"]
            assert sum(figures["due_states"].values()) == figures["due"]
            assert all(figures["due_states"][s.value] <= figures["states"][s.value] for s in DUE_STATES)
            assert figures["kept"] == figures["assigned"] - figures["states"]["withdrawn"]

    @given(records())
    def it_adds_up_over_units_directives_and_items(self, some: tuple[AssignmentRecord, ...]) -> None:
        told = a_snapshot(*some)
        items = [item["figures"] for item in told["items"]]
        for parts in (told["units"], told["directives"], items):
            assert _summed(parts) == _summed([told["total"]])

    @given(records())
    def it_lists_as_many_as_it_counts(self, some: tuple[AssignmentRecord, ...]) -> None:
        told = a_snapshot(*some)
        for state in Standing:
            assert len(standing_as(told, state)) == told["total"]["states"][state.value]

    @given(records(), st.randoms(use_true_random=False))
    def it_does_not_depend_on_the_order_of_records(self, some: tuple[AssignmentRecord, ...], dice: Any) -> None:
        shuffled = list(some)
        dice.shuffle(shuffled)
        one, other = a_snapshot(*some, lost_points=LOST), a_snapshot(*shuffled, lost_points=LOST)
        assert digest(one, TEMPLATE) == digest(other, TEMPLATE)

    @given(records())
    def it_never_calls_undated_work_on_time(self, some: tuple[AssignmentRecord, ...]) -> None:
        for record in some:
            if record.deadline is None or not record.counts or record.result_on is None:
                assert standing(record, AS_OF) is not Standing.DONE_ON_TIME

    @given(records())
    def it_is_plain_data(self, some: tuple[AssignmentRecord, ...]) -> None:
        told = a_snapshot(*some, lost_points=LOST)
        assert json.loads(json.dumps(told)) == told

    @given(records(), st.integers(0, 90))
    def it_only_ever_finds_more_due_as_days_go_by(self, some: tuple[AssignmentRecord, ...], days: int) -> None:
        later = a_snapshot(*some, as_of=AS_OF + timedelta(days=days))
        assert later["total"]["due"] >= a_snapshot(*some)["total"]["due"]


class DescribeOrders:
    def it_reads_numbers_in_references(self) -> None:
        assert sorted(["2.10", "2.9", "2.a", "10", "2"], key=reference_order) == ["2", "2.9", "2.10", "2.a", "10"]

    def it_puts_d_with_a_stroke_behind_d(self) -> None:
        names = ["Phường 10", "Phường 2", "Đa Kao", "Duy Tân", "Êa", "Cầu Kho"]
        assert sorted(names, key=name_order) == ["Cầu Kho", "Duy Tân", "Đa Kao", "Êa", "Phường 2", "Phường 10"]

    def it_rounds_half_up_and_last(self) -> None:
        assert decimal_text(Fraction(200, 3)) == "66.67"
        assert decimal_text(Fraction(1, 200)) == "0.01"


def _summed(parts: list[Mapping[str, Any]]) -> dict[str, int]:
    whole = ("assigned", "due", "done", "returned", "extended", "escalated")
    return {
        **{name: sum(part[name] for part in parts) for name in whole},
        **{state.value: sum(part["states"][state.value] for part in parts) for state in Standing},
    }
