"""Rule R7: a result late by the house's own fault counts as in time once a person says so, with a line in the score."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from acts.completions import Report, complete
from acts.outage_credits import decide_credit
from acts.outages import API, beat
from domain.calendar import Calendar
from domain.errors import Refusal
from domain.office import Grant, Role
from domain.outage import may_be_credited
from domain.rights import Scope
from domain.scorecard import score, score_to_plain
from domain.scorecard.rules import Mixed
from storage.database import Memory
from storage.tables import AssignmentRow
from storage.views.outage_credits import proposals
from storage.views.records import records
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.outage_days import at
from tests.domain.scorecards import a_card, a_criterion, an_assignment, some_facts

BOTH = Scope("dung", (Grant(Role.CHIEF, "vp"), Grant(Role.SPECIALIST, "vp")))


def late(
    house: House, since: str = "2026-03-03T16:00", until: str = "2026-03-04T08:00", **report: object
) -> AssignmentRow:
    """A report that came after the doors had stood still over its deadline of 3 March."""
    house.directive({"due_on": "2026-03-03", "criteria": ["1.1"]})
    (owed,) = house.assignments()
    house.now = at(since)
    beat(house.desk, API)
    house.now = at(until)
    beat(house.desk, API)
    house.now += timedelta(hours=1)
    complete(house.desk, OFFICIAL, Report((owed.id,), **report))  # type: ignore[arg-type]
    return owed


def proposed(house: House) -> list[str]:
    with house.memory.reading() as session:
        return [one.outage for one in proposals(session, CHIEF, house.desk.calendar)]


def counted(house: House) -> str:
    with house.memory.reading() as session:
        (one,) = records(session, CHIEF, house.now)
    return one.state(house.desk.today()).value


def test_it_is_proposed_and_changes_nothing_until_a_person_decides(memory: Memory) -> None:
    house = House(memory)
    owed = late(house)
    (outage,) = proposed(house)
    assert counted(house) == "done-late"
    decide_credit(house.desk, CHIEF, outage, owed.id, "Hệ thống ngừng", granted=True)
    assert counted(house) == "done-on-time"
    assert proposed(house) == []
    with pytest.raises(Refusal, match="Đã có ý kiến"):
        decide_credit(house.desk, CHIEF, outage, owed.id, "Lại", granted=False)
    assert house.notices()[-1].facts["note"].startswith("Báo cáo gửi sau khi hệ thống gián đoạn được tính đúng hạn")
    (still,) = house.assignments()
    assert (still.deadline, still.result_on) == (date(2026, 3, 3), date(2026, 3, 4))  # the fact stays a fact


def test_declined_it_stays_late(memory: Memory) -> None:
    house = House(memory)
    owed = late(house)
    decide_credit(house.desk, CHIEF, proposed(house)[0], owed.id, "Đơn vị có thể gửi sớm hơn", granted=False)
    assert counted(house) == "done-late"
    assert proposed(house) == []


def test_a_result_with_its_document_is_judged_by_that_day_alone(memory: Memory) -> None:
    house = House(memory)
    late(house, document={"number": "45/BC-KT", "issued_on": "2026-03-04"}, result_on=date(2026, 3, 4))
    assert proposed(house) == []


def test_who_owed_it_or_recorded_it_does_not_decide(memory: Memory) -> None:
    house = House(memory)
    owed = late(house)
    (outage,) = proposed(house)
    with pytest.raises(Refusal) as refused:
        decide_credit(house.desk, OFFICIAL, outage, owed.id, "Tự xin", granted=True)
    assert refused.value.kind == "forbidden"
    assert counted(house) == "done-late"


def test_who_recorded_on_behalf_is_refused_by_four_eyes(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-03"})
    (owed,) = house.assignments()
    for moment in ("2026-03-03T16:00", "2026-03-04T08:00"):
        house.now = at(moment)
        beat(house.desk, API)
    house.now += timedelta(hours=1)
    complete(house.desk, BOTH, Report((owed.id,), recorded_for="kt", source="điện thoại"))
    with pytest.raises(Refusal, match="không tự quyết định"):
        decide_credit(house.desk, CHIEF, proposed(house)[0], owed.id, "…", granted=True)


@pytest.mark.parametrize(
    ("since", "until", "entered", "credited"),
    [
        ("03T16:00", "03T16:30", "03T21:01", False),  # longer after it than it lasted and four hours more
        ("03T16:00", "03T16:30", "03T21:00", True),
        ("03T16:00", "03T16:29", "03T18:00", False),  # shorter than half an hour
        ("02T13:30", "02T17:30", "03T18:00", False),  # a day of eight hours lies between it and the deadline
        ("02T16:00", "03T08:30", "04T05:00", True),
        ("03T17:31", "04T08:00", "04T09:00", False),  # the deadline had passed
        ("03T16:00", "03T18:00", "03T17:59", False),  # before the doors were open again
    ],
)
def test_what_may_be_credited(since: str, until: str, entered: str, credited: bool) -> None:
    moments = [at(f"2026-03-{one}") for one in (since, until, "03T17:30", entered)]
    assert may_be_credited(moments[0], moments[1], moments[2], moments[3], Calendar()) is credited


def test_the_score_names_what_it_gained_and_losses_still_add_up() -> None:
    card = a_card(a_criterion(Mixed(), 2, tasks="linked"))
    done = {"result_on": date(2023, 3, 22)}
    facts = some_facts({}, an_assignment("a", outage_credit="o1", **done), an_assignment("b", **done))
    told = score(card, facts)
    (credit,) = told.credits
    without = score(card, some_facts({}, an_assignment("a", **done), an_assignment("b", **done)))
    assert (credit.outage, credit.records) == ("o1", ("a",))
    assert credit.points == told.points - without.points == Fraction(1, 2)
    assert told.max - told.points == sum(loss.points for loss in told.losses)
    assert score_to_plain(told)["credits"][0]["code"] == "OUTAGE_CREDIT"
    assert "credits" not in score_to_plain(without)
