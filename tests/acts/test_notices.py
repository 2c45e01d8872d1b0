"""How officials are told: by what they chose, at their hour, never less than what always comes; heads once a week."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from activities.post import Post
from acts import calendar, completions, escalating, office, steps
from acts.briefings import open_briefings
from acts.completions import Report
from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.notices import Word, tell
from acts.preferences import choose, set_rules
from domain.calendar import Decision
from domain.errors import Refusal
from domain.office import Directory, Grant, Role, Unit, UnitKind
from domain.preference import NoticeClass, NoticeRules, Preference, Way
from domain.rights import SYSTEM, Scope
from domain.subject import Caller, Subject, SubjectKind
from proof.sink import Sink
from proof.verify import holds, verify
from storage.database import Memory
from storage.log import everything
from storage.tables import OfficialRow
from storage.views import briefings, in_app
from storage.views.mails import mail_facts
from storage.views.paging import Wanted
from storage.views.subjects import subjects_of
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.outage_days import go_round

AN = "an"
SPECIALIST = Scope("em", (Grant(Role.SPECIALIST, "vp"),))


def a_house(memory: Memory) -> House:
    """An office in which the official of a unit without a mailbox is written to at their own address."""
    house = House(memory)
    office.set_office(house.desk, SYSTEM, Directory(units=(Unit("kt", "Phòng Kinh tế", UnitKind.DEPARTMENT, "ubnd"),)))
    return house


def own_scope(house: House, login: str) -> Scope:
    with house.memory.reading() as session:
        official = session.scalars(select(OfficialRow.id).where(OfficialRow.login == login)).one()
    return Scope(official, OFFICIAL.grants if login == AN else ())


def sent(house: House) -> list[str]:
    """Send what is due; the kinds of the mails."""
    kinds: list[str] = []

    def post(mail: Claimed) -> Outcome:
        kinds.append(mail.kind)
        return Outcome(Delivery.SENT)

    send_due(house.desk, post)
    return kinds


def test_what_is_chosen_for_the_page_leaves_no_mail_and_stands_on_the_page(memory: Memory) -> None:
    house = a_house(memory)
    scope = own_scope(house, AN)
    choose(house.desk, scope, Preference({NoticeClass.ANSWER: Way.APP}))
    house.directive({})
    assert sent(house) == ["issued"]
    completions.complete(house.desk, OFFICIAL, Report((house.assignments()[0].id,)))
    assert sent(house) == []
    assert {one.kind: one.state for one in house.notices()} == {"issued": "sent", "received": "in-app"}
    with memory.reading() as session:
        assert in_app.unread(session, scope, house.now) == 2
        assert {one.kind for one in in_app.find(session, scope, house.now, Wanted()).items} == {"issued", "received"}
        assert in_app.unread(session, CHIEF, house.now) == 0
    assert holds(verify(memory, now=house.now))


@pytest.mark.parametrize(
    "wanted",
    [
        Preference({NoticeClass.OVERDUE: Way.APP}),
        Preference({NoticeClass.SUPERIOR: Way.APP}),
        Preference({NoticeClass.WORK: Way.APP}),
        Preference(digest_at=time(22)),
        Preference(quiet=(time(6), time(18))),
        Preference(quiet=(time(18), time(17, 45))),
        Preference(digest_at=time(14), quiet=(time(13, 30), time(15))),
    ],
)
def test_nobody_can_choose_not_to_be_told_what_always_comes(memory: Memory, wanted: Preference) -> None:
    house = a_house(memory)
    with pytest.raises(Refusal, match="chưa dùng được"):
        choose(house.desk, own_scope(house, AN), wanted)


def test_gathered_mail_leaves_at_the_hour_chosen_and_nothing_in_quiet_hours(memory: Memory) -> None:
    house = a_house(memory)
    choose(house.desk, own_scope(house, AN), Preference(digest_at=time(15), quiet=(time(7), time(10))))
    house.directive({})
    assert sent(house) == []  # 08:00
    house.now = datetime(2026, 3, 2, 3, 1, tzinfo=UTC)  # 10:01
    assert sent(house) == ["issued"]
    (owed,) = house.assignments()
    house.now = datetime(2026, 3, 17, 0, 45, tzinfo=UTC)  # 07:45
    steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.CLOCK)
    house.now = datetime(2026, 3, 17, 7, 59, tzinfo=UTC)
    assert sent(house) == []
    house.now = datetime(2026, 3, 17, 8, 0, tzinfo=UTC)  # 15:00
    assert sent(house) == ["digest"]


def brief(house: House, week: str) -> int:
    """What the clock of a week's briefing does now; how many heads it told."""
    before = len(house.notices())
    steps.take_due(house.desk, Subject(SubjectKind.BRIEFING, week), Caller.CLOCK)
    return len(house.notices()) - before


def briefed(house: House) -> list[str]:
    """Units whose heads would be told something today."""
    with house.memory.reading() as session:
        return briefings.briefed(session, house.desk.today())


def take_work(house: House) -> None:
    """The morning's steps of assignments, without the briefing."""
    for row in house.assignments():
        steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, row.id), Caller.CLOCK)


def test_heads_are_briefed_once_a_week_and_only_where_there_is_something_to_say(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-06"}, {"lead_codes": ["vh"], "due_on": "2026-06-30"})
    sent(house)
    house.now = datetime(2026, 3, 2, 0, 29, tzinfo=UTC)  # Monday 07:29
    assert open_briefings(house.desk) == ["2026-W10", "2026-W11"]
    assert open_briefings(house.desk) == []
    assert brief(house, "2026-W10") == 0
    house.now = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
    assert [brief(house, "2026-W10"), brief(house, "2026-W10")] == [1, 0]
    (notice,) = [one for one in house.notices() if one.kind == "briefing"]
    assert notice.addressee == "head/kt"
    assert sent(house) == ["briefing"]
    house.now = datetime(2026, 3, 9, 1, tzinfo=UTC)
    assert briefed(house) == [], "not before the unit itself is told"
    take_work(house)
    assert brief(house, "2026-W11") == 1
    assert house.steps("2026-W12")["briefing"].state == "pending"
    completions.complete(house.desk, OFFICIAL, Report((house.assignments("kt")[0].id,)))
    assert sent(house) == ["received"]  # what was to be told has been reported meanwhile
    assert holds(verify(memory, now=house.now))
    house.now = datetime(2026, 3, 16, 1, tzinfo=UTC)
    assert brief(house, "2026-W12") == 0
    assert (house.steps("2026-W12")["briefing"].no_notice or "").startswith("Không đơn vị nào")


def test_a_head_is_briefed_on_nothing_that_does_not_bind_or_that_the_office_has_said_no_to(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-06"}, {"due_on": "2026-03-06", "basis": "internal"})
    first, _ = sorted(house.assignments(), key=lambda row: not row.counts)
    house.now = datetime(2026, 3, 9, 1, tzinfo=UTC)
    take_work(house)
    with memory.reading() as session:
        assert briefings.owed(session, "kt", house.desk.today()) == [first.id]
    sent(house)
    house.now = datetime(2026, 3, 10, 1, tzinfo=UTC)
    take_work(house)
    by_hand = escalating.escalate(house.desk, SPECIALIST, first.id, "Đã nhắc hai lần").body["step"]
    steps.decline(house.desk, CHIEF, by_hand, "Chưa cần")
    assert briefed(house) == ["kt"], "a no to what one asked for by hand is none to the briefing"
    steps.decline(house.desk, CHIEF, house.steps(first.id)["H3"].id, "Đã gọi")
    assert briefed(house) == []


def test_what_heads_are_briefed_on_is_looked_for_in_as_few_statements_as_there_are_kinds(memory: Memory) -> None:
    house = House(memory)
    house.directive(*[{"due_on": "2026-03-06"}] * 5, *[{"lead_codes": ["vh"], "due_on": "2026-03-06"}] * 5)
    house.now = datetime(2026, 3, 9, 1, tzinfo=UTC)
    take_work(house)
    asked: list[str] = []

    def hears(*told: Any) -> None:
        asked.append(told[2])

    event.listen(memory.engine, "before_cursor_execute", hears)
    with memory.reading() as session:
        assert len(briefings.owed(session, "kt", house.desk.today())) == 5
    event.remove(memory.engine, "before_cursor_execute", hears)
    assert len([one for one in asked if one.startswith("SELECT")]) <= 2


def test_a_briefing_slept_through_is_taken_by_the_round_and_not_after_the_meeting(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-06"})
    house.now = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
    open_briefings(house.desk)
    house.now = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
    go_round(house)
    assert [one.kind for one in house.notices() if one.kind == "briefing"] == ["briefing"]
    house.now = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
    go_round(house)
    assert house.steps("2026-W11")["briefing"].state == "expired"
    assert house.steps("2026-W12")["briefing"].state == "pending"
    sent(house)
    assert holds(verify(memory, now=house.now))


def test_the_office_says_when_heads_are_briefed(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-06"})
    open_briefings(house.desk)
    with pytest.raises(Refusal, match="quyền"):
        set_rules(house.desk, OFFICIAL, NoticeRules(4, time(14)))
    set_rules(house.desk, CHIEF, NoticeRules(4, time(14)))
    house.now = datetime(2026, 3, 6, 6, 59, tzinfo=UTC)
    assert brief(house, "2026-W10") == 0
    house.now = datetime(2026, 3, 6, 7, 0, tzinfo=UTC)
    assert brief(house, "2026-W10") == 1


def test_a_day_off_moves_a_briefing_in_the_same_act_and_its_clock_hears_of_it(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-06"})
    open_briefings(house.desk)
    planned = {week: house.steps(week)["briefing"].at for week in ("2026-W10", "2026-W11")}
    monday = (Decision(date(2026, 3, 9), works=False, basis="QĐ 3"),)
    assert calendar.decide_days(house.desk, CHIEF, monday, dry_run=True).body["steps"] > 1
    assert house.steps("2026-W11")["briefing"].at == planned["2026-W11"], "a preview changes nothing"
    calendar.decide_days(house.desk, CHIEF, monday)
    assert house.steps("2026-W11")["briefing"].at == planned["2026-W11"] + timedelta(days=1)
    assert house.steps("2026-W10")["briefing"].at == planned["2026-W10"]
    assert open_briefings(house.desk) == [], "nothing is left to put right"
    with memory.reading() as session:
        event = next(one for one in everything(session) if one.kind == "calendar.moved")
        assert Subject(SubjectKind.BRIEFING, "2026-W11") in subjects_of(session, event)


TET = tuple(Decision(date(2026, 2, day), works=False, basis="TB 1") for day in range(16, 21))


def test_a_week_that_is_off_to_its_end_has_no_briefing_of_its_own(memory: Memory) -> None:
    house = House(memory, datetime(2026, 2, 9, 1, tzinfo=UTC))
    calendar.decide_days(house.desk, CHIEF, TET)
    assert open_briefings(house.desk) == ["2026-W07"]
    house.now = datetime(2026, 2, 16, 1, tzinfo=UTC)
    assert open_briefings(house.desk) == ["2026-W09"]
    assert house.steps("2026-W09")["briefing"].at == datetime(2026, 2, 23, 0, 30, tzinfo=UTC)


def test_a_briefing_of_a_week_that_is_off_by_a_later_word_is_set_aside(memory: Memory) -> None:
    house = House(memory, datetime(2026, 2, 9, 1, tzinfo=UTC))
    house.directive({"due_on": "2026-02-13"})
    assert open_briefings(house.desk) == ["2026-W07", "2026-W08"]
    calendar.decide_days(house.desk, CHIEF, TET)
    house.now = datetime(2026, 2, 16, 1, tzinfo=UTC)
    assert brief(house, "2026-W08") == 0
    set_aside = house.steps("2026-W08")["briefing"]
    assert (set_aside.state, set_aside.reason) == ("superseded", "Cả tuần nghỉ, không có buổi giao ban")
    open_briefings(house.desk)
    house.now = datetime(2026, 2, 23, 1, tzinfo=UTC)
    take_work(house)
    assert brief(house, "2026-W09") == 1
    go_round(house)
    sent(house)
    assert holds(verify(memory, now=house.now))


def test_briefings_held_back_together_tell_of_each_task_once(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-03-06"})
    with memory.writing() as session:
        for week in ("step/1", "step/2"):
            tell(session, house.desk, Word(week, "head/kt", "briefing"), house.now)
    told = tuple(one.id for one in house.notices() if one.kind == "briefing")
    with memory.reading() as session:
        facts = mail_facts(session, house.desk.calendar, "head/kt", told, house.desk.today())
    assert (len(told), [line.deadline for line in facts.lines]) == (2, [date(2026, 3, 6)])


def test_what_one_person_would_get_of_one_morning_is_one_mail(memory: Memory, tmp_path: Path) -> None:
    house = House(memory)
    house.directive({}, {"text": "Báo cáo tổng kết."})
    first, second = house.assignments()
    with memory.writing() as session:
        binh = session.scalars(select(OfficialRow.id).where(OfficialRow.login == "binh")).one()
        for word in (
            Word("step/1", f"person/{binh}", "digest", second.id, "overdue"),
            Word("escalation/1", "head/kt", "escalation", first.id, "head"),
        ):
            tell(session, house.desk, word, house.now)
    with Sink(tmp_path / "sink") as sink:
        send_due(house.desk, Post(house.desk, sink.url))
        mails = [one.message for one in sink.messages if one.rcpt_to == ("binh@mau.example",)]
    (mail,) = mails
    assert str(mail["Subject"]) == "Tổng hợp ngày 02/3: Kính báo cáo; nhắc việc – 12/CT-UBND"
    text = mail.get_body(("plain",))
    assert text is not None
    said = text.get_content()
    assert said.count("Kính gửi:") == said.count("Mã tra cứu:") == 1
    assert said.index("I. Kính báo cáo") < said.index("II. Nhắc việc")
    assert "Rà soát thủ tục" in said
    assert "Báo cáo tổng kết" in said


def test_above_the_budget_what_can_wait_becomes_one_mail_of_the_next_morning(memory: Memory) -> None:
    house = House(memory)
    set_rules(house.desk, CHIEF, NoticeRules(budget=1))
    house.directive({}, {}, {})
    assert sent_as(house) == ["issued"]
    for row in house.assignments():
        house.now += timedelta(minutes=10)
        completions.complete(house.desk, OFFICIAL, Report((row.id,)))
        assert sent_as(house) == []
    house.now = datetime(2026, 3, 3, 0, 30, tzinfo=UTC)
    assert sent_as(house) == ["received"]
    assert {one.state for one in house.notices()} == {"sent"}
    assert holds(verify(memory, now=house.now))


def test_what_always_comes_is_not_held_to_the_budget(memory: Memory) -> None:
    house = House(memory)
    set_rules(house.desk, CHIEF, NoticeRules(budget=1))
    house.directive({})
    house.directive({}, number="13/CT-UBND")
    assert sent_as(house) == ["issued"]
    house.directive({}, number="14/CT-UBND")
    assert sent_as(house) == ["issued"]


def sent_as(house: House) -> list[str]:
    """Send what is due to where it goes; the kinds of the mails."""
    kinds: list[str] = []

    def post(mail: Claimed) -> Outcome:
        kinds.append(mail.kind)
        return Outcome(Delivery.SENT, "250", "kt@mau.example")

    send_due(house.desk, post)
    return kinds
