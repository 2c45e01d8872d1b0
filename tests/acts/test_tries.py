"""Limits counted in the database: hit one past the most, over again after the span, shared by all, and nothing kept of who."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from acts.tries import Try, forget, sweep, take
from domain import limits
from domain.limits import Limit, TooOften
from storage.database import Memory
from storage.tables import TryRow
from tests.acts.house import House

ALL = {
    name: limit
    for name, told in vars(limits).items()
    for limit in (told if isinstance(told, tuple) else (told,))
    if isinstance(limit, Limit) and limit.most <= 1000
}


@pytest.fixture
def house(memory: Memory) -> House:
    return House(memory)


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ALL)
def test_each_limit_is_hit_one_past_its_most(house: House, name: str) -> None:
    limit = ALL[name]
    take(house.desk, {"an": Try(limit, limit.most - 1)})
    take(house.desk, {"an": limit})
    with pytest.raises(TooOften) as refused:
        take(house.desk, {"an": limit})
    assert refused.value.retry_after == limit.span.total_seconds()
    take(house.desk, {"chi": limit})
    house.now += limit.span
    take(house.desk, {"an": limit})


def test_the_wait_told_is_until_the_span_is_over(house: House) -> None:
    limit = Limit(1, timedelta(minutes=5))
    take(house.desk, {"an": limit})
    house.now += timedelta(minutes=2)
    with pytest.raises(TooOften) as refused:
        take(house.desk, {"an": limit})
    assert refused.value.retry_after == 180


def test_what_one_key_refuses_is_counted_under_none(house: House) -> None:
    narrow, wide = Limit(1, timedelta(minutes=5)), Limit(3, timedelta(minutes=5))
    take(house.desk, {"narrow": narrow, "wide": wide})
    for _ in range(5):
        with pytest.raises(TooOften):
            take(house.desk, {"narrow": narrow, "wide": wide})
    take(house.desk, {"wide": wide})
    forget(house.desk, ["narrow"])
    take(house.desk, {"narrow": narrow, "wide": wide})


def test_of_many_at_once_in_several_processes_as_many_pass_as_may(house: House) -> None:
    other = House.__new__(House)  # a second process: another pool of connections, nothing else shared
    other.memory, other.now = Memory(house.memory.url), house.now
    desks = (house.desk, type(house.desk)(other.memory, lambda: house.now, house.desk.ids, house.desk.seed, lambda: ""))

    def tried(number: int) -> bool:
        try:
            take(desks[number % 2], {"an": Limit(10, timedelta(minutes=5)), "everybody": Limit(1000, timedelta(1))})
        except TooOften:
            return False
        return True

    with ThreadPoolExecutor(8) as several:
        passed = list(several.map(tried, range(40)))
    other.memory.close()
    assert passed.count(True) == 10


def test_what_is_kept_tells_nobody_and_is_let_go_of(house: House) -> None:
    take(house.desk, {"login an from 192.0.2.7": limits.PER_LOGIN})
    assert [len(key) for key in kept(house)] == [64]
    house.now += timedelta(minutes=6)
    sweep(house.desk)
    assert list(kept(house)) == []


def kept(house: House) -> Iterator[str]:
    with house.memory.reading() as session:
        yield from session.scalars(select(TryRow.key)).all()
