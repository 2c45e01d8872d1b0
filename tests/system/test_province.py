"""Two doors and two workers on one PostgreSQL: one holds the lease, both serve, and either may die."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from httpx2 import Client

from storage.database import POOL
from tests.system.house import Installation, running, until
from tests.system.test_faults import BEFORE, OFFICIAL, Official, books, nothing_was_doubled, settled

pytestmark = [pytest.mark.system, pytest.mark.temporal, pytest.mark.postgres]


@pytest.fixture
def database(postgres: str) -> str:
    """An empty database of our own on the server of the tests."""
    name = f"t_{uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
    return postgres.rsplit("/", 1)[0] + "/" + name


def holders(database: str) -> set[str]:
    with psycopg.connect(database) as reader:
        return {row[0] for row in reader.execute("SELECT holder FROM lease WHERE name = 'round'")}


def words_of_people(database: str) -> list[bytes]:
    """Names, addresses and the texts of orders: nothing of the kind may lie in Temporal's file."""
    with psycopg.connect(database) as reader:
        told = reader.execute("SELECT name FROM official UNION SELECT email FROM official UNION SELECT text FROM item")
        found = [str(row[0]).encode()[:40] for row in told if row[0]]
    assert len(found) > 10
    return found


def engine_bytes(house: Installation) -> bytes:
    files = [file for file in (house.folder / "temporal").rglob("*") if file.is_file()]
    told = b"".join(file.read_bytes() for file in files)
    assert b"assignment/" in told
    return told


def wrong_password(url: str) -> int:
    with Client(base_url=url, timeout=20) as client:
        told = {"login": OFFICIAL, "password": "đoán mò"}
        return client.post("/dang-nhap", data=told, headers={"Sec-Fetch-Site": "same-origin"}).status_code


def connections(database: str) -> int:
    with psycopg.connect(database) as reader:
        found = reader.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()").fetchone()
        assert found is not None
        return int(found[0]) - 1


def test_two_doors_and_two_workers_share_one_office(tmp_path: Path, database: str) -> None:
    with running(tmp_path, BEFORE, database=database) as house:
        (doors, url), (worker, _) = house.another("api"), house.another("worker")
        doors.start()
        worker.start()
        try:
            until(lambda: house.serves(url))
            until(lambda: settled(house))
            assert len(holders(database)) == 1
            guesses = [wrong_password(house.url) for _ in range(6)] + [wrong_password(url) for _ in range(5)]
            assert guesses == [403] * 10 + [429]
            here, there = Official(house, OFFICIAL), Official(house, OFFICIAL, url)
            todo = here.open_work()
            with ThreadPoolExecutor(8) as several:
                told = list(several.map(lambda work: (here.try_report(work), there.try_report(work)), todo))
            assert Counter(sorted(pair) == [201, 409] for pair in told) == {True: len(todo)}
            house.worker.kill()  # the other goes on alone
            house.kill("temporal")
            until(lambda: settled(house))
            nothing_was_doubled(house)
            assert connections(database) <= 4 * POOL
            assert [word for word in words_of_people(database) if word in engine_bytes(house)] == []
            assert len(books(house).completions) == len(todo)
        finally:
            doors.stop()
            worker.stop()
