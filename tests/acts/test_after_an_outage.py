"""What happens after a standstill: a test for each of the rules an office can hold the house to, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from acts import holds
from acts.completions import Report, complete
from acts.outages import WORKER, beat, catch_up, set_storm_guard
from domain.calendar import ZONE
from domain.ladder import StepState
from domain.outage import StormGuard, Wave
from domain.outgoing import HoldKind
from storage.database import Memory
from storage.tables import MessageRow, NoticeRow
from storage.views.holds import gate
from storage.views.outages import outages
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.outage_days import at, broken, go_round, post


@pytest.fixture
def back(memory: Memory) -> House:
    """An office whose worker slept from two days before a deadline (Friday, 20 March) to the Wednesday after it."""
    house = House(memory)
    house.directive({})
    post(house)
    house.now = at("2026-03-12T09:00")
    go_round(house)
    post(house)
    beat(house.desk, WORKER)
    house.now = at("2026-03-25T09:00")
    beat(house.desk, WORKER)
    go_round(house)
    catch_up(house.desk)
    return house


def states(house: House) -> dict[str, str]:
    (owed,) = house.assignments()
    return {rung: step.state for rung, step in house.steps(owed.id).items()}


def test_r1_of_several_reminders_that_passed_the_unit_is_told_once(back: House) -> None:
    told = [notice for mail in post(back) if mail.addressee == "unit/kt" for notice in mail.notices]
    assert [notice.phase for notice in told] == ["overdue"]
    assert {rung: states(back)[rung] for rung in ("B5", "B3", "D0", "O1")} == {
        "B5": "collapsed",
        "B3": "collapsed",
        "D0": "collapsed",
        "O1": "taken",
    }


@pytest.mark.parametrize(("morning", "phase"), [("2026-03-13T07:00", "before"), ("2026-03-20T07:20", "due")])
def test_r2_no_reminder_of_a_deadline_ahead_is_sent_after_it(memory: Memory, morning: str, phase: str) -> None:
    house = House(memory)
    house.directive({})
    post(house)
    house.now = at(morning)
    go_round(house)  # taken in time, but the mail server is away
    house.now = at("2026-03-23T09:00")
    assert [notice for mail in post(house) for notice in mail.notices if notice.phase == phase] == []
    dropped = [notice for notice in house.notices() if notice.phase == phase][-1]
    assert (dropped.state, dropped.reason) == ("dropped", "Hạn đã qua trước khi thư gửi được")


def test_r3_the_head_is_told_only_after_the_unit_and_a_working_day_later(back: House) -> None:
    (owed,) = back.assignments()
    held = back.steps(owed.id)["H3"]
    assert (held.state, held.reason) == ("held", "Thư bị tạm giữ khi mốc đến lượt")
    assert held.release_at is not None
    assert held.release_at > back.now + timedelta(hours=12)
    assert [mail.addressee for mail in post(back) if mail.kind == "escalation"] == []
    back.now = at("2026-03-26T09:00")
    go_round(back)
    assert states(back)["H3"] == "awaiting"  # the office sees it before the head does
    back.now = at("2026-03-27T09:00")
    go_round(back)
    assert [mail.addressee for mail in post(back) if mail.kind == "escalation"] == ["head/kt"]


def test_r4_what_was_caught_up_at_night_leaves_when_the_office_opens(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    post(house)
    house.now = at("2026-03-24T02:00")
    go_round(house)
    assert post(house) == []
    with memory.reading() as session:
        (instant,) = session.scalars(select(MessageRow.send_at).where(MessageRow.state == "pending"))
    assert instant.astimezone(ZONE).isoformat(timespec="minutes") == "2026-03-24T07:30+07:00"


def test_r5_what_is_more_than_a_month_late_expires_with_its_reason_and_is_listed(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    post(house)
    beat(house.desk, WORKER)
    house.now = at("2026-05-14T09:00")
    beat(house.desk, WORKER)
    go_round(house)
    (owed,) = house.assignments()
    expired = [step for step in house.steps(owed.id).values() if step.state == StepState.EXPIRED.value]
    assert {step.reason for step in expired} == {"Quá 30 ngày so với thời điểm dự kiến"}
    with memory.reading() as session:
        (told,) = outages(session, CHIEF)
    assert told.steps["expired"] == len(expired) > 0
    assert told.due == sum(told.steps.values())
    assert broken(house) == []


@pytest.mark.parametrize("wait", [False, True])
def test_r6_more_than_the_office_takes_is_one_mail_each_or_waits_for_a_word(memory: Memory, wait: bool) -> None:
    house = House(memory)
    house.directive(*({"lead_codes": [unit]} for unit in ("kt", "vh", "ca") for _ in range(4)))
    post(house)
    set_storm_guard(house.desk, CHIEF, StormGuard(mails=500, share=20, wait=wait))
    beat(house.desk, WORKER)
    house.now = at("2026-03-24T09:00")
    beat(house.desk, WORKER)
    go_round(house)
    assert post(house) == []  # nothing leaves while it is still being looked at
    assert not catch_up(house.desk)
    with memory.reading() as session:
        held = gate(session, None).holds
        (told,) = outages(session, CHIEF)
    assert (told.mails, told.assignments) == (3, 12)
    assert [one.kind for one in held] == ([HoldKind.STORM] if wait else [])
    if wait:
        assert post(house) == []
        holds.release(house.desk, CHIEF, held[0].id, "Đã xem")
    sent = post(house)
    assert sorted(mail.addressee for mail in sent) == ["unit/ca", "unit/kt", "unit/vh"]
    assert sum(len(mail.notices) for mail in sent) == 12
    assert broken(house) == []


def test_r6_two_kinds_of_mail_to_one_addressee_become_one(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {"acceptors": ["kt"], "lead_codes": ["vh"]})
    post(house)
    beat(house.desk, WORKER)
    house.now = at("2026-03-24T09:00")
    with memory.writing() as session:
        for kind, name in (("digest", "a"), ("escalation", "b")):
            session.add(_mail(house, kind, name))
            session.flush()
            session.add(_notice(house, name))
    beat(house.desk, WORKER)
    go_round(house)
    catch_up(house.desk)
    with memory.reading() as session:
        rows = {row.id: (row.state, row.kind) for row in session.scalars(select(MessageRow)) if len(row.id) == 1}
        (told,) = outages(session, CHIEF)
    assert rows == {"a": ("pending", "digest"), "b": ("empty", "escalation")}
    assert told.merged == 1


def _notice(house: House, name: str) -> NoticeRow:
    return NoticeRow(
        id=name,
        cause=f"escalation/{name}",
        addressee="head/kt",
        channel="mail",
        kind="escalation",
        assignment=house.assignments()[0].id,
        facts={},
        message=name,
        state="waiting",
        created_at=house.now,
    )


def _mail(house: House, kind: str, name: str) -> MessageRow:
    return MessageRow(
        id=name,
        channel="mail",
        addressee="head/kt",
        kind=kind,
        send_at=house.now,
        state="pending",
        message_id=name * 40,
        created_at=house.now,
        attempts=0,
        unknown=0,
    )


def test_r6_an_ordinary_morning_is_no_storm(memory: Memory) -> None:
    house = House(memory)
    house.directive(*({"lead_codes": [unit]} for unit in ("kt", "vh", "ca")))
    post(house)
    beat(house.desk, WORKER)
    house.now += timedelta(minutes=5)
    assert beat(house.desk, WORKER) is None
    house.now = at("2026-03-23T09:00")
    go_round(house)
    assert len(post(house)) == 3


@pytest.mark.parametrize(
    ("wave", "storm"),
    [
        (Wave(500, 10, 1000), False),
        (Wave(501, 10, 1000), True),
        (Wave(10, 200, 1000), False),
        (Wave(10, 201, 1000), True),
        (Wave(0, 0, 0), False),
    ],
)
def test_r6_the_limits_are_met_to_the_last_mail(wave: Wave, storm: bool) -> None:
    assert wave.is_storm(StormGuard()) is storm


def test_r8_when_it_was_due_when_and_by_whom_it_was_taken_and_when_it_left_are_kept(back: House) -> None:
    back.now += timedelta(minutes=3)
    post(back)
    (owed,) = back.assignments()
    step = back.steps(owed.id)["O1"]
    with back.memory.reading() as session:
        (told,) = outages(session, CHIEF)
        (notice,) = [one for one in back.notices() if one.cause == f"step/{step.id}"]
        sent_at = session.get_one(MessageRow, notice.message).sent_at
    assert (step.at < told.until, step.taken_at, step.taken_by) == (True, told.until, "round")
    assert sent_at == back.now
    assert told.late_mails == 1


def test_what_was_reported_before_the_standstill_is_left_in_peace(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    post(house)
    (owed,) = house.assignments()
    complete(house.desk, OFFICIAL, Report((owed.id,)))
    post(house)
    beat(house.desk, WORKER)
    house.now = at("2026-03-24T09:00")
    beat(house.desk, WORKER)
    go_round(house)
    catch_up(house.desk)
    assert [mail.addressee for mail in post(house) if mail.addressee.endswith("/kt")] == []
