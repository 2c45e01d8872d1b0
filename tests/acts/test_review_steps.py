"""The dates of a period: opened once, taken once, however often and however late somebody calls."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from acts import calendar, review_steps
from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.review_flow import send_section, set_outline
from acts.review_steps import open_reviews
from acts.reviews import freeze
from acts.steps import take_due
from domain.calendar import Decision
from domain.outline import Section
from domain.rights import SYSTEM
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from rounds.round import GRACE
from storage.database import Memory
from storage.tables import EventRow, ReviewPastRow, ReviewRow, StepRow
from storage.views.mails import mail_facts
from storage.views.review_requests import of_period
from storage.views.reviews import dates, reviews
from storage.views.subjects import is_open, open_subjects, overdue_subjects
from tests.acts.house import CHIEF, FORMS, OFFICIAL, House

QUARTER = Subject(SubjectKind.REVIEW, "2026-Q1")
AFTER = datetime(2026, 4, 2, 3, tzinfo=UTC)  # two days after the quarter has ended
OUTLINE = (Section("the-che", "Cải cách thể chế", "kt"), Section("thu-tuc", "Thủ tục hành chính", "vh"))


class Killed(BaseException):
    """What ends a process in the middle: nothing in the house catches it."""


def post(mail: Claimed) -> Outcome:
    return Outcome(Delivery.SENT, f"250 {mail.id}")


def live(house: House, *days: int) -> None:
    """Mornings and ends of days of March and what follows: every open clock looks, mails leave."""
    for day in days:
        for hour in (1, 17):
            house.now = datetime(2026, 3, 1, hour, tzinfo=UTC) + timedelta(days=day - 1)
            open_reviews(house.desk)
            with house.memory.reading() as session:
                subjects = list(open_subjects(session))
            for subject in subjects:
                if subject.kind is not SubjectKind.CHANNEL:
                    take_due(house.desk, subject, Caller.CLOCK)
            send_due(house.desk, post)


def states(memory: Memory, period: str = "2026-Q1") -> dict[str, str]:
    with memory.reading() as session:
        return {one["date"]: one["state"] for one in dates(session, period)}


def revisions(memory: Memory) -> list[tuple[str, int]]:
    with memory.reading() as session:
        return [(one["period"], one["revision"]) for one in reviews(session)]


def test_every_period_that_runs_is_opened_once_however_often_the_table_knocks(memory: Memory) -> None:
    house = House(memory)
    assert open_reviews(house.desk) == ["2026-BC1", "2026-Q1", "2026-BC6T", "2026-BCN"]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: open_reviews(house.desk), range(4))) == [[], [], [], []]
    house.now = AFTER
    assert open_reviews(house.desk) == ["2026-Q2"]
    with memory.reading() as session:
        told = session.scalars(select(EventRow.subject).where(EventRow.kind == "review.opened"))
        assert sorted(told) == [f"review/2026-{part}" for part in ("BC1", "BC6T", "BCN", "Q1", "Q2")]


def test_four_processes_that_open_at_once_open_once(memory: Memory) -> None:
    house = House(memory)
    with ThreadPoolExecutor(4) as pool:
        told = [name for names in pool.map(lambda _: open_reviews(house.desk), range(4)) for name in names]
    assert sorted(told) == ["2026-BC1", "2026-BC6T", "2026-BCN", "2026-Q1"]
    with memory.reading() as session:
        assert len(list(session.scalars(select(StepRow.id)))) == 4 * 5


def test_the_dates_of_a_quarter_pass_one_after_the_other(memory: Memory) -> None:
    house = House(memory)
    set_outline(house.desk, CHIEF, OUTLINE)
    house.directive({})
    open_reviews(house.desk)
    live(house, *range(18, 24))
    with memory.reading() as session:
        given = {part: row.id for part, row in of_period(session, "2026-Q1").items()}
    asked = [n for n in house.notices() if n.kind == "issued" and n.assignment in given.values()]
    assert {(n.addressee, n.assignment) for n in asked} == {
        ("unit/kt", given["the-che"]),
        ("unit/vh", given["thu-tuc"]),
    }
    with memory.reading() as session:
        mine = tuple(n.id for n in asked if n.addressee == "unit/kt")
        (line,) = mail_facts(session, house.desk.calendar, "unit/kt", mine, date(2026, 3, 20)).lines
    assert line.text == "Gửi nội dung mục “Cải cách thể chế” của báo cáo quý I năm 2026"
    assert (line.deadline, line.working_days_left) == (date(2026, 3, 27), 5)
    send_section(house.desk, OFFICIAL, "2026-Q1", "the-che", "Đã rà soát 12 văn bản.")
    live(house, *range(24, 46))
    again = [n for n in house.notices() if n.kind == "digest" and n.assignment in given.values()]
    assert {n.assignment for n in again if n.addressee == "unit/vh"} == {given["thu-tuc"]}
    assert given["the-che"] not in {n.assignment for n in again if n.addressee == "unit/kt" and n.phase == "overdue"}
    assert set(states(memory).values()) == {"taken"}
    assert ("2026-Q1", 1) in revisions(memory)
    with memory.reading() as session:
        row = session.get_one(ReviewRow, "2026-Q1")
        assert (row.as_of, row.frozen_by) == (date(2026, 3, 31), SYSTEM.actor)
        sections = {one["id"]: one["text"] for one in row.snapshot["sections"]}
        assert sections["the-che"] == "Đã rà soát 12 văn bản."
        assert not is_open(session, QUARTER)
    told = verify(memory, now=house.now)
    assert holds(told), [check for check in told if check.ok is False]


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=3), timedelta(days=40)])
def test_however_late_it_starts_and_however_many_start_it_one_review_is_made(memory: Memory, late: timedelta) -> None:
    house = House(memory)
    house.directive({})
    open_reviews(house.desk)
    house.now = AFTER + late
    callers = (Caller.CLOCK, Caller.ROUND, Caller.NUDGE, Caller.CLOCK)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda by: take_due(house.desk, QUARTER, by), callers))
    assert revisions(memory) == [("2026-Q1", 1)]
    with memory.reading() as session:
        assert session.get_one(ReviewRow, "2026-Q1").as_of == date(2026, 3, 31)
    assert states(memory)["opened"] == states(memory)["units-send"] == "expired"
    assert states(memory)["cut-off"] == "taken"


def test_killed_anywhere_it_is_made_once_by_whoever_looks_next(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(memory)
    open_reviews(house.desk)
    house.now = AFTER

    def killed(*_: object, **__: object) -> None:
        raise Killed

    for place in ("draw", "seal", "settle", "tell"):
        if place == "tell":
            house.now += timedelta(days=3)
        with monkeypatch.context() as patch:
            patch.setattr(review_steps, place, killed)
            with pytest.raises(Killed):
                take_due(house.desk, QUARTER, Caller.CLOCK)
        assert revisions(memory) == []
        assert set(states(memory).values()) == {"pending"}
    take_due(house.desk, QUARTER, Caller.ROUND)
    assert revisions(memory) == [("2026-Q1", 1)]


def test_what_was_frozen_by_hand_is_not_frozen_again_by_the_clock(memory: Memory) -> None:
    house = House(memory)
    open_reviews(house.desk)
    house.now = AFTER
    freeze(house.desk, CHIEF, "2026-Q1", template=FORMS)
    house.directive({})
    take_due(house.desk, QUARTER, Caller.ROUND)
    assert revisions(memory) == [("2026-Q1", 1)]
    with memory.reading() as session:
        told = next(one for one in dates(session, "2026-Q1") if one["date"] == "cut-off")
        assert (told["state"], told["reason"]) == ("taken", "Số liệu đã được chốt trước đó")


def test_a_preview_frozen_before_the_end_is_followed_by_the_cut_off(memory: Memory) -> None:
    house = House(memory)
    open_reviews(house.desk)
    freeze(house.desk, CHIEF, "2026-Q1", template=FORMS)
    house.directive({})
    house.now = AFTER
    take_due(house.desk, QUARTER, Caller.CLOCK)
    with memory.reading() as session:
        assert [row.revision for row in session.scalars(select(ReviewPastRow))] == [1]
    assert revisions(memory) == [("2026-Q1", 2)]


def test_frozen_again_by_hand_after_the_clock_it_is_the_same(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    open_reviews(house.desk)
    house.now = datetime(2026, 3, 31, 16, 59, tzinfo=UTC)  # the last minute of the quarter in Hà Nội
    take_due(house.desk, QUARTER, Caller.CLOCK)
    assert freeze(house.desk, CHIEF, "2026-Q1", template=FORMS).status == 200


def test_a_missed_morning_is_found_by_the_round_and_by_verify(memory: Memory) -> None:
    house = House(memory)
    open_reviews(house.desk)
    house.now = AFTER
    with memory.reading() as session:
        assert QUARTER in overdue_subjects(session, house.now, GRACE)
    wrong = {check.id: check.violations for check in verify(memory, now=house.now) if check.ok is False}
    assert set(wrong) == {"V2", "V15"}
    assert wrong["V15"] == ("review/2026-Q2: chưa mở đủ các mốc",) or not wrong["V15"]


def test_a_day_off_moves_the_requests_and_never_the_cut_off(memory: Memory) -> None:
    house = House(memory)
    open_reviews(house.desk)
    with memory.reading() as session:
        before = {one["date"]: one["at"] for one in dates(session, "2026-Q1")}
    calendar.decide_days(house.desk, SYSTEM, (Decision(date(2026, 3, 20), works=False, basis="Thông báo"),))
    with memory.reading() as session:
        after = {one["date"]: one["at"] for one in dates(session, "2026-Q1")}
    moved = {one for one in before if before[one] != after[one]}
    assert moved == {"opened"}
