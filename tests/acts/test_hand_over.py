"""Bàn giao: a unit's open work goes to its successor, once, told to both, without anything carried over unfairly."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from acts import calendar, completions, ladders, steps
from acts.completions import Report
from acts.hand_over import Decision, hand_over
from acts.messages import Claimed, Delivery, Outcome, send_due
from domain.calendar import Decision as CalendarDecision
from domain.errors import Refusal
from domain.ladder import Phase, Release, Rung
from domain.ladders import Version
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from storage.database import Memory
from storage.tables import StepRow
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.test_changes import again

BY = Decision("7/QĐ-UBND", date(2026, 3, 2), "vh")


def sent(house: House) -> list[Claimed]:
    mails: list[Claimed] = []

    def post(mail: Claimed) -> Outcome:
        mails.append(mail)
        return Outcome(Delivery.SENT, "250")

    send_due(house.desk, post)
    return mails


def test_open_work_moves_closed_and_reported_stay_twins_are_merged_and_both_are_told_once(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {}, {}, {"lead_codes": ["kt", "vh"]}, {})
    rows = {row.item: row for row in house.assignments("kt")}
    twin = next(row for row in house.assignments("kt") if row.item in {one.item for one in house.assignments("vh")})
    plain = [row for row in rows.values() if row.id != twin.id]
    done = completions.complete(house.desk, OFFICIAL, Report((plain[0].id,)))
    completions.accept(house.desk, CHIEF, done.body["id"])
    completions.complete(house.desk, OFFICIAL, Report((plain[1].id,)))
    sent(house)
    shown = hand_over(house.desk, CHIEF, "kt", BY, dry_run=True).body
    assert {row.unit for row in house.assignments() if row.id in shown["moved"]} == {"kt"}
    answer = hand_over(house.desk, CHIEF, "kt", BY).body
    assert {**shown, "dry_run": False} == answer
    assert sorted(answer["moved"]) == sorted(row.id for row in plain[2:])
    assert (answer["merged"], answer["stays"]) == ([twin.id], [plain[1].id])
    after = {row.id: (row.unit, row.work) for row in house.assignments()}
    assert after[plain[0].id] == ("kt", "accepted")
    assert after[plain[1].id] == ("kt", "reported")
    assert after[twin.id] == ("kt", "withdrawn")
    assert {after[row.id] for row in plain[2:]} == {("vh", "issued")}
    assert sorted(mail.addressee for mail in sent(house)) == ["unit/kt", "unit/vh"]
    again = hand_over(house.desk, CHIEF, "kt", BY).body
    assert (again["moved"], again["merged"], again["told"]) == ([], [], [])
    assert sent(house) == []
    told = verify(memory, now=house.now)
    assert holds(told), [check for check in told if check.ok is False]


def test_late_work_stays_late_and_its_ladder_begins_anew(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-03"})
    (owed,) = house.assignments()
    house.now = datetime(2026, 3, 20, 3, tzinfo=UTC)
    hand_over(house.desk, CHIEF, "kt", BY)
    (moved,) = house.assignments()
    assert (moved.deadline, moved.deadline_at) == (owed.deadline, owed.deadline_at)
    with memory.reading() as session:
        heads = list(session.scalars(select(StepRow).where(StepRow.phase.in_(["head", "proposal", "chair"]))))
        session.expunge_all()
    assert {s.state for s in heads if s.deadline_version < moved.deadline_version} == {"superseded"}
    ahead = [step.at for step in heads if step.deadline_version == moved.deadline_version]
    assert ahead
    assert min(ahead) > house.now


def test_whatever_re_plans_late_work_afterwards_counts_from_the_hand_over(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-03"})
    (owed,) = house.assignments()
    house.now = datetime(2026, 3, 20, 3, tzinfo=UTC)
    hand_over(house.desk, CHIEF, "kt", BY)
    rungs = (Rung("O1", Phase.OVERDUE, 1), Rung("H3", Phase.HEAD, 4, Release.VETO), Rung("A2", Phase.ACCEPT, 2))
    ladders.take_ladders(house.desk, CHIEF, (Version("mac-dinh", 1, "Thử", date(2026, 3, 2), rungs),))
    assert ahead(house, owed.id)["H3"] == date(2026, 3, 25), (
        "four working days from the hand-over, shown the day before"
    )
    off = CalendarDecision(date(2026, 3, 24), works=False, basis="QĐ")
    calendar.decide_days(house.desk, CHIEF, (off,))
    assert ahead(house, owed.id)["H3"] == date(2026, 3, 26)
    assert again(house, owed.id).deadline == date(2026, 3, 3), "late work stays late"


def ahead(house: House, assignment: str) -> dict[str, date]:
    rows = house.steps(assignment)
    return {code: house.desk.calendar.local_date(row.at) for code, row in rows.items() if row.state == "pending"}


def test_later_periods_open_for_the_successor(memory: Memory) -> None:
    house = House(memory)
    rule = {"kind": "day-of-period", "n": 20}
    house.directive({"cadence": "monthly", "due_on": None, "due_rule": rule})
    hand_over(house.desk, CHIEF, "kt", BY)
    house.now = datetime(2026, 4, 2, 3, tzinfo=UTC)
    steps.take_due(house.desk, Subject(SubjectKind.ITEM, house.assignments()[0].item), Caller.ROUND)
    assert {row.period: row.unit for row in house.assignments()} == {"2026-03": "vh", "2026-04": "vh"}


@pytest.mark.parametrize("successor", [None, "kt", "ubnd", "xx"])
def test_without_a_successor_nothing_moves(memory: Memory, successor: str | None) -> None:
    house = House(memory)
    with pytest.raises(Refusal) as found:
        hand_over(house.desk, CHIEF, "kt", Decision("7/QĐ", date(2026, 3, 2), successor))
    assert found.value.code == "no-successor"
