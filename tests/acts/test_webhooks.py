"""Other systems are told of what they asked for and may see: once each, in order, again after failures, never more."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from activities.courier import Courier
from activities.nudge_moved import Batch
from acts import completions, webhooks
from acts.completions import Report
from acts.deliveries import BACKOFF, KEEP_TRYING, LEASE, Parcel, claim, deliver_due, settle
from acts.messages import Delivery, Outcome
from acts.webhooks import Subscription
from domain.errors import Refusal
from domain.rights import SYSTEM
from domain.subject import MAIL, WEBHOOKS, Outlook, Subject
from domain.webhook import networks
from rounds.relay import Relay
from rounds.round import Round
from storage import log
from storage.database import Memory
from storage.tables import DeliveryRow, WebhookRow
from storage.views import subjects
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House
from tests.listener import Listener, a_listener

SENT = Outcome(Delivery.SENT, "HTTP 204")
LATER = Outcome(Delivery.LATER, "HTTP 503")


@dataclass
class Taken:
    """A courier that remembers, and answers as it is told, then "sent"."""

    parcels: list[Parcel] = field(default_factory=list)
    answers: list[Outcome] = field(default_factory=list)

    def __call__(self, parcel: Parcel) -> Outcome:
        self.parcels.append(parcel)
        return self.answers.pop(0) if self.answers else SENT

    @property
    def kinds(self) -> list[str]:
        return [told(parcel)["type"] for parcel in self.parcels]


def told(parcel: Parcel) -> Any:
    return json.loads(parcel.body)


@pytest.fixture
def house(memory: Memory) -> House:
    return House(memory)


@pytest.fixture
def listener() -> Iterator[Listener]:
    with a_listener() as found:
        yield found


def subscribed(house: House, *kinds: str, units: tuple[str, ...] | None = None, url: str = "https://a.example/") -> str:
    answer = webhooks.subscribe(house.desk, SYSTEM, Subscription(url, kinds or ("*",), units))
    found: str = answer.body["id"]
    return found


def lines(house: House) -> list[DeliveryRow]:
    with house.memory.reading() as session:
        rows = list(session.scalars(select(DeliveryRow).order_by(DeliveryRow.event)))
        session.expunge_all()
    return rows


def report(house: House) -> None:
    for owed in house.assignments():
        completions.complete(house.desk, OTHER if owed.unit == "vh" else OFFICIAL, Report((owed.id,)))


def test_one_is_told_once_of_what_came_after_one_asked(house: House) -> None:
    house.directive({})
    subscribed(house, "completion.*")
    report(house)
    taken = Taken()
    outlook = deliver_due(house.desk, taken)
    assert taken.kinds == ["completion.entered"]
    assert (outlook.closed, outlook.wake_at) == (False, None)
    deliver_due(house.desk, taken)
    assert len(taken.parcels) == 1
    assert [line.state for line in lines(house)] == ["sent"]


def test_a_unit_is_told_of_its_own_work_with_nothing_of_others_in_it(house: House) -> None:
    subscribed(house, units=("kt",))
    house.directive({}, {"lead_codes": ["vh"]})
    report(house)
    taken = Taken()
    deliver_due(house.desk, taken)
    mine, other = sorted(house.assignments(), key=lambda row: row.unit)
    everything = b"".join(parcel.body for parcel in taken.parcels)
    assert other.id.encode() not in everything
    assert b'"vh"' not in everything
    assert sorted(taken.kinds) == ["completion.entered", "directive.issued"]
    assert mine.unit == "kt"


def test_a_failure_is_tried_again_with_the_same_id_and_body_after_longer_and_longer_rests(house: House) -> None:
    subscribed(house, "directive.*")
    house.directive({})
    taken = Taken(answers=[LATER, Outcome(Delivery.UNKNOWN, "reset"), LATER, SENT])
    for pause in BACKOFF[:3]:
        outlook = deliver_due(house.desk, taken)
        assert outlook.wake_at == house.now + pause
        house.now += pause - timedelta(seconds=1)
        deliver_due(house.desk, taken)
        house.now += timedelta(seconds=1)
    deliver_due(house.desk, taken)
    first = [parcel for parcel in taken.parcels if parcel.id == taken.parcels[0].id]
    assert len(first) == 4
    assert len({(parcel.id, parcel.body) for parcel in first}) == 1
    (line,) = [line for line in lines(house) if line.id == first[0].id]
    assert (line.state, line.attempts, line.unknown) == ("sent", 4, 1)


def test_one_that_is_away_costs_one_try_at_a_time_and_holds_up_nobody_else(house: House) -> None:
    away, here = subscribed(house, url="https://away.example/"), subscribed(house, url="https://here.example/")
    house.directive({}, {})
    report(house)
    tried: list[str] = []

    def courier(parcel: Parcel) -> Outcome:
        tried.append(parcel.url)
        return LATER if "away" in parcel.url else SENT

    deliver_due(house.desk, courier)
    assert tried.count("https://away.example/") == 1
    states = {(line.webhook, line.state) for line in lines(house)}
    assert states == {(away, "pending"), (here, "sent")}


def test_after_three_days_it_is_given_up_and_said_and_a_person_sends_it_again(house: House) -> None:
    hook = subscribed(house, "directive.issued")
    house.directive({})
    house.directive({}, number="13/CT-UBND")
    taken = Taken(answers=[LATER, LATER])
    deliver_due(house.desk, taken)
    house.now += KEEP_TRYING
    deliver_due(house.desk, taken)
    assert [line.state for line in lines(house)] == ["failed", "failed"]
    with house.memory.reading() as session:
        last = list(log.everything(session))[-1]
    assert (last.kind, last.subject, last.data) == ("webhook.gave-up", f"webhook/{hook}", {"deliveries": 2})
    lost = lines(house)[1]
    again = webhooks.send_again(house.desk, SYSTEM, hook, lost.id)
    assert again.status == 202
    deliver_due(house.desk, taken)
    assert taken.parcels[-1].id == lost.id
    assert [line.state for line in lines(house)] == ["failed", "sent"]
    webhooks.end(house.desk, SYSTEM, hook)
    with pytest.raises(Refusal) as refused:
        webhooks.send_again(house.desk, SYSTEM, hook, lost.id)
    assert refused.value.code == "ended"


def test_a_sender_that_died_is_taken_over_and_its_late_word_does_not_count(house: House) -> None:
    subscribed(house, "directive.issued")
    house.directive({})
    deliver_due(house.desk, Taken(answers=[LATER]))
    house.now += BACKOFF[0]
    dead = claim(house.desk)
    assert dead is not None
    assert claim(house.desk) is None
    house.now += LEASE
    deliver_due(house.desk, Taken())
    settle(house.desk, dead, LATER)
    (line,) = lines(house)
    assert (line.state, line.attempts, line.unknown) == ("sent", 3, 1)


def test_one_that_has_ended_is_told_nothing_any_more(house: House) -> None:
    hook = subscribed(house)
    house.directive({})
    deliver_due(house.desk, Taken(answers=[LATER]))
    webhooks.end(house.desk, SYSTEM, hook)
    house.now += BACKOFF[0]
    taken = Taken()
    assert deliver_due(house.desk, taken).closed
    assert taken.parcels == []
    assert {line.state for line in lines(house)} == {"dropped"}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Subscription("https://a.example/", ("mật",)), "unknown-kind"),
        (Subscription("https://a.example/", ("*",), ("khong-co",)), "unknown-unit"),
        (Subscription("https://a.example/", ("*",), ()), "unknown-unit"),
    ],
)
def test_what_cannot_be_subscribed_to_leaves_no_row(house: House, wanted: Subscription, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        webhooks.subscribe(house.desk, SYSTEM, wanted)
    assert refused.value.code == code
    with house.memory.reading() as session:
        assert session.scalar(select(WebhookRow.id)) is None


def test_only_who_administers_subscribes(house: House) -> None:
    with pytest.raises(Refusal, match="không có quyền"):
        webhooks.subscribe(house.desk, CHIEF, Subscription("https://a.example/", ("*",)))


def test_the_relay_nudges_the_channel_and_the_round_covers_what_it_overlooked(house: House) -> None:
    async def nobody(subject: Subject, *, start: bool) -> None:
        raise AssertionError(subject, start)

    async def nothing(name: str, batch: Batch) -> None:
        raise AssertionError(name, batch)

    relay = Relay(house.memory, nobody, nothing)
    house.directive({})
    assert WEBHOOKS not in {*relay.news().opened, *relay.news().closed}
    subscribed(house, "completion.entered")
    assert WEBHOOKS in relay.news().opened
    relay.remember(relay.news())
    report(house)
    assert WEBHOOKS in relay.news().opened
    with house.memory.reading() as session:
        assert WEBHOOKS in set(subjects.open_subjects(session))
        assert subjects.is_open(session, WEBHOOKS)
    taken, house.now = Taken(), house.now + timedelta(minutes=1)
    rounds = Round(
        house.memory,
        lambda: house.now,
        lambda _subject, _by: pytest.fail("a channel is no subject of steps"),
        {MAIL: Outlook, WEBHOOKS: lambda: deliver_due(house.desk, taken)},
        "one",
    )
    assert rounds.go().failed == 0
    rounds.go()
    assert taken.kinds == ["completion.entered"]


def test_a_listener_that_fails_then_hangs_up_then_answers_gets_it_and_can_tell_the_repeats(
    house: House, listener: Listener
) -> None:
    subscribed(house, "directive.issued", url=listener.url)
    house.directive({})
    listener.ways = [500, "hang-up"]
    courier = Courier(networks("127.0.0.0/8"))
    for pause in (*BACKOFF[:2], timedelta()):
        deliver_due(house.desk, courier)
        house.now += pause
    assert len(listener.heard) == 3
    assert len({heard.headers["webhook-id"] for heard in listener.heard}) == 1
    assert {json.loads(heard.body)["type"] for heard in listener.heard} == {"directive.issued"}
    (line,) = lines(house)
    assert (line.state, line.attempts, line.unknown, line.reply) == ("sent", 3, 1, "HTTP 204")
