"""Many at once: one key, one assignment, one version; on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import settings

from acts import completions, steps
from acts.completions import Report
from acts.messages import Delivery, Outcome, send_due
from domain.errors import Refusal
from domain.subject import Caller as By
from domain.subject import Subject, SubjectKind
from proof.verify import holds, verify
from storage.database import Memory
from storage.tables import AssignmentRow, CompletionRow, ItemRow, MessageRow
from tests.acts.house import CHIEF, MONDAY, OFFICIAL, House
from tests.api.doors import Opened

LONG = settings.get_current_profile_name() == "long"
AT_ONCE = 50
PAIRS = 1000 if LONG else 20
"""Pairs of editors of one thing."""
ROUNDS, RACES, BOTH_ORDERS = (10, 200, 100) if LONG else (1, 40, 0)
"""Two thousand races of a report and a reminder in the long form, each order at least a hundred times."""
FOUR_WEEKS = timedelta(weeks=4)


def together(asks: list[Any]) -> list[Any]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [answer.result() for answer in [pool.submit(ask) for ask in asks]]


def test_fifty_requests_with_one_key_are_one_row_and_one_answer(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    caller = doors.as_("an")
    body = {"assignments": [owed.id], "note": "Xong"}
    answers = together([lambda: caller.post("/api/completions", body, key="one", seen=1)] * AT_ONCE)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == AT_ONCE - 1
    with doors.house.memory.reading() as session:
        assert session.query(CompletionRow).count() == 1


def test_of_fifty_reports_of_one_assignment_one_stands_and_the_rest_conflict(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    caller = doors.as_("an")
    body = {"assignments": [owed.id], "versions": {owed.id: 1}}

    def report(n: int) -> Any:
        return lambda: caller.post("/api/completions", {**body, "note": f"Bản {n}"})

    answers = together([report(n) for n in range(AT_ONCE)])
    counted = Counter(answer.status_code for answer in answers)
    assert (counted[201], counted[409] + counted[412]) == (1, AT_ONCE - 1)
    with doors.house.memory.reading() as session:
        assert session.query(CompletionRow).count() == 1
    assert holds(verify(doors.house.memory, now=doors.house.now))


def test_of_two_editors_who_saw_the_same_version_one_succeeds_and_one_is_stale(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    chief = doors.as_("dung")
    path = f"/api/items/{owed.item}/amendments"

    def edit(n: int, seen: int) -> Any:
        return lambda: chief.post(path, {"product": f"Sản phẩm {n}", "reason": "CV"}, seen=seen).status_code

    for seen in range(1, PAIRS + 1):
        assert sorted(together([edit(1, seen), edit(2, seen)])) == [201, 412]
    with doors.house.memory.reading() as session:
        assert session.get_one(ItemRow, owed.item).version == PAIRS + 1


def test_a_report_that_races_with_a_reminder_is_never_followed_by_one(memory: Memory) -> None:
    """Both orders happen; in neither is a step of the unit taken once the report stands."""
    house, seen = House(memory), Counter[str]()
    for rounds in range(ROUNDS):
        house.now = MONDAY + rounds * FOUR_WEEKS
        due = house.desk.today() + timedelta(days=18)
        house.directive(*({"due_on": due.isoformat()} for _ in range(RACES)), number=f"{rounds}/CT-UBND")
        house.now += timedelta(days=21)
        rows = [row for row in house.assignments() if row.opened_at > house.now - FOUR_WEEKS]
        seen += _raced(house, rows)
        send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
        assert holds(verify(memory, now=house.now))
        for row in house.assignments():
            if row.work == "reported":
                completions.accept(house.desk, CHIEF, str(row.completion))
    assert set(seen) <= {"taken", "held"}
    assert sum(seen.values()) == ROUNDS * RACES
    assert min(seen["taken"], seen["held"]) >= BOTH_ORDERS, seen


def _raced(house: House, rows: list[AssignmentRow]) -> Counter[str]:
    """What became of the reminder of each of them, when it fell due in the moment of the report."""

    def complete(one: str) -> Any:
        return lambda: completions.complete(house.desk, OFFICIAL, Report((one,)))

    def look(one: str) -> Any:
        return lambda: steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, one), By.CLOCK)

    asks = [ask for row in rows for ask in (look(row.id), complete(row.id), look(row.id))]
    together(asks)
    return Counter(house.steps(row.id)["O1"].state for row in rows)


def test_a_morning_of_many_takers_gives_each_addressee_one_mail(memory: Memory) -> None:
    house = House(memory)
    house.directive(*({} for _ in range(30)))
    house.now = house.now.replace(day=23)

    def look(one: str) -> Any:
        return lambda: steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, one), By.CLOCK)

    together([look(row.id) for row in house.assignments()])
    with memory.reading() as session:
        digests = session.query(MessageRow).filter_by(kind="digest", addressee="unit/kt").all()
        days = sorted(house.desk.calendar.local_date(mail.send_at) for mail in digests)
    assert all(one < other for one, other in pairwise(days))
    assert len(days) == 1


def test_a_report_is_answered_once_by_two_who_answer_at_once(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    report: str = completions.complete(house.desk, OFFICIAL, Report((owed.id,))).body["id"]

    def answer() -> str:
        try:
            return str(completions.accept(house.desk, CHIEF, report).body["state"])
        except Refusal as refusal:
            return refusal.code

    assert sorted(together([answer] * 8)) == ["accepted", *["answered"] * 7]
