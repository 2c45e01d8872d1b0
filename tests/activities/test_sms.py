"""Text messages: for who chose them, one message long, through the ledger, against a real gateway that fails."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from activities.sms import Carriers, Sms
from acts import office, steps
from acts.messages import Delivery, Outcome, send_due
from acts.preferences import choose, set_rules
from domain.office import Directory, Grant, Official, Role
from domain.preference import NoticeClass, NoticeRules, Preference
from domain.rights import SYSTEM, Scope
from domain.subject import Caller, Subject, SubjectKind
from domain.telling.sms import LONGEST, Texted, plain, sms_text
from proof.verify import holds, verify
from storage.database import Memory
from storage.tables import MessageRow, OfficialRow
from tests.acts.house import CHIEF, House
from tests.listener import Listener, a_listener


@pytest.fixture
def gateway() -> Iterator[Listener]:
    with a_listener() as found:
        yield found


def overdue(memory: Memory) -> House:
    """An office in which the official of a unit with a shared mailbox wants text messages of what is overdue."""
    house = House(memory)
    an = Official("an", "Lê An", grants=(Grant(Role.OFFICIAL, "kt"),), email="an@mau.example", phone="0901234567")
    office.set_office(house.desk, SYSTEM, Directory(officials=(an,)))
    with memory.reading() as session:
        official = session.scalars(select(OfficialRow.id).where(OfficialRow.login == "an")).one()
    set_rules(house.desk, CHIEF, NoticeRules(sms=frozenset({NoticeClass.OVERDUE})))
    wanted = Preference(sms=frozenset({NoticeClass.OVERDUE, NoticeClass.REMINDER}))
    choose(house.desk, Scope(official), wanted)
    house.directive({"due_on": "2026-03-03"}, {"due_on": "2026-03-03"})
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    house.now = datetime(2026, 3, 4, 0, 31, tzinfo=UTC)
    for row in house.assignments():
        steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, row.id), Caller.CLOCK)
    return house


def texts(house: House) -> list[tuple[str, int, int]]:
    with house.memory.reading() as session:
        rows = session.scalars(select(MessageRow).where(MessageRow.channel == "sms"))
        return [(row.state, row.attempts, row.unknown) for row in rows]


def test_what_is_overdue_goes_as_one_text_message_to_who_chose_it(memory: Memory, gateway: Listener) -> None:
    house = overdue(memory)
    send_due(house.desk, Carriers(lambda _mail: Outcome(Delivery.SENT), Sms(house.desk, gateway.url, "khoa")))
    (heard,) = gateway.heard
    told = json.loads(heard.body)
    assert told["to"] == "0901234567"
    assert told["text"].startswith("Phong Kinh te: 02 noi dung nhac qua han (12/CT-UBND).")
    assert len(told["text"]) <= LONGEST
    assert heard.headers["authorization"] == "Bearer khoa"
    assert texts(house) == [("sent", 1, 0)]
    assert holds(verify(memory, now=house.now))


@pytest.mark.parametrize(
    ("way", "state"),
    [(503, ("pending", 1, 0)), (429, ("pending", 1, 0)), (400, ("failed", 1, 0)), ("hang-up", ("pending", 1, 1))],
)
def test_a_gateway_that_fails_is_tried_again_through_the_same_ledger_under_the_same_id(
    memory: Memory, gateway: Listener, way: int | str, state: tuple[str, int, int]
) -> None:
    house = overdue(memory)
    gateway.ways = [way]
    carriers = Carriers(lambda _mail: Outcome(Delivery.SENT), Sms(house.desk, gateway.url))
    send_due(house.desk, carriers)
    assert texts(house) == [state]
    if state[0] == "pending":
        house.now += timedelta(minutes=30)
        send_due(house.desk, carriers)
        assert texts(house) == [("sent", 2, state[2])]
        assert len({json.loads(heard.body)["id"] for heard in gateway.heard}) == 1


def test_without_a_gateway_a_text_message_fails_and_says_why(memory: Memory) -> None:
    house = overdue(memory)
    send_due(house.desk, Carriers(lambda _mail: Outcome(Delivery.SENT)))
    with memory.reading() as session:
        row = session.scalars(select(MessageRow).where(MessageRow.channel == "sms")).one()
        assert (row.state, "DONDOC_SMS_URL" in (row.reply or "")) == ("failed", True)


@pytest.mark.parametrize("unit", ["UBND phường Đa Kao", "Ủy ban nhân dân " + "dài " * 80])
@pytest.mark.parametrize("number", ["12/CT-UBND", "số " * 90])
def test_a_text_message_is_one_message_without_diacritics(unit: str, number: str) -> None:
    text = sms_text(Texted("nội dung nhắc quá hạn", 3, [number, "13/CT-UBND"], unit, "028 3822 0000"))
    assert len(text) <= LONGEST
    assert text.isascii()
    assert "03 noi dung nhac qua han" in text
    assert "LH 028 3822 0000." in text
    assert plain("Đề nghị – “xem”…") == "De nghi - xem ..."
