"""Right calls with one thing spoilt: what is wrong is said as problem details, and the house does not fall."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proof.verify import verify
from storage.database import Memory
from tests.api.calls import READY, Call
from tests.api.doors import KEYS, Opened, opened

LONG = settings.get_current_profile_name() == "long"
SPOILT = 350 if LONG else 5
"""Spoilt calls of each changing route: more than 20,000 in the long form."""
PROBLEM = "application/problem+json"
GONE = object()
NAUGHTY: tuple[Any, ...] = (
    *(
        "",
        " ",
        "\x00",
        "\ud800",
        float("nan"),
        "𝔘nicode",
        "a\u0301",
        "\u202etxt",
        "\ufeff",
        "' OR 1=1 --",
        "<img src=x onerror=1>",
    ),
    *("=1+1", "../../etc/passwd", "9" * 400, "x" * 100_000, "2026-02-30", "0000-00-00", "99999-01-01", "31/02/2026"),
    *(-1, 0, 2**63, 1e308, True, None, [], {}, [[]], {"a": {"b": []}}),
)
"""What offices, their software and strangers put into fields."""
wrong_values = st.sampled_from(NAUGHTY) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def leaves(body: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a body, itself included."""
    yield where
    inner = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, value in inner:
        yield from leaves(value, (*where, key))


def spoilt(body: Any, where: tuple[Any, ...], value: Any) -> Any:
    """A body with another value in one place, or without it."""
    if not where:
        return None if value is GONE else value
    changed = copy.deepcopy(body)
    holder = changed
    for key in where[:-1]:
        holder = holder[key]
    if value is GONE:
        del holder[where[-1]]
    else:
        holder[where[-1]] = value
    return changed


def on_the_wire(doors: Opened, call: str, ready: Call, body: Any) -> Any:
    """Send a body as some clients write it: half characters escaped, numbers that are none."""
    headers = {
        "Authorization": f"Bearer {doors.as_(ready.login).token}",
        "Idempotency-Key": f"spoilt-{next(KEYS)}",
        "Content-Type": "application/json",
    }
    if ready.seen is not None:
        headers["If-Match"] = f'"{ready.seen}"'
    return doors.client.request(call.split(maxsplit=1)[0], ready.path, content=json.dumps(body), headers=headers)


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
@pytest.mark.parametrize("call", sorted(READY))
def test_a_right_call_with_one_thing_spoilt_is_answered(memory: Memory, call: str) -> None:
    with opened(memory) as doors:
        ready = READY[call](doors)
        places = list(leaves(ready.body))
        wrong: list[str] = []

        @settings(max_examples=SPOILT, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(
            where=st.sampled_from(places),
            value=st.just(GONE) | wrong_values,
            seen=st.sampled_from((ready.seen, ready.seen, 0, None, 10**20)),
            extra=st.booleans(),
        )
        def ask(where: tuple[Any, ...], value: Any, seen: int | None, *, extra: bool) -> None:
            body = spoilt(ready.body, where, value)
            if extra and isinstance(body, dict):
                body["state"] = "accepted"
            answer = on_the_wire(doors, call, Call(ready.login, ready.path, seen=seen), body)
            told = answer.headers.get("Content-Type", "")
            if answer.status_code >= 500 or (answer.status_code >= 400 and told != PROBLEM):
                wrong.append(f"{answer.status_code} {where} {value!r:.60} {answer.text:.200}")

        ask()
        assert wrong == []
        assert [check for check in verify(doors.house.memory, now=doors.house.now) if check.ok is False] == []
