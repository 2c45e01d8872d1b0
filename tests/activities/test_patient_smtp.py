"""A mail server that is slow on purpose: each mail is given up in time, and only what may have been accepted is in doubt."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import select

from activities.post import Post
from acts.messages import claim, send_due, settle
from proof.sink import Faults, Sink
from storage.database import Memory
from storage.tables import MessageRow
from tests.acts.house import House

UNTIL_DATA, FINAL_DOT = 0.6, 1.2
SLACK = 15.0
"""Seconds a very busy machine may add; whoever waits for the server waits longer."""
DRIP = 0.05
DROPS = 600
SLOW = 2 * SLACK
"""Seconds a server takes that would be waited for in vain."""


@contextmanager
def a_server(greeting: bytes) -> Iterator[int]:
    """A server that says a byte at a time and never comes to an end; with nothing to say it is mute. Its port."""
    ends: list[socket.socket] = []

    def drip(line: socket.socket) -> None:
        with suppress(OSError):
            for place in range(DROPS):
                time.sleep(DRIP)
                if greeting:
                    line.sendall(greeting[place % len(greeting)].to_bytes())

    def listen() -> None:
        with suppress(OSError):
            while True:
                line, _ = server.accept()
                ends.append(line)
                threading.Thread(target=drip, args=(line,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    for line in ends:
        line.close()


def one(house: House) -> MessageRow:
    with house.memory.reading() as session:
        (row,) = session.scalars(select(MessageRow).where(MessageRow.attempts > 0))
        session.expunge_all()
    return row


def test_e5_a_server_that_is_mute_or_drips_holds_a_mail_no_longer_than_the_limit(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    for greeting in (b"", b"2"):
        with a_server(greeting) as port:
            began = time.monotonic()
            send_due(house.desk, Post(house.desk, f"smtp://127.0.0.1:{port}", until_data=UNTIL_DATA))
            assert UNTIL_DATA * 0.9 < time.monotonic() - began < UNTIL_DATA + SLACK
        waiting = one(house)
        assert (waiting.state, waiting.unknown) == ("pending", 0)  # nothing can have been accepted
        house.now = waiting.send_at
    assert one(house).attempts == 2


def test_e5_a_server_that_is_slow_with_every_line_is_given_up_before_the_message(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    with Sink() as sink:
        sink.faults = Faults(tarpit=SLOW)
        began = time.monotonic()
        send_due(house.desk, Post(house.desk, sink.url, until_data=UNTIL_DATA))
        assert time.monotonic() - began < UNTIL_DATA + SLACK
        assert (one(house).state, one(house).unknown, sink.messages) == ("pending", 0, [])
        sink.faults = Faults()
        house.now = one(house).send_at
        send_due(house.desk, Post(house.desk, sink.url))
        assert (one(house).state, len(sink.messages)) == ("sent", 1)


def test_e5_an_answer_to_the_message_that_does_not_come_leaves_it_in_doubt(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    with Sink() as sink:
        sink.faults = Faults(delay=SLOW)
        began = time.monotonic()
        send_due(house.desk, Post(house.desk, sink.url, final_dot=FINAL_DOT))
        assert FINAL_DOT * 0.9 < time.monotonic() - began < FINAL_DOT + SLACK
    assert (one(house).state, one(house).unknown) == ("pending", 1)


def test_e5_while_one_dispatcher_is_held_up_another_sends_all_the_rest(memory: Memory) -> None:
    house = House(memory)
    house.directive({"lead_codes": ["phong"]}, {"lead_codes": ["ca"]})
    with Sink() as sink:
        post = Post(house.desk, sink.url)
        held_up = claim(house.desk)
        assert held_up is not None
        send_due(house.desk, post)
        assert len(sink.messages) == 2
        settle(house.desk, held_up, post(held_up))
        assert len(sink.messages) == 3
