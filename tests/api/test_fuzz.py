"""Calls made up from the description of the API, by three roles: whatever is sent, the house does not fall."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.security import TABLE, Open
from storage.database import Memory
from tests.api.doors import KEYS, Opened, opened

LONG = settings.get_current_profile_name() == "long"
CALLS = 400 if LONG else 3
"""Made-up calls of each route by each role: more than 20,000 in the long form."""
PROBLEM = "application/problem+json"
LOGINS = ("an", "binh", "dung")
JSON_CALLS = sorted(call for call in TABLE if " /api/" in call and TABLE[call] is not Open.EVERYBODY)


@pytest.fixture
def peopled(memory: Memory) -> Iterator[Opened]:
    with opened(memory) as doors:
        doors.house.directive({}, {"lead_codes": ["phong"]})
        yield doors


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
@pytest.mark.parametrize("login", LOGINS)
def test_whatever_is_sent_is_answered_and_every_no_is_problem_details(peopled: Opened, login: str) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", peopled.client.app)
    ids = [row.id for row in peopled.house.assignments()]
    assert [wrong for call in JSON_CALLS for wrong in made_up(peopled, login, call, schema, ids)] == []


def made_up(doors: Opened, login: str, call: str, schema: Any, ids: list[str]) -> list[str]:
    """Made-up calls of one route; what was not answered as it must be."""
    method, path = call.split()
    wrong: list[str] = []

    @settings(max_examples=CALLS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=schema[path][method].as_strategy(), one=st.sampled_from([*ids, ""]))
    def send(case: Any, one: str) -> None:
        headers = {
            "Authorization": f"Bearer {doors.as_(login).token}",
            "Idempotency-Key": f"fuzz-{next(KEYS)}",
            "If-Match": '"1"',
        }
        if one and case.path_parameters:
            case.path_parameters = dict.fromkeys(case.path_parameters, one)
        if path == "/api/events":
            case.query = {**(case.query or {}), "seconds": 0}
        answer = case.call(session=doors.client, headers=headers)
        told = answer.headers.get("content-type", [""])
        if answer.status_code >= 500 or (answer.status_code >= 400 and PROBLEM not in str(told)):
            wrong.append(f"{call}: {answer.status_code} {answer.text[:200]}")

    send()
    return wrong
