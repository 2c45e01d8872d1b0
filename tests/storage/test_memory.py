"""The database's promises: chained log, triggers, leases, no lost update, refusal of unsafe settings; on both kinds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError, StatementError

from storage import database, log, triggers
from storage.database import Memory, UnsafeDatabase
from storage.leases import take_lease
from storage.log import Fact
from storage.schema import assert_current
from storage.tables import CursorRow

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def write(memory: Memory, n: int, now: datetime = NOW) -> int:
    with memory.writing() as session:
        return log.append(session, "an", now, [Fact("test.happened", f"assignment/{n}", {"n": n, "chữ": "đ"})])[0]


def test_events_form_a_chain_in_the_order_of_commits(memory: Memory) -> None:
    for n in range(5):
        write(memory, n)
    with memory.reading() as session:
        events = list(log.everything(session))
        head = log.head(session)
    assert [event.seq for event in events] == [1, 2, 3, 4, 5]
    assert all(log.digest_of(event) == event.digest for event in events)
    assert [event.previous for event in events] == [log.GENESIS, *(event.digest for event in events[:-1])]
    assert head == (5, events[-1].digest)


def test_many_writers_at_once_leave_no_gap_and_no_fork(memory: Memory) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: write(memory, n), range(80)))
    with memory.reading() as session:
        events = list(log.everything(session))
    assert [event.seq for event in events] == list(range(1, 81))
    assert len({event.previous for event in events}) == len(events)
    assert {event.data["n"] for event in events} == set(range(80))


@pytest.mark.parametrize("change", ["UPDATE event SET actor = 'x'", "DELETE FROM event"])
def test_nobody_changes_or_deletes_what_was_logged(memory: Memory, change: str) -> None:
    write(memory, 1)
    with pytest.raises(DBAPIError, match="append-only"), memory.writing() as session:
        session.execute(text(change))


def test_a_lost_trigger_is_refused_at_start(memory: Memory) -> None:
    assert_current(memory)
    drop = "DROP TRIGGER event_no_update" + ("" if memory.is_sqlite else " ON event")
    with memory.engine.begin() as connection:
        connection.execute(text(drop))
    with memory.engine.connect() as connection:
        assert triggers.missing(connection) == ["event_no_update"]
    with pytest.raises(UnsafeDatabase, match="event_no_update"):
        assert_current(memory)


def test_time_in_the_log_never_goes_back(memory: Memory) -> None:
    write(memory, 1)
    write(memory, 2, NOW - timedelta(hours=1))
    with memory.reading() as session:
        assert [event.at for event in log.everything(session)] == [NOW, NOW]


def test_what_raises_leaves_nothing(memory: Memory) -> None:
    def fail() -> None:
        with memory.writing() as session:
            log.append(session, "an", NOW, [Fact("test.happened", "a/1", {})])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with memory.reading() as session:
        assert log.head(session) == (0, log.GENESIS)


def test_an_act_without_an_event_or_with_too_many_is_a_fault_of_the_caller(memory: Memory) -> None:
    for facts in ([], [Fact("x", "y", {})] * (log.MOST_EVENTS + 1)):
        with pytest.raises(ValueError, match="event"), memory.writing() as session:
            log.append(session, "an", NOW, facts)


def test_a_cursor_moves_forward_only(memory: Memory) -> None:
    for seq in (3, 7, 5):
        with memory.writing() as session:
            log.set_cursor(session, "clocks", seq)
    with memory.reading() as session:
        assert log.cursor(session, "clocks") == 7
        assert log.cursor(session, "nobody") == 0


def test_one_holder_has_a_lease_until_it_runs_out(memory: Memory) -> None:
    def take(holder: str, now: datetime) -> bool:
        with memory.writing() as session:
            return take_lease(session, "round", holder, now + timedelta(minutes=1), now)

    assert take("a", NOW)
    assert not take("b", NOW + timedelta(seconds=30))
    assert take("a", NOW + timedelta(seconds=50))
    assert take("b", NOW + timedelta(minutes=3))
    assert not take("a", NOW + timedelta(minutes=3, seconds=30))


def test_concurrent_increments_lose_none(memory: Memory) -> None:
    with memory.writing() as session:
        session.add(CursorRow(consumer="count", seq=0))

    def add(_: int) -> None:
        with memory.writing() as session:
            row = session.get_one(CursorRow, "count", with_for_update=True)
            session.execute(update(CursorRow).where(CursorRow.consumer == "count").values(seq=row.seq + 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(60)))
    with memory.reading() as session:
        assert session.get_one(CursorRow, "count").seq == 60


def test_an_instant_keeps_its_zone_and_a_naive_one_is_refused(memory: Memory) -> None:
    write(memory, 1, datetime(2026, 3, 2, 8, tzinfo=UTC) + timedelta(microseconds=123456))
    with memory.reading() as session:
        (event,) = log.everything(session)
    assert event.at.utcoffset() == timedelta(0)
    assert event.at.microsecond == 123456
    naive = datetime(2030, 1, 1)  # noqa: DTZ001 - the fault itself
    with pytest.raises(StatementError, match="zone"), memory.writing() as session:
        take_lease(session, "x", "y", naive, NOW)


def test_an_sqlite_database_with_lesser_durability_is_refused(tmp_path: Path) -> None:
    memory = Memory(str(tmp_path / "weak.db"))
    assert memory.assert_settings()["synchronous"] == "2"
    with memory.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA synchronous=OFF")
        with pytest.raises(UnsafeDatabase, match="synchronous"):
            database._sqlite_settings(connection)
    memory.close()
