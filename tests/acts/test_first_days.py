"""The first day of work that had none: registered by its unit, or a leader's word; on both databases."""

from datetime import UTC, date, datetime

import pytest

from acts import completions, extensions, first_days
from acts.completions import Report
from acts.extensions import Spoken
from domain.errors import Refusal
from domain.rights import Scope
from domain.status import DelayClass, TimeState
from storage.database import Memory
from storage.views.answers import waiting_reports
from storage.views.assignments import Filters, find, get
from storage.views.mails import mail_facts
from storage.views.records import records
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House
from tests.acts.test_changes import again, an_assignment, look, refused, sent, sound

DAY = date(2026, 3, 20)
SPOKEN = Spoken("Chủ tịch", date(2026, 3, 2), "giao ban")


def undated(memory: Memory) -> tuple[House, str]:
    house, owed = an_assignment(memory, due_on=None)
    assert owed.deadline is None
    return house, owed.id


def said(house: House, owed: str) -> str:
    asked = extensions.ask(house.desk, CHIEF, owed, DAY, "Cần sớm", DelayClass.OBJECTIVE, spoken=SPOKEN)
    found: str = asked.body["id"]
    return found


def test_a_unit_registers_a_day_that_is_followed_and_binds_nobody(memory: Memory) -> None:
    house, owed = undated(memory)
    assert refused(lambda: first_days.register(house.desk, OTHER, owed, DAY)).kind == "absent"
    assert refused(lambda: first_days.register(house.desk, OFFICIAL, owed, date(2026, 2, 27))).code == "due-passed"
    asking = refused(lambda: extensions.ask(house.desk, OFFICIAL, owed, DAY, "x", DelayClass.OBJECTIVE))
    assert (asking.code, asking.allowed) == ("no-deadline", ("registration",))
    first_days.register(house.desk, OFFICIAL, owed, DAY)
    row = again(house, owed)
    assert (row.deadline, row.original, row.basis, row.counts) == (DAY, DAY, "registered", False)
    assert set(house.steps(owed)) == {"B5", "B3", "D0", "O1", "P5"}, "no head and no Chair for a day that binds nobody"
    assert refused(lambda: first_days.register(house.desk, OFFICIAL, owed, DAY)).code == "has-deadline"
    assert {"office/", "unit/kt"} <= {one.addressee for one in house.notices() if one.cause.startswith("registered/")}
    sent(house)
    sound(house)


@pytest.mark.parametrize(
    ("scope", "said"),
    [(OFFICIAL, "Đơn vị đăng ký hạn hoàn thành"), (CHIEF, "Cơ quan ghi nhận thay đơn vị: hạn hoàn thành")],
    ids=["unit", "office"],
)
def test_it_is_said_who_registered_a_day(memory: Memory, scope: Scope, said: str) -> None:
    house, owed = undated(memory)
    first_days.register(house.desk, scope, owed, DAY)
    notes = [(one.addressee, (one.facts or {}).get("note")) for one in house.notices() if "registered/" in one.cause]
    assert {note for _, note in notes} == {f"{said} 20/3/2026"}


def test_a_leaders_word_gives_a_first_day_that_counts_once_its_document_is_there(memory: Memory) -> None:
    house, owed = undated(memory)
    word = said(house, owed)
    row = again(house, owed)
    assert (row.deadline, row.basis, row.counts) == (DAY, "word", False)
    assert "H3" not in house.steps(owed)
    sent(house)
    extensions.link_document(house.desk, CHIEF, word, {"number": "9/TB-UBND", "issued_on": "2026-03-02"})
    row = again(house, owed)
    assert (row.deadline, row.basis, row.counts, row.missed) == (DAY, "word-confirmed", True, None)
    house.now = datetime(2026, 3, 23, 1, tzinfo=UTC)
    look(house, owed)
    assert {house.steps(owed)[rung].state for rung in ("H3", "C10")} == {"pending"}
    with memory.reading() as session:
        assert get(session, CHIEF, owed, house.desk.today()).time is TimeState.OVERDUE
        (record,) = records(session, CHIEF, house.now)
    assert (record.moves, record.counts) == ((), True), "a first day is no move"
    sent(house)
    sound(house)


def test_a_document_that_comes_after_the_day_makes_nobody_late(memory: Memory) -> None:
    house, owed = undated(memory)
    word = said(house, owed)
    house.now = datetime(2026, 3, 24, 3, tzinfo=UTC)
    extensions.link_document(house.desk, CHIEF, word, {"number": "9/TB-UBND", "issued_on": "2026-03-23"})
    assert (again(house, owed).basis, again(house, owed).counts) == ("word", False)


def test_neither_the_unit_that_owes_nor_a_day_that_is_over_gives_a_word(memory: Memory) -> None:
    house, owed = undated(memory)

    def told(scope: object, until: date) -> Refusal:
        return refused(
            lambda: extensions.ask(house.desk, scope, owed, until, "x", DelayClass.OBJECTIVE, spoken=SPOKEN)  # type: ignore[arg-type]
        )

    assert told(OFFICIAL, DAY).kind == "forbidden"
    assert told(CHIEF, date(2026, 2, 27)).code == "due-passed"
    assert again(house, owed).deadline is None


def test_nobody_is_called_late_or_punctual_by_a_day_that_binds_nobody(memory: Memory) -> None:
    house, owed = undated(memory)
    first_days.register(house.desk, OFFICIAL, owed, DAY)
    sent(house)
    house.now = datetime(2026, 3, 24, 3, tzinfo=UTC)
    completions.complete(house.desk, OFFICIAL, Report((owed,)))
    with memory.reading() as session:
        assert get(session, CHIEF, owed, house.desk.today()).time is TimeState.DONE
        (report,) = waiting_reports(session, CHIEF)
        assert (report.judged, report.late) == (False, False)
        (told,) = [one for one in house.notices() if one.kind == "received"]
        (line,) = mail_facts(session, house.desk.calendar, "unit/kt", (told.id,), house.desk.today()).lines
    assert line.on_time is None
    completions.accept(house.desk, CHIEF, report.id)
    with memory.reading() as session:
        found = {
            state: len(find(session, CHIEF, house.desk.today(), Filters(time=(state,))).items) for state in TimeState
        }
    assert {state for state, many in found.items() if many} == {TimeState.DONE}
