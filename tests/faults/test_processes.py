"""Two processes that compare what is inside the database with what is outside: whoever commits meanwhile, neither errs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, select

from acts import calendar, completions, holds
from acts.completions import Report
from acts.days import OfficeDays
from cli import machine
from cli.instance import found_instance
from cli.machine import Place, known_instance
from cli.migrate import upgraded
from domain.calendar import Decision
from domain.outgoing import Mark
from domain.subject import Subject
from proof.verify import holds as verified
from proof.verify import verify
from settings import Settings
from storage import log, marks
from storage.database import Memory
from storage.marks import Marks
from storage.tables import SettingRow
from storage.views import holds as view
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.databases import alike

CLOCKS = "Mỗi việc đang mở có một đồng hồ đang chạy"


@contextmanager
def another_process(house: House) -> Iterator[House]:
    """The same database from another process: connections and knowledge of its own."""
    other = House.__new__(House)
    other.memory, other.now = alike(Memory(house.memory.url)), house.now
    other.desk = replace(house.desk, memory=other.memory, ids=lambda: uuid4().hex, days=OfficeDays())
    yield other
    other.memory.close()


@contextmanager
def before_statement(memory: Memory, number: int, act: Any) -> Iterator[list[int]]:
    """Something happens elsewhere right before the statement of that number; how many there were."""
    seen = [0]

    def hears(*_: Any) -> None:
        seen[0] += 1
        if seen[0] == number:
            act()

    event.listen(memory.engine, "before_cursor_execute", hears)
    try:
        yield seen
    finally:
        event.remove(memory.engine, "before_cursor_execute", hears)


def test_verify_holds_whatever_is_reported_between_any_two_of_its_statements(memory: Memory) -> None:
    house = House(memory)
    house.directive(*[{}] * 40)
    owed = [row.id for row in house.assignments()]
    with before_statement(memory, 0, None) as statements:
        assert verified(verify(memory, now=house.now))
    assert statements[0] < len(owed), "each statement needs a report of its own"
    with another_process(house) as other:
        for number, one in zip(range(1, statements[0] + 1), owed, strict=False):

            def report(one: str = one) -> None:
                answer = completions.complete(other.desk, OFFICIAL, Report((one,)), key=one)
                completions.accept(other.desk, CHIEF, str(answer.body["id"]))

            with before_statement(memory, number, report):
                told = verify(memory, now=house.now)
            assert verified(told), (number, [check.violations for check in told if check.ok is False])


def test_a_clock_that_ended_while_the_server_was_asked_is_not_missed(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {})

    def ends_meanwhile(subjects: list[Subject]) -> list[Subject]:
        closed, _ = house.assignments()
        answer = completions.complete(house.desk, OFFICIAL, Report((closed.id,)))
        completions.accept(house.desk, CHIEF, str(answer.body["id"]))
        return [one for one in subjects if one.id == closed.id]

    found = {check.name: check for check in verify(memory, now=house.now, missing=ends_meanwhile)}
    assert found[CLOCKS].ok, found[CLOCKS].violations
    still = {check.name: check for check in verify(memory, now=house.now, missing=lambda subjects: subjects[:1])}
    assert still[CLOCKS].ok is False


def test_a_look_that_began_before_a_change_of_the_calendar_takes_no_act_back_to_the_old_one(memory: Memory) -> None:
    house = House(memory)
    off = house.desk.today() + timedelta(days=1)
    assert house.desk.calendar.works(off)
    with memory.reading() as early:
        early.scalars(select(SettingRow)).all()  # it sees the database as it was
        early.expire_all()
        with another_process(house) as other:
            calendar.decide_days(other.desk, CHIEF, (Decision(off, works=False, basis="QĐ"),))
        house.directive({})  # an act of this process counts by the new one
        house.desk.days.refresh(early, house.desk.seed)
    assert not house.desk.calendar.works(off)


def test_a_mark_written_while_the_file_is_cut_down_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, house_now = Marks(tmp_path / "marks.log"), House.now
    monkeypatch.setattr(marks, "LONGEST", 100)
    for seq in range(marks.KEPT + 5):
        kept.write(Mark("i1", seq, "d" * 64, house_now))
    last = Mark("i1", 9999, "e" * 64, house_now)
    elsewhere = threading.Thread(target=kept.write, args=(last,))
    replaced = Path.replace

    def replace_later(path: Path, target: Path) -> Path:
        elsewhere.start()
        elsewhere.join(0.3)
        return replaced(path, target)

    monkeypatch.setattr(Path, "replace", replace_later)
    kept.settle()
    elsewhere.join()
    assert [one.seq for one in kept.read()][-1] == last.seq
    assert len(list(kept.read())) == marks.KEPT + 1


def test_two_that_found_the_house_at_once_are_one_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data=tmp_path)
    with monkeypatch.context() as alone:
        alone.setattr("cli.migrate.found_instance", lambda _: None)
        upgraded(settings)
    here = machine._here

    def other_comes_first(of: Settings) -> Place:
        """Before this process writes down which installation the machine is, another one has done all of it."""
        monkeypatch.setattr(machine, "_here", here)
        found_instance(settings)
        return here(of)

    monkeypatch.setattr(machine, "_here", other_comes_first)
    found_instance(settings)
    memory = Memory(settings.database)
    with memory.reading() as session:
        assert view.instance(session) == known_instance(settings)
    memory.close()


def test_of_two_that_write_down_an_installation_the_second_learns_which_it_is(memory: Memory) -> None:
    house = House(memory)
    asked = view.instance
    with another_process(house) as other, pytest.MonkeyPatch.context() as patched:

        def sees_none(session: Any) -> str | None:
            patched.setattr(view, "instance", asked)
            assert holds.found(other.desk, "theirs") == "theirs"
            return None

        patched.setattr(view, "instance", sees_none)
        assert holds.found(house.desk, "mine") == "theirs"
    with memory.reading() as session:
        assert [one.kind for one in log.everything(session)].count("instance.founded") == 1
