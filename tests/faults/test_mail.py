"""Group E: what a mail server may do, and a dispatcher that dies with a mail in its hand. Names begin with the fault."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from hypothesis import settings
from sqlalchemy import select

from activities.post import Post
from acts.desk import Desk
from acts.messages import LEASE, MOST_ATTEMPTS, Claimed, Delivery, Outcome, claim, send_due, settle
from acts.office import set_office
from domain.office import Directory, Unit, UnitKind
from domain.rights import SYSTEM
from proof.sink import Faults, Sink
from proof.verify import holds, verify
from storage.database import Memory
from storage.tables import MessageRow, NoticeRow
from tests.acts.house import House

LONG = settings.get_current_profile_name() == "long"
MAILS = 500 if LONG else 20
DEATHS = 50 if LONG else 13
HALF_A_MINUTE = timedelta(seconds=30)


def ledger(house: House) -> list[MessageRow]:
    with house.memory.reading() as session:
        rows = list(session.scalars(select(MessageRow).order_by(MessageRow.created_at, MessageRow.id)))
        session.expunge_all()
    return rows


def due(house: House, mails: int) -> None:
    """So many mails that are due at once: as many units are given work."""
    codes = ["kt", *(f"u{number}" for number in range(mails - 1))]
    units = (Unit(code, code, UnitKind.DEPARTMENT, "ubnd", mailbox=f"{code}@mau.example") for code in codes[1:])
    set_office(house.desk, SYSTEM, Directory(tuple(units)))
    house.directive({"lead_codes": codes})
    assert len(ledger(house)) == mails


def whole(house: House) -> None:
    told = verify(house.memory, now=house.now)
    assert holds(told), [check.violations for check in told if check.ok is False]


@contextmanager
def a_house(memory: Memory) -> Iterator[tuple[House, Sink, Post]]:
    house = House(memory)
    with Sink() as sink:
        yield house, sink, Post(house.desk, sink.url)


def test_e1_a_server_away_for_ten_minutes_has_everything_five_minutes_after_its_return(memory: Memory) -> None:
    with a_house(memory) as (house, sink, post):
        due(house, MAILS)
        sink.faults = Faults(refuse=True)
        back = house.now + timedelta(minutes=10)
        while house.now < back:
            send_due(house.desk, post)
            house.now += HALF_A_MINUTE
        assert sink.messages == []
        sink.faults = Faults()
        while house.now <= back + timedelta(minutes=5):
            send_due(house.desk, post)
            house.now += HALF_A_MINUTE
        rows = ledger(house)
        assert {row.state for row in rows} == {"sent"}
        assert max(row.attempts for row in rows) <= MOST_ATTEMPTS
        assert sum(row.unknown for row in rows) == 0
        ids = [str(one.message["Message-ID"]).strip("<>").partition("@")[0] for one in sink.messages]
        assert ids == [row.message_id for row in rows]  # each once, in the order they were written
        assert len(ids) == MAILS
        whole(house)


def test_e3_a_dispatcher_that_dies_after_the_dot_repeats_under_the_same_id_and_counts_it(memory: Memory) -> None:
    house, taken = House(memory), Counter[str]()
    due(house, DEATHS)
    for _ in range(DEATHS):
        mail = claim(house.desk)
        assert mail is not None
        taken[mail.message_id] += 1  # accepted, and then there was nobody to hear it
    house.now += LEASE

    def post(mail: Claimed) -> Outcome:
        taken[mail.message_id] += 1
        return Outcome(Delivery.SENT)

    send_due(house.desk, post)
    rows = ledger(house)
    assert {row.message_id: 1 + row.unknown for row in rows} == dict(taken)
    assert {row.state for row in rows} == {"sent"}
    whole(house)


def test_e3_who_comes_back_after_its_lease_has_nothing_to_say(memory: Memory) -> None:
    """A6: stopped for longer than its lease and then gone on with, it neither sends a copy nor spoils the ledger."""
    house = House(memory)
    due(house, 1)
    zombie = claim(house.desk)
    assert zombie is not None
    house.now += LEASE
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT, "250 the other"))
    settle(house.desk, zombie, Outcome(Delivery.FAILED, "550 too late"))
    (row,) = ledger(house)
    assert (row.state, row.reply, row.unknown, row.attempts) == ("sent", "250 the other", 1, 2)
    whole(house)


@pytest.mark.parametrize("code", ["421 4.3.2 Closing", "450 4.2.1 Busy", "451 4.3.0 Later", "452 4.2.2 Full"])
@pytest.mark.parametrize("place", ["at_rcpt", "at_data"])
def test_e4_what_is_refused_for_now_is_tried_again_later(memory: Memory, code: str, place: str) -> None:
    with a_house(memory) as (house, sink, post):
        due(house, 1)
        sink.faults = Faults(**{place: code}, times=1)  # type: ignore[arg-type]
        send_due(house.desk, post)
        (row,) = ledger(house)
        assert (row.state, row.attempts, row.unknown) == ("pending", 1, 0)
        assert row.send_at > house.now
        house.now = row.send_at
        send_due(house.desk, post)
        (row,) = ledger(house)
        assert (row.state, row.attempts, len(sink.messages)) == ("sent", 2, 1)


@pytest.mark.parametrize("code", ["550 5.1.1 No such user", "553 5.1.3 Bad address", "554 5.7.1 Refused"])
def test_e4_what_is_refused_for_good_is_listed_and_told_another_way_at_once(memory: Memory, code: str) -> None:
    with a_house(memory) as (house, sink, post):
        due(house, 1)
        sink.faults = Faults(rcpt={"kt@mau.example": code})
        send_due(house.desk, post)
        house.now += timedelta(days=1)
        send_due(house.desk, post)
        states = {row.address: (row.state, row.attempts) for row in ledger(house)}
        assert states["kt@mau.example"] == ("failed", 1)
        assert [one.rcpt_to for one in sink.messages] == [("an@mau.example",)]
        whole(house)


INJECTED = [
    "kt@mau.example\r\nBcc: x@la.example",
    "kt@mau.example\nSubject: khác",
    "a" * 320 + "@mau.example",
    '"kt kt"@mau.example',
    "kế@mau.example",
    "kt@kế.example",
]


@pytest.mark.parametrize("address", INJECTED, ids=["crlf", "lf", "long", "quoted", "accent", "idn"])
def test_e6_no_address_adds_a_header_or_a_reader(memory: Memory, address: str) -> None:
    with a_house(memory) as (house, sink, post):
        _reached_at(house.desk, address)
        due(house, 1)
        send_due(house.desk, post)
        for one in sink.messages:
            assert len(one.rcpt_to) == 1
            assert one.message["Bcc"] is None
            assert len(one.message.get_all("Subject", [])) == 1
            assert "x@la.example" not in one.rcpt_to
        assert {row.state for row in ledger(house)} <= {"sent", "failed"}
        whole(house)


def _reached_at(desk: Desk, address: str) -> None:
    unit = Unit("kt", "Phòng Kinh tế", UnitKind.DEPARTMENT, "ubnd", mailbox=address)
    set_office(desk, SYSTEM, Directory((unit,)))


def test_e9_what_was_due_an_hour_ago_is_sent_or_says_why_not_and_a_gap_is_found(memory: Memory) -> None:
    """The pair: reminders of which nothing became known, planted, are named by verification."""
    house = House(memory)
    due(house, 2)
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    house.now += timedelta(hours=1)
    whole(house)
    with memory.writing() as session:
        lost = session.scalars(select(NoticeRow).limit(1)).one()
        lost.state = "waiting"
        name = lost.id
    found = [one for check in verify(memory, now=house.now) if check.ok is False for one in check.violations]
    assert [one for one in found if name in one]
