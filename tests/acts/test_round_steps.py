"""The windows of a round: who must act is told before they close, the office afterwards, once, however late."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from acts import appraisal, appraisal_sheets, calendar, figures, ladders, office
from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.publication import publish
from acts.steps import take_due
from domain.appraisal.flow import State
from domain.appraisal.marks import Citation, Mark
from domain.appraisal.windows import Window, Windows
from domain.calendar import Decision
from domain.errors import Refusal
from domain.ladder import Phase, Release, Rung
from domain.ladders import BUILT_IN, Version
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM, Scope
from domain.scorecard import Criterion, Field, Scorecard, YesNo
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from rounds.round import GRACE
from storage.database import Memory
from storage.log import everything
from storage.tables import NoticeRow, StepRow
from storage.views.appraisals import round_of, windows_of
from storage.views.mails import mail_facts
from storage.views.subjects import is_open, open_subjects, overdue_subjects, subjects_of
from tests.acts.house import CHIEF, OFFICIAL, House

CLOSES = datetime(2026, 3, 20, 10, tzinfo=UTC)  # Friday 17:00 in Hà Nội
CARD = Scorecard(
    "ubnd",
    "phường",
    2026,
    "1",
    "MINH HỌA",
    max=Fraction(4),
    fields=(Field("1", "Chỉ đạo", Fraction(4), (Criterion("1.1", "Kế hoạch", Fraction(4), YesNo()),)),),
)
PEOPLE = (Official("mot", "Tổ thẩm định", grants=(Grant(Role.APPRAISER),), email="mot@mau.example"),)
HEAD = Scope("binh", (Grant(Role.HEAD, "kt"),))


class Round:
    """An opened round, and the days it lives through."""

    def __init__(self, memory: Memory, windows: Windows) -> None:
        self.house = House(memory)
        desk = self.house.desk
        office.set_office(desk, SYSTEM, Directory(officials=PEOPLE))
        card = figures.take_scorecard(desk, SYSTEM, CARD).body["id"]
        self.card = card
        self.id = appraisal.open_round(desk, CHIEF, card, "2026-Q1", windows).body["id"]
        self.subject = Subject(SubjectKind.ROUND, self.id)

    def at(self, day: int, hour: int = 1) -> None:
        """A morning of March, and what follows: the clock looks, mails leave."""
        self.house.now = datetime(2026, 3, 1, hour, tzinfo=UTC) + timedelta(days=day - 1)
        take_due(self.house.desk, self.subject, Caller.CLOCK)
        send_due(self.house.desk, post)

    def told(self, phase: str, state: str = "self-scoring") -> set[str]:
        told = [n for n in self.notices() if n.phase == phase and n.facts["step"] == state]
        return {"person" if n.addressee.startswith("person/") else n.addressee for n in told}

    def notices(self) -> list[NoticeRow]:
        return [one for one in self.house.notices() if one.kind == "scoring"]

    def steps(self) -> dict[str, str]:
        return {rung: step.state for rung, step in self.house.steps(self.id).items()}

    def self_score(self) -> None:
        mark = Mark("1.1", Fraction(4), citations=(Citation("45/BC-KT", "II"),))
        appraisal_sheets.enter(self.house.desk, OFFICIAL, self.id, "kt", [mark])
        appraisal_sheets.move(self.house.desk, OFFICIAL, self.id, "kt", "submit")


def post(mail: Claimed) -> Outcome:
    return Outcome(Delivery.SENT, f"250 {mail.id}")


def test_units_are_reminded_until_they_have_submitted_and_the_office_hears_of_the_rest(memory: Memory) -> None:
    found = Round(memory, {State.SELF_SCORING: Window(None, CLOSES)})
    found.at(2)
    assert found.told("opens") == {"unit/kt", "unit/vh", "unit/vp"}
    found.at(13)
    found.self_score()
    assert found.told("opens", "endorsement") == {"head/kt"}
    for day in (17, 20):
        found.at(day)
    assert found.told("due") == {"unit/vh", "unit/vp"}
    found.at(20, 11)
    (closed,) = [one for one in found.notices() if one.phase == "closes"]
    assert (closed.addressee, closed.facts["units"]) == ("office/", ["vh", "vp"])
    for day in (23, 27, 30):
        found.at(day)
    assert found.told("overdue") == {"unit/vh", "unit/vp"}
    assert found.told("proposal") == {"office/"}
    assert found.steps()["self-scoring/O1.1"] == "taken"
    for unit in ("vh", "vp"):
        appraisal_sheets.move(found.house.desk, CHIEF, found.id, unit, "pass-on", reason="Hết thời gian")
    assert found.told("opens", "appraisal") == {"person"}
    found.at(37)
    assert found.steps()["self-scoring/O1.2"] == "taken"
    with memory.reading() as session:
        assert not is_open(session, found.subject)  # nobody is left to tell, so nothing repeats
    told = verify(memory, now=found.house.now)
    assert holds(told), [check for check in told if check.ok is False]


def test_a_reminder_does_not_leave_once_the_sheet_has_moved_on(memory: Memory) -> None:
    found = Round(memory, {State.SELF_SCORING: Window(None, CLOSES)})
    found.house.now = datetime(2026, 3, 13, 0, 29, tzinfo=UTC)  # 07:29, before the office opens: taken, not yet sent
    take_due(found.house.desk, found.subject, Caller.CLOCK)
    found.self_score()
    found.at(13, 2)
    fate = {(n.addressee, n.phase): (n.state, n.reason) for n in found.notices()}
    assert fate["unit/kt", "before"] == ("dropped", "Phiếu điểm đã qua bước này")
    assert fate["unit/vh", "before"] == ("sent", None)


def test_what_a_unit_reads_names_the_card_the_period_and_the_hour(memory: Memory) -> None:
    found = Round(memory, {State.SELF_SCORING: Window(None, CLOSES)})
    found.at(17)
    mine = tuple(n.id for n in found.notices() if n.addressee == "unit/kt" and n.phase == "before")
    with memory.reading() as session:
        (line,) = mail_facts(session, found.house.desk.calendar, "unit/kt", mine[-1:], found.house.desk.today()).lines
    assert line.text == "Tự chấm điểm và trình thủ trưởng đơn vị duyệt, trước 17:00 ngày 20/3/2026"
    assert (line.directive, line.working_days_left) == ("MINH HỌA, quý I năm 2026", 3)


@pytest.mark.parametrize("days", [1, 5, 12])
def test_however_long_the_house_stood_still_a_window_closed_in_time_and_is_told_once(memory: Memory, days: int) -> None:
    found = Round(memory, {State.SELF_SCORING: Window(None, CLOSES)})
    found.at(2)
    found.house.now = CLOSES + timedelta(days=days)
    with pytest.raises(Refusal, match="đã khóa"):
        found.self_score()
    with memory.reading() as session:
        assert found.subject in overdue_subjects(session, found.house.now, GRACE)
    callers = (Caller.CLOCK, Caller.ROUND, Caller.NUDGE, Caller.CLOCK)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda by: take_due(found.house.desk, found.subject, by), callers))
    late = [one for one in found.notices() if one.created_at == found.house.now]
    assert sum(one.addressee == "office/" for one in late) == 1
    assert {one.phase for one in late} <= {"closes", "overdue", "proposal"}
    assert found.steps()["self-scoring/B5"] == "expired"
    told = verify(memory, now=found.house.now)
    assert holds(told), [check for check in told if check.ok is False]


def test_moved_windows_move_what_is_ahead_and_say_nothing_twice(memory: Memory) -> None:
    found = Round(memory, {State.SELF_SCORING: Window(None, CLOSES)})
    found.at(2)
    later = CLOSES + timedelta(days=7)
    windows = {State.SELF_SCORING: Window(None, later), State.EXPLANATION: Window(later, later + timedelta(days=10))}
    appraisal.set_windows(found.house.desk, CHIEF, found.id, windows)
    with memory.reading() as session:
        assert found.subject in set(open_subjects(session))
    found.at(13)
    assert found.told("before") == set()
    found.at(20)
    assert found.told("before") == {"unit/kt", "unit/vh", "unit/vp"}
    assert len([one for one in found.notices() if one.phase == "opens"]) == 3
    appraisal.set_windows(found.house.desk, CHIEF, found.id, windows)
    with memory.reading() as session:
        pending = [row.rung for row in session.query(StepRow).where(StepRow.state == "pending")]
    assert len(pending) == len(set(pending))
    assert "explanation/closes" in pending


def test_a_step_that_opens_later_tells_then(memory: Memory) -> None:
    opens = datetime(2026, 3, 23, 1, tzinfo=UTC)
    found = Round(memory, {State.SELF_SCORING: Window(None, CLOSES), State.ENDORSEMENT: Window(opens, None)})
    found.at(13)
    found.self_score()
    assert found.told("opens", "endorsement") == set()
    with pytest.raises(Refusal, match="mở từ"):
        appraisal_sheets.move(found.house.desk, HEAD, found.id, "kt", "endorse")
    found.at(23)
    assert found.told("opens", "endorsement") == {"head/kt"}
    appraisal_sheets.move(found.house.desk, HEAD, found.id, "kt", "endorse")
    assert found.told("opens", "appraisal") == {"person"}


WAY = (
    ("submit", None),
    ("endorse", None),
    ("close-field", "1"),
    ("answer", None),
    ("close-field", "1"),
    ("approve", None),
)


def approve_all(found: Round) -> None:
    for unit in ("kt", "vh", "vp"):
        mark = Mark("1.1", Fraction(4), citations=(Citation("45/BC", "II"),))
        appraisal_sheets.enter(found.house.desk, SYSTEM, found.id, unit, [mark])
        for name, field in WAY:
            appraisal_sheets.move(found.house.desk, SYSTEM, found.id, unit, name, field)


def announce(found: Round) -> None:
    approve_all(found)
    publish(found.house.desk, SYSTEM, found.card, "2026-Q1", "9/TB-UBND", found.house.desk.today())


@pytest.mark.parametrize(
    ("window", "phase"),
    [
        (Window(None, CLOSES), "opens"),
        (Window(datetime(2026, 3, 10, tzinfo=UTC), CLOSES), "opens"),
        (Window(None, None), "opens"),
        (Window(None, datetime(2026, 3, 12, tzinfo=UTC)), "overdue"),
    ],
)
def test_a_result_announced_once_appeals_are_open_tells_every_unit(memory: Memory, window: Window, phase: str) -> None:
    found = Round(memory, {State.PUBLISHED: window})
    found.at(13)
    announce(found)
    assert found.told(phase, "published") == {"unit/kt", "unit/vh", "unit/vp"}
    (first, *_) = [one for one in found.notices() if one.facts["step"] == "published"]
    assert ("17:00 ngày 20/3/2026" in first.facts["asked"]) is (window.closes == CLOSES)
    for day in (14, 16, 25):
        found.at(day)
    assert len([one for one in found.notices() if one.facts["step"] == "published"]) == 3
    assert holds(verify(memory, now=found.house.now))


def test_a_result_announced_before_appeals_open_is_told_then(memory: Memory) -> None:
    found = Round(memory, {State.PUBLISHED: Window(CLOSES, None)})
    found.at(13)
    announce(found)
    assert found.told("opens", "published") == set()
    found.at(20, 11)
    assert found.told("opens", "published") == {"unit/kt", "unit/vh", "unit/vp"}


def test_the_office_hears_what_waits_for_a_leader_and_the_unit_of_the_answer(memory: Memory) -> None:
    found = Round(memory, {})
    found.at(13)
    announce(found)
    assert found.told("opens", "approval") == {"office/"}
    appraisal_sheets.move(found.house.desk, OFFICIAL, found.id, "kt", "appeal", reason="Đề nghị xem lại")
    (appeal,) = [one for one in found.notices() if one.facts["step"] == "appeal"]
    assert (appeal.addressee, appeal.facts["units"]) == ("office/", ["kt"])
    assert appeal.facts["asked"].startswith("Trình lãnh đạo trả lời kiến nghị kết quả: phiếu điểm của ")
    appraisal_sheets.move(found.house.desk, SYSTEM, found.id, "kt", "settle", reason="Giữ nguyên")
    assert found.told("opens", "settled") == {"unit/kt"}


def test_a_calendar_moves_what_is_ahead_of_a_round_in_the_same_act_and_tells_nobody_twice(memory: Memory) -> None:
    found = Round(memory, {State.SELF_SCORING: Window(None, CLOSES)})
    house = found.house
    found.at(13)
    before, steps = found.steps(), house.steps(found.id)
    soon = steps["self-scoring/B3"]
    day = house.desk.calendar.local_date(soon.at)
    assert (before["self-scoring/B5"], soon.state, day) == ("taken", "pending", date(2026, 3, 17))
    off = (Decision(day, works=False, basis="QĐ 3"), Decision(date(2026, 3, 12), works=False, basis="QĐ 3"))
    seen = calendar.decide_days(house.desk, CHIEF, off, dry_run=True).body
    done = calendar.decide_days(house.desk, CHIEF, off).body
    assert done["steps"] == seen["steps"] > 0
    moved = house.steps(found.id)
    assert moved["self-scoring/B3"].at == soon.at - timedelta(days=1)
    assert {rung for rung, one in moved.items() if one.at != steps[rung].at and one.state == "taken"} == set()
    with memory.reading() as session:
        event = next(one for one in everything(session) if one.kind == "calendar.moved")
        assert f"round/{found.id}" in event.data["subjects"]
        assert found.subject in subjects_of(session, event)
    for n in range(16, 30):
        found.at(n)
    told = [(one.addressee, one.phase, one.cause) for one in found.notices()]
    assert len(told) == len(set(told))
    assert len([one for one in told if one[:2] == ("unit/kt", "before")]) == 2
    assert holds(verify(memory, now=house.now))


def test_repetitions_of_a_round_move_with_the_calendar(memory: Memory) -> None:
    found = Round(memory, {State.SELF_SCORING: Window(None, CLOSES)})
    house = found.house
    for n in range(16, 26):
        found.at(n)
    again = house.steps(found.id)["self-scoring/O1.1"]
    day = house.desk.calendar.local_date(again.at)
    calendar.decide_days(house.desk, CHIEF, (Decision(day, works=False, basis="QĐ 3"),))
    after = house.steps(found.id)["self-scoring/O1.1"].at
    assert house.desk.calendar.local_date(after) > day
    assert house.desk.calendar.works(house.desk.calendar.local_date(after))


def test_a_window_whose_last_day_becomes_a_day_off_ends_on_the_next_worked_one_and_comes_back_with_it(
    memory: Memory,
) -> None:
    appeal = datetime(2026, 3, 27, 17, tzinfo=UTC)  # the midnight that ends Friday 27 in Hà Nội
    saturday = datetime(2026, 4, 11, 10, tzinfo=UTC)
    found = Round(
        memory,
        {
            State.SELF_SCORING: Window(None, CLOSES),
            State.APPRAISAL: Window(None, saturday),
            State.PUBLISHED: Window(None, appeal),
        },
    )
    house = found.house
    off = tuple(Decision(date(2026, 3, day), works=False, basis="QĐ 3") for day in (20, 27))
    seen = calendar.decide_days(house.desk, CHIEF, off, dry_run=True).body
    assert {(one["step"], one["to"]) for one in seen["windows"]} == {
        ("self-scoring", "2026-03-23T10:00:00+00:00"),
        ("published", "2026-03-30T17:00:00+00:00"),
    }
    done = calendar.decide_days(house.desk, CHIEF, off).body
    assert {**done, "dry_run": True} == seen
    with memory.reading() as session:
        windows = windows_of(round_of(session, found.id))
        event = next(one for one in everything(session) if one.kind == "round.windows-moved")
        assert event.data["before"]["self-scoring"]["closes"] == CLOSES.isoformat()
    assert windows[State.SELF_SCORING] == Window(None, CLOSES + timedelta(days=3), CLOSES)
    assert windows[State.APPRAISAL] == Window(None, saturday)  # set on a day off: meant so
    assert found.house.steps(found.id)["self-scoring/closes"].at == CLOSES + timedelta(days=3)
    assert found.house.steps(found.id)["self-scoring/D0"].at > CLOSES
    back = (Decision(date(2026, 3, 20), works=True, basis="QĐ 4"),)
    calendar.decide_days(house.desk, CHIEF, back)
    with memory.reading() as session:
        assert windows_of(round_of(session, found.id))[State.SELF_SCORING] == Window(None, CLOSES)
    found.at(13)
    found.at(20, 11)
    calendar.decide_days(house.desk, CHIEF, off[:1])  # what has ended stays ended
    with memory.reading() as session:
        assert windows_of(round_of(session, found.id))[State.SELF_SCORING] == Window(None, CLOSES)
    assert holds(verify(memory, now=house.now))


def test_another_ladder_moves_what_is_ahead_of_a_round_and_says_nothing_twice(memory: Memory) -> None:
    found = Round(memory, {State.SELF_SCORING: Window(None, CLOSES)})
    house = found.house
    found.at(13)
    before = house.steps(found.id)
    rungs = (
        Rung("B5", Phase.BEFORE, -2),
        Rung("D0", Phase.DUE, 0),
        Rung("O1", Phase.OVERDUE, 2, repeat_days=3),
        Rung("H3", Phase.HEAD, 3, Release.VETO),
        Rung("N4", Phase.OVERDUE, 4),
    )
    other = Version("mac-dinh", 1, "Khác", date(2026, 3, 2), rungs)
    seen = ladders.take_ladders(house.desk, CHIEF, (other,), dry_run=True).body
    assert seen["assignments"] == 0
    (shown,) = seen["rounds"]
    assert shown["round"] == found.id
    assert {one["rung"] for one in shown["moved"]} == {"self-scoring/O1"}
    assert set(shown["dropped"]) == {"self-scoring/B3", "self-scoring/P5"}
    assert {one["rung"] for one in shown["added"]} == {"self-scoring/N4"}
    done = ladders.take_ladders(house.desk, CHIEF, (other,)).body
    assert {**done, "dry_run": True} == seen
    after = house.steps(found.id)
    day = house.desk.calendar.local_date
    assert (after["self-scoring/B5"].state, after["self-scoring/B5"].at) == ("taken", before["self-scoring/B5"].at)
    assert day(after["self-scoring/O1"].at) == date(2026, 3, 24)
    assert day(after["self-scoring/N4"].at) == date(2026, 3, 26)
    assert {after[f"self-scoring/{one}"].state for one in ("B3", "P5")} == {"superseded"}
    assert after["self-scoring/closes"].at == CLOSES
    with memory.reading() as session:
        event = next(one for one in everything(session) if one.kind == "ladder.relaid")
        assert found.subject in subjects_of(session, event)
    assert ladders.take_ladders(house.desk, CHIEF, (other,)).body["rounds"] == []
    ladders.take_ladders(house.desk, CHIEF, (replace(BUILT_IN, version=2, since=date(2026, 3, 2)),))
    pending = {code: one.at for code, one in house.steps(found.id).items() if one.state == "pending"}
    assert pending == {code: one.at for code, one in before.items() if one.state == "pending"}
    for n in range(16, 30):
        found.at(n)
    told = [(one.addressee, one.phase, one.cause) for one in found.notices()]
    assert len(told) == len(set(told))
    assert len([one for one in told if one[:2] == ("unit/kt", "before")]) == 2
    assert holds(verify(memory, now=house.now))
