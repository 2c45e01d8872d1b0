"""F3 and F6: a host whose clock is wrong beside one that is right, and a server that lives in another zone."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from activities.post import Post
from acts import completions, remarks, steps
from acts.completions import Report
from acts.messages import send_due
from domain.subject import Caller
from proof.sink import Sink
from proof.verify import holds, verify
from storage.database import Memory
from storage.log import everything
from storage.views.subjects import overdue_subjects
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.databases import a_memory
from tests.faults.test_deeds import rows
from tests.faults.test_processes import another_process


def goes_round(house: House, sink: Sink) -> None:
    with house.memory.reading() as session:
        due = [one for one in overdue_subjects(session, house.now, timedelta()) if one.kind.value != "channel"]
    for subject in due:
        steps.take_due(house.desk, subject, Caller.ROUND)
    send_due(house.desk, Post(house.desk, sink.url))


@pytest.mark.parametrize("wrong", [timedelta(hours=2), timedelta(hours=-2), timedelta(minutes=-10)], ids=str)
def test_f3_doors_with_a_wrong_clock_let_nothing_escalate_early_and_the_log_never_goes_back(
    memory: Memory, wrong: timedelta
) -> None:
    house = House(memory)
    house.directive({}, {}, {"lead_codes": ["vh"]})
    mine, asked = house.assignments("kt")
    with Sink() as sink, another_process(house) as doors:
        for _ in range(20 * 6):
            house.now += timedelta(hours=4)
            doors.now = house.now + wrong
            object.__setattr__(doors.desk, "clock", lambda: doors.now)
            if house.now.hour == 1:
                remarks.comment(doors.desk, CHIEF, asked.id, "Đề nghị khẩn trương")
            goes_round(house, sink)
        report = completions.complete(doors.desk, OFFICIAL, Report((mine.id,)))
        completions.accept(doors.desk, CHIEF, str(report.body["id"]))
        goes_round(house, sink)
        early = [
            f"{rung}: {step.taken_at} < {step.at}"
            for row in house.assignments()
            for rung, step in house.steps(row.id).items()
            if step.taken_at is not None and step.taken_at < step.at
        ]
        assert early == []
        assert set(Counter(one.message["Message-ID"] for one in sink.messages).values()) == {1}
    with memory.reading() as session:
        told = [event.at for event in everything(session)]
    assert told == sorted(told)
    for now in (house.now, doors.now):
        checks = verify(memory, now=max(now, house.now))
        assert holds(checks), [check.violations for check in checks if check.ok is False]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as patched:
        yield patched
    time.tzset()


def test_f6_in_any_zone_of_the_server_the_same_rows_and_mails_come_out(
    zone: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = []
    for name in (None, "Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati"):
        zone.delenv("TZ", raising=False) if name is None else zone.setenv("TZ", name)
        time.tzset()
        with a_memory("sqlite", tmp_path, None) as memory, Sink() as sink:
            house = House(memory)
            house.directive({}, {"due_on": "2026-03-31"}, {"cadence": "monthly", "due_on": None})
            for _ in range(45):
                house.now += timedelta(hours=21)
                goes_round(house, sink)
            mails = [(one.rcpt_to, str(one.message["Subject"])) for one in sink.messages]
            found.append((os.environ.get("TZ"), (rows(memory), mails)))
    assert {name for name, *_ in found} == {None, "Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati"}
    (_, first), *others = found
    assert first[1], "no mail was sent at all"
    for name, written in others:
        assert written == first, name
