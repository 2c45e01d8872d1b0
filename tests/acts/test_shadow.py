"""The shadow start: the office alone reads what others would be told, and nothing from before go-live is reported."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from activities.post import Post
from acts.messages import send_due
from acts.shadow import begin_shadow, end_shadow
from domain.errors import Refusal
from proof.sink import Sink
from storage.database import Memory
from storage.tables import MessageRow
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.outage_days import at, broken, go_round, post


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as found:
        yield found


def test_every_mail_goes_to_the_office_marked_and_the_ledger_tells_whom_it_was_meant_for(
    memory: Memory, sink: Sink
) -> None:
    house = House(memory)
    begin_shadow(house.desk, CHIEF, date(2026, 3, 31))
    house.directive({}, {"lead_codes": ["vh"]})
    send_due(house.desk, Post(house.desk, sink.url))
    mails = sink.messages
    assert [one.rcpt_to for one in mails] == [("vp@mau.example",)] * 2
    subjects = sorted(str(one.message["Subject"]) for one in mails)
    assert [subject.partition(":")[0] for subject in subjects] == [
        "[Chạy thử] gửi kt@mau.example",
        "[Chạy thử] gửi vh@mau.example",
    ]
    with memory.reading() as session:
        told = sorted((row.meant_for, row.address) for row in session.scalars(select(MessageRow)))
    assert told == [("kt@mau.example", "vp@mau.example"), ("vh@mau.example", "vp@mau.example")]
    assert broken(house) == []


def test_after_its_last_day_mails_reach_whom_they_are_meant_for(memory: Memory, sink: Sink) -> None:
    house = House(memory)
    begin_shadow(house.desk, CHIEF, date(2026, 3, 3))
    house.now = at("2026-03-04T09:00")
    house.directive({})
    send_due(house.desk, Post(house.desk, sink.url))
    (mail,) = sink.messages
    assert mail.rcpt_to == ("kt@mau.example",)
    assert "Chạy thử" not in str(mail.message["Subject"])


def test_what_was_due_before_go_live_is_told_to_the_unit_and_to_nobody_above(memory: Memory) -> None:
    house = House(memory)
    begin_shadow(house.desk, CHIEF, date(2026, 3, 20))
    house.directive({}, {"due_on": "2026-03-24"})
    post(house)
    for day in range(23, 32):
        house.now = at(f"2026-03-{day}T09:00")
        go_round(house)
        post(house)
    before, after = sorted(house.assignments(), key=lambda row: row.deadline or date.max)
    told = {row: {one.phase for one in house.notices() if one.assignment == row.id} for row in (before, after)}
    assert "overdue" in told[before]
    assert not told[before] & {"head", "proposal", "chair"}
    assert "head" in told[after]
    assert house.steps(before.id)["H3"].reason == "Hạn trước ngày vận hành chính thức"
    assert broken(house) == []


def test_going_live_early_and_who_may(memory: Memory) -> None:
    house = House(memory)
    with pytest.raises(Refusal, match="không ở chế độ chạy thử"):
        end_shadow(house.desk, CHIEF)
    with pytest.raises(Refusal, match="không có quyền"):
        begin_shadow(house.desk, OFFICIAL, date(2026, 3, 31))
    with pytest.raises(Refusal, match="chưa đúng"):
        begin_shadow(house.desk, CHIEF, date(2026, 2, 27))
    begin_shadow(house.desk, CHIEF, date(2026, 3, 31))
    assert end_shadow(house.desk, CHIEF).body == {"since": "2026-03-02", "until": "2026-03-01"}
