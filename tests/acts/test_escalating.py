"""A report to the head by hand: at once by who may release it, laid before one by a specialist; on both databases."""

from datetime import UTC, datetime

from acts import completions, escalating, steps
from acts.completions import Report
from acts.hand_over import Decision, hand_over
from domain.office import Grant, Role
from domain.rights import Scope
from domain.status import ReturnClass
from storage.database import Memory
from tests.acts.house import CHIEF, OFFICIAL
from tests.acts.test_changes import LATE, an_assignment, look, refused, sent, sound

SPECIALIST = Scope("em", (Grant(Role.SPECIALIST, "vp"),))


def test_who_may_release_reports_to_the_head_at_once(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    told = escalating.escalate(house.desk, CHIEF, owed.id, "Giao ban yêu cầu").body
    assert told["state"] == "sent"
    assert ("escalation", "head/kt") in {(mail.kind, mail.addressee) for mail in sent(house)}
    assert refused(lambda: escalating.escalate(house.desk, OFFICIAL, owed.id, "x")).kind == "forbidden"
    sound(house)


def test_what_a_specialist_asks_for_is_seen_first_and_leaves_after_a_working_day(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    sent(house)
    told = escalating.escalate(house.desk, SPECIALIST, owed.id, "Đã nhắc hai lần").body
    assert told["state"] == "awaiting"
    assert [(mail.kind, mail.addressee) for mail in sent(house)] == [("release", "chief/")]
    again = refused(lambda: escalating.escalate(house.desk, SPECIALIST, owed.id, "x"))
    assert again.code == "asked-already"
    house.now = datetime(2026, 3, 3, 1, tzinfo=UTC)
    look(house, owed.id)
    (mail,) = sent(house)
    assert (mail.kind, mail.addressee) == ("escalation", "head/kt")
    assert mail.notices[0].facts == {"note": "Đã nhắc hai lần"}
    assert house.steps(owed.id)["H3"].state == "pending", "the ladder goes on by itself"
    sound(house)


def test_the_chief_declines_it_with_a_reason_and_it_may_be_asked_again(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    house.now = LATE
    sent(house)
    step = escalating.escalate(house.desk, SPECIALIST, owed.id, "Quá hạn").body["step"]
    steps.decline(house.desk, CHIEF, step, "Đã gọi, chiều gửi")
    house.now = datetime(2026, 3, 25, 3, tzinfo=UTC)
    assert "escalation" not in {mail.kind for mail in sent(house)}
    again = escalating.escalate(house.desk, SPECIALIST, owed.id, "Vẫn chưa gửi").body["step"]
    steps.release(house.desk, CHIEF, again)
    (mail,) = [one for one in sent(house) if one.kind == "escalation"]
    assert mail.notices[0].facts == {"note": "Vẫn chưa gửi"}
    look(house, owed.id)
    sent(house)
    sound(house)


def test_each_report_by_hand_says_what_it_was_asked_for(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    escalating.escalate(house.desk, SPECIALIST, owed.id, "Đã nhắc hai lần")
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,))).body["id"]
    house.now = datetime(2026, 3, 2, 3, tzinfo=UTC)
    completions.send_back(house.desk, CHIEF, report, ReturnClass.INCOMPLETE, "Thiếu phụ lục")
    escalating.escalate(house.desk, SPECIALIST, owed.id, "Thiếu phụ lục lần hai")
    for day in range(3, 11):
        house.now = datetime(2026, 3, day, 1, tzinfo=UTC)
        look(house, owed.id)
    assert {house.steps(owed.id)[rung].state for rung in ("hand", "hand.1")} == {"taken"}
    told = [(one.facts or {})["note"] for one in house.notices() if one.kind == "escalation"]
    assert sorted(told) == ["Thiếu phụ lục lần hai", "Đã nhắc hai lần"]


def test_work_that_goes_to_another_unit_takes_no_report_about_the_one_before_along(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    sent(house)
    escalating.escalate(house.desk, SPECIALIST, owed.id, "Đã nhắc hai lần")
    hand_over(house.desk, CHIEF, "kt", Decision("7/QĐ", house.desk.today(), "vh"))
    house.now = datetime(2026, 3, 3, 1, tzinfo=UTC)
    look(house, owed.id)
    assert "escalation" not in {mail.kind for mail in sent(house)}
    sound(house)
