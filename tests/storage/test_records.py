"""Records of one instant out of rows that have gone on since."""

from datetime import UTC, date, datetime, timedelta

from acts import completions, escalating, office, steps
from acts.completions import Report
from acts.messages import Claimed, Delivery, Outcome, send_due
from domain.office import Directory, Unit, UnitKind
from domain.period import parse_period
from domain.record import AssignmentRecord
from domain.rights import SYSTEM, Scope
from domain.status import DelayClass, ReturnClass, WorkState
from domain.subject import Caller, Subject, SubjectKind
from storage.database import Memory
from storage.tables import ExtensionRow
from storage.views.records import facts_from, facts_of, records
from tests.acts.house import CHIEF, OFFICIAL, House


def at(day: int, hour: int = 3) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def the_one(house: House, as_of: datetime, scope: Scope = SYSTEM) -> AssignmentRecord:
    with house.memory.reading() as session:
        (record,) = records(session, scope, as_of)
    return record


def test_a_record_carries_the_words_of_its_item_and_its_document(memory: Memory) -> None:
    house = House(memory)
    house.directive({"cooperating_codes": ["phong", "ca"], "remedies": ["LP2"]})
    record = the_one(house, house.now)
    assert (record.directive, record.ref, record.unit, record.period) == ("12/CT-UBND", "1", "kt", None)
    assert record.cooperating == ("vh", "ca")
    assert record.remedies == ("12/CT-UBND#LP2",)
    assert record.deadline == record.original == date(2026, 3, 20)
    assert record.opened_on == date(2026, 3, 2)


def test_each_instant_knows_only_what_had_happened_by_then(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    owed = house.assignments()[0].id
    house.now = at(10)
    first = completions.complete(house.desk, OFFICIAL, Report((owed,), {"number": "45/BC"}, date(2026, 3, 9)))
    house.now = at(12)
    completions.send_back(house.desk, CHIEF, first.body["id"], ReturnClass.CORRECTION, "Thiếu biểu")
    house.now = at(16)
    second = completions.complete(house.desk, OFFICIAL, Report((owed,), {"number": "50/BC"}))
    house.now = at(18)
    completions.accept(house.desk, CHIEF, second.body["id"])
    told = [(day, the_one(house, at(day, 5))) for day in (9, 10, 12, 16, 18)]
    assert [(day, record.work, record.document, len(record.returns)) for day, record in told] == [
        (9, WorkState.ISSUED, None, 0),
        (10, WorkState.REPORTED, "45/BC", 0),
        (12, WorkState.RETURNED, None, 1),
        (16, WorkState.REPORTED, "50/BC", 1),
        (18, WorkState.ACCEPTED, "50/BC", 1),
    ]
    last = told[-1][1]
    assert (last.result_on, last.accepted_on) == (date(2026, 3, 16), date(2026, 3, 18))
    assert the_one(house, at(10, 5)).result_on == date(2026, 3, 9)


def test_before_it_was_opened_there_is_no_record(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    with memory.reading() as session:
        assert records(session, SYSTEM, house.now - timedelta(seconds=1)) == []


def test_the_deadline_is_the_one_in_force_then(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    owed = house.assignments()[0].id
    with memory.writing() as session:
        session.add(
            ExtensionRow(
                id="e1",
                assignment=owed,
                until=date(2026, 3, 27),
                before=date(2026, 3, 20),
                after=date(2026, 3, 27),
                reason="chờ số liệu",
                classed=DelayClass.OBJECTIVE.value,
                state="granted",
                asked_by="an",
                asked_at=at(11),
                decided_by="dung",
                decided_at=at(12),
            )
        )
    assert the_one(house, at(11, 5)).deadline == date(2026, 3, 20)
    assert the_one(house, at(11, 5)).moves == ()
    (move,) = the_one(house, at(12, 5)).moves
    assert (move.before, move.after, move.on) == (date(2026, 3, 20), date(2026, 3, 27), date(2026, 3, 12))


def test_what_reached_a_head_is_an_escalation_and_the_question_for_release_is_none(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    owed = Subject(SubjectKind.ASSIGNMENT, house.assignments()[0].id)

    def post(mail: Claimed) -> Outcome:
        return Outcome(Delivery.SENT, str(mail.id))

    for day in range(20, 27):
        house.now = at(day, 1)
        steps.take_due(house.desk, owed, Caller.ROUND)
        send_due(house.desk, post)
    assert the_one(house, at(24, 5)).escalated_on == ()
    assert the_one(house, at(27)).escalated_on == (date(2026, 3, 25),)


def test_an_escalation_by_hand_counts_too(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    escalating.escalate(house.desk, CHIEF, house.assignments()[0].id, "Giao ban")
    assert the_one(house, house.now).escalated_on == (date(2026, 3, 2),)


def test_a_unit_sees_its_own_records_only(memory: Memory) -> None:
    house = House(memory)
    house.directive({"lead_codes": ["phong"]})
    assert the_one(house, house.now, OFFICIAL).unit == "kt"
    with memory.reading() as session:
        assert records(session, OFFICIAL, house.now, units=["vh"]) == []


def test_facts_of_the_authority_itself_are_those_of_all_its_units(memory: Memory) -> None:
    house = House(memory)
    house.directive({"lead_codes": ["phong"]})
    with memory.reading() as session:
        assert len(facts_of(session, "ubnd", "2026-Q1", house.now).assignments) == 2
        assert len(facts_of(session, "kt", "2026-Q1", house.now).assignments) == 1
        owed = records(session, SYSTEM, house.now)
        assert facts_from(session, owed, "kt", parse_period("2026-Q1"), house.now) == facts_of(
            session, "kt", "2026-Q1", house.now
        )


def test_facts_name_the_block_that_the_unit_is_compared_in(memory: Memory) -> None:
    house = House(memory)
    units = (Unit("kt", "Phòng Kinh tế", UnitKind.DEPARTMENT, "ubnd", block="phong-ban"),)
    office.set_office(house.desk, SYSTEM, Directory(units=units))
    with memory.reading() as session:
        assert [facts_of(session, unit, "2026-Q1", house.now).block for unit in ("kt", "vh", "x")] == [
            "phong-ban",
            None,
            None,
        ]
