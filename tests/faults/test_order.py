"""Groups B and F: what comes twice, late, early, in any order, or under a clock that was set back."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random

import pytest
from hypothesis import settings
from sqlalchemy import select

from acts import completions, extensions, steps
from acts.completions import Report
from acts.messages import Claimed, Delivery, Outcome, send_due
from domain.errors import Refusal
from domain.rights import Scope
from domain.status import DelayClass
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from storage.database import Memory
from storage.log import everything
from storage.tables import CompletionRow, NoticeRow, StepRow
from tests.acts.house import OFFICIAL, House
from tests.acts.test_machine import CHAIR

LONG = settings.get_current_profile_name() == "long"
PARTS, SEQUENCES = (20, 25) if LONG else (1, 12)
"""Five hundred sequences in the long form, in parts that several processes may share."""
DONE_WITH = {"taken", "collapsed", "superseded"}
"""Whether a day's reminder went out or fell into a later one is a matter of when somebody looked; what is ahead is not."""
EARLY = 10_000 if LONG else 200
HALF_A_SECOND = timedelta(milliseconds=500)


def whole(house: House) -> None:
    told = verify(house.memory, now=house.now)
    assert holds(told), [check.violations for check in told if check.ok is False]


def nudge(house: House, assignment: str, times: int = 1) -> None:
    for _ in range(times):
        steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, assignment), Caller.NUDGE)


def rows_of(house: House) -> tuple[list[tuple[str, str, int]], list[tuple[str | None, str]]]:
    """What became of each step and who was told, without ids and instants."""
    with house.memory.reading() as session:
        found = session.scalars(select(StepRow).order_by(StepRow.rung, StepRow.occurrence, StepRow.deadline_version))
        state = [(f"{row.rung}.{row.occurrence}.{row.deadline_version}", row.state, row.nags) for row in found]
        told = session.scalars(select(NoticeRow).order_by(NoticeRow.phase, NoticeRow.addressee, NoticeRow.kind))
        return state, [(row.phase, row.addressee) for row in told]


@pytest.mark.parametrize("after", [timedelta(days=89), timedelta(0)], ids=["89-days", "at-once"])
def test_b4_a_key_is_answered_as_the_first_time_long_after(memory: Memory, after: timedelta) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    first = completions.complete(house.desk, OFFICIAL, Report((owed.id,)), key="k")
    house.now += after
    again = completions.complete(house.desk, OFFICIAL, Report((owed.id,)), key="k")
    assert (again.body, again.status, again.repeated) == (first.body, first.status, True)


def test_b4_what_was_rolled_back_leaves_its_key_free(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    with monkeypatch.context() as patched:
        patched.setattr("acts.desk.log.append", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            completions.complete(house.desk, OFFICIAL, Report((owed.id,)), key="k")
    with memory.reading() as session:
        assert session.scalars(select(CompletionRow)).all() == []
    answer = completions.complete(house.desk, OFFICIAL, Report((owed.id,)), key="k")
    assert (answer.status, answer.repeated) == (201, False)
    whole(house)


@pytest.mark.parametrize("part", range(PARTS))
def test_b6_nudges_lost_doubled_and_shuffled_change_no_outcome(memory: Memory, part: int) -> None:
    """One history of deadlines and days, with the nudges of each sequence drawn anew: the end is that of one nudge each time."""
    house = House(memory)
    model = _lived_through(house, "mẫu", lambda _choices: 1)
    for seed in range(part * SEQUENCES, (part + 1) * SEQUENCES):
        assert _lived_through(house, str(seed), Random(seed).choice) == model, seed
    house.now = house.now.replace(hour=10)
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))


def _lived_through(house: House, number: str, draw: Callable[[Sequence[int]], int]) -> list[str]:
    """The history with so many nudges between its days as are drawn; what of its steps is still ahead at the end."""
    house.now = house.now.replace(year=2026, month=3, day=2, hour=1, minute=0)
    directive = house.directive({}, number=f"{number}/CT-UBND")
    (owed,) = [row.id for row in house.assignments() if row.directive == directive]
    for day, until in ((3, 23), (5, 27), (9, 31)):
        house.now = house.now.replace(day=day)
        nudge(house, owed, draw((0, 1, 2, 100 if LONG else 5)))
        _moved(house, owed, until)
        nudge(house, owed, draw((0, 1, 2)))
    for day in (24, 26, 30):
        house.now = house.now.replace(day=day)
        nudge(house, owed, draw((0, 1, 3)))
    house.now = house.now.replace(day=31, hour=9)
    nudge(house, owed)
    with house.memory.reading() as session:
        mine = select(NoticeRow.cause, NoticeRow.addressee).where(
            NoticeRow.assignment == owed, NoticeRow.kind == "digest"
        )
        told = list(session.execute(mine))
        steps_now = session.scalars(select(StepRow).where(StepRow.subject == owed, StepRow.state.not_in(DONE_WITH)))
        ahead = sorted(f"{row.rung}.{row.deadline_version}" for row in steps_now)
    assert told
    assert len(set(told)) == len(told)
    return ahead


def _moved(house: House, assignment: str, until: int) -> None:
    day = house.now.date().replace(day=until)
    asked = extensions.ask(house.desk, OFFICIAL, assignment, day, "Chờ", DelayClass.OBJECTIVE)
    extensions.decide(house.desk, CHAIR, str(asked.body["id"]), granted=True, reason="Đồng ý")


def test_f4_a_clock_set_back_sends_nothing_twice_and_its_log_never_goes_back(memory: Memory) -> None:
    house = House(memory)
    sent: list[str] = []
    house.directive({})
    (owed,) = house.assignments()
    house.now = house.now.replace(day=20, hour=2)

    def post(mail: Claimed) -> Outcome:
        sent.append(mail.message_id)
        return Outcome(Delivery.SENT)

    def post_all() -> None:
        send_due(house.desk, post)

    nudge(house, owed.id)
    post_all()
    first, house.now = list(sent), house.now - timedelta(hours=1)
    nudge(house, owed.id, 3)
    post_all()
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    house.now += timedelta(hours=2)
    nudge(house, owed.id)
    post_all()
    assert len(sent) == len(set(sent)) > len(first)
    with memory.reading() as session:
        told = [event.at for event in everything(session)]
    assert told == sorted(told)
    whole(house)


def test_f8_woken_half_a_second_early_it_decides_nothing_and_waits_for_the_instant(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    instant = min(row.at for row in house.steps(owed.id).values() if row.state == "pending")
    before, house.now = rows_of(house), instant - HALF_A_SECOND
    for _ in range(EARLY):
        outlook = steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.CLOCK)
        assert outlook.wake_at == instant
    assert rows_of(house) == before
    house.now = instant
    nudge(house, owed.id)
    assert rows_of(house) != before


def test_b2_a_key_of_one_is_none_of_anothers(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {})
    one, other = house.assignments()
    completions.complete(house.desk, OFFICIAL, Report((one.id,)), key="k")
    colleague = Scope("binh", OFFICIAL.grants)
    answer = completions.complete(house.desk, colleague, Report((other.id,)), key="k")
    assert not answer.repeated
    with pytest.raises(Refusal, match="Idempotency-Key"):
        completions.complete(house.desk, OFFICIAL, Report((other.id,)), key="k")
    with memory.reading() as session:
        assert len(session.scalars(select(CompletionRow)).all()) == 2
