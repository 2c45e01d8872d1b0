"""F7: deadlines shortened, extended, cancelled and restored at every awkward moment: a golden table of what becomes of them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from acts import amending, assignments, completions, extensions, pauses, reopening, steps
from acts.completions import Report
from acts.messages import Delivery, Outcome, send_due
from domain.errors import Refusal
from domain.status import DelayClass
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from storage.database import Memory
from storage.tables import AssignmentRow
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.acts.test_machine import CHAIR

Act = Callable[[House, AssignmentRow], object]


def on(month: int, day: int) -> date:
    return date(2026, month, day)


def amended(until: date) -> Act:
    return lambda house, owed: amending.amend(house.desk, CHIEF, owed.item, {"due_on": until.isoformat()}, "CV 5")


def extended(until: date) -> Act:
    def act(house: House, owed: AssignmentRow) -> None:
        asked = extensions.ask(house.desk, OFFICIAL, owed.id, until, "Chờ số liệu", DelayClass.OBJECTIVE)
        extensions.decide(house.desk, CHAIR, str(asked.body["id"]), granted=True, reason="Đồng ý")

    return act


def suspended(house: House, owed: AssignmentRow) -> None:
    pauses.suspend(house.desk, CHIEF, owed.id, "Chờ hướng dẫn")


def resumed(house: House, owed: AssignmentRow) -> None:
    pauses.go_on(house.desk, CHIEF, owed.id, "Đã có hướng dẫn")


def withdrawn(house: House, owed: AssignmentRow) -> None:
    assignments.withdraw(house.desk, CHIEF, owed.item, "Đã thay thế")


def reported(house: House, owed: AssignmentRow) -> None:
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    completions.accept(house.desk, CHIEF, str(report.body["id"]))


def reopened(until: date | None) -> Act:
    return lambda house, owed: reopening.reopen(house.desk, CHIEF, owed.id, "Số liệu sai", until)


def look_only(_house: House, _owed: AssignmentRow) -> None:
    """Nobody does anything that day."""


GOLDEN: tuple[tuple[str, tuple[tuple[date, Act], ...], str], ...] = (
    (
        "into-the-past",
        ((on(3, 10), amended(on(3, 5))),),
        "issued 20/03 v1 | issued | B3 B5 C10 D0 H3 O1 P5 | not-later",
    ),
    ("to-today", ((on(3, 10), amended(on(3, 10))),), "issued 10/03 v2 | issued due changed | C10 H3 O1 P5 | "),
    (
        "shortened",
        ((on(3, 10), amended(on(3, 12))), (on(3, 13), look_only)),
        "issued 12/03 v2 | issued changed due overdue | C10 H3 O1.1 P5 | ",
    ),
    (
        "shortened-after-a-reminder",
        ((on(3, 17), amended(on(3, 18))), (on(3, 19), look_only)),
        "issued 18/03 v2 | issued before before changed due overdue | C10 H3 O1.1 P5 | ",
    ),
    (
        "shortened-when-overdue",
        ((on(3, 23), amended(on(3, 24))),),
        "issued 20/03 v1 | issued before before due overdue | C10 H3 O1.1 P5 | overdue",
    ),
    (
        "extended-early",
        ((on(3, 9), extended(on(3, 27))), (on(3, 23), look_only)),
        "issued 27/03 v2 | issued extension before | B3 C10 D0 H3 O1 P5 | ",
    ),
    (
        "extended-after-a-reminder",
        ((on(3, 17), extended(on(3, 27))), (on(3, 23), look_only)),
        "issued 27/03 v2 | issued before extension before before | B3 C10 D0 H3 O1 P5 | ",
    ),
    (
        "extended-when-overdue",
        ((on(3, 24), extended(on(4, 10))), (on(4, 2), look_only)),
        "issued 10/04 v2 | issued before before due overdue extension | B3 B5 C10 D0 H3 O1 P5 | ",
    ),
    (
        "extended-twice",
        ((on(3, 24), extended(on(3, 30))), (on(3, 31), extended(on(4, 10)))),
        "issued 10/04 v3 | issued before before due overdue extension due overdue extension | B3 B5 C10 D0 H3 O1 P5 | ",
    ),
    (
        "suspended-and-resumed-in-time",
        ((on(3, 10), suspended), (on(3, 17), resumed)),
        "issued 20/03 v1 | issued changed changed | B3 B5 C10 D0 H3 O1 P5 | ",
    ),
    (
        "suspended-over-the-day",
        ((on(3, 10), suspended), (on(3, 25), resumed), (on(3, 27), look_only)),
        "issued 20/03 v1 | issued changed changed overdue | C10 O1.1 | ",
    ),
    (
        "withdrawn",
        ((on(3, 24), withdrawn), (on(3, 27), reopened(on(4, 10)))),
        "withdrawn 20/03 v1 | issued before before due overdue changed |  | withdrawn",
    ),
    (
        "restored-with-a-day",
        ((on(3, 24), reported), (on(3, 27), reopened(on(4, 10)))),
        "redo 10/04 v2 | issued before before due overdue received accepted changed | B3 B5 C10 D0 H3 O1 P5 | ",
    ),
    (
        "restored-without-a-day",
        ((on(3, 10), reported), (on(3, 27), reopened(None))),
        "accepted 20/03 v1 | issued received accepted |  | needs-deadline",
    ),
)
"""A name, what happens on which days, and what is then: the work, what the unit was told, what lies ahead, refusals."""


def told(house: House, owed: AssignmentRow, refused: list[str]) -> str:
    """The work with its day, what the unit was told in order, and the rungs that lie ahead."""
    (row,) = [one for one in house.assignments() if one.id == owed.id]
    heard = [one.phase or one.kind for one in house.notices() if one.addressee == "unit/kt"]
    ahead = sorted(rung for rung, step in house.steps(owed.id).items() if step.state == "pending")
    day = f"{row.deadline:%d/%m}" if row.deadline else "–"
    return " | ".join(
        (f"{row.work} {day} v{row.deadline_version}", " ".join(heard), " ".join(ahead), " ".join(refused))
    )


def nothing_twice(house: House) -> None:
    keys = [(one.cause, one.addressee, one.channel) for one in house.notices()]
    assert len(set(keys)) == len(keys)
    checks = verify(house.memory, now=house.now)
    assert holds(checks), [check.violations for check in checks if check.ok is False]


@pytest.mark.parametrize(("history", "wanted"), [pytest.param(*case[1:], id=case[0]) for case in GOLDEN])
def test_f7_moved_deadlines_end_as_written_and_nobody_is_told_twice(
    memory: Memory, history: tuple[tuple[date, Act], ...], wanted: str
) -> None:
    """Due on Friday 20/3; each day is looked at, three times over, and the mail goes out."""
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    refused: list[str] = []
    for day, act in history:
        while house.desk.today() < day:
            house.now += timedelta(days=1)
            lives(house, owed)
        try:
            act(house, owed)
        except Refusal as refusal:
            refused.append(refusal.code)
        lives(house, owed)
    assert told(house, owed, refused) == wanted
    nothing_twice(house)


def lives(house: House, owed: AssignmentRow) -> None:
    for _ in range(3):
        steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.NUDGE)
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
