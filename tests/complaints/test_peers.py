"""What users of other trackers complain of most: a test for each of the twelve, on both databases.

Each was seen to fail on a copy without the guard that its docstring names.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from acts import absences, assignments, calendar, completions, extensions, handing
from acts.absences import Leave
from acts.completions import Report
from acts.messages import Delivery
from domain.calendar import ZONE, Hours
from domain.errors import Refusal
from domain.ladder import Phase
from domain.status import DelayClass, TimeState
from storage.database import Memory
from storage.log import everything
from storage.tables import MessageRow
from storage.views import assignments as view
from storage.views.assignments import Filters
from storage.views.paging import Wanted
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House
from tests.acts.outage_days import at, broken, go_round, post
from tests.acts.test_absences import signed_in


def phases(house: House, addressee: str) -> list[str | None]:
    return [one.phase for one in house.notices() if one.addressee == addressee and one.phase]


def days(house: House, since: str, until: str) -> None:
    """Let working mornings pass, each with its round and its post."""
    day = at(f"{since}T09:00")
    while day <= at(f"{until}T09:00"):
        house.now = day
        go_round(house)
        post(house)
        day += timedelta(days=1)


def test_1_a_reminder_missed_during_a_standstill_is_caught_up(memory: Memory) -> None:
    """Guard: `overdue_subjects` asks for what has passed, not for what is due this minute."""
    house = House(memory)
    house.directive({})
    post(house)
    house.now = at("2026-03-25T14:10")  # days after the overdue notice was due, and at no special hour
    go_round(house)
    assert "overdue" in phases(house, "unit/kt")
    assert broken(house) == []


def test_2_two_workers_and_a_restart_tell_nobody_twice(memory: Memory) -> None:
    """Guards: the unique key of a notice (cause, addressee, channel), and the lease of a claimed mail."""
    house = House(memory)
    house.directive(*({"lead_codes": [unit]} for unit in ("kt", "vh", "ca") for _ in range(3)))
    post(house)
    house.now = at("2026-03-23T09:00")
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: go_round(house), range(4)))
    with ThreadPoolExecutor(4) as workers:
        sent = [mail.id for mails in workers.map(lambda _: post(house), range(4)) for mail in mails]
    post(house)
    told = Counter((one.cause, one.addressee) for one in house.notices())
    assert max(told.values()) == 1
    assert sorted(sent) == sorted(set(sent))
    assert len(sent) == 3


def test_3_a_failed_mail_is_no_sent_one_and_stops_no_other(memory: Memory) -> None:
    """Guard: `settle` writes what came of a mail for that mail alone; nothing is "sent" before the server said so."""
    house = House(memory)
    house.directive({"lead_codes": ["ca"]}, {"lead_codes": ["kt"]}, {"lead_codes": ["vh"]})
    bad = "unit/ca"
    sent = post(house, lambda mail: Delivery.FAILED if mail.addressee == bad else Delivery.SENT)
    assert sorted(mail.addressee for mail in sent) == [bad, "unit/kt", "unit/vh"]
    with memory.reading() as session:
        found = {row.addressee: (row.state, row.sent_at is None) for row in session.scalars(select(MessageRow))}
    assert found == {bad: ("failed", True), "unit/kt": ("sent", False), "unit/vh": ("sent", False)}
    assert {one.state for one in house.notices() if one.addressee == bad} == {"waiting"}


def test_4_twenty_reminders_are_one_mail_and_an_empty_one_is_not_sent(memory: Memory) -> None:
    """Guards: one place a day for gathered mail (`slot`), and `_still_true`, which empties a mail before it leaves."""
    house = House(memory)
    house.directive(*({} for _ in range(20)), {"lead_codes": ["vh"]})
    post(house)
    house.now = at("2026-03-23T07:30")
    go_round(house)
    vh = house.assignments("vh")[0]
    completions.complete(house.desk, OTHER, Report((vh.id,)))
    house.now = at("2026-03-23T09:00")
    digests = [mail for mail in post(house) if mail.kind == "digest" and mail.addressee.startswith("unit/")]
    assert [(mail.addressee, len(mail.notices)) for mail in digests] == [("unit/kt", 20)]


def test_5_nobody_is_told_at_night_or_on_a_sunday_and_no_calendar_makes_it_loop(memory: Memory) -> None:
    """Guards: `claim` puts a mail off to the next open hour; `_refuse_endless` before a calendar is in force."""
    house = House(memory)
    house.directive({})
    post(house)
    for night in ("2026-03-22T10:00", "2026-03-23T00:00", "2026-03-23T12:15", "2026-03-23T22:00"):
        house.now = at(night)
        go_round(house)
        assert post(house) == [], night
    with pytest.raises(Refusal):
        calendar.decide_days(house.desk, CHIEF, (), rhythm=calendar.Rhythm(Hours(weekdays=frozenset())))


def test_6_finished_work_is_never_escalated_and_open_work_climbs_every_rung(memory: Memory) -> None:
    """Guards: `_hold` while a report stands; the ladder plans each rung, and none of them ends the climb."""
    house = House(memory)
    house.directive({}, {"lead_codes": ["vh"]})
    post(house)
    kt = house.assignments("kt")[0]
    completions.complete(house.desk, OFFICIAL, Report((kt.id,)))
    days(house, "2026-03-10", "2026-04-17")
    assert {one.phase for one in house.notices() if one.assignment == kt.id} <= {None, "accept", "accept-head"}
    vh = house.assignments("vh")[0]
    climbed = {one.phase for one in house.notices() if one.assignment == vh.id and one.phase}
    assert {"before", "due", "overdue", "head", "proposal", "chair"} <= climbed


def test_7_a_moved_deadline_and_a_new_owner_take_their_reminders_along(memory: Memory) -> None:
    """Guards: `deadline_version`, by which steps and notices of the old day fall away; steps name a role, not a person."""
    house = House(memory)
    house.directive({}, {})
    post(house)
    moved, handed = house.assignments("kt")
    asked = extensions.ask(house.desk, OFFICIAL, moved.id, date(2026, 4, 10), "Chờ", DelayClass.OBJECTIVE)
    extensions.decide(house.desk, CHIEF, asked.body["id"], granted=True, reason="Đồng ý")
    handing.reassign(house.desk, CHIEF, handed.id, "vh", "Đúng chức năng")
    assert "unit/vh" in {one.addressee for one in house.notices() if one.assignment == handed.id}
    post(house)
    days(house, "2026-03-12", "2026-03-24")
    reminded = [(one.assignment, one.addressee) for one in house.notices() if one.phase in {"before", "due", "overdue"}]
    assert moved.id not in {assignment for assignment, _ in reminded}
    assert {who for assignment, who in reminded if assignment == handed.id} == {"unit/vh"}


def test_7_before_and_overdue_never_arrive_together(memory: Memory) -> None:
    """Guard: `_outlived` collapses what should have been said before into what is to be said now."""
    house = House(memory)
    house.directive({})
    post(house)
    house.now = at("2026-03-23T09:00")
    go_round(house)
    assert phases(house, "unit/kt") == ["overdue"]


def test_8_a_recurring_task_keeps_what_was_done_in_each_period(memory: Memory) -> None:
    """Guard: an assignment a period (unique by item, unit, period), never one that is opened again."""
    house = House(memory)
    rule = {"kind": "day-of-period", "n": 20}
    house.directive({"cadence": "monthly", "due_on": None, "due_rule": rule})
    (march,) = house.assignments()
    report = completions.complete(house.desk, OFFICIAL, Report((march.id,))).body["id"]
    completions.accept(house.desk, CHIEF, report)
    house.now = at("2026-06-02T09:00")
    go_round(house)
    found = {row.period: row for row in house.assignments()}
    assert sorted(found) == ["2026-03", "2026-04", "2026-05", "2026-06"]
    assert (found["2026-03"].work, found["2026-03"].completion) == ("accepted", report)
    assert {found[period].work for period in sorted(found)[1:]} == {"issued"}


def test_9_finished_late_stays_late_whatever_is_granted_afterwards(memory: Memory) -> None:
    """Guard: `missed` keeps a deadline that had passed before it was moved, and lateness is judged by it."""
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    house.now = at("2026-03-25T09:00")
    asked = extensions.ask(house.desk, OFFICIAL, owed.id, date(2026, 4, 10), "Quên", DelayClass.SUBJECTIVE)
    extensions.decide(house.desk, CHIEF, asked.body["id"], granted=True, reason="Cho làm nốt")
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,))).body["id"]
    completions.accept(house.desk, CHIEF, report)
    with memory.reading() as session:
        (line,) = view.find(session, CHIEF, house.desk.today(), Filters()).items
    assert line.time is TimeState.DONE_LATE


def test_10_a_list_of_hundreds_is_whole_and_says_how_many(memory: Memory) -> None:
    """Guard: the cursor; a page that is cut says where the next begins, and the count is of all."""
    house = House(memory)
    house.directive(*({"text": f"Việc số {n}."} for n in range(460)))
    seen: list[str] = []
    wanted = Wanted(None, 200, count=True)
    with memory.reading() as session:
        while True:
            page = view.find(session, CHIEF, house.desk.today(), Filters(), wanted=wanted)
            seen += [one.id for one in page.items]
            assert page.count == 460
            if page.next is None:
                break
            wanted = Wanted(page.next, 200, count=True)
    assert len(set(seen)) == len(seen) == 460


def test_11_a_substitute_is_told_leaves_a_trace_and_settles_nothing_of_their_own(memory: Memory) -> None:
    """Guards: the notice of an absence, `leaned_on`, which the log keeps, and `SETTLES` for whoever belongs to the unit."""
    house = House(memory)
    house.directive({"lead_codes": ["vh"]})
    (owed,) = house.assignments()
    absences.enter(house.desk, CHIEF, Leave(date(2026, 3, 2), date(2026, 3, 6), "chi", "binh"))
    binh = signed_in(house, "binh")
    (told,) = [one for one in house.notices() if one.kind == "substitution"]
    assert told.addressee == f"person/{binh.actor}"
    assignments.acknowledge(house.desk, binh, owed.id)
    with memory.reading() as session:
        event = [one for one in everything(session) if one.kind == "assignments.acknowledged"][-1]
    assert event.data["in_place_of"]
    absences.enter(house.desk, CHIEF, Leave(date(2026, 3, 2), date(2026, 3, 6), "dung", "an"))
    report = completions.complete(house.desk, OTHER, Report((owed.id,))).body["id"]
    an = signed_in(house, "an")
    completions.accept(house.desk, an, report)  # of another unit, in place of the chief
    house.directive({}, number="13/CT-UBND")
    own = house.assignments("kt")[0]
    mine = completions.complete(house.desk, OFFICIAL, Report((own.id,))).body["id"]
    with pytest.raises(Refusal):
        completions.accept(house.desk, an, mine)


def test_12_a_thousand_steps_of_one_morning_are_spread_and_one_mail_each(memory: Memory) -> None:
    """Guards: `spread`, by a digest of the id over the two hours before opening; mails gather before they leave."""
    house = House(memory)
    house.directive(*({"lead_codes": [unit]} for unit in ("kt", "vh", "ca") for _ in range(100)))
    post(house)
    steps = [house.steps(row.id)["D0"] for row in house.assignments()[:150]]
    minutes = Counter(step.at.astimezone(ZONE).strftime("%d %H:%M") for step in steps)
    assert {minute.split()[0] for minute in minutes} == {"20"}
    assert max(minutes.values()) <= 8
    spread = [house.desk.spread(str(n)) for n in range(1000)]
    assert max(Counter(int(one / timedelta(minutes=1)) for one in spread).values()) <= 25
    house.now = at("2026-03-20T07:30")
    go_round(house)
    due = [mail for mail in post(house) if any(one.phase == Phase.DUE.value for one in mail.notices)]
    assert sorted((mail.addressee, len(mail.notices)) for mail in due) == [
        ("unit/ca", 100),
        ("unit/kt", 100),
        ("unit/vh", 100),
    ]
