"""Deadlines that move, orders that are received and withdrawn; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from acts import amending, assignments, calendar, completions, directives, extensions, issue, items, steps
from acts.completions import Report
from domain.annex import Annex, AnnexRow
from domain.calendar import Decision
from domain.condition import ISSUE
from domain.deadline import Boundary, Policy
from domain.errors import Refusal
from domain.rights import SYSTEM
from domain.status import DelayClass
from domain.subject import Caller, Subject, SubjectKind
from storage.database import Memory
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House, an_item

CLOSED = datetime(2026, 3, 25, 10, 30, tzinfo=UTC)
"""The close of business of the day that another was moved to."""


def asked(house: House, assignment: str, until: date) -> str:
    answer = extensions.ask(house.desk, OFFICIAL, assignment, until, "Chờ số liệu của sở", DelayClass.OBJECTIVE)
    found: str = answer.body["id"]
    return found


def test_a_granted_extension_sets_old_steps_aside_plans_new_ones_and_keeps_the_original(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    extension = asked(house, owed.id, date(2026, 3, 31))
    extensions.decide(house.desk, CHIEF, extension, granted=True, reason="Đồng ý")
    (moved,) = house.assignments()
    assert (moved.deadline, moved.original, moved.deadline_version) == (date(2026, 3, 31), date(2026, 3, 20), 2)
    house.now = datetime(2026, 3, 23, 1, tzinfo=UTC)
    steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.CLOCK)
    assert not [notice for notice in house.notices() if notice.kind == "digest"]


def test_a_refused_extension_moves_nothing(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    extensions.decide(
        house.desk, CHIEF, asked(house, owed.id, date(2026, 3, 31)), granted=False, reason="Không đủ lý do"
    )
    (same,) = house.assignments()
    assert (same.deadline, same.deadline_version) == (owed.deadline, 1)


def test_a_decision_is_made_once_and_never_by_the_unit_that_asks(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    extension = asked(house, owed.id, date(2026, 3, 31))
    with pytest.raises(Refusal) as refused:
        extensions.decide(house.desk, OFFICIAL, extension, granted=True, reason="")
    assert refused.value.kind == "forbidden"
    extensions.decide(house.desk, CHIEF, extension, granted=True, reason="Đồng ý")
    with pytest.raises(Refusal) as refused:
        extensions.decide(house.desk, CHIEF, extension, granted=False, reason="")
    assert refused.value.kind == "conflict"


def test_more_time_must_be_later_than_the_deadline_and_today(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    with pytest.raises(Refusal) as refused:
        asked(house, owed.id, date(2026, 3, 20))
    assert refused.value.problems[0].field == "until"


def test_an_extension_granted_while_a_report_stands_leaves_the_acceptor_chased(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    extension = asked(house, owed.id, date(2026, 3, 31))
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    extensions.decide(house.desk, CHIEF, extension, granted=True, reason="Đồng ý")
    assert house.steps(owed.id)["A3.1"].state == "pending"


def test_one_acknowledgement_covers_what_the_unit_owes_of_the_directive(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {}, {"lead_codes": ["vh"]})
    first, second = house.assignments("kt")
    assignments.acknowledge(house.desk, OFFICIAL, first.id)
    assert {row.work for row in house.assignments("kt")} == {"received"}
    assert {row.work for row in house.assignments("vh")} == {"issued"}
    with pytest.raises(Refusal) as refused:
        assignments.acknowledge(house.desk, OTHER, second.id)
    assert refused.value.kind == "absent"


def test_a_withdrawn_item_closes_its_assignments_and_opens_no_further_period(memory: Memory) -> None:
    house = House(memory)
    rule = {"kind": "day-of-period", "n": 20, "unit": None, "anchor": None}
    house.directive({"cadence": "monthly", "due_on": None, "due_rule": rule})
    (owed,) = house.assignments()
    assignments.withdraw(house.desk, CHIEF, owed.item, "Đã giao đơn vị khác")
    house.now = datetime(2026, 4, 1, 1, tzinfo=UTC)
    assert steps.take_due(house.desk, Subject(SubjectKind.ITEM, owed.item), Caller.ROUND).closed
    assert steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.ROUND).closed
    assert len(house.assignments()) == 1


def test_a_spoken_order_is_followed_at_once_but_counts_only_when_confirmed(memory: Memory) -> None:
    house = House(memory)
    given = items.give(
        house.desk, CHIEF, "Báo cáo nhanh tình hình một cửa", "phong", date(2026, 3, 6), "Giao ban 02/3", "Chủ tịch"
    )
    assert len(given.body["assignments"]) == 2
    assert {(row.unit, row.deadline, row.counts) for row in house.assignments()} == {
        ("kt", date(2026, 3, 6), False),
        ("vh", date(2026, 3, 6), False),
    }
    with pytest.raises(Refusal) as refused:
        items.give(house.desk, CHIEF, "Việc khác", "khong-co", None, "Giao ban", "Chủ tịch")
    assert refused.value.problems[0].field == "lead"


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ({"kind": "by-event", "anchor": "Thành phố có hướng dẫn"}, None),
        ({"kind": "relative", "n": 5, "unit": "working-days", "anchor": "received_on"}, None),
        ({"kind": "relative", "n": 5, "unit": "working-days", "anchor": "issued_on"}, date(2026, 3, 9)),
    ],
)
def test_only_what_counts_from_the_issue_is_due_by_the_day_of_issue(
    memory: Memory, rule: dict[str, object], named: date | None
) -> None:
    house = House(memory)
    house.directive({"due_on": None, "due_rule": rule})
    (owed,) = house.assignments()
    assert owed.named == named
    assert bool(house.steps(owed.id)) is (named is not None)


@pytest.mark.parametrize(
    ("issued", "day", "period", "deadline"),
    [
        ((2026, 3, 2), 5, "2026-03", date(2026, 3, 5)),
        ((2026, 3, 24), 5, "2026-04", date(2026, 4, 6)),  # the fifth is a Sunday
        ((2026, 3, 24), 24, "2026-03", date(2026, 3, 24)),
        ((2026, 12, 30), 10, "2027-01", date(2027, 1, 11)),
    ],
)
def test_a_day_of_each_period_that_lay_before_the_order_is_owed_by_nobody(
    memory: Memory, issued: tuple[int, int, int], day: int, period: str, deadline: date
) -> None:
    house = House(memory)
    house.now = datetime(*issued, 1, tzinfo=UTC)
    rule = {"kind": "day-of-period", "n": day, "unit": "days", "anchor": None}
    house.directive({"cadence": "monthly", "due_on": None, "due_rule": rule})
    (owed,) = house.assignments()
    assert (owed.period, owed.deadline) == (period, deadline)
    house.now = datetime(deadline.year, deadline.month + 1, 2, 1, tzinfo=UTC)
    steps.take_due(house.desk, Subject(SubjectKind.ITEM, owed.item), Caller.CLOCK)
    assert len(house.assignments()) == 2


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "fixed", "n": None, "unit": None, "anchor": None},
        {"kind": "relative", "n": 20, "unit": "days", "anchor": ISSUE},
    ],
    ids=lambda rule: str(rule["kind"]),
)
def test_one_day_beside_a_cadence_binds_in_its_period_and_is_not_overdue_in_the_next(
    memory: Memory, rule: dict[str, object]
) -> None:
    house = House(memory)
    house.directive(
        {"cadence": "quarterly", "due_on": "2026-03-20" if rule["kind"] == "fixed" else None, "due_rule": rule}
    )
    (owed,) = house.assignments()
    assert owed.deadline is not None
    house.now = datetime(2026, 4, 1, 1, tzinfo=UTC)
    steps.take_due(house.desk, Subject(SubjectKind.ITEM, owed.item), Caller.CLOCK)
    later = next(row for row in house.assignments() if row.period == "2026-Q2")
    assert (later.deadline, house.steps(later.id)) == (None, {})


def test_an_annex_says_how_a_day_of_the_document_is_read_before_the_issue_and_not_after(memory: Memory) -> None:
    house = House(memory)
    draft = {"title": "Chỉ thị mẫu", "items": [{"ref": "1", **an_item()}]}
    order = directives.take_in(house.desk, SYSTEM, draft, "…", "0" * 64).body["id"]
    row = AnnexRow("1", policy=Policy(boundary=Boundary.DAY_BEFORE))
    annex = Annex("12/CT-UBND", date(2026, 3, 2), "01/PL", date(2026, 3, 2), "Đỗ Dung", (row,))
    directives.lay_annex(house.desk, SYSTEM, order, annex)
    issue.issue(house.desk, SYSTEM, order, "12/CT-UBND", house.desk.today())
    (owed,) = house.assignments()
    assert (owed.named, owed.deadline) == (date(2026, 3, 20), date(2026, 3, 19))
    directives.lay_annex(house.desk, SYSTEM, order, annex)
    other = replace(annex, rows=(AnnexRow("1", policy=Policy()),))
    with pytest.raises(Refusal) as refused:
        directives.lay_annex(house.desk, SYSTEM, order, other)
    assert [problem.field for problem in refused.value.problems] == ["rows[0].policy"]


def test_the_hour_that_an_order_names_binds_its_day_and_no_other(memory: Memory) -> None:
    house = House(memory)
    words = "chậm nhất 10 giờ 30 ngày 20/3/2026"
    house.directive({"due_on": "2026-03-20", "due_text": words})
    (owed,) = house.assignments()
    assert owed.deadline_at == datetime(2026, 3, 20, 3, 30, tzinfo=UTC)
    assert "tính đến 10:30" in (owed.explanation or "")
    amending.amend(house.desk, CHIEF, owed.item, {"due_on": "2026-03-25"}, "CV 2")
    assert house.assignments()[0].deadline_at == CLOSED


@pytest.mark.parametrize(
    "words", ["trước 8 giờ 00 ngày 20/3/2026", "trước 8 giờ 00 ngày 20/3", "trước 8 giờ sáng thứ Sáu"]
)
def test_the_hour_of_the_words_does_not_go_with_a_day_that_somebody_gave_instead(memory: Memory, words: str) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-20", "due_text": words}, {"due_on": "2026-03-20", "due_text": words})
    extended, amended = house.assignments()
    assert {one.deadline_at for one in (extended, amended)} == {datetime(2026, 3, 20, 1, tzinfo=UTC)}
    named = asked(house, extended.id, date(2026, 3, 25))
    extensions.decide(house.desk, CHIEF, named, granted=True, reason="Đồng ý")
    amending.amend(house.desk, CHIEF, amended.item, {"due_on": "2026-03-25"}, "CV 2")
    assert {one.deadline_at for one in house.assignments()} == {CLOSED}
    calendar.decide_days(house.desk, CHIEF, (Decision(date(2026, 3, 24), works=False, basis="QĐ 1"),))
    assert {one.deadline_at for one in house.assignments()} == {CLOSED}, (
        "nor does a change of the calendar bring it back"
    )


def test_the_hour_of_each_period_does_not_go_with_more_time(memory: Memory) -> None:
    house = House(memory)
    rule = {"kind": "day-of-period", "n": 20, "unit": "days"}
    words = "trước 8 giờ ngày 20 hằng tháng"
    house.directive({"cadence": "monthly", "due_on": None, "due_rule": rule, "due_text": words})
    (owed,) = house.assignments()
    assert owed.deadline_at == datetime(2026, 3, 20, 1, tzinfo=UTC)
    named = asked(house, owed.id, date(2026, 3, 25))
    extensions.decide(house.desk, CHIEF, named, granted=True, reason="Đồng ý")
    assert house.assignments()[0].deadline_at == CLOSED
