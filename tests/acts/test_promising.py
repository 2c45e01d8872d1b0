"""A report that is accepted and a mail that left are promised outside the database, before anybody hears of it."""

from collections.abc import Sequence
from datetime import date

import pytest

from acts.completions import Report, complete
from acts.evidence import hand_in
from acts.messages import Delivery, Outcome, send_due
from domain.errors import Refusal
from domain.journal import Accepted, Promise, Sent, Task
from storage.database import Memory
from storage.files import Kept
from tests.acts.house import OFFICIAL, House


@pytest.fixture
def promised(memory: Memory) -> tuple[House, list[Promise]]:
    """A house with one order, and what it promises."""
    house, told = House(memory), list[Promise]()
    object.__setattr__(house.desk, "promise", told.extend)
    house.directive({})
    return house, told


def test_a_report_is_promised_once_with_all_that_enters_it_again(promised: tuple[House, list[Promise]]) -> None:
    house, told = promised
    (owed,) = house.assignments()
    file = str(hand_in(house.desk, OFFICIAL, Kept("ab" * 32, 12), "kết quả.pdf", "application/pdf").body["id"])
    report = Report((owed.id,), {"number": "45/BC-KT"}, date(2026, 3, 2), note="Đã xong", evidence=(file,))
    answer = complete(house.desk, OFFICIAL, report, key="k1")
    complete(house.desk, OFFICIAL, report, key="k1")
    with pytest.raises(Refusal):
        complete(house.desk, OFFICIAL, report, key="k2")
    (one,) = told
    assert isinstance(one, Accepted)
    assert (one.id, one.actor, one.key, one.at) == (answer.body["id"], "an", "k1", house.now)
    assert (one.unit_name, one.tasks) == ("Phòng Kinh tế", (Task(owed.id, "12/CT-UBND", "1"),))
    assert (one.document, one.result_on, one.note) == ({"number": "45/BC-KT"}, date(2026, 3, 2), "Đã xong")
    assert [(kept.id, kept.sha256, kept.name) for kept in one.files] == [(file, "ab" * 32, "kết quả.pdf")]


def test_nothing_is_kept_of_an_act_before_its_promise_is_written(promised: tuple[House, list[Promise]]) -> None:
    house, _ = promised
    (owed,) = house.assignments()

    def dies(_promises: Sequence[Promise]) -> None:
        raise KeyboardInterrupt

    object.__setattr__(house.desk, "promise", dies)
    with pytest.raises(KeyboardInterrupt):
        complete(house.desk, OFFICIAL, Report((owed.id,)), key="k1")
    assert [row.work for row in house.assignments()] == ["issued"]


def test_only_a_mail_that_a_server_took_in_is_promised(promised: tuple[House, list[Promise]]) -> None:
    house, told = promised
    answers = [Delivery.LATER, Delivery.UNKNOWN, Delivery.SENT]
    for answer in answers:
        send_due(house.desk, lambda _mail, said=answer: Outcome(said, address="kt@mau.example", subject="Giao việc"))  # type: ignore[misc]
        house.now = house.now.replace(hour=house.now.hour + 1)
    (one,) = told
    assert isinstance(one, Sent)
    (owed,), (notice,) = house.assignments(), one.notices
    assert (one.addressee, one.address, one.subject) == ("unit/kt", "kt@mau.example", "Giao việc")
    assert (notice.cause, notice.assignment) == (f"issued/{owed.id}", owed.id)
