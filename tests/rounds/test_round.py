"""The round alone keeps every promise when Temporal is away, only later; and one process at a time goes it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.steps import take_due
from domain.errors import Refusal
from domain.subject import MAIL, Caller, Outlook, Subject
from rounds.round import LEASE, Round, Went
from storage.database import Memory
from tests.acts.house import House


def going(house: House, sent: list[Claimed], holder: str = "one") -> Round:
    def post(mail: Claimed) -> Outcome:
        sent.append(mail)
        return Outcome(Delivery.SENT, "250 ok")

    clock: Callable[[], datetime] = lambda: house.now  # noqa: E731 - reads the clock the test moves
    return Round(
        house.memory, clock, partial(take_due, house.desk), {MAIL: partial(send_due, house.desk, post)}, holder
    )


def days(house: House, rounds: Round, until: datetime) -> None:
    while house.now < until:
        house.now += timedelta(hours=1)
        rounds.go()


def test_the_round_alone_takes_every_step_and_sends_every_mail(memory: Memory) -> None:
    house = House(memory)
    rule = {"kind": "day-of-period", "n": 20, "unit": None, "anchor": None}
    house.directive({}, {"cadence": "quarterly", "due_on": None, "due_rule": rule})
    sent: list[Claimed] = []
    days(house, going(house, sent), datetime(2026, 4, 2, 1, tzinfo=UTC))
    once = next(row for row in house.assignments() if not row.period)
    steps = house.steps(once.id)
    assert {steps[rung].state for rung in ("B5", "B3", "D0", "O1", "H3", "P5")} == {"taken"}
    assert {steps[rung].taken_by for rung in ("B5", "B3", "D0", "O1", "P5")} == {Caller.ROUND.value}
    assert {row.period for row in house.assignments()} == {"", "2026-Q1", "2026-Q2"}
    told = [notice for notice in house.notices() if notice.created_at < house.now - timedelta(days=2)]
    assert {notice.state for notice in told} <= {"sent", "dropped"}
    assert len({mail.message_id for mail in sent}) == len(sent)


def it_waits_out_the_grace_before_it_takes_a_step(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    due = house.steps(owed.id)["B5"].at
    rounds = going(house, [])
    house.now = due + timedelta(seconds=5)
    rounds.go()
    assert house.steps(owed.id)["B5"].state == "pending"
    house.now = due + timedelta(seconds=20)
    rounds.go()
    assert house.steps(owed.id)["B5"].state == "taken"


def test_only_the_holder_of_the_lease_goes_until_it_lets_it_run_out(memory: Memory) -> None:
    house = House(memory)
    one, other = going(house, [], "one"), going(house, [], "other")
    assert (one.go().held, other.go().held) == (True, False)
    house.now += LEASE
    assert (other.go().held, one.go().held) == (True, False)


def test_a_look_that_fails_hinders_no_other(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {})
    house.now = datetime(2026, 3, 25, 1, tzinfo=UTC)
    bad = min(row.id for row in house.assignments())

    def look(subject: Subject, by: Caller) -> Outlook:
        if subject.id == bad:
            raise Refusal("conflict", "not-now", "Không thực hiện được lúc này.")
        return take_due(house.desk, subject, by)

    def send() -> Outlook:
        raise OSError("the disk is away for a moment")

    went = Round(memory, lambda: house.now, look, {MAIL: send}, "one").go()
    assert went == Went(held=True, looked=3, failed=2)
    (good,) = (row.id for row in house.assignments() if row.id != bad)
    assert house.steps(good)["O1"].state == "taken"
    assert house.steps(bad)["O1"].state == "pending"
